"""Commands on stories, their briefs, and the view of the edition."""

from __future__ import annotations

from briefing.tui.keys.command import EDITION, NAMES, Command

STORY = (
    Command("story.open", "enter,l,right", "open", "Read brief", "Read the brief of the story", ("list",), "Story"),
    Command(
        "story.next",
        "J",
        "next_story",
        "Next story",
        "The next story, also while reading",
        EDITION,
        "Story",
        counted=True,
    ),
    Command(
        "story.previous",
        "K",
        "prev_story",
        "Previous story",
        "The story before, also while reading",
        EDITION,
        "Story",
        counted=True,
    ),
    Command(
        "story.next_new",
        "n",
        "next_new",
        "Next new",
        "In a brief the next sentence that is new, then the next unread story",
        EDITION,
        "Story",
        counted=True,
    ),
    Command(
        "story.previous_new",
        "N,p",
        "prev_new",
        "Previous new",
        "The unread story before this one",
        EDITION,
        "Story",
        counted=True,
    ),
    Command(
        "story.read", "m", "toggle_read", "Mark read", "Mark the story read or unread, and go on", EDITION, "Story"
    ),
    Command("story.read_all", "A", "read_all", "Mark all read", "Mark every story of the list read", EDITION, "Story"),
    Command("story.save", "s", "save", "Save", "Keep the story, or let it go again", EDITION, "Story"),
    Command("story.dismiss", "d", "dismiss_story", "Dismiss", "Take the story out of the edition", EDITION, "Story"),
    Command("story.why", "w", "why", "Why", "Why these items, why up here; and corrections", EDITION, "Story"),
    Command(
        "story.had_read", "V", "had_read", "What I had read", "The brief as it was when you read it", EDITION, "Story"
    ),
)
BRIEF = (
    Command("brief.source", "1,2,3,4,5,6,7,8,9", "source", "Open source 1 to 9", "Read that source", EDITION, "Brief"),
    Command(
        "brief.browser",
        "o",
        "browse",
        "Open in browser",
        "Open the article, or the brief's first source, in the browser",
        (*EDITION, "item"),
        "Brief",
    ),
    Command(
        "brief.browser_read",
        "O",
        "browse_read",
        "Browser, then next",
        "Open the first source in the browser, mark the story read and go on",
        EDITION,
        "Brief",
    ),
    Command(
        "brief.why",
        "W",
        "why_sentence",
        "Why this sentence",
        "The terms of the score by which each sentence was chosen",
        EDITION,
        "Brief",
    ),
    Command(
        "brief.fetch_texts",
        "x",
        "fetch_texts",
        "Fetch full texts",
        "Where there is a teaser only: the full text, of a brief those of the best three sources",
        (*EDITION, "item"),
        "Brief",
    ),
    Command(
        "brief.llm",
        "L",
        "llm",
        "Ask my model",
        "A summary by a model that you run, apart from the brief",
        EDITION,
        "Brief",
    ),
    Command(
        "brief.copy_link",
        "y",
        "copy_link",
        "Copy link",
        "Copy the address of the article, or of the brief's first source",
        (*EDITION, "item"),
        "Brief",
    ),
    Command("brief.copy", "Y", "copy_brief", "Copy brief", "Copy the brief as Markdown", EDITION, "Brief"),
    Command("brief.export", "e", "export", "Export", "Write the brief as a Markdown note", EDITION, "Brief"),
)
VIEW = (
    Command(
        "view.search",
        "slash",
        "search",
        "Search",
        "Search all stored items as you type; on the page of a name, for that name",
        (*EDITION, *NAMES),
        "View",
    ),
    Command("view.next_pane", "tab,shift+tab", "next_pane", "Next pane", "Go to the other pane", EDITION, "View"),
    Command(
        "view.zen",
        "z z,z",
        "zen",
        "Whole screen",
        "Give the brief the whole screen, or back",
        EDITION,
        "View",
        short="whole screen",
    ),
    Command(
        "view.editions",
        "P,g p",
        "past_editions",
        "Past editions",
        "What was shown when",
        EDITION,
        "View",
        short="editions",
    ),
    Command(
        "view.more", "plus", "more", "More stories", "Smaller and older stories, below the edition", EDITION, "View"
    ),
    Command("view.reload", "r", "reload", "Show what is new", "Show the edition as it stands now", EDITION, "View"),
    Command("view.refresh", "R", "refresh_feeds", "Refresh feeds", "Fetch the feeds that are due", EDITION, "View"),
    Command("view.stop", "escape", "stop_refresh", "Stop refresh", "Stop the running refresh", ("list",), "View"),
    Command("view.begin", "B", "begin", "Begin", "Your own news: packs, import, an address", EDITION, "View"),
)
COMMANDS = (*STORY, *BRIEF, *VIEW)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "empty": (
        ("view.begin", "begin"),
        ("feeds.add", "add feeds"),
        ("view.refresh", "refresh"),
        ("feeds.open", "feeds"),
        ("feeds.log", "last refresh"),
        ("move.leave", "quit"),
        ("app.help", "help"),
    ),
    "list": (
        ("move.down move.up", "move"),
        ("story.open", "open"),
        ("story.next_new", "next new"),
        ("view.search", "search"),
        ("brief.export", "export"),
        ("story.read", "read"),
        ("story.save", "save"),
        ("change.undo", "undo"),
        ("app.help", "help"),
    ),
    "brief": (
        ("move.down move.up", "scroll"),
        ("move.read_on", "read on"),
        ("story.next_new", "next new"),
        ("move.leave", "back"),
        ("story.next story.previous", "story"),
        ("view.search", "search"),
        ("brief.export", "export"),
        ("story.read", "read"),
        ("story.save", "save"),
        ("change.undo", "undo"),
        ("app.help", "help"),
    ),
}
"""What the foot bar shows in each pane: (ids of commands, label). The last entry stays when the window is narrow."""
