"""Measure the grouping of items into stories: items a CPU second, memory, growth, and agreement with labels.

    python tests/bench/bench_grouping.py [FOLDER] [--items 2000] [--days 2] [--full] [--seeds 5]

The stream is made up: words by Zipf's law, events that last a day or two, titles of eight words and texts of forty.
"growth" groups the same number of new items with 10,000 items behind them and with 40,000 (20,000 and 200,000 with
--full, some minutes). Each *.jsonl file of FOLDER is grouped in one round and compared with its labels; a row has id,
title, summary, published, outlet, url and gold. With --seeds the items of each file also arrive up to 12 hours after
they were published, in rounds of an hour, as often as that says. CPU times are of this process; compare them as ratios.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.stories.constraints import root
from briefing.stories.grouping import group_round
from briefing.stories.state import GroupItem, State

START = datetime(2026, 1, 1, tzinfo=UTC)
A_DAY = 5_000
LATE = timedelta(hours=12)
ROUND = 500
SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in "aeiou"]
FUNCTION_WORDS = ("the", "of", "in", "to", "and", "for", "on", "with", "as", "after")


class News:
    """An endless stream of items on events that come and go; the same for the same seed."""

    def __init__(self, a_day: int, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        made = dict.fromkeys(
            "".join(self.rng.choices(SYLLABLES, k=self.rng.choice((2, 3, 3, 4)))) for _ in range(60_000)
        )
        self.words = list(made)
        self.sums = list(itertools.accumulate(1 / (n + 10) for n in range(len(made))))
        self.step = timedelta(days=1) / a_day
        self.live: list[tuple[list[str], int]] = []

    def items(self) -> Iterator[GroupItem]:
        """Yield items in order of publication; one in three opens an event, of up to 40 items."""
        for n in itertools.count(1):
            if not self.live or self.rng.random() < 0.33:
                self.live.append((self._draw(12), int(self.rng.paretovariate(1.1))))
            at = self.rng.randrange(max(0, len(self.live) - 1_500), len(self.live))
            own, left = self.live[at]
            if left <= 1:
                self.live.pop(at)
            else:
                self.live[at] = own, min(left, 40) - 1
            title = " ".join(self._mixed(own, 5, 3)).capitalize()
            text = " ".join(self._mixed(own, 12, 28)).capitalize() + "."
            yield GroupItem(n, title, text, START + n * self.step, f"Outlet {n % 97}", guid=f"{n:09}")

    def _draw(self, k: int) -> list[str]:
        return self.rng.choices(self.words, cum_weights=self.sums, k=k)

    def _mixed(self, own: Sequence[str], of_event: int, other: int) -> list[str]:
        mixed = [*self.rng.sample(own, of_event), *self._draw(other - other // 3)]
        mixed += self.rng.choices(FUNCTION_WORDS, k=other // 3)
        self.rng.shuffle(mixed)
        return mixed


def grouped(items: Sequence[GroupItem], state: State) -> float:
    """Group items in rounds; return CPU seconds an item."""
    start = time.process_time()
    for at in range(0, len(items), ROUND):
        group_round(items[at : at + ROUND], state)
    return (time.process_time() - start) / len(items)


def measure_speed(items: int) -> Iterator[tuple[str, str]]:
    """Items a CPU second, cold and warm, words included."""
    stream, state = News(A_DAY).items(), State()
    cold = grouped(list(itertools.islice(stream, items)), state)
    warm = grouped(list(itertools.islice(stream, items)), state)
    yield f"speed, first {items:,} items", f"{1 / cold:10,.0f} items/s"
    yield f"speed, next {items:,} items", f"{1 / warm:10,.0f} items/s"


def measure_memory(days: int) -> Iterator[tuple[str, str]]:
    """What the live stories, counts and copies take after days of 5,000 items."""
    stream, state = News(A_DAY).items(), State()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(days):
        for _ in range(0, A_DAY, ROUND):
            group_round(list(itertools.islice(stream, ROUND)), state)
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    yield f"memory, {days} days of {A_DAY:,} items", f"{size / 2**20:10,.1f} MB"
    yield "  live stories", f"{len(state.stories):10,}"
    yield "  terms of them", f"{sum(len(story.terms) for story in state.stories.values()):10,}"
    yield "  counted terms", f"{len(state.counts):10,}"
    yield "  keys of copies", f"{len(state.recent):10,}"


def measure_growth(sizes: Sequence[int], new: int) -> Iterator[tuple[str, str]]:
    """Cost of new items with an archive behind them; the window is the same, only what is behind it grows."""
    stream, state, done, first = News(A_DAY // 5).items(), State(), 0, 0.0
    for size in sizes:
        grouped(list(itertools.islice(stream, size - done)), state)
        cost = grouped(list(itertools.islice(stream, new)), state)
        first, done = first or cost, size + new
        yield f"cost with {size:,} items behind", f"{cost * 1e6:10,.0f} us/item ({cost / first:.2f})"


def bcubed(found: dict[str, int], gold: dict[str, str]) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 (Bagga and Baldwin 1998) of a grouping against labels."""
    both = Counter((found[key], gold[key]) for key in gold)
    stories, labels = Counter(found[key] for key in gold), Counter(gold.values())
    precision = sum(n * n / stories[story] for (story, _), n in both.items()) / len(gold)
    recall = sum(n * n / labels[label] for (_, label), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def labelled(path: Path) -> tuple[list[GroupItem], dict[str, str]]:
    """Return the items of a JSONL file and their labels by guid; ids count in order of publication."""
    with path.open(encoding="utf-8") as file:
        rows = sorted((json.loads(line) for line in file), key=lambda row: (row["published"], row["id"]))
    items = [
        GroupItem(
            n,
            row["title"],
            row["summary"],
            datetime.fromisoformat(row["published"]).astimezone(UTC),
            row["outlet"],
            row["url"],
            guid=row["id"],
        )
        for n, row in enumerate(rows)
    ]
    return items, {row["id"]: row["gold"] for row in rows}


def measure_agreement(folder: Path) -> Iterator[tuple[str, str]]:
    """BCubed precision, recall and F1 of each file, and their mean."""
    scores = []
    for path in sorted(folder.glob("*.jsonl")):
        items, gold = labelled(path)
        start = time.process_time()
        done = group_round(items, State())
        speed = len(items) / (time.process_time() - start)
        found = {items[placement.item_id].guid: placement.story_id for placement in done.placements}
        precision, recall, f1 = bcubed(found, gold)
        scores.append(f1)
        told = f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.4f}  stories {len(set(found.values())):,} of"
        yield path.name, f"{told} {len(set(gold.values())):,}  {len(items):,} items at {speed:,.0f}/s"
    if scores:
        yield "mean F1", f"{sum(scores) / len(scores):.4f}"


