"""What the reader says about stories -> items in other stories, and constraints that grouping obeys for ever.

Four corrections: split an item off, move it to another story, unite two stories, keep two apart. Each is one action
of the undo log: items change their story, and links between items say "together" or "apart" (a link that was taken back
says "none"). Links name items, not stories, because stories come and go with the grouping. What is derived (headlines,
ranks, the grouping's terms) is due afterwards: `briefing.ingest.settle` makes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from briefing.errors import BriefingError
from briefing.store.actions import Value, chunks, perform
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.derived import kept_words
from briefing.store.grouping import new_story
from briefing.store.marks import LABEL_CHARS
from briefing.store.times import to_text

Wish = tuple[str, str, Sequence[int], Value]

Said = Literal["", "split", "moved", "united"]
"""What the reader did that explains where an item is; "" when grouping put it there."""

LINKED_ITEMS = 200
"""Items of a story that a correction names one by one, its newest: the constraints of a giant story stay few."""


@speaks_plainly
def split_item(con: sqlite3.Connection, item_id: int, *, now: datetime) -> int:
    """Give an item a story of its own, with the copies of it, and keep it apart from the others; return that story.

    An item that is itself a copy goes alone and is a copy no more.

    Raises:
        BriefingError: there is no such item, it is in no story yet, or it is a story of its own already.
    """
    with atomic(con):
        story = _story_of(con, item_id)
        going, staying = _parted(con, item_id, story)
        if not staying:
            raise BriefingError(f"Item {item_id} is a story of its own already.", "There is nothing to split off.")
        target = new_story(con)
        wishes = [
            _linked(con, ((item_id, one) for one in staying), "apart", now),
            *_leaving(con, item_id),
            _renamed(story),
            ("stories", "seen", [target], _seen(con, story)),
            ("items", "story", going, target),
        ]
        perform(con, f"split {_title(con, item_id)} off", wishes, now=now)
    return target


@speaks_plainly
def move_item(con: sqlite3.Connection, item_id: int, story_id: int, *, now: datetime) -> int:
    """Move an item, with the copies of it, to another story, where it stays; return that story.

    The last item of a story takes the story along: then the two are united.

    Raises:
        BriefingError: there is no such item or story, or the item is in that story already.
    """
    with atomic(con):
        source, target = _story_of(con, item_id), present_story(con, story_id)
        if source == target:
            raise BriefingError(f"Item {item_id} is in story {target} already.", "There is nothing to move.")
        going, staying = _parted(con, item_id, source)
        label = f"moved {_title(con, item_id)} to {_headline(con, target)}"
        if not staying:
            return _unite(con, source, target, label, now)
        others = _items_of(con, target)
        wishes = [
            _unlinked(con, going, others),
            _linked(con, ((item_id, one) for one in staying), "apart", now),
            _linked(con, [(item_id, _lead(con, target))], "together", now),
            *_leaving(con, item_id, others),
            _renamed(source, target),
            ("items", "story", going, target),
        ]
        perform(con, label, wishes, now=now)
    return target


@speaks_plainly
def unite_stories(con: sqlite3.Connection, a: int, b: int, *, now: datetime) -> int:
    """Make two stories one for ever; return the older id, which survives. The younger one leads to it.

    Raises:
        BriefingError: a story is not there, or the two are one already.
    """
    with atomic(con):
        first, second = _two(con, a, b)
        label = f"united {_headline(con, first)} and {_headline(con, second)}"
        return _unite(con, first, second, label, now)


@speaks_plainly
def keep_apart(con: sqlite3.Connection, a: int, b: int, *, now: datetime) -> bool:
    """Never let two stories become one; return False when that was said before.

    Raises:
        BriefingError: a story is not there, or the two are one (`split_item` takes items out of it).
    """
    with atomic(con):
        first, second = _two(con, a, b)
        one, other = _lead(con, first), _lead(con, second)
        pairs = [(one, item) for item in _items_of(con, second)] + [(other, item) for item in _items_of(con, first)]
        label = f"kept {_headline(con, first)} and {_headline(con, second)} apart"
        return perform(con, label, [_linked(con, pairs, "apart", now)], now=now) > 0


@speaks_plainly
def said_of(con: sqlite3.Connection, item_id: int) -> Said:
    """Return what the reader did that explains where an item is; an item the reader placed has no probability."""
    row = con.execute(
        """
        SELECT p IS NULL, EXISTS (
            SELECT 1 FROM links JOIN items AS other ON other.id IN (links.a, links.b) AND other.id <> items.id
            WHERE items.id IN (links.a, links.b) AND links.kind = 'together' AND other.story = items.story)
        FROM items WHERE id = ? AND story IS NOT NULL
        """,
        (item_id,),
    ).fetchone()
    placed, together = row or (False, False)
    if placed:
        return "moved" if together else "split"
    return "united" if together else ""


@speaks_plainly
def present_story(con: sqlite3.Connection, story_id: int) -> int:
    """Return a story's id, for a united one that of the story that took it in.

    Raises:
        BriefingError: there is no such story, or none of its items is left.
    """
    row = con.execute(
        "SELECT COALESCE(united_with, id) FROM stories WHERE id = ? "
        "AND EXISTS (SELECT 1 FROM items WHERE story = COALESCE(stories.united_with, stories.id))",
        (story_id,),
    ).fetchone()
    if row is None:
        raise BriefingError(f"There is no story {story_id}.", "`briefing stories --since all` lists them.")
    return int(row[0])


# -- the parts of a correction -----------------------------------------------------------------------------


def _unite(con: sqlite3.Connection, a: int, b: int, label: str, now: datetime) -> int:
    older, younger = min(a, b), max(a, b)
    ours, theirs = _items_of(con, older), _items_of(con, younger)
    signposts = [row[0] for row in con.execute("SELECT id FROM stories WHERE united_with = ?", (younger,))]
    moving = [row[0] for row in con.execute("SELECT id FROM items WHERE story = ?", (younger,))]
    seen, saved, dismissed = con.execute(
        "SELECT MAX(seen), MAX(saved), MIN(dismissed) FROM stories WHERE id IN (?, ?)", (older, younger)
    ).fetchone()
    tags, note = kept_words(con, older, younger)
    wishes: list[Wish] = [
        _unlinked(con, ours, theirs),
        _linked(con, ((_lead(con, older), one) for one in theirs), "together", now),
        ("stories", "seen", [older], seen),
        ("stories", "saved", [older], saved),
        ("stories", "dismissed", [older], dismissed),
        ("stories", "tags", [older], tags),
        ("stories", "own_note", [older], note),
        _renamed(older),
        ("items", "story", moving, older),
        ("stories", "united_with", [younger, *signposts], older),
    ]
    perform(con, label, wishes, now=now)
    return older


def _linked(
    con: sqlite3.Connection, pairs: Iterable[tuple[int, int]], kind: Literal["together", "apart"], now: datetime
) -> Wish:
    """Return the wish that items be linked; a link between two items is one row, whatever it says."""
    ordered = list(dict.fromkeys((min(pair), max(pair)) for pair in pairs))
    con.executemany(
        "INSERT OR IGNORE INTO links(kind, a, b, made) VALUES ('none', ?, ?, ?)",
        [(a, b, to_text(now)) for a, b in ordered],
    )
    rows = (con.execute("SELECT id FROM links WHERE a = ? AND b = ?", pair).fetchone() for pair in ordered)
    return "links", "kind", [row[0] for row in rows], kind


def _renamed(*stories: int) -> Wish:
    """Return the wish that stories be named afresh; undoing gives each the item back that named it."""
    return "stories", "lead_item", stories, None


def _unlinked(con: sqlite3.Connection, ours: Sequence[int], theirs: Sequence[int]) -> Wish:
    """Return the wish that nothing be said any more between two groups of items."""
    there, found = set(theirs), list[int]()
    for chunk in chunks(ours):
        marks = ",".join("?" * len(chunk))
        rows = con.execute(f"SELECT id, a, b FROM links WHERE a IN ({marks}) OR b IN ({marks})", [*chunk, *chunk])
        found += [key for key, a, b in rows if a in there or b in there]
    return "links", "kind", list(dict.fromkeys(found)), "none"


def _parted(con: sqlite3.Connection, item_id: int, story: int) -> tuple[list[int], list[int]]:
    """Return the items that go with an item (itself and its copies) and, at most so many, those that stay behind."""
    rows = con.execute(
        "SELECT id, id = :item OR COALESCE(copy_of, 0) = :item FROM items WHERE story = :story ORDER BY seq DESC",
        {"item": item_id, "story": story},
    ).fetchall()
    return [key for key, goes in rows if goes], [key for key, goes in rows if not goes][:LINKED_ITEMS]


def _leaving(con: sqlite3.Connection, item_id: int, others: Sequence[int] = ()) -> list[Wish]:
    """Return the wishes that the reader, not grouping, has placed an item, and that it be no copy any more.

    It stays a copy when what it repeats is among `others`.
    """
    original = con.execute("SELECT copy_of FROM items WHERE id = ?", (item_id,)).fetchone()[0]
    placed: list[Wish] = [("items", "p", [item_id], None)]
    return placed if original is None or original in others else [*placed, ("items", "copy_of", [item_id], None)]


def _two(con: sqlite3.Connection, a: int, b: int) -> tuple[int, int]:
    first, second = present_story(con, a), present_story(con, b)
    if first == second:
        raise BriefingError(f"Stories {a} and {b} are one already.", "`briefing split ITEM` takes an item out of it.")
    return first, second


def _story_of(con: sqlite3.Connection, item_id: int) -> int:
    row = con.execute("SELECT story FROM items WHERE id = ?", (item_id,)).fetchone()
    if row is None or row[0] is None:
        raise BriefingError(f"There is no item {item_id} in any story.", "`briefing show STORY --why` names the items.")
    return int(row[0])


def _items_of(con: sqlite3.Connection, story: int) -> list[int]:
    """Return the newest items of a story, originals first."""
    query = "SELECT id FROM items WHERE story = ? ORDER BY copy_of IS NOT NULL, seq DESC LIMIT ?"
    return [row[0] for row in con.execute(query, (story, LINKED_ITEMS))]


def _lead(con: sqlite3.Connection, story: int) -> int:
    """Return the item that names a story, or its newest one."""
    query = """
        SELECT items.id FROM items JOIN stories ON stories.id = items.story WHERE stories.id = ?
        ORDER BY items.id = lead_item DESC, copy_of IS NOT NULL, seq DESC LIMIT 1
    """
    return int(con.execute(query, (story,)).fetchone()[0])


def _seen(con: sqlite3.Connection, story: int) -> str:
    """Return when a story was last read: what was read in it stays read in a story of its own."""
    return str(con.execute("SELECT seen FROM stories WHERE id = ?", (story,)).fetchone()[0])


def _title(con: sqlite3.Connection, item_id: int) -> str:
    return _quoted(con.execute("SELECT title FROM items WHERE id = ?", (item_id,)).fetchone()[0])


def _headline(con: sqlite3.Connection, story: int) -> str:
    return _quoted(con.execute("SELECT headline FROM stories WHERE id = ?", (story,)).fetchone()[0])


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= LABEL_CHARS else words[: LABEL_CHARS - 1].rstrip() + '…'}”"
