"""Library + what the reader keeps, tags, notes, hides and undoes -> database. Called in worker threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from briefing.model import StoryRow
    from briefing.model.rules import RuleKind
    from briefing.store.actions import Action
    from briefing.store.kept import Kept
    from briefing.store.rules import RuleRow
    from briefing.store.tags import TagRow
    from briefing.tui.data import Library

T = TypeVar("T")

PAGE = 100
"""Stories read at a time."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something by which stories like some given ones can be hidden: a rule's kind and value, and its words."""

    kind: RuleKind
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The reader's own things in a library. Every change can be undone."""

    library: Library

    # -- tags and notes --------------------------------------------------------------------------------

    def tags(self) -> list[TagRow]:
        """Return the tags in use."""
        from briefing.store.tags import list_tags

        return self.library.use(list_tags)

    def tag(self, story_ids: Sequence[int], add: Sequence[str], remove: Sequence[str]) -> None:
        """Give stories tags and take others off, as one change."""
        from briefing.store.tags import tag_stories

        self._change(lambda con, now: tag_stories(con, story_ids, add, remove, now=now))

    def rename_tag(self, old: str, new: str) -> None:
        """Give a tag another name."""
        from briefing.store.tags import rename_tag

        self._change(lambda con, now: rename_tag(con, old, new, now=now))

    def delete_tag(self, name: str) -> None:
        """Take a tag off every story."""
        from briefing.store.tags import delete_tag

        self._change(lambda con, now: delete_tag(con, name, now=now))

    def note(self, story_id: int) -> str:
        """Return the note on a story, "" for none."""
        from briefing.store.notes import note_of

        return self.library.use(lambda con: note_of(con, story_id))

    def write_note(self, story_id: int, text: str) -> bool:
        """Keep a note; return whether it is another one."""
        from briefing.store.notes import write_note

        return self._change(lambda con, now: write_note(con, story_id, text, now=now))

    # -- stories apart ---------------------------------------------------------------------------------

    def stories(self, kept: Kept, *, after: StoryRow | None = None, words: str = "") -> list[StoryRow]:
        """Return a page of stories, newest first; with `words` those that have all of them somewhere."""
        from briefing.query.plan import folded
        from briefing.store.kept import kept_stories

        wanted = folded(words).split()

        def fits(text: str) -> bool:
            shown = folded(text)
            return all(word in shown for word in wanted)

        check = fits if wanted else None
        return self.library.use(lambda con: kept_stories(con, kept, limit=PAGE, after=after, fits=check))

    def count(self, kept: Kept) -> int:
        """Return how many stories there are."""
        from briefing.store.kept import count_kept

        return self.library.use(lambda con: count_kept(con, kept))

    # -- hiding ----------------------------------------------------------------------------------------

    def rules(self) -> list[RuleRow]:
        """Return the hiding rules, the latest first."""
        from briefing.store.rules import list_rules

        return self.library.use(list_rules)

    def hide(self, kind: RuleKind, value: str, *, span: timedelta | None = None) -> None:
        """Hide stories by a rule, for ever or for a while."""
        from briefing.store.rules import add_rule

        self._settle(lambda con, now: add_rule(con, kind, value, until=now + span if span else None, now=now))

    def change_rule(
        self,
        rule_id: int,
        *,
        status: str | None = None,
        value: str | None = None,
        in_text: bool | None = None,
        span: timedelta | None = None,
        forever: bool = False,
    ) -> None:
        """Pause, resume, remove or change a rule."""
        from briefing.store.rules import change_rule

        def work(con: sqlite3.Connection, now: datetime) -> None:
            until = now + span if span else None
            change_rule(
                con, rule_id, status=status, value=value, in_text=in_text, until=until, forever=forever, now=now
            )

        self._settle(work)

    def show_anyway(self, story_ids: Sequence[int]) -> None:
        """Show hidden stories for good."""
        from briefing.store.rules import show_anyway

        self._settle(lambda con, now: show_anyway(con, story_ids, now=now))

    def judge_due(self) -> bool:
        """Judge stories by rules whose time is over; return whether any story changed."""
        from briefing.ingest.hiding import judge_due

        return self.library.use(lambda con: judge_due(con, now=self.library.now())) > 0

    def likenesses(self, story_ids: Sequence[int]) -> list[Likeness]:
        """Return by what stories like these can be hidden: words, names, outlets, feeds, folders."""
        from briefing.ingest.hiding import likenesses

        return [Likeness(*one) for one in self.library.use(lambda con: likenesses(con, story_ids))]

    # -- undoing ---------------------------------------------------------------------------------------

    def history(self) -> list[Action]:
        """Return every change that is kept, newest first, undone ones too."""
        from briefing.store.actions import LOG_SIZE
        from briefing.store.marks import history

        return self.library.use(lambda con: history(con, LOG_SIZE))

    def undo_to(self, action_id: int) -> int:
        """Undo all changes down to this one; return how many."""
        from briefing.store.marks import undo_to

        return self._settle(lambda con, now: undo_to(con, action_id))

    def redo_to(self, action_id: int) -> int:
        """Do again all undone changes up to this one; return how many."""
        from briefing.store.marks import redo_to

        return self._settle(lambda con, now: redo_to(con, action_id))

    # -- news of followed names ------------------------------------------------------------------------

    def followed_news(self, since: datetime) -> list[tuple[str, str]]:
        """Return (name, headline) of the unread stories of followed names that items have come to since."""
        from briefing.store.followed import followed_news

        return self.library.use(lambda con: followed_news(con, since=since))

    def _change(self, change: Callable[[sqlite3.Connection, datetime], T]) -> T:
        return self.library.use(lambda con: change(con, self.library.now()))

    def _settle(self, change: Callable[[sqlite3.Connection, datetime], T]) -> T:
        """Make a change, and bring up to date what hangs on it."""

        def work(con: sqlite3.Connection) -> T:
            from briefing.ingest import settle

            now = self.library.now()
            done = change(con, now)
            settle(con, now=now)
            return done

        return self.library.use(work)