def late(items: Sequence[GroupItem], seed: int) -> dict[int, int]:
    """Group items that arrive up to `LATE` after their publication, in a round for each hour; return item -> story."""
    rng = random.Random(seed)
    arrivals = sorted((item.published + LATE * rng.random(), item.id) for item in items)
    state, found, united = State(), dict[int, int](), dict[int, int]()
    for _, hour in itertools.groupby(arrivals, key=lambda pair: pair[0].replace(minute=0, second=0, microsecond=0)):
        done = group_round([items[number] for _, number in hour], state)
        found.update({placement.item_id: placement.story_id for placement in done.placements})
        united.update(done.united)
    return {number: root(united, story) for number, story in found.items()}


def measure_order(folder: Path, seeds: int) -> Iterator[tuple[str, str]]:
    """What it changes in F1 when items arrive late and in another order, mean of the seeds, and the farthest."""
    for path in sorted(folder.glob("*.jsonl")):
        items, gold = labelled(path)
        done = group_round(items, State())
        before = bcubed({items[p.item_id].guid: p.story_id for p in done.placements}, gold)[2]
        changes = []
        for seed in range(seeds):
            found = late(items, seed)
            changes.append(bcubed({items[n].guid: story for n, story in found.items()}, gold)[2] - before)
        far = max(changes, key=abs)
        yield f"{path.name}, late", f"F1 {before:.4f} {sum(changes) / seeds:+.4f} (farthest {far:+.4f}, {seeds} seeds)"


def show(rows: Iterable[tuple[str, str]]) -> None:
    for name, value in rows:
        print(f"{name:36} {value}", flush=True)


def main() -> int:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="labelled *.jsonl files; without it the made-up stream")
    parser.add_argument("--items", type=int, default=2_000, help="items of each measurement of speed")
    parser.add_argument("--days", type=int, default=2, help="days of the live window to fill (7 is all of it)")
    parser.add_argument("--seeds", type=int, default=0, help="orders of arrival to try on each labelled file")
    parser.add_argument("--full", action="store_true", help="growth to 200,000 items and a whole window")
    asked = parser.parse_args()
    if asked.folder:
        show(measure_agreement(asked.folder))
        show(measure_order(asked.folder, asked.seeds) if asked.seeds else ())
        return 0
    show(measure_speed(asked.items))
    show(measure_memory(7 if asked.full else asked.days))
    show(measure_growth((20_000, 200_000) if asked.full else (10_000, 40_000), asked.items))
    return 0


if __name__ == "__main__":
    sys.exit(main())
