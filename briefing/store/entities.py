"""Who is named: the most mentioned and the rising entities, one entity's stories, days, names and company.

An entity that the reader has merged into another one is part of it here; hidden and muted ones are in no list.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from briefing.model import Calling, EntityRow, Kind, RisingEntity, StoryRow
from briefing.store.actions import perform
from briefing.store.connection import speaks_plainly
from briefing.store.derived import SHOWN, members_of
from briefing.store.stories import COLUMNS, story_row
from briefing.store.times import SEQ_STEPS, seq_of, to_time, to_time_or_none

COMPANY_ITEMS = 300
"""Newest items of an entity in which its company is looked for: a few thousand mentions, some milliseconds."""
RISING_DAYS = 7
"""Days before the last one with which its number of mentions is compared."""
RISING_ITEMS = 2
"""Items of the last day that it takes to rise: a single one is no news."""

_SEQ = (
    "SELECT mentions.seq, items.story, published FROM mentions JOIN items ON items.id = mentions.item WHERE entity = ?"
)


@speaks_plainly
def get_entity(con: sqlite3.Connection, entity_id: int, *, count_stories: bool = True) -> EntityRow | None:
    """Return an entity, or the one it was merged into; None when there is none of that id.

    Without `count_stories` the commonest name of an archive costs what the rarest does: its stories are as many
    look-ups as its items (`count_stories_of`).
    """
    row = con.execute(
        """
        SELECT root.id, root.shown_name, root.shown_kind, root.items, root.followed, root.muted, root.hidden
        FROM entities JOIN entities AS root ON root.id = entities.stands_for WHERE entities.id = ?
        """,
        (entity_id,),
    ).fetchone()
    if row is None:
        return None
    members = members_of(con, row[0])
    items = row[3] if len(members) == 1 else _count(con, "mentions.seq", "mentions", members)
    newest = next((published for _, _, published in _newest_mentions(con, members)), None)
    stories = count_stories_of(con, row[0]) if count_stories else None
    return _entity_row((*row[:3], items, stories, newest, *row[4:]))


@speaks_plainly
def count_stories_of(con: sqlite3.Connection, entity_id: int) -> int:
    """Return how many stories name an entity: some 30 ms of CPU for a name of 76,000 items."""
    return _count(con, "items.story", "mentions JOIN items ON items.id = mentions.item", members_of(con, entity_id))


def _count(con: sqlite3.Connection, what: str, tables: str, members: list[int]) -> int:
    marks = ",".join("?" * len(members))
    row = con.execute(f"SELECT COUNT(DISTINCT {what}) FROM {tables} WHERE entity IN ({marks})", members).fetchone()
    return int(row[0])


@speaks_plainly
def find_entity(con: sqlite3.Connection, name: str, key: str = "", *, count_stories: bool = True) -> EntityRow | None:
    """Return the entity of this name: shown under it, else read under it, else called so by some item.

    `key` is the name's form in which items' names are compared (`reading.names.name_key`), "" for exact names only.
    Of several the most mentioned one is taken, hidden ones and those that no item names any more last; None when nobody
    is called so.
    """
    row = con.execute(
        """
        SELECT found.entity FROM (
            SELECT stands_for AS entity, 0 AS way FROM entities WHERE corrected = 1 AND own_name = :name
            UNION ALL SELECT stands_for, own_name <> '' FROM entities WHERE name = :name
            UNION ALL SELECT stands_for, 2 FROM aliases JOIN entities ON entities.id = aliases.entity
            WHERE aliases.sort = 'name' AND aliases.key = :key AND :key <> ''
        ) AS found JOIN entities ON entities.id = found.entity
        ORDER BY hidden, (
            items = 0 AND NOT EXISTS (
                SELECT 1 FROM entities AS part WHERE part.merged_into = entities.id AND part.merged_into <> 0
                AND part.items > 0)
        ), way, items DESC, entities.id LIMIT 1
        """,
        {"name": name, "key": key},
    ).fetchone()
    return get_entity(con, row[0], count_stories=count_stories) if row else None


@speaks_plainly
def most_mentioned(
    con: sqlite3.Connection, *, since: datetime | None = None, limit: int = 50, kinds: Sequence[Kind] | None = None
) -> list[EntityRow]:
    """Return the entities that most items name, most first; with `since` those published from then on count.

    Muted and hidden ones are left out. Ties: by name.
    """
    chosen = f"AND entities.shown_kind IN ({','.join('?' * len(kinds))})" if kinds is not None else ""
    rows = con.execute(
        f"""
        SELECT entities.id, entities.shown_name, entities.shown_kind, COUNT(DISTINCT items.id) AS n,
               COUNT(DISTINCT items.story), MAX(published), entities.followed, entities.muted, entities.hidden
        FROM items CROSS JOIN mentions ON mentions.item = items.id
        CROSS JOIN entities AS named ON named.id = mentions.entity
        CROSS JOIN entities ON entities.id = named.stands_for
        WHERE items.seq >= ? AND {SHOWN} AND entities.muted = 0 AND entities.hidden = 0 {chosen}
        GROUP BY entities.id ORDER BY n DESC, entities.shown_name, entities.shown_kind LIMIT ?
        """,
        (seq_of(since) if since else -(2**62), *(kinds or ()), limit),
    )
    return [_entity_row(row) for row in rows]


@speaks_plainly
def rising(con: sqlite3.Connection, *, now: datetime, limit: int = 20) -> list[RisingEntity]:
    """Return the entities that more items name in the last 24 hours than in those of the week before, most first.

    The order is by (today - usual) / sqrt(usual + 1): how far today's number lies outside the noise of counts, which
    is the square root of what is usual (Poisson). The rows count the items of these eight days. Muted and hidden
    entities are left out. Ties: by name.
    """
    today, before = seq_of(now - timedelta(days=1)), seq_of(now - timedelta(days=1 + RISING_DAYS))
    rows = con.execute(
        f"""
        WITH risen(id, name, kind, followed, n) AS MATERIALIZED (
            SELECT entities.id, entities.shown_name, entities.shown_kind, entities.followed, COUNT(DISTINCT items.id)
            FROM items CROSS JOIN mentions ON mentions.item = items.id
            CROSS JOIN entities AS named ON named.id = mentions.entity
            CROSS JOIN entities ON entities.id = named.stands_for
            WHERE items.seq BETWEEN :today AND :end AND {SHOWN} AND entities.muted = 0 AND entities.hidden = 0
            GROUP BY entities.id HAVING COUNT(DISTINCT items.id) >= :least
        ), part(risen, entity) AS (
            SELECT id, id FROM risen UNION ALL
            SELECT merged_into, id FROM entities WHERE merged_into <> 0 AND merged_into IN (SELECT id FROM risen)
        ), twin(seq) AS MATERIALIZED (
            SELECT seq FROM items WHERE seq >= :before AND seq < :today AND NOT {SHOWN}
        ), usual(risen, n) AS (
            SELECT risen, COUNT(DISTINCT seq) FROM part CROSS JOIN mentions ON mentions.entity = part.entity
            WHERE seq >= :before AND seq < :today AND seq NOT IN (SELECT seq FROM twin) GROUP BY risen
        )
        SELECT id, name, kind, followed, risen.n, COALESCE(usual.n, 0) FROM risen LEFT JOIN usual ON usual.risen = id
        """,
        {"today": today, "before": before, "end": seq_of(now) + SEQ_STEPS - 1, "least": RISING_ITEMS},
    )
    found = [
        RisingEntity(EntityRow(key, name, kind, n + past, None, followed=bool(followed)), n, past / RISING_DAYS)
        for key, name, kind, followed, n, past in rows
    ]
    risen = (one for one in found if one.today > one.usual)
    return heapq.nsmallest(limit, risen, key=lambda one: (-_excess(one), one.entity.name, one.entity.id))


def _excess(risen: RisingEntity) -> float:
    return float((risen.today - risen.usual) / (risen.usual + 1) ** 0.5)


@speaks_plainly
def stories_of(
    con: sqlite3.Connection, entity_id: int, *, limit: int = 50, after: StoryRow | None = None
) -> list[StoryRow]:
    """Return a page of the stories that name an entity, those with its newest mention first.

    Mentions are read in key order, and only as far as the page needs: the commonest name costs what the rarest does.
    """
    passed: set[int] = set()
    stories: list[int] = []
    waiting = after is not None
    for _, story, _ in _newest_mentions(con, members_of(con, entity_id)):
        if story is None or story in passed:
            continue
        passed.add(story)
        if waiting:
            waiting = after is not None and story != after.id
            continue
        stories.append(story)
        if len(stories) == limit:
            break
    found = (con.execute(f"{COLUMNS} WHERE stories.id = ? AND stories.items > 0", (one,)).fetchone() for one in stories)
    return [story_row(row) for row in found if row]


@speaks_plainly
def mentions_by_day(con: sqlite3.Connection, entity_id: int, *, days: int, until: datetime) -> tuple[int, ...]:
    """Return how many items name an entity on each of the last `days` spans of 24 hours, oldest first.

    The places in time order tell the times: no item is looked at.
    """
    members = members_of(con, entity_id)
    last, day = seq_of(until) + SEQ_STEPS - 1, 86_400 * SEQ_STEPS
    rows = con.execute(
        f"""
        SELECT (? - seq) / ? AS age, COUNT(DISTINCT seq) FROM mentions
        WHERE entity IN ({",".join("?" * len(members))}) AND seq > ? AND seq <= ? GROUP BY age
        """,
        (last, day, *members, last - days * day, last),
    )
    counts = dict(rows.fetchall())
    return tuple(counts.get(age, 0) for age in reversed(range(days)))


@speaks_plainly
def company_of(con: sqlite3.Connection, entity_id: int, *, limit: int = 12) -> list[tuple[str, Kind, int]]:
    """Return (name, kind, items) of the entities that its newest items name too, most first. Ties: by name."""
    members = members_of(con, entity_id)
    marks = ",".join("?" * len(members))
    return con.execute(
        f"""
        SELECT entities.shown_name, entities.shown_kind, COUNT(DISTINCT mentions.item) AS n
        FROM (SELECT item FROM mentions WHERE entity IN ({marks}) ORDER BY seq DESC LIMIT ?) AS own
        CROSS JOIN mentions ON mentions.item = own.item
        CROSS JOIN entities AS named ON named.id = mentions.entity
        CROSS JOIN entities ON entities.id = named.stands_for
        WHERE entities.hidden = 0 AND entities.id NOT IN ({marks})
        GROUP BY entities.id ORDER BY n DESC, entities.shown_name LIMIT ?
        """,
        (*members, COMPANY_ITEMS, *members, limit),
    ).fetchall()


@speaks_plainly
def callings_of(con: sqlite3.Connection, entity_id: int) -> list[Calling]:
    """Return what items call an entity, newest first: its names and roles, those of merged entities too."""
    members = members_of(con, entity_id)
    rows = con.execute(
        f"""
        SELECT sort = 'role', words, key, entity, first, last FROM aliases
        WHERE entity IN ({",".join("?" * len(members))}) ORDER BY last DESC, words
        """,
        members,
    )
    return [
        Calling(words, key, entity, to_time(first), to_time(last), bool(role))
        for role, words, key, entity, first, last in rows
    ]


@speaks_plainly
def merged_names(con: sqlite3.Connection, entity_id: int) -> list[tuple[int, str]]:
    """Return (id, name) of the entities that the reader has merged into this one."""
    members = members_of(con, entity_id)[1:]
    rows = (con.execute("SELECT id, shown_name FROM entities WHERE id = ?", (one,)).fetchone() for one in members)
    return [(key, name) for key, name in rows]


@speaks_plainly
def marked_entities(con: sqlite3.Connection, mark: Literal["followed", "muted", "hidden"]) -> list[EntityRow]:
    """Return the entities that the reader follows, mutes or hides, by name."""
    rows = con.execute(
        f"SELECT id FROM entities WHERE {mark} = 1 AND merged_into = 0 ORDER BY shown_name, id"
    ).fetchall()
    return [entity for (key,) in rows if (entity := get_entity(con, key, count_stories=False))]


@speaks_plainly
def follow_entities(con: sqlite3.Connection, entity_ids: Sequence[int], followed: bool, *, now: datetime) -> None:
    """Follow entities, or stop: their stories rank higher. Can be undone."""
    label = f"{'followed' if followed else 'stopped following'} {names_told(con, entity_ids)}"
    perform(con, label, [("entities", "followed", entity_ids, int(followed))], now=now)


@speaks_plainly
def mute_entities(con: sqlite3.Connection, entity_ids: Sequence[int], muted: bool, *, now: datetime) -> None:
    """Mute entities, or stop: their stories rank last. Can be undone."""
    label = f"{'muted' if muted else 'stopped muting'} {names_told(con, entity_ids)}"
    perform(con, label, [("entities", "muted", entity_ids, int(muted))], now=now)


def names_told(con: sqlite3.Connection, entity_ids: Sequence[int]) -> str:
    """Return the entities for the undo log: one by its name, more as a number."""
    if len(entity_ids) != 1:
        return f"{len(entity_ids)} names"
    row = con.execute("SELECT shown_name FROM entities WHERE id = ?", (entity_ids[0],)).fetchone()
    return f"“{row[0]}”" if row else "a name"


def _newest_mentions(con: sqlite3.Connection, members: list[int]) -> Iterator[tuple[int, int | None, str]]:
    """Yield (seq, story, published) of the items that name any of the entities, newest first, as they are asked for."""
    each = [con.execute(f"{_SEQ} ORDER BY mentions.seq DESC", (member,)) for member in members]
    return heapq.merge(*each, key=lambda row: row[0], reverse=True)


def _entity_row(row: tuple[Any, ...]) -> EntityRow:
    key, name, kind, items, stories, newest, followed, muted, hidden = row
    return EntityRow(
        key, name, kind, items, stories, to_time_or_none(newest), bool(followed), bool(muted), bool(hidden)
    )
