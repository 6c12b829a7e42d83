"""The reader's hiding rules <-> the table `rules`, and what they need to know of stories; each change can be undone.

A rule hides, it never deletes: `stories.hidden` names the rule that a story falls under. Which one that is, is decided
in `briefing.rules`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.errors import StoreError
from briefing.model.rules import RULE_WORDS, RuleKind
from briefing.store.actions import Value, perform
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.marks import present_ids, titles_of
from briefing.store.times import to_text, to_time, to_time_or_none

MAX_RULES = 500
"""Rules that a reader may have: each is looked at for each story that comes."""
MAX_WORDS = 80
"""Longest words of a rule, in characters."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as lists show it: `words` name what it hides, `stories` is how many it hides now."""

    id: int
    kind: RuleKind
    value: str
    words: str
    in_text: bool
    status: str
    until: datetime | None
    made: datetime
    stories: int

    def ended(self, now: datetime) -> bool:
        """Return whether its time is over."""
        return self.until is not None and self.until <= now


_ROWS = """
    SELECT rules.id, rules.kind, value, in_text, rules.status, until, made,
           CASE rules.kind
           WHEN 'name' THEN (SELECT root.shown_name FROM entities JOIN entities AS root ON root.id = entities.stands_for
                             WHERE entities.id = CAST(value AS INTEGER))
           WHEN 'feed' THEN (SELECT CASE title WHEN '' THEN url ELSE title END FROM feeds
                             WHERE feeds.id = CAST(value AS INTEGER))
           ELSE value END,
           (SELECT COUNT(*) FROM stories WHERE hidden = rules.id AND hidden <> 0 AND united_with IS NULL)
    FROM rules
"""


@speaks_plainly
def list_rules(con: sqlite3.Connection) -> list[RuleRow]:
    """Return the rules, paused and ended ones too, the latest first."""
    rows = con.execute(f"{_ROWS} WHERE rules.status <> 'removed' ORDER BY rules.id DESC")
    return [
        RuleRow(key, kind, value, words or value, bool(in_text), status, to_time_or_none(until), to_time(made), stories)
        for key, kind, value, in_text, status, until, made, words, stories in rows
    ]


@speaks_plainly
def add_rule(
    con: sqlite3.Connection,
    kind: RuleKind,
    value: str,
    *,
    in_text: bool = False,
    until: datetime | None = None,
    now: datetime,
) -> int:
    """Make a rule and return its id; one that says the same is used again, with the new time. Can be undone.

    Raises:
        StoreError: there is nothing to hide by, or there are too many rules.
    """
    value = " ".join(value.split())
    _check(value)
    with atomic(con):
        rules = list_rules(con)
        same = next((one for one in rules if (one.kind, one.value.casefold()) == (kind, value.casefold())), None)
        if same is None and len(rules) >= MAX_RULES:
            raise StoreError(f"There are {MAX_RULES} hiding rules already.", "Remove one first.")
        if same is None:
            cursor = con.execute(
                "INSERT INTO rules(kind, value, in_text, made) VALUES (?, ?, ?, ?)",
                (kind, value, int(in_text), to_text(now)),
            )
        key = same.id if same else int(cursor.lastrowid or 0)
        cells: list[tuple[str, Value]] = [("status", "active"), ("until", to_text(until) if until else "")]
        cells += [("in_text", int(in_text))]
        _change(con, key, cells, "hid", now)
    return key


@speaks_plainly
def change_rule(
    con: sqlite3.Connection,
    rule_id: int,
    *,
    now: datetime,
    status: str | None = None,
    value: str | None = None,
    in_text: bool | None = None,
    until: datetime | None = None,
    forever: bool = False,
) -> None:
    """Pause ("paused"), resume ("active") or remove ("removed") a rule, change its words or its time. Can be undone.

    Raises:
        StoreError: there is no such rule, or there is nothing to hide by.
    """
    cells: list[tuple[str, Value]] = []
    if value is not None:
        value = " ".join(value.split())
        _check(value)
        cells.append(("value", value))
    if in_text is not None:
        cells.append(("in_text", int(in_text)))
    if until is not None or forever:
        cells.append(("until", to_text(until) if until else ""))
    if status is not None:
        cells.append(("status", status))
    verb = {"paused": "paused hiding", "active": "hid again", "removed": "no longer hid"}.get(status or "", "changed")
    with atomic(con):
        _change(con, rule_id, cells, verb, now)


@speaks_plainly
def show_anyway(con: sqlite3.Connection, story_ids: Sequence[int], *, now: datetime) -> None:
    """Show hidden stories for good, whatever rules say. Can be undone."""
    with atomic(con):
        stories = present_ids(con, story_ids)
        perform(con, f"showed {titles_of(con, stories)} again", [("stories", "shown_anyway", stories, 1)], now=now)


def describe(kind: RuleKind, words: str) -> str:
    """Return what a rule hides, for people: stories with “football”, stories of Harbor Wire."""
    return RULE_WORDS[kind].format(words)


def _check(value: str) -> None:
    if not any(char.isalnum() for char in value) or len(value) > MAX_WORDS or not value.isprintable():
        raise StoreError(f"{value!r} cannot be hidden.", f"Name a word, or a few: {MAX_WORDS} characters at most.")


def _change(
    con: sqlite3.Connection, rule_id: int, cells: Sequence[tuple[str, Value]], verb: str, now: datetime
) -> None:
    row = con.execute(f"{_ROWS} WHERE rules.id = ?", (rule_id,)).fetchone()
    if row is None:
        raise StoreError(f"There is no hiding rule {rule_id}.", "`briefing hide --list` lists them.")
    label = f"{verb} {describe(row[1], row[7] or row[2])}"
    perform(con, label, [("rules", column, [rule_id], value) for column, value in cells], now=now)
