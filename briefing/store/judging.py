"""What hiding rules need to know of stories, from the database; and which rule hides a story, back into it.

A rule that was changed waits as `due` until the stored stories have been judged again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from briefing.model.rules import Rule, Said, StorySaid
from briefing.store.actions import chunks
from briefing.store.connection import speaks_plainly
from briefing.store.derived import SHOWN, members_of
from briefing.store.times import to_text

TEXT_CHARS = 20_000
"""Characters of a text in which a rule's words are looked for."""


@speaks_plainly
def rules_in_force(con: sqlite3.Connection, *, now: datetime) -> list[Rule]:
    """Return the rules that count now, in the order of their making; a name stands for all that is merged into it."""
    rows = con.execute(
        """
        SELECT rules.id, rules.kind,
               CASE rules.kind WHEN 'name' THEN COALESCE(stands_for, value) ELSE value END, in_text
        FROM rules LEFT JOIN entities ON rules.kind = 'name' AND entities.id = CAST(value AS INTEGER)
        WHERE rules.status = 'active' AND (until = '' OR until > ?) ORDER BY rules.id
        """,
        (to_text(now),),
    )
    return [Rule(key, kind, str(value), bool(in_text)) for key, kind, value, in_text in rows]


@speaks_plainly
def due_rules(con: sqlite3.Connection, *, now: datetime) -> list[int]:
    """Return the rules by which stored stories are to be judged again: changed ones, and those whose time is over."""
    rows = con.execute(
        """
        SELECT id FROM rules WHERE due = 1 OR (status = 'active' AND until <> '' AND until <= ?
        AND EXISTS (SELECT 1 FROM stories WHERE hidden = rules.id AND hidden <> 0)) ORDER BY id
        """,
        (to_text(now),),
    )
    return [row[0] for row in rows]


@speaks_plainly
def rule_done(con: sqlite3.Connection, rule_id: int) -> None:
    """Note that the stored stories have been judged by a rule as it is now."""
    con.execute("UPDATE rules SET due = 0 WHERE id = ?", (rule_id,))


@speaks_plainly
def names_read(con: sqlite3.Connection, story_ids: Iterable[int]) -> None:
    """Have stories whose names are known now judged again, if any rule hides by names."""
    con.executemany(
        """
        UPDATE stories SET stale = 1 WHERE id = ?
        AND EXISTS (SELECT 1 FROM rules WHERE rules.kind = 'name' AND rules.status = 'active')
        """,
        [(story,) for story in story_ids],
    )


@speaks_plainly
def stories_under(con: sqlite3.Connection, rule_id: int, *, match: str) -> list[int]:
    """Return the stories that a rule hides or may hide, newest items first. `match` finds its words in the index."""
    hidden = [row[0] for row in con.execute("SELECT id FROM stories WHERE hidden = ? AND hidden <> 0", (rule_id,))]
    row = con.execute("SELECT kind, value FROM rules WHERE id = ? AND status = 'active'", (rule_id,)).fetchone()
    if row is None:
        return hidden
    kind, value = row
    items = "SELECT story FROM items WHERE"
    queries: dict[str, tuple[str, tuple[str, ...]]] = {
        "word": ("SELECT story FROM items_fts JOIN items ON seq = items_fts.rowid WHERE items_fts MATCH ?", (match,)),
        "outlet": (f"{items} outlet = ? COLLATE NOCASE", (value,)),
        "feed": (f"{items} feed = CAST(? AS INTEGER)", (value,)),
        "folder": (f"{items} feed IN (SELECT id FROM feeds WHERE folder = ?)", (value,)),
    }
    if kind == "name":
        root = con.execute("SELECT stands_for FROM entities WHERE id = CAST(? AS INTEGER)", (value,)).fetchone()
        members = members_of(con, root[0]) if root else []
        query = "SELECT story FROM mentions JOIN items ON items.id = item WHERE entity = ? AND in_title = 1"
        found = [story for one in members for (story,) in con.execute(query, (one,))]
    elif kind == "word" and not match:
        found = []
    else:
        found = [story for (story,) in con.execute(*queries[kind])]
    return list(dict.fromkeys([*hidden, *sorted({story for story in found if story is not None}, reverse=True)]))


