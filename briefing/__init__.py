"""A news briefing for the terminal: your feeds, grouped into stories, shown as briefs."""

__version__ = "0.1.0"
