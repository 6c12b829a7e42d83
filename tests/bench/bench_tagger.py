"""Measure the entity tagger and the reading of items: loading, tokens a CPU second, memory.

    python tests/bench/bench_tagger.py [FILE...]

Texts are the sample feeds and the seed article, or the given feed, HTML or text files. "cold" is the first pass over
the texts, "warm" the second, when every word is known. All figures are CPU seconds of this process; compare them as
ratios.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from briefing.reading.aliases import Memory
from briefing.reading.read import read_item
from briefing.reading.tagger import load_tagger
from briefing.reading.tokens import cut_tokens
from feeds.files import read_local
from feeds.model import ParsedFeed
from feeds.text import item_text

NOW = datetime(2025, 7, 16, 12, tzinfo=UTC)


def read_texts(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Title and text of every item in the files."""
    texts = []
    for path in paths:
        found = read_local(path, now=NOW)
        items = found.items if isinstance(found, ParsedFeed) else [found]
        texts += [(item.title, item_text(item).text) for item in items]
    return texts


def sample_paths() -> list[Path]:
    seeds = Path(str(resources.files("seeds")))
    return [seeds / "article.txt", *sorted((seeds / "feeds").glob("*.*")), *sorted((seeds / "feeds-later").glob("*.*"))]


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    texts = read_texts(parser.parse_args().files or sample_paths())
    documents = [f"{title}\n{text}" for title, text in texts]
    print(f"load            {cpu_seconds(load_tagger):8.3f} s")
    tagger = load_tagger()
    tokens = sum(len(words) for document in documents for words, _ in cut_tokens(document, tagger.lexicons.places))
    for state in ("cold", "warm"):
        spent = cpu_seconds(lambda: [tagger.tag(document) for document in documents])
        print(f"tag, {state}       {tokens / spent:8.0f} tokens/s ({len(texts)} items, {tokens} tokens)")
    memory = Memory()
    spent = cpu_seconds(lambda: [read_item(title, text, published=NOW, memory=memory) for title, text in texts])
    print(f"read an item    {1000 * spent / len(texts):8.2f} ms ({tokens / spent:.0f} tokens/s)")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(f"memory, highest {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit:8.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
