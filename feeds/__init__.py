"""How news gets in: feeds and pages are fetched, parsed and cleaned here. Knows nothing of `briefing`."""
