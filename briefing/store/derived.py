"""Changed marks, tags, entities, feeds, outlets, corrections -> the columns of stories and items derived from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

SHOWN = "(items.twin = 0 OR items.copy_of IS NULL)"
"""SQL: leaves out an item that another feed of the same outlet carries too, for as long as that one is there."""

RANKED_DAYS = 30
"""How far back stories are ranked again when an outlet is preferred or muted, in days before the newest story."""

_UNREAD = f"""
    UPDATE stories SET news = NULL, unread = (
        SELECT COUNT(*) FROM items LEFT JOIN marks ON marks.item = items.id
        WHERE items.story = stories.id AND COALESCE(marks.read, 0) = 0 AND {SHOWN}
    ) WHERE id = ?
"""


def refresh_unread(con: sqlite3.Connection, item_ids: Iterable[int]) -> None:
    """Count again the unread items of the stories that hold these items."""
    rows = (con.execute("SELECT story FROM items WHERE id = ?", (item,)).fetchone() for item in item_ids)
    recount_unread(con, sorted({row[0] for row in rows if row and row[0] is not None}))


def recount_unread(con: sqlite3.Connection, story_ids: Iterable[int]) -> None:
    """Count again the unread items of these stories; what is new in their briefs is to be counted too."""
    con.executemany(_UNREAD, [(story,) for story in story_ids])


def refresh_followed(con: sqlite3.Connection, entity_ids: Iterable[int]) -> None:
    """Set again whether the stories that name these entities name a followed one; their row is due again."""
    con.executemany(
        """
        UPDATE stories SET stale = 1, followed = EXISTS (
            SELECT 1 FROM items JOIN mentions ON mentions.item = items.id
            JOIN entities AS named ON named.id = mentions.entity JOIN entities ON entities.id = named.stands_for
            WHERE items.story = stories.id AND entities.followed = 1
        ) WHERE id IN (
            SELECT items.story FROM mentions JOIN items ON items.id = mentions.item WHERE mentions.entity = ?
        )
        """,
        [(member,) for entity in entity_ids for member in members_of(con, entity)],
    )


def members_of(con: sqlite3.Connection, entity: int) -> list[int]:
    """Return an entity and those that the reader has merged into it."""
    rows = con.execute("SELECT id FROM entities WHERE merged_into = ? AND merged_into <> 0 ORDER BY id", (entity,))
    return [entity, *(row[0] for row in rows)]


def read_again(con: sqlite3.Connection, split_ids: Iterable[int]) -> None:
    """Queue the items that a split touches: those of its entity, and of what was split off. The name is learnt anew."""
    for split in split_ids:
        con.execute(
            """
            INSERT OR IGNORE INTO pending(step, item)
            SELECT 'read', mentions.item FROM splits JOIN entities ON entities.id = splits.entity
            JOIN entities AS off ON off.name = splits.words OR off.id = entities.id
            JOIN mentions ON mentions.entity = off.id WHERE splits.id = ?
            """,
            (split,),
        )
        con.execute(
            """
            DELETE FROM aliases
            WHERE sort = 'name' AND (entity, key) IN (SELECT entity, key FROM splits WHERE id = ?)
            """,
            (split,),
        )


def refresh_feed_outlets(con: sqlite3.Connection, feed_ids: Iterable[int], old: str, new: str) -> None:
    """Give the feeds' items the new outlet, except those that name their own; their stories are due again."""
    for feed in feed_ids:
        con.execute(
            "UPDATE stories SET stale = 1 WHERE id IN (SELECT story FROM items WHERE feed = ? AND outlet = ?)",
            (feed, old),
        )
        con.execute("UPDATE items SET outlet = ? WHERE feed = ? AND outlet = ?", (new, feed, old))


def refresh_sections(con: sqlite3.Connection, feed_ids: Iterable[int]) -> None:
    """Have the rows of the stories of these feeds made again: their folder is the stories' section."""
    con.executemany(
        "UPDATE stories SET stale = 1 WHERE id IN (SELECT story FROM items WHERE feed = ?)",
        [(feed,) for feed in feed_ids],
    )


def refresh_stances(con: sqlite3.Connection, outlet_ids: Iterable[int]) -> None:
    """Have the recent stories of these outlets ranked again; older ones stand in no edition."""
    con.executemany(
        """
        UPDATE stories SET stale = 1
        WHERE united_with IS NULL AND julianday(last) >= (SELECT julianday(MAX(last)) - ? FROM stories)
        AND EXISTS (SELECT 1 FROM items WHERE items.story = stories.id
                    AND items.outlet = (SELECT name FROM outlets WHERE id = ?))
        """,
        [(RANKED_DAYS, outlet) for outlet in outlet_ids],
    )


def refresh_tags(con: sqlite3.Connection, story_ids: Iterable[int]) -> None:
    """Write again under which tags these stories are found."""
    for story in story_ids:
        row = con.execute("SELECT tags FROM stories WHERE id = ?", (story,)).fetchone()
        con.execute("DELETE FROM tagged WHERE story = ?", (story,))
        con.executemany(
            "INSERT OR IGNORE INTO tagged(key, story, tag) VALUES (?, ?, ?)",
            [(tag.casefold(), story, tag) for tag in (json.loads(row[0]) if row else ())],
        )


def kept_words(con: sqlite3.Connection, older: int, younger: int) -> tuple[str, str]:
    """Return the tags (as `stories.tags`) and the note that a story has with those of another one that it takes in."""
    (ours, our_note), (theirs, their_note) = (
        con.execute("SELECT tags, own_note FROM stories WHERE id = ?", (one,)).fetchone() for one in (older, younger)
    )
    known = {tag.casefold(): tag for tag in [*json.loads(theirs), *json.loads(ours)]}
    notes = dict.fromkeys(note for note in (our_note, their_note) if note)
    return json.dumps([known[key] for key in sorted(known)], ensure_ascii=False), "\n\n".join(notes)


def move_items(con: sqlite3.Connection, item_ids: Iterable[int], story_id: int) -> None:
    """Put items into a story, or into the one that has taken it in; what hangs on them is due again.

    The rows of all stories concerned are stale and their terms due, and a round of grouping that began before counts
    no more.
    """
    ids = list(item_ids)
    home = con.execute("SELECT COALESCE(united_with, id) FROM stories WHERE id = ?", (story_id,)).fetchone()
    target = home[0] if home else story_id
    left = (con.execute("SELECT story FROM items WHERE id = ?", (item,)).fetchone() for item in ids)
    concerned = sorted({target, *(row[0] for row in left if row and row[0] is not None)})
    con.executemany("UPDATE items SET story = ? WHERE id = ?", [(target, item) for item in ids])
    con.executemany("UPDATE stories SET stale = 1 WHERE id = ?", [(story,) for story in concerned])
    con.executemany(
        """
        INSERT INTO story_terms(story, n, first, last, terms, due) VALUES (?, 0, '', '', '{}', 1)
        ON CONFLICT(story) DO UPDATE SET due = 1
        """,
        [(story,) for story in concerned],
    )
    con.execute(
        "UPDATE meta SET value = json_set(value, '$.rounds', COALESCE(json_extract(value, '$.rounds'), 0) + 1) "
        "WHERE key = 'grouping'"
    )
    recount_unread(con, concerned)
