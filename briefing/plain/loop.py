"""The app as a conversation in lines: a number opens a story, a letter does what the same key does in the app.

Nothing is ever drawn over what was said before, and nothing is asked for but a line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.plain.texts import brief_lines, edition_lines, hit_lines, in_order, is_over, item_lines, story_lines
from feeds.errors import FeedError

if TYPE_CHECKING:
    from briefing.model import Brief, Edition, StoryRow
    from briefing.tui.data import Library

PROMPT = "briefing> "
HELP = (
    ("5", "read the brief of story 5"),
    ("Enter", "mark the story read and go to the next unread one (also n)"),
    ("i 2", "read source 2 of the brief in full; o 2 opens it in the browser"),
    ("m  s  d", "mark read or unread, save, take out of the edition"),
    ("u  U", "undo, redo"),
    ("e", "write the brief as a Markdown note"),
    ("/ WORDS", "search all items; then i 3 reads hit 3"),
    ("l  +  r", "the list again, smaller and older stories, the edition as it stands now"),
    ("R", "fetch the feeds that are due"),
    ("?  q", "this help, quit"),
)
"""What can be typed -> what it does."""


class Conversation:
    """One visit. `ask` gives the next line (EOFError: there is none), `say` takes one line of text."""

    def __init__(
        self,
        library: Library,
        *,
        ask: Callable[[str], str],
        say: Callable[[str], None],
        browse: Callable[[str], object],
    ) -> None:
        self.library, self._ask, self._say, self._browse = library, ask, say, browse
        self.edition: Edition | None = None
        self.rows: list[StoryRow] = []
        self.at = -1
        """Index of the story that was opened last, -1 for none."""
        self.brief: Brief | None = None
        self.sources: list[tuple[int, str]] = []
        """Items that `i` and `o` count: the brief's sources, or the hits of the last search, with their addresses."""

    def run(self) -> None:
        """Show the edition, then do what is typed until the reader leaves."""
        self._guarded(self.action_list_new)
        self._tell("A number opens a story, ? lists what else can be typed.")
        while True:
            try:
                line = self._ask(PROMPT).strip()
            except (EOFError, KeyboardInterrupt):
                self._say("")
                return
            if line in ("q", "Q", "quit", "exit"):
                return
            self._guarded(partial(self.do, line))

    def do(self, line: str) -> None:
        """Do what one line says. Raises BriefingError or FeedError for what cannot be done."""
        if line.isdecimal():
            self.open(int(line) - 1)
            return
        word, _, rest = (line[:1], "", line[1:]) if line.startswith("/") else line.partition(" ")
        if word in ("i", "o") and rest.strip().isdecimal():
            self._source(int(rest) - 1, browse=word == "o")
        elif word == "/":
            self._search(rest.strip())
        elif action := self._actions().get(line):
            action()
        else:
            self._tell(f"{line!r} says nothing here.  ? lists what can be typed.")

    def _actions(self) -> dict[str, Callable[[], None]]:
        return {
            "": self.action_next,
            "n": self.action_next,
            "m": self.action_read,
            "s": self.action_save,
            "d": self.action_dismiss,
            "u": lambda: self._turn_back(self.library.undo, "Undone", "Nothing to undo."),
            "U": lambda: self._turn_back(self.library.redo, "Done again", "Nothing to do again."),
            "e": lambda: self._tell(self.library.export(self._story().id)),
            "l": self.action_list,
            "+": self.action_more,
            "r": self.action_list_new,
            "R": self.action_refresh,
            "?": lambda: self._lines([f"{keys:<10} {what}" for keys, what in HELP]),
            "h": lambda: self._lines([f"{keys:<10} {what}" for keys, what in HELP]),
        }

    # -- stories ---------------------------------------------------------------------------------------

    def open(self, row: int) -> None:
        """Read the brief of a row."""
        if not 0 <= row < len(self.rows):
            self._tell(f"There is no story {row + 1}.  l lists them.")
            return
        brief = self.library.brief(self.rows[row].id)
        if brief is None:
            raise BriefingError("This story is no longer stored.", "r shows the edition as it is now.")
        self.at, self.brief = row, brief
        self.sources = [(source.item_id, source.url) for source in brief.sources]
        self._lines(brief_lines(brief, self._today(), slots=self.library.settings.slots))
        self._tell(f"{row + 1} of {len(self.rows)}.  Enter marks it read and goes on.")

    def action_next(self) -> None:
        """Mark the story that was opened read, and open the next unread one."""
        if self.at >= 0 and not is_over(self.rows[self.at]):
            self._mark(True)
        rest = [n for n in range(self.at + 1, len(self.rows)) if not is_over(self.rows[n])]
        if rest:
            self.open(rest[0])
        else:
            self._tell("That is all: nothing unread below.")

    def action_read(self) -> None:
        """Mark the story read, or unread."""
        self._mark(is_read := not self._story().read)
        self._tell("Marked read.  u undo" if is_read else "Marked unread.  u undo")

    def _mark(self, read: bool) -> None:
        story = self._story()
        self.library.mark_read([story.id], read)
        self.rows[self.at] = replace(story, read=read, new=0 if read else story.new)

    def action_save(self) -> None:
        """Save the story, or let it go."""
        story = self._story()
        self.library.save([story.id], not story.saved)
        self.rows[self.at] = replace(story, saved=not story.saved)
        self._tell("No longer saved.  u undo" if story.saved else "Saved.  u undo")

    def action_dismiss(self) -> None:
        """Take the story out of the edition."""
        self.library.dismiss([self._story().id])
        del self.rows[self.at]
        self.at -= 1
        self._tell("Dismissed.  u undo")

    def _turn_back(self, change: Callable[[], str | None], word: str, nothing: str) -> None:
        what = change()
        if what:
            here = self.rows[self.at].id if 0 <= self.at < len(self.rows) else 0
            self._load()
            self.at = next((n for n, story in enumerate(self.rows) if story.id == here), -1)
        self._tell(f"{word}: {what}" if what else nothing)

    def _story(self) -> StoryRow:
        """Return the story that was opened. Raises BriefingError when none was."""
        if not 0 <= self.at < len(self.rows):
            raise BriefingError("No story is open.", "Type its number first; l lists them.")
        return self.rows[self.at]

    # -- sources and hits ------------------------------------------------------------------------------

    def _source(self, number: int, *, browse: bool) -> None:
        from feeds.urls import safe_url

        if not 0 <= number < len(self.sources):
            self._tell(f"There is no source {number + 1} here.")
            return
        item_id, address = self.sources[number]
        if not browse:
            self._lines(item_lines(*self.library.item(item_id), self._today()))
        elif url := safe_url(address):
            self._browse(url)
            self._tell(f"Opened: {url}")
        else:
            self._tell("This item has no address that can be opened.")

    def _search(self, words: str) -> None:
        hits = self.library.search(words) if words else []
        self.sources = [(hit.item_id, hit.url) for hit in hits]
        self._lines(hit_lines(hits, self._today()) if words else ["Type what to search for, as in:  / chip export"])

    # -- lists -----------------------------------------------------------------------------------------

    def action_list_new(self) -> None:
        """Show the edition as it stands now."""
        self._load()
        self.action_list()

    def action_list(self) -> None:
        """Show the list again."""
        if self.edition:
            self._lines(edition_lines(self.edition, self.library.now(), sample=self.library.sample))

    def action_more(self) -> None:
        """Show what is not in the edition, page by page."""
        found = self.library.more_stories(self.rows[-1]) if self.rows else []
        known = {story.id for story in self.rows}
        for story in found:
            if story.id not in known:
                self.rows.append(story)
                self._lines(story_lines(story, len(self.rows), self.library.now()))
        if not found:
            self._tell("That is everything.")

    def action_refresh(self) -> None:
        """Fetch the feeds that are due and show the edition."""
        if self.library.sample:
            self._tell("The sample edition has no feeds to fetch.")
            return
        self._tell("Fetching …")
        for outcome in self.library.refresh(lambda _: None, lambda: False):
            if outcome.error:
                self._tell(f"{outcome.title or outcome.source}: {outcome.error}")
        self.action_list_new()

    def _load(self) -> None:
        self.edition = self.library.edition()
        self.rows, self.at = in_order(self.edition), -1

    # -- words -----------------------------------------------------------------------------------------

    def _today(self) -> date:
        return self.library.now().astimezone().date()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do something; what fails is said in words, also what nobody foresaw: one can go on typing."""
        try:
            work()
        except (BriefingError, FeedError) as error:
            self._tell(str(error))
        except KeyboardInterrupt:
            self._tell("Stopped.")
        except BrokenPipeError:
            raise
        except Exception as error:
            from briefing.tui.crash import failure_words

            self._tell(failure_words(error))

    def _tell(self, words: str) -> None:
        self._say(words)

    def _lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._say(line)
        self._say("")
