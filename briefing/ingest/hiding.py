"""Hiding rules -> which stories stand in no edition: judged as they come, and once more when a rule changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from briefing.model.rules import RuleKind
from briefing.rules import Rules, phrase
from briefing.store import judging as store
from briefing.store.connection import atomic
from briefing.store.stories import get_story
from briefing.words import stop_words, words

BATCH = 500
"""Stories judged between two commits: a fraction of a second."""
MIN_WORD = 3
"""Letters of a headline's word that is offered for hiding by it."""
NAMES_OFFERED = 8
"""Names of a story that are offered, the ones that most of its items have."""


def load_rules(con: sqlite3.Connection, *, now: datetime) -> Rules:
    """Return the rules that count now, made ready."""
    return Rules(store.rules_in_force(con, now=now))


def judge(con: sqlite3.Connection, story_ids: Sequence[int], rules: Rules) -> int:
    """Write which of the stories are hidden, and by which rule; return how many changed."""
    said = store.stories_said(con, story_ids, names=rules.names, texts=rules.texts) if rules.all else {}
    return store.save_hidden(con, {one: rules.hiding(said[one]) if one in said else 0 for one in story_ids})


def judge_due(con: sqlite3.Connection, *, now: datetime, stop: Callable[[], bool] = lambda: False) -> int:
    """Judge the stored stories by the rules that have changed or ended since; return how many stories changed.

    The newest stories come first. What `stop` leaves is done the next time.

    Raises:
        StoreError: the database cannot be written.
    """
    due = store.due_rules(con, now=now)
    if not due:
        return 0
    rules, changed = load_rules(con, now=now), 0
    plans = {rule.id: phrase(rule.value, in_text=rule.in_text) for rule in rules.all if rule.kind == "word"}
    for rule in due:
        stories = store.stories_under(con, rule, match=plans[rule].match if rule in plans else "")
        for start in range(0, len(stories), BATCH):
            if stop():
                return changed
            with atomic(con):
                changed += judge(con, stories[start : start + BATCH], rules)
        store.rule_done(con, rule)
    return changed


def likenesses(con: sqlite3.Connection, story_ids: Sequence[int]) -> list[tuple[RuleKind, str, str]]:
    """Return (kind, value, words) of the rules that would hide stories like these, the likeliest of a kind first.

    Words are those of the headlines that carry meaning, as they are written there.
    """
    found: list[tuple[RuleKind, str, str]] = []
    headlines = [story.headline for one in story_ids if (story := get_story(con, one))]
    stop = stop_words("en")
    for word in (word for headline in headlines for word in words(headline)):
        if word.form not in stop and len(word.raw) >= MIN_WORD and any(char.isalpha() for char in word.raw):
            found.append(("word", word.raw, word.raw))
    names, feeds = store.names_of(con, story_ids), store.feeds_of(con, story_ids)
    found += [("name", str(key), name) for key, name in names[:NAMES_OFFERED]]
    found += [("outlet", outlet, outlet) for outlet in dict.fromkeys(outlet for _, _, outlet, _ in feeds)]
    found += [("feed", str(key), title) for key, title, _, _ in feeds]
    found += [("folder", folder, folder) for folder in dict.fromkeys(folder for *_, folder in feeds) if folder]
    return list({(kind, value.casefold()): (kind, value, said) for kind, value, said in reversed(found)}.values())[::-1]
