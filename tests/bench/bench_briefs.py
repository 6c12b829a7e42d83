"""How long a brief takes, and the reading of one article: CPU milliseconds, and the ratio of the two.

Run: python -m pytest tests/bench/bench_briefs.py -m bench -s
With BRIEFING_BENCH_DB=FILE also the briefs of the stories of several items that are stored there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from statistics import median, quantiles

import pytest

from briefing.briefs import material
from briefing.briefs.make import make_brief
from briefing.model import Reading, StoredItem, StoryRow
from briefing.reading.dates import find_dates
from briefing.reading.figures import find_figures
from briefing.reading.quotes import find_quotes
from briefing.reading.sentences import split_sentences

NOON = datetime(2025, 7, 16, 12, tzinfo=UTC)
pytestmark = pytest.mark.bench


def cpu_ms(work: Callable[[], object], rounds: int = 15) -> float:
    """Median CPU time of `work`, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return median(times)


def read(text: str) -> Reading:
    sentences = split_sentences(text)
    return Reading(
        sentences=tuple(sentences),
        quotes=tuple(find_quotes(text, sentences)),
        figures=tuple(find_figures(text, sentences)),
        dates=tuple(find_dates(text, NOON.date())),
    )


def article() -> str:
    return (files("seeds") / "article.txt").read_text(encoding="utf-8").partition("\n")[2].strip()


def story_of(count: int) -> tuple[StoryRow, list[StoredItem], dict[int, Reading]]:
    """A story of `count` full articles of about 700 words, each with its paragraphs in another order."""
    paragraphs = article().split("\n\n")
    items = []
    for n in range(1, count + 1):
        turned = paragraphs[n % len(paragraphs) :] + paragraphs[: n % len(paragraphs)]
        when = NOON + timedelta(hours=n)
        text = "\n\n".join(turned)
        items.append(StoredItem(n, 1, str(n), f"Outlet {n}", "Nvidia may sell chips to China", text, "", when, when))
    row = StoryRow(1, "Nvidia may sell chips", items[0].published, items[-1].published, count, count, 1.0, 1)
    return row, items, {one.id: read(one.text) for one in items}


def test_reading_one_article() -> None:
    text = article()
    sentences = split_sentences(text)
    parts = {
        "sentences": cpu_ms(lambda: split_sentences(text)),
        "quotes": cpu_ms(lambda: find_quotes(text, sentences)),
        "dates": cpu_ms(lambda: find_dates(text, NOON.date())),
        "figures": cpu_ms(lambda: find_figures(text, sentences)),
    }
    print(f"\n{len(text.split())} words:", ", ".join(f"{name} {ms:.2f} ms" for name, ms in parts.items()))
    print(f"together {sum(parts.values()):.2f} ms")


@pytest.mark.parametrize("count", [1, 10, 30])
def test_brief(count: int) -> None:
    row, items, readings = story_of(count)
    material._word_stems.cache_clear()
    start = time.process_time()
    make_brief(row, items, readings, now=NOON)
    cold = (time.process_time() - start) * 1000
    warm = cpu_ms(lambda: make_brief(row, items, readings, now=NOON))
    print(f"\nbrief of {count} full articles: {cold:.1f} ms the first time, {warm:.1f} ms again")


@pytest.mark.skipif("BRIEFING_BENCH_DB" not in os.environ, reason="BRIEFING_BENCH_DB names no database")
def test_briefs_of_stored_stories() -> None:
    from briefing.store.connection import open_database
    from briefing.store.items import items_of_story
    from briefing.store.readings import load_readings
    from briefing.store.stories import list_stories

    times: dict[int, float] = {}
    with closing(open_database(Path(os.environ["BRIEFING_BENCH_DB"]), create=False)) as con:
        for story in list_stories(con, limit=400):
            items = items_of_story(con, story.id, limit=100)
            readings = load_readings(con, [item.id for item in items])
            if len(items) > 1:
                start = time.process_time()
                make_brief(story, items, readings, now=NOON)
                times[story.id] = (time.process_time() - start) * 1000
    low = median(times.values())
    print(f"\n{len(times)} stories: median {low:.1f} ms, p95 {quantiles(times.values(), n=20)[-1]:.1f} ms a brief")
