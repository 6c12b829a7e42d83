"""One item -> the whole article on the screen: reading, finding words in it, going to its page and its neighbours."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input, Static

from briefing.model import Reading, StoredItem
from briefing.tui.guarded import GuardedScreen
from briefing.tui.highlight import Colours
from briefing.tui.layout.page import OpenLink, OpenName
from briefing.tui.widgets.foot_bar import FootBar
from briefing.tui.widgets.item_bar import ItemBar, Reached
from briefing.tui.widgets.item_text import ItemText
from briefing.tui.widgets.page_view import PageView
from feeds.urls import display_host, safe_url

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


def is_teaser(item: StoredItem) -> bool:
    """Return whether the item's page is likely to say more than its feed does."""
    from briefing.briefs.readable import is_full_text

    return bool(item.url) and not item.extracted and not is_full_text(item.text)


class ItemScreen(GuardedScreen, Screen[None]):
    """The article reader. `span` is the sentence that a brief cites: it is marked and brought into view."""

    PANE = "item"
    app: BriefingApp
    AUTO_FOCUS = "ItemText"
    DEFAULT_CSS = """
    ItemScreen {
        background: $background; color: $foreground;
        & > #find-line { display: none; height: 1; padding: 0 2; background: $panel; }
        & > #find-line.-open { display: block; }
        & Static { width: 2; color: $ink; text-style: bold; }
        & Input, & Input:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $panel; background-tint: $panel 0%;
            color: $foreground;
        }
    }
    """

    finding: var[str] = var("")
    """Words that are being looked for, "" for none."""

    class Stepped(Message):
        """The reader wants the story's next item (`direction` 1) or the one before (-1)."""

        def __init__(self, direction: int, item_id: int) -> None:
            super().__init__()
            self.direction, self.item_id = direction, item_id

    class Coloured(Message):
        """The reader wants this choice of kinds coloured, see `tui.highlight`."""

        def __init__(self, choice: Colours) -> None:
            super().__init__()
            self.choice = choice

    class TextWanted(Message):
        """The reader wants the full text of the item, from its page."""

        def __init__(self, item_id: int) -> None:
            super().__init__()
            self.item_id = item_id

    class EntityChosen(Message):
        """See what is known of the entity `name`, or, for "", who is in the news."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(
        self,
        item: StoredItem,
        reading: Reading,
        span: tuple[int, int] | None = None,
        *,
        today: date,
        zone: tzinfo | None = None,
    ) -> None:
        super().__init__()
        self.item = item
        self.text = ItemText(item, reading, span, today=today, zone=zone)
        self.bar = ItemBar()
        self.foot = FootBar("teaser" if is_teaser(item) else self.PANE)

    def compose(self) -> ComposeResult:
        """Yield bar, text, the line to find words with, and the keys."""
        yield self.bar
        yield self.text
        with Horizontal(id="find-line"):
            yield Static("/")
            yield Input(placeholder="Find in this text", select_on_focus=False)
        yield self.foot

    def on_mount(self) -> None:
        """Keep the bar true while the text scrolls."""
        self.watch(self.text, "scroll_y", self._tell)
        self.watch(self.text, "virtual_size", self._tell)

    def _tell(self) -> None:
        """Bring the bar up to date."""
        text = self.text
        place = f"{round(100 * text.scroll_offset.y / text.max_scroll_y)} %" if text.max_scroll_y > 0 else ""
        if self.finding:
            place = f"match {text.match + 1} of {len(text.matches)}" if text.matches else "no match"
        title_gone = text.page.lines and text.scroll_offset.y > 1
        self.bar.reached = Reached(self.item.outlet, self.item.title if title_gone else "", place)

    # -- moving ----------------------------------------------------------------------------------------

    def action_down(self) -> None:
        """Scroll a line down."""
        self.text.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll a line up."""
        self.text.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """Scroll a page down."""
        self.text.page_by(1)

    def action_read_on(self) -> None:
        """Scroll a page down."""
        self.action_page_down()

    def action_page_up(self) -> None:
        """Scroll a page up."""
        self.text.page_by(-1)

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self.text.page_by(0.5)

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self.text.page_by(-0.5)

    def action_top(self) -> None:
        """Go to the start."""
        self.text.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.text.scroll_end(animate=False)

    def action_next_item(self) -> None:
        """Ask for the story's next item."""
        self.post_message(self.Stepped(1, self.item.id))

    def action_prev_item(self) -> None:
        """Ask for the story's item before."""
        self.post_message(self.Stepped(-1, self.item.id))

    def action_back(self) -> None:
        """Stop finding, or go back."""
        if self.finding or self._find_line.has_class("-open"):
            self._end_find()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    # -- names and links -------------------------------------------------------------------------------

    def action_next_mention(self) -> None:
        """Go to the next name."""
        if not self.text.move_name(1):
            self.foot.say("No further name below.")

    def action_prev_mention(self) -> None:
        """Go to the name before."""
        if not self.text.move_name(-1):
            self.foot.say("No further name above.")

    def action_choose_name(self) -> None:
        """Show what is known of the chosen name."""
        name = self.text.name_at(self.text.name_cursor)
        if name:
            self.post_message(self.EntityChosen(name.entity))
        else:
            self.foot.advise("No name is chosen: {name.next} goes to the next one.")

    def action_entity(self) -> None:
        """Show the page of the chosen name; without one, who is in the news."""
        name = self.text.name_at(self.text.name_cursor)
        self.post_message(self.EntityChosen(name.entity if name else ""))

    def action_highlight(self) -> None:
        """Colour the next choice of kinds."""
        self.foot.say(f"Coloured: {self.text.cycle_highlight()}")
        self.post_message(self.Coloured(self.text.coloured))

    def on_page_view_followed(self, event: PageView.Followed) -> None:
        """Follow what was clicked."""
        event.stop()
        if isinstance(event.target, OpenName):
            self.post_message(self.EntityChosen(event.target.entity))
        elif isinstance(event.target, OpenLink):
            self._open(event.target.url)

    def action_link(self, number: int) -> None:
        """Open link `number` of the list at the end."""
        stops = self.text.page.stops
        target = stops[number - 1].target if number <= len(stops) else None
        if isinstance(target, OpenLink):
            self._open(target.url)
        else:
            self.foot.say(f"There is no link {number} in this text.")

    def action_browse(self) -> None:
        """Open the item's page in the browser."""
        self._open(self.item.url)

    def action_hints(self) -> None:
        """Show a letter at each link on the screen; the next key opens one."""
        from briefing.tui.screens.hints import HintScreen, hints_for

        hints = hints_for(self.text.links_in_view())
        if not hints:
            self.foot.say("There is no link on this screen.")
            return
        self.text.show_hints(hints)
        self.foot.say("Type the letters of a link; Esc leaves it.")
        self.app.push_screen(HintScreen({letters: url for url, letters in hints.items()}), self._hinted)

    def _hinted(self, url: str | None) -> None:
        self.text.show_hints({})
        self.foot.say("")
        if url:
            self._open(url)

    def action_picture(self) -> None:
        """Fetch the picture of this article and show it."""
        from briefing.tui.pictures import ask_for_picture

        if url := safe_url(self.item.url):
            self.foot.say("Fetching the picture …")
            ask_for_picture(self.app, url, self.item.title)
        else:
            self.foot.say("This item has no address.")

    def action_fetch_texts(self) -> None:
        """Ask for the full text of the item."""
        self.foot.say("Fetching the full text …")
        self.post_message(self.TextWanted(self.item.id))

    def action_copy_link(self) -> None:
        """Copy the item's address."""
        url = safe_url(self.item.url)
        if url:
            self.app.copy_to_clipboard(url)
        self.foot.say("Copied the link." if url else "This item has no address.")

    def _open(self, url: str) -> None:
        """Open an address, if it is one that may be opened."""
        url = safe_url(url)
        if url:
            self.app.open_url(url)
        said = f"Opened {display_host(url)} in the browser." if url else "There is no address that can be opened."
        self.foot.say(said)

    # -- finding ---------------------------------------------------------------------------------------

    @property
    def _find_line(self) -> Horizontal:
        return self.query_one("#find-line", Horizontal)

    def action_find(self) -> None:
        """Open the line to find words with."""
        self._find_line.add_class("-open")
        self.query_one(Input).focus()

    def action_find_next(self) -> None:
        """Go to the next match."""
        self._find_again(1)

    def action_find_previous(self) -> None:
        """Go to the match before."""
        self._find_again(-1)

    def _find_again(self, step: int) -> None:
        if not self.text.find_again(step):
            self.foot.advise("Nothing to go to: {item.find} finds words in this text.")
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Mark the matches as one types."""
        self.finding = event.value.strip()
        self.text.find(self.finding)
        self._tell()

    def on_input_submitted(self) -> None:
        """Keep the matches and give the keys back to the text."""
        if not self.finding:
            self._end_find()
        self._find_line.remove_class("-open")
        self.text.focus()

    def _end_find(self) -> None:
        """Forget what was looked for."""
        self.query_one(Input).value = ""
        self._find_line.remove_class("-open")
        self.text.focus()