@speaks_plainly
def stories_said(
    con: sqlite3.Connection, story_ids: Sequence[int], *, names: Iterable[int], texts: bool
) -> dict[int, StorySaid]:
    """Return what rules look at in stories: titles, outlets, feeds, which of `names` each item has; `texts` too.

    Stories that the reader wants to see whatever rules say are left out, and so are those that another took in.
    """
    wanted = sorted(set(names))
    found: dict[int, StorySaid] = {}
    for chunk in chunks(story_ids):
        marks = ",".join("?" * len(chunk))
        named = _named(con, chunk, wanted) if wanted else {}
        rows = con.execute(
            f"""
            SELECT stories.id, headline, items.id, items.title, CASE WHEN ? THEN substr(text, 1, ?) ELSE '' END,
                   items.outlet, feed, folder
            FROM stories JOIN items ON items.story = stories.id JOIN feeds ON feeds.id = items.feed
            WHERE stories.id IN ({marks}) AND shown_anyway = 0 AND united_with IS NULL AND {SHOWN}
            """,
            (texts, TEXT_CHARS, *chunk),
        )
        for story, headline, item, title, text, outlet, feed, folder in rows:
            said = found.setdefault(story, StorySaid(headline, []))
            inside, in_title = named.get(item, (frozenset(), frozenset()))
            said.items.append(Said(title, text, outlet, feed, folder, inside, in_title))
    return found


def _named(
    con: sqlite3.Connection, stories: Sequence[int], names: Sequence[int]
) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
    """Return item -> which of the names it has, and which in its title."""
    members = {member: name for name in names for member in members_of(con, name)}
    rows = con.execute(
        f"""
        SELECT items.id, entity, in_title FROM items CROSS JOIN mentions ON mentions.seq = items.seq
        AND entity IN ({",".join("?" * len(members))}) WHERE items.story IN ({",".join("?" * len(stories))})
        """,
        (*members, *stories),
    )
    found: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
    for item, entity, in_title in rows:
        inside, titled = found.get(item, (frozenset(), frozenset()))
        one = frozenset((members[entity],))
        found[item] = inside | one, titled | one if in_title else titled
    return found


@speaks_plainly
def names_of(con: sqlite3.Connection, story_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Return (id, name) of the entities in these stories, those in most items and titles first."""
    found: list[tuple[int, str]] = []
    for chunk in chunks(story_ids):
        rows = con.execute(
            f"""
            SELECT root.id, root.shown_name FROM items JOIN mentions ON mentions.item = items.id
            JOIN entities ON entities.id = mentions.entity JOIN entities AS root ON root.id = entities.stands_for
            WHERE items.story IN ({",".join("?" * len(chunk))}) AND root.hidden = 0
            GROUP BY root.id ORDER BY SUM(in_title) DESC, COUNT(*) DESC, root.shown_name
            """,
            chunk,
        )
        found += rows.fetchall()
    return found


@speaks_plainly
def feeds_of(con: sqlite3.Connection, story_ids: Sequence[int]) -> list[tuple[int, str, str, str]]:
    """Return (id, title, outlet, folder) of the feeds of these stories' items, those with most items first."""
    found: list[tuple[int, str, str, str]] = []
    for chunk in chunks(story_ids):
        rows = con.execute(
            f"""
            SELECT feeds.id, CASE feeds.title WHEN '' THEN feeds.url ELSE feeds.title END, items.outlet, folder
            FROM items JOIN feeds ON feeds.id = items.feed WHERE items.story IN ({",".join("?" * len(chunk))})
            GROUP BY feeds.id, items.outlet ORDER BY COUNT(*) DESC, feeds.id
            """,
            chunk,
        )
        found += rows.fetchall()
    return found


@speaks_plainly
def save_hidden(con: sqlite3.Connection, rules: Mapping[int, int]) -> int:
    """Write story -> the rule that hides it (0: none); return how many stories changed."""
    before = con.total_changes
    con.executemany(
        "UPDATE stories SET hidden = ? WHERE id = ? AND hidden <> ?",
        [(rule, story, rule) for story, rule in rules.items()],
    )
    return con.total_changes - before
