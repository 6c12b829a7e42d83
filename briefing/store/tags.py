"""The reader's tags of stories: set, list, rename, delete; each change is one action that can be undone.

A tag is a word without spaces, compared without regard to capitals; the spelling that is there first stays. It exists
as long as a story has it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.errors import StoreError
from briefing.store.actions import Value, chunks, perform
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.marks import present_ids, titles_of

MAX_TAG = 40
"""Longest tag, in characters."""
MAX_TAGS = 30
"""Most tags of one story."""

Wish = tuple[str, str, Sequence[int], Value]


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag and how many stories have it."""

    name: str
    stories: int


def clean_tag(text: str) -> str:
    """Return what was typed as a tag: spaces become hyphens, a leading # goes.

    Raises:
        StoreError: nothing is left, it is too long, or it has characters that cannot be shown.
    """
    tag = "-".join(text.strip().lstrip("#").split())
    if not tag or len(tag) > MAX_TAG or not tag.isprintable() or "," in tag or '"' in tag:
        raise StoreError(
            f"{text.strip()!r} cannot be a tag.", f"A tag is one word of at most {MAX_TAG} characters, without commas."
        )
    return tag


@speaks_plainly
def list_tags(con: sqlite3.Connection) -> list[TagRow]:
    """Return the tags in use, in alphabetical order."""
    rows = con.execute(
        """
        SELECT MIN(tag), COUNT(*) FROM tagged JOIN stories ON stories.id = tagged.story
        WHERE united_with IS NULL AND stories.items > 0 GROUP BY key ORDER BY key
        """
    )
    return [TagRow(name, stories) for name, stories in rows]


@speaks_plainly
def tag_stories(
    con: sqlite3.Connection, story_ids: Sequence[int], add: Sequence[str], remove: Sequence[str] = (), *, now: datetime
) -> int:
    """Give stories tags and take others from them, as one action; return how many stories changed.

    Raises:
        StoreError: something cannot be a tag, or a story would have too many; nothing is changed then.
    """
    with atomic(con):
        stories = present_ids(con, story_ids)
        added = _known(con, add)
        gone = {clean_tag(tag).casefold() for tag in remove}
        wishes: dict[str, list[int]] = defaultdict(list)
        for story, tags in _tags_of(con, stories).items():
            kept = {tag.casefold(): tag for tag in tags if tag.casefold() not in gone}
            wishes[_packed({**added, **kept})].append(story)
        return perform(con, _label(con, stories, list(added.values()), remove), _wishes(wishes), now=now)


@speaks_plainly
def rename_tag(con: sqlite3.Connection, old: str, new: str, *, now: datetime) -> int:
    """Give a tag another name; one that is there already takes in its stories. Return how many stories changed.

    Raises:
        StoreError: no story has the tag, or the new name cannot be one.
    """
    with atomic(con):
        name, key = clean_tag(new), old.casefold()
        if name.casefold() != key:
            (name,) = _known(con, [name]).values()
        wishes: dict[str, list[int]] = defaultdict(list)
        for story, tags in _having(con, old).items():
            kept = {tag.casefold(): tag for tag in tags if tag.casefold() != key}
            wishes[_packed({**kept, name.casefold(): name})].append(story)
        return perform(con, f"renamed the tag #{old} to #{name}", _wishes(wishes), now=now)


@speaks_plainly
def delete_tag(con: sqlite3.Connection, name: str, *, now: datetime) -> int:
    """Take a tag from every story that has it; return how many.

    Raises:
        StoreError: no story has it.
    """
    with atomic(con):
        wishes: dict[str, list[int]] = defaultdict(list)
        for story, tags in _having(con, name).items():
            wishes[_packed({tag.casefold(): tag for tag in tags if tag.casefold() != name.casefold()})].append(story)
        return perform(con, f"deleted the tag #{name}", _wishes(wishes), now=now)


def _known(con: sqlite3.Connection, names: Sequence[str]) -> dict[str, str]:
    """Return key -> tag; a tag that is in use keeps its spelling."""
    found: dict[str, str] = {}
    for name in names:
        tag = clean_tag(name)
        row = con.execute("SELECT tag FROM tagged WHERE key = ? LIMIT 1", (tag.casefold(),)).fetchone()
        found[tag.casefold()] = row[0] if row else tag
    return found


def _tags_of(con: sqlite3.Connection, stories: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for chunk in chunks(stories):
        rows = con.execute(f"SELECT id, tags FROM stories WHERE id IN ({','.join('?' * len(chunk))})", chunk)
        found |= {story: json.loads(tags) for story, tags in rows}
    return found


def _having(con: sqlite3.Connection, name: str) -> dict[int, list[str]]:
    stories = [row[0] for row in con.execute("SELECT story FROM tagged WHERE key = ?", (name.casefold(),))]
    if not stories:
        raise StoreError(f"No story has the tag {name!r}.", "`briefing tag` lists the tags.")
    return _tags_of(con, stories)


def _packed(tags: dict[str, str]) -> str:
    if len(tags) > MAX_TAGS:
        raise StoreError(f"A story can have {MAX_TAGS} tags at most.", "Take one off first.")
    return json.dumps([tags[key] for key in sorted(tags)], ensure_ascii=False)


def _wishes(wishes: dict[str, list[int]]) -> list[Wish]:
    return [("stories", "tags", stories, tags) for tags, stories in wishes.items()]


def _label(con: sqlite3.Connection, stories: Sequence[int], add: Sequence[str], remove: Sequence[str]) -> str:
    what = [f"tagged {titles_of(con, stories)} {_hashed(add)}"] if add else []
    what += [f"took {_hashed(remove)} off{'' if add else f' {titles_of(con, stories)}'}"] if remove else []
    return " and ".join(what)


def _hashed(tags: Sequence[str]) -> str:
    return " ".join(f"#{tag.lstrip('#')}" for tag in tags)
