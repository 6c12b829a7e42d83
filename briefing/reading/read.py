"""Turns an item's title and text into its `Reading`: sentences, mentions, quotes, figures and dates."""

from __future__ import annotations

from datetime import datetime

from briefing.model import Reading
from briefing.reading.aliases import Memory
from briefing.reading.dates import find_dates
from briefing.reading.entities import find_mentions
from briefing.reading.figures import find_figures
from briefing.reading.quotes import find_quotes
from briefing.reading.sentences import split_sentences
from briefing.reading.speakers import link_speakers
from briefing.reading.version import BUILT_IN


def read_item(
    title: str,
    text: str,
    *,
    published: datetime,
    memory: Memory | None = None,
    engine: str = BUILT_IN,
    language: str = "",
) -> Reading:
    """What one item says. Spans are in `text`, those of mentions in their field; speakers of quotes carry the name of
    their entity. `memory` knows the names of earlier items; it is used and taught. `engine` finds the raw names.
    `language` is what the feed says the item is in, "" for nothing.

    Raises:
        BriefingError: if the entity model or the engine cannot be loaded.
    """
    sentences = split_sentences(text)
    dates = find_dates(text, published.date())
    mentions = find_mentions(
        title, text, published=published, memory=memory, dates=dates, engine=engine, language=language
    )
    quotes = link_speakers(text, sentences, find_quotes(text, sentences), mentions)
    return Reading(
        sentences=tuple(sentences),
        mentions=mentions,
        quotes=tuple(quotes),
        figures=tuple(find_figures(text, sentences)),
        dates=tuple(dates),
    )
