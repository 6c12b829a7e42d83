"""A story -> the summary that the reader's own language model makes of its sentences; asked once, then kept."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from briefing.config import Settings
from briefing.editor import brief_of, item_with_reading
from briefing.errors import BriefingError, UsageError
from briefing.llm.check import Answer, checked
from briefing.llm.prompt import PROMPT_VERSION, Numbered, messages, number_sentences
from briefing.store.llm import load_answer, save_answer
from feeds.fetch import never
from feeds.post_json import post_json
from feeds.text import clean_text

KEY_VARIABLE = "BRIEFING_LLM_KEY"
"""Environment variable with the key of the endpoint, for those that want one; it never stands in a file."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A checked answer with the sentences that it cites; `model` is who wrote it."""

    model: str
    answer: Answer
    told: tuple[Numbered, ...]


def summary_of(
    con: sqlite3.Connection,
    story_id: int,
    settings: Settings,
    *,
    now: datetime,
    should_stop: Callable[[], bool] = never,
) -> Summary | None:
    """Return the model's summary of a story, from the cache when it was asked the same before; None when stopped.

    Only numbered sentences leave this program. What comes back is checked, see `briefing.llm.check`.

    Raises:
        BriefingError: no model is configured, there is no such story, or the endpoint does not answer as it should.
        FetchError: the endpoint cannot be asked.
    """
    if not settings.llm_url or not settings.llm_model:
        hint = 'Set llm_url and llm_model, such as llm_url = "http://127.0.0.1:11434/v1".'
        raise UsageError("No language model is configured; briefing works without one.", hint)
    told = _told(con, story_id, now)
    asked = {"model": settings.llm_model, "messages": messages(told), "temperature": 0, "stream": False}
    key = blake2b(f"{PROMPT_VERSION}\n{settings.llm_url}\n{asked}".encode(), digest_size=16).hexdigest()
    words = load_answer(con, key)
    if words is None:
        secret = os.environ.get(KEY_VARIABLE, "")
        url, limit = _endpoint(settings.llm_url), float(settings.llm_timeout_s)
        answer = post_json(url, asked, key=secret, timeout_s=limit, should_stop=should_stop)
        if answer is None:
            return None
        words = _content(answer)
        save_answer(con, key, words, now=now)
    return Summary(settings.llm_model, checked(words, told), told)


def _told(con: sqlite3.Connection, story_id: int, now: datetime) -> tuple[Numbered, ...]:
    brief = brief_of(con, story_id, now=now)
    if brief is None:
        raise BriefingError(f"There is no story {story_id}.", "`briefing stories --since all` lists them.")
    known = [item_with_reading(con, source.item_id) for source in brief.sources]
    return number_sentences(brief, [item for item, _ in known], {item.id: reading for item, reading in known})


def _endpoint(url: str) -> str:
    """Return the address to post to: servers are configured by their base ("…/v1"), or in full."""
    bare = url.rstrip("/")
    return bare if bare.endswith("/chat/completions") else f"{bare}/chat/completions"


def _content(answer: Any) -> str:
    """Return the words of an answer; every other shape is an error."""
    try:
        words = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        words = None
    if not isinstance(words, str):
        raise BriefingError("The language model answered in an unknown form.", "Is llm_url OpenAI-compatible?")
    return clean_text(words)
