"""One table of everything a reader can do -> key bindings, foot bar, command palette and help.

A command's `where` names the panes in which it works: "list" and "brief" are the two sides of the edition, "item",
"search", "entity", "entities", "why", "editions" and "sentences" are screens of their own, "app" is everywhere. Its
action is the method `action_NAME` of that screen (or app).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `keys` are Textual's key names; `title` starts with a capital; `tooltip` says what happens."""

    id: str
    keys: str
    action: str
    title: str
    tooltip: str
    where: tuple[str, ...]
    group: str


NUMBERED = ("source", "link")
"""Actions that take the number of the key that was pressed."""
EDITION = ("list", "brief")
NAMES = ("entity", "entities")
PANELS = ("why", "editions", "sentences", "feeds", "found", "packs", "start")
READING = ("list", "brief", "item", *NAMES)
MOVING = (*READING, *PANELS)

COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "down", "Down", "Next story in the list, next sentence in a brief", MOVING, "Move"),
    Command("move.up", "k,up", "up", "Up", "The story or the sentence before", MOVING, "Move"),
    Command(
        "move.read_on",
        "space",
        "read_on",
        "Read on",
        "A page down; at the end of a brief mark it read and show the next unread story",
        EDITION,
        "Move",
    ),
    Command("move.page_down", "pagedown,ctrl+f", "page_down", "Page down", "One page down", EDITION, "Move"),
    Command("move.page_up", "b,pageup,ctrl+b", "page_up", "Page up", "One page up", MOVING, "Move"),
    Command("move.half_down", "ctrl+d", "half_down", "Half a page down", "Half a page down", MOVING, "Move"),
    Command("move.half_up", "ctrl+u", "half_up", "Half a page up", "Half a page up", MOVING, "Move"),
    Command("move.top", "g,home", "top", "Top", "The first story, or the start of the text (g or g g)", MOVING, "Move"),
    Command("move.bottom", "G,end", "bottom", "Bottom", "The last story, or the end of the text", MOVING, "Move"),
    Command("story.open", "enter,l,right", "open", "Open", "Read the brief of the selected story", ("list",), "Story"),
    Command("story.next", "J", "next_story", "Next story", "The next story, also while reading", EDITION, "Story"),
    Command(
        "story.previous", "K", "prev_story", "Previous story", "The story before, also while reading", EDITION, "Story"
    ),
    Command(
        "story.next_new",
        "n",
        "next_new",
        "Next new",
        "In a brief the next sentence that is new, then the next unread story",
        EDITION,
        "Story",
    ),
    Command(
        "story.previous_new", "N,p", "prev_new", "Previous new", "The unread story before this one", EDITION, "Story"
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
    Command("story.undo", "u", "undo", "Undo", "Undo what was last marked, saved or dismissed", EDITION, "Story"),
    Command("story.redo", "U,ctrl+r", "redo", "Redo", "Do again what was last undone", EDITION, "Story"),
    Command(
        "brief.choose",
        "enter,l,right",
        "choose",
        "Open selection",
        "The source of the selected sentence at that sentence, or the page of a name",
        ("brief",),
        "Brief",
    ),
    Command("brief.source", "1,2,3,4,5,6,7,8,9", "source", "Open source 1 to 9", "Read that source", EDITION, "Brief"),
    Command(
        "brief.browser", "o", "browse", "Open in browser", "Open the first source in the browser", EDITION, "Brief"
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
        "Where there are teasers only: the full texts of the best three sources",
        EDITION,
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
    Command("brief.copy_link", "y", "copy_link", "Copy link", "Copy the first source's address", EDITION, "Brief"),
    Command("brief.copy", "Y", "copy_brief", "Copy brief", "Copy the brief as Markdown", EDITION, "Brief"),
    Command("brief.export", "e", "export", "Export", "Write the brief as a Markdown note", EDITION, "Brief"),
    Command(
        "name.next",
        "right_curly_bracket",
        "next_mention",
        "Next name",
        "Go to the next name in the text",
        READING,
        "Names",
    ),
    Command(
        "name.previous",
        "left_curly_bracket",
        "prev_mention",
        "Previous name",
        "Go to the name before",
        READING,
        "Names",
    ),
    Command(
        "name.highlight", "H", "highlight", "Highlight", "Change which kinds of names are coloured", READING, "Names"
    ),
    Command(
        "name.page",
        "E",
        "entity",
        "Page of a name",
        "All about the chosen name; without one, who is named most and who is rising",
        ("list", "brief", "item"),
        "Names",
    ),
    Command("name.open", "enter,l,right", "choose", "Open", "The chosen story, or the page of a name", NAMES, "Names"),
    Command("name.follow", "f", "follow", "Follow", "Rank stories with this name higher, or no longer", NAMES, "Names"),
    Command("name.mute", "M", "mute", "Mute", "Rank stories with this name last, or no longer", NAMES, "Names"),
    Command("name.rename", "r", "rename", "Rename", "Show this name in other words", ("entity",), "Names"),
    Command("name.retype", "t", "retype", "Change kind", "Say what kind of thing it is", ("entity",), "Names"),
    Command(
        "name.merge", "equals_sign", "merge", "Same as", "This is another name of somebody else", ("entity",), "Names"
    ),
    Command("name.split", "minus", "split", "Split off", "One of its names is somebody else's", ("entity",), "Names"),
    Command("name.hide", "x", "hide", "Hide", "This is no name: never colour or list it", ("entity",), "Names"),
    Command("name.search", "slash", "search", "Search", "Search all items for this name", NAMES, "Names"),
    Command("name.undo", "u", "undo", "Undo", "Undo what was last changed", NAMES, "Names"),
    Command("name.redo", "U,ctrl+r", "redo", "Redo", "Do again what was last undone", NAMES, "Names"),
    Command("item.choose", "enter", "choose_name", "Open name", "The page of the chosen name", ("item",), "Item"),
    Command("item.link", "1,2,3,4,5,6,7,8,9", "link", "Open link 1 to 9", "Open that link", ("item",), "Item"),
    Command("item.browser", "o", "open_link", "Open in browser", "Open this article in the browser", ("item",), "Item"),
    Command(
        "item.fetch_text",
        "x",
        "fetch_text",
        "Fetch full text",
        "The full text of this article, from its page",
        ("item",),
        "Item",
    ),
    Command("item.copy_link", "y", "copy_link", "Copy link", "Copy this article's address", ("item",), "Item"),
    Command(
        "item.page_down", "space,pagedown,ctrl+f", "page_down", "Page down", "One page down", ("item", *NAMES), "Item"
    ),
    Command("item.find", "slash", "find", "Find", "Find words in this text", ("item",), "Item"),
    Command("item.find_next", "n", "find_next", "Next match", "Go to the next match", ("item",), "Item"),
    Command("item.find_previous", "N", "find_previous", "Previous match", "Go to the match before", ("item",), "Item"),
    Command("item.next", "J", "next_item", "Next item", "The story's next item", ("item",), "Item"),
    Command("item.previous", "K", "prev_item", "Previous item", "The story's item before", ("item",), "Item"),
    Command("view.search", "slash", "search", "Search", "Search all stored items as you type", EDITION, "View"),
    Command("view.next_pane", "tab", "next_pane", "Next pane", "Go to the other pane", EDITION, "View"),
    Command("view.previous_pane", "shift+tab", "next_pane", "Previous pane", "Go to the other pane", EDITION, "View"),
    Command("view.zen", "z", "zen", "Whole screen", "Give the brief the whole screen, or back", EDITION, "View"),
    Command(
        "view.back", "h,left,escape", "back", "Back", "Back to the list", ("brief", "item", *NAMES, *PANELS), "View"
    ),
    Command("view.quit", "q", "leave", "Back, or quit", "Back one level; at the list, quit", MOVING, "View"),
    Command("view.editions", "P", "past_editions", "Past editions", "What was shown when", EDITION, "View"),
    Command(
        "view.more", "plus", "more", "More stories", "Smaller and older stories, below the edition", EDITION, "View"
    ),
    Command("view.reload", "r", "reload", "Show what is new", "Show the edition as it stands now", EDITION, "View"),
    Command("view.refresh", "R", "refresh_feeds", "Refresh feeds", "Fetch the feeds that are due", EDITION, "View"),
    Command("view.stop", "escape", "stop_refresh", "Stop refresh", "Stop the running refresh", ("list",), "View"),
    Command("why.choose", "enter,l,right", "choose", "Read item", "Read the selected item in full", ("why",), "Why"),
    Command("why.page_down", "space,pagedown,ctrl+f", "page_down", "Page down", "One page down", PANELS, "Why"),
    Command("why.split", "x", "split", "Split off", "The item is a story of its own", ("why",), "Why"),
    Command("why.move", "m", "move", "Move item", "The item belongs to another story", ("why",), "Why"),
    Command("why.unite", "t", "unite", "Together", "This story and another one are one", ("why",), "Why"),
    Command("why.apart", "a", "apart", "Apart", "This story and another one never are one", ("why",), "Why"),
    Command("why.undo", "u", "undo", "Undo", "Undo the last change", ("why",), "Why"),
    Command("why.redo", "U,ctrl+r", "redo", "Redo", "Do again what was last undone", ("why",), "Why"),
    Command(
        "sentences.choose",
        "enter,l,right",
        "choose",
        "Read source",
        "The selected sentence in its place",
        ("sentences",),
        "Sentences",
    ),
    Command(
        "editions.choose",
        "enter,l,right",
        "choose",
        "Open edition",
        "The stories of this edition; then the selected story",
        ("editions",),
        "Past editions",
    ),
    Command("view.begin", "B", "begin", "Begin", "Your own news: packs, import, an address", EDITION, "Feeds"),
    Command("view.feeds", "F", "feeds", "Feeds", "How the feeds are; pause, rename, unsubscribe", EDITION, "Feeds"),
    Command("view.add_feed", "a", "add_feed", "Add feeds", "Subscribe by an address", (*EDITION, "feeds"), "Feeds"),
    Command("feeds.site", "enter,o", "choose", "Open site", "Open its site in the browser", ("feeds",), "Feeds"),
    Command("feeds.pause", "p", "pause", "Pause", "Fetch it no more, or again", ("feeds",), "Feeds"),
    Command("feeds.rename", "r", "rename", "Rename feed", "Give it another title", ("feeds",), "Feeds"),
    Command("feeds.folder", "f", "folder", "Folder", "Move it to a folder", ("feeds",), "Feeds"),
    Command("feeds.outlet", "t", "outlet", "Outlet", "Say who publishes it", ("feeds",), "Feeds"),
    Command("feeds.remove", "x", "unsubscribe", "Unsubscribe", "Fetch and list it no more", ("feeds",), "Feeds"),
    Command("feeds.next_error", "e", "next_error", "Next trouble", "The next feed in trouble", ("feeds",), "Feeds"),
    Command("feeds.previous_error", "E", "prev_error", "Previous trouble", "The one before", ("feeds",), "Feeds"),
    Command("feeds.undo", "u", "undo", "Undo", "Undo the last change", ("feeds",), "Feeds"),
    Command("feeds.redo", "U,ctrl+r", "redo", "Redo", "Do again what was last undone", ("feeds",), "Feeds"),
    Command("found.choose", "enter", "choose", "Subscribe", "Subscribe to the selected", ("found", "packs"), "Feeds"),
    Command("found.address", "a", "address", "Another address", "Look at another address", ("found",), "Feeds"),
    Command("start.choose", "enter,l,right", "choose", "Choose", "Take the selected answer", ("start",), "First run"),
    Command("start.packs", "1", "packs", "Starter packs", "Subscribe to feeds by subject", ("start",), "First run"),
    Command("start.import", "2", "import", "Import", "Take over an OPML or newsboat file", ("start",), "First run"),
    Command("start.address", "3", "address", "Paste an address", "Of a feed or of a site", ("start",), "First run"),
    Command("start.stay", "4", "back", "Stay with sample", "Add feeds later", ("start",), "First run"),
    Command("search.down", "down,ctrl+n", "results_down", "Next hit", "The next hit", ("search",), "Search"),
    Command("search.up", "up,ctrl+p", "results_up", "Previous hit", "The hit before", ("search",), "Search"),
    Command(
        "search.page_down", "pagedown", "results_page_down", "Page of hits down", "A page down", ("search",), "Search"
    ),
    Command("search.page_up", "pageup", "results_page_up", "Page of hits up", "A page up", ("search",), "Search"),
    Command("search.choose", "enter", "choose", "Open hit", "Read the hit inside its story", ("search",), "Search"),
    Command("search.close", "escape", "close", "Close", "Close the search", ("search",), "Search"),
    Command("app.help", "question_mark,f1", "help", "Help", "Every command and its keys, searchable", ("app",), "App"),
    Command(
        "app.palette", "ctrl+p,colon", "command_palette", "Commands", "Find a command by its name", ("app",), "App"
    ),
    Command("app.theme", "T", "toggle_theme", "Light or dark", "Change between paper and night", ("app",), "App"),
    Command("app.quit", "Q,ctrl+q", "quit", "Quit", "Quit now, from anywhere", ("app",), "App"),
)
