"""Words as they are typed -> hits at once, newest first; Enter takes one. Typing never waits for a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, tzinfo

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from briefing.errors import BriefingError
from briefing.model import Hit
from briefing.tui.guarded import GuardedScreen
from briefing.tui.layout.visible import visible
from briefing.tui.widgets.foot_bar import FootBar
from briefing.tui.widgets.hit_list import HitList
from briefing.tui.widgets.item_bar import ItemBar, Reached
from briefing.tui.widgets.story_rows import count

NOTHING = "Nothing has all of these words.\nFewer words, or the beginning of a word, find more."


OPERATORS = '"phrase"  -not  OR  title:  outlet:  newer:2d  is:saved'
"""What can be typed, for the line that counts the hits; the empty box explains it."""


class SearchScreen(GuardedScreen, Screen[Hit | None]):
    """Search as you type. Ends with the hit that was taken, or None.

    `search` is called in a thread and must open what it needs there; `limit` is how many hits it gives at most (0: not
    known), so that the count tells the truth.
    """

    PANE = "search"
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    SearchScreen {
        background: $background; color: $foreground;
        & > #search { align: center top; height: 1fr; }
        & #column { width: 100%; max-width: 96; height: 100%; }
        & #search-line { height: 2; padding: 1 3 0 3; }
        & #sign { width: 2; color: $ink; text-style: bold; }
        & Input, & Input:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $background; background-tint: $background 0%;
            color: $foreground;
        }
        & #found { height: 1; padding: 0 3; }
    }
    """

    class Found(Message):
        """A search has ended: with hits, or with an error in words."""

        def __init__(self, query: str, hits: Sequence[Hit], error: str = "") -> None:
            super().__init__()
            self.query, self.hits, self.error = query, hits, error

    def __init__(
        self,
        search: Callable[[str], list[Hit]],
        *,
        today: date,
        zone: tzinfo | None = None,
        limit: int = 0,
        query: str = "",
    ) -> None:
        super().__init__()
        self._search, self._limit, self._first_query = search, limit, query
        self._shown = ""
        self._take_first = False
        self.hit_list = HitList(today=today, zone=zone)
        self.bar = ItemBar()
        self.bar.reached = Reached("Search")
        self.foot = FootBar(self.PANE)

    def compose(self) -> ComposeResult:
        """Yield bar, box, count, hits and keys."""
        yield self.bar
        with Vertical(id="search"), Vertical(id="column"):
            with Horizontal(id="search-line"):
                yield Static("/", id="sign")
                yield Input(self._first_query, placeholder="Search all stored items")
            yield Static(id="found")
            yield self.hit_list
        yield self.foot

    def on_mount(self) -> None:
        """Say what can be typed, until something is."""
        if not self.words:
            self._show("", [])

    @property
    def words(self) -> str:
        """What stands in the box."""
        return self.query_one(Input).value.strip()

    # -- searching -------------------------------------------------------------------------------------

    def on_input_changed(self) -> None:
        """Search for what stands in the box now; a search that is still running counts no more."""
        self._take_first = False
        words = self.words
        if words:
            self._look_for(words)
        else:
            self.workers.cancel_group(self, "search")
            self._show("", [])

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _look_for(self, words: str) -> None:
        worker = get_current_worker()
        if worker.is_cancelled:
            return
        try:
            found = self.Found(words, self._search(words))
        except BriefingError as error:
            found = self.Found(words, [], str(error))
        except Exception as error:  # a bug: one keeps the app and can go on typing; the words name what to report
            self.log.error(error)
            found = self.Found(words, [], f"The search failed: {type(error).__name__}: {error}")
        if not worker.is_cancelled:
            self.post_message(found)

    def on_search_screen_found(self, event: Found) -> None:
        """Show the hits, if they answer what stands in the box."""
        event.stop()
        if event.query != self.words:
            return
        self._show(event.query, event.hits, event.error)
        if self._take_first:
            self.action_choose()

    def _show(self, words: str, hits: Sequence[Hit], error: str = "") -> None:
        self._shown = words
        said = (visible(error), "$error") if error else (self._count(words, len(hits)), "$quiet")
        operators = (f"   {OPERATORS}", "$faint") if words and not error else ""
        self.query_one("#found", Static).update(Content.assemble(said, operators))
        self.hit_list.show(hits, NOTHING if words and not error else "")

    def _count(self, words: str, hits: int) -> str:
        if not words:
            return "What can be typed:"
        if self._limit and hits >= self._limit:
            return f"The newest {count(hits, 'hit')}"
        return count(hits, "hit") if hits else "No hits"

    # -- choosing --------------------------------------------------------------------------------------

    def action_results_down(self) -> None:
        """Select the next hit."""
        self.hit_list.move(1)

    def action_results_up(self) -> None:
        """Select the hit before."""
        self.hit_list.move(-1)

    def action_results_page_down(self) -> None:
        """Select a hit a page further down."""
        self.hit_list.move_pages(1)

    def action_results_page_up(self) -> None:
        """Select a hit a page further up."""
        self.hit_list.move_pages(-1)

    def on_input_submitted(self) -> None:
        """Enter takes the selected hit."""
        self.action_choose()

    def action_choose(self) -> None:
        """Take the selected hit; when the search has not ended yet, the first one as soon as it has."""
        if self._shown != self.words:
            self._take_first = True
        elif hit := self.hit_list.selected:
            self.dismiss(hit)

    def on_hit_list_pressed(self, event: HitList.Pressed) -> None:
        """Take the hit that was clicked."""
        self.dismiss(event.hit)

    def action_close(self) -> None:
        """Go back without a hit."""
        self.dismiss(None)
