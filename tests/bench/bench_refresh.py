"""Measure a refresh of 200 feeds x 50 items from this machine, cold and unchanged, against newsboat's.

    python tests/bench/bench_refresh.py [--feeds 200] [--items 50] [--runs 3] [--names]

A server in a process of its own gives every feed with an ETag, gzipped where that is asked for. Measured is the CPU
of the child processes, from their start to their end, everything included; newsboat (`-x reload`) runs in turn with
ours in the same minute where that program is installed. Compare the figures as ratios: the best of the runs is taken.
`fetch` is our refresh up to the moment when every item is stored and can be searched, which is what newsboat does too;
`stories` groups them and chooses headlines besides; `names`, with --names, is the whole `briefing refresh`. What
grouping, headlines and names take apart is told below the table, as the refresh itself counts it (its event "end").

Texts follow Zipf's law over the commonest words of English and, behind them, a made-up vocabulary; a third of each is
of the words of its event, which four items of four feeds share.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from briefing.ingest.importing import import_subscriptions
from briefing.store.connection import open_database
from feeds.subscriptions import Subscription

FUNCTION_WORDS = """the of and to in a is that for it as was with be by on not he his but at are this have from or had
an they which one were all their there been has when who will more no if out so what up said""".split()
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
WORDS_AN_ITEM = 180
EVENT_WORDS = 20
"""Words that only the items of one event have; the others follow Zipf's law over a made-up vocabulary."""
ITEMS_AN_EVENT = 4

PART = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from briefing.ingest import refreshing, steps
from briefing.ingest.spent import Spent
from briefing.store.connection import open_database
from briefing.store.index import index_pending
def only_index(con, **rest):
    index_pending(con)
part = only_index if sys.argv[2] == "fetch" else steps.tell_stories
spent = Spent()
refreshing.tell_stories = lambda con, **rest: None
refreshing.process = lambda con, now, **rest: part(con, now=now, spent=spent)
con = open_database(Path(sys.argv[1]))
done = refreshing.refresh(con, now=datetime.now(UTC), everything=True, allow_private=frozenset({"127.0.0.1"}))
assert all(one.error is None for one in done), [str(one.error) for one in done if one.error][:1]
print(json.dumps({"cpu_s": spent.seconds("fetch")}))
"""
"""Our refresh without names, and with "fetch" without stories too."""


def words(rng: random.Random, vocabulary: list[str], sums: list[float], n: int) -> str:
    """Return n words by Zipf's law."""
    return " ".join(rng.choices(vocabulary, cum_weights=sums, k=n))


def make_feeds(feeds: int, items: int) -> dict[str, bytes]:
    """Return path -> RSS."""
    rng = random.Random(1)
    made_up = list(
        dict.fromkeys(
            "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.choice((1, 2, 2, 3, 4))))
            for _ in range(60_000)
        )
    )
    vocabulary = [*FUNCTION_WORDS, *made_up]
    sums, total = [], 0.0
    for n in range(len(vocabulary)):
        total += 1 / (n + 2.7)
        sums.append(total)
    now, made = datetime.now(UTC), {}
    events = [rng.sample(made_up, EVENT_WORDS) for _ in range(feeds * items // ITEMS_AN_EVENT + 1)]
    for feed in range(feeds):
        parts = []
        for item in range(items):
            date = (now - timedelta(minutes=7 * item + feed)).strftime("%a, %d %b %Y %H:%M:%S GMT")
            event = events[(item * feeds + feed) // ITEMS_AN_EVENT]
            title = " ".join(rng.sample(event, 8)).capitalize()
            text = f"{' '.join(rng.choices(event, k=60))} {words(rng, vocabulary, sums, WORDS_AN_ITEM - 60)}"
            parts.append(
                f"<item><title>{title}</title><link>https://f{feed}.example.org/{item}</link><guid>{feed}-{item}</guid>"
                f"<pubDate>{date}</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
            )
        head = f"<title>Feed {feed}</title><link>https://f{feed}.example.org/</link><description>x</description>"
        head += "<language>en</language>"
        made[f"/f{feed}"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{"".join(parts)}</channel></rss>'
        ).encode()
    return made


class Handler(http.server.BaseHTTPRequestHandler):
    """Gives the feeds."""

    protocol_version = "HTTP/1.1"
    pages: dict[str, tuple[bytes, bytes, str]]

    def do_GET(self) -> None:
        """Answer with the feed, or with 304."""
        plain, packed, etag = self.pages[self.path]
        same = self.headers.get("If-None-Match") == etag
        zipped = "gzip" in self.headers.get("Accept-Encoding", "")
        body = b"" if same else packed if zipped else plain
        self.send_response(304 if same else 200)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", "application/rss+xml")
        if zipped and not same:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def serve(pipe: Connection, feeds: int, items: int) -> None:
    """Run the server in this process and tell its port."""
    Handler.pages = {
        path: (body, gzip.compress(body, 6), f'"{blake2b(body, digest_size=8).hexdigest()}"')
        for path, body in make_feeds(feeds, items).items()
    }
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pipe.send(server.server_address[1])
    pipe.recv()


def cpu_of(command: list[str], environment: dict[str, str] | None = None) -> tuple[float, dict[str, float]]:
    """Run a program; return the CPU seconds of it and its children, and those by step where it tells them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[:4]} failed: {done.stderr[-500:]}")
    last = done.stdout.splitlines()[-1:]
    steps: dict[str, float] = json.loads(last[0])["cpu_s"] if last and '"cpu_s"' in last[0] else {}
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, steps


def measure(
    folder: Path, urls: list[str], newsboat: str | None, parts: tuple[str, ...]
) -> Iterator[tuple[str, float, dict[str, float]]]:
    """Yield name, CPU seconds and those by step, for one cold and one unchanged run of everything."""
    environment = {**os.environ, "BRIEFING_ALLOW_PRIVATE": "127.0.0.1", "BRIEFING_CONFIG": str(folder / "none")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode, newsboat its machine code
    commands = {}
    for part in parts:
        path = folder / f"{part}.db"
        with closing(open_database(path)) as con:
            import_subscriptions(con, [Subscription(url) for url in urls], now=datetime.now(UTC))
        whole = ["-m", "briefing", "refresh", "--all", "--json", "--db", str(path)]
        commands[part] = [sys.executable, *(whole if part == "names" else ["-c", PART, str(path), part])]
    if newsboat:
        (folder / "urls").write_text("\n".join(urls) + "\n")
        (folder / "config").write_text("reload-threads 20\n")
        files = ["-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", str(folder / "config")]
        commands["newsboat"] = [newsboat, "-x", "reload", *files]
        environment["HOME"] = str(folder)
    for state in ("cold", "unchanged"):
        for name, command in commands.items():
            yield (f"{name} {state}", *cpu_of(command, environment))


def tell(best: dict[str, float], steps: dict[str, float], items: int) -> None:
    """Print the table, and what the steps behind the storing take."""
    for name, seconds in best.items():
        state = name.split()[1]
        beside = best.get(f"newsboat {state}")
        print(f"{name:<20} {seconds:6.2f} s CPU   {f'{seconds / beside:5.2f} x newsboat' if beside else ''}")
    stories = steps["group"] + steps["name"]
    print(
        f"stories: {items / stories:,.0f} items a CPU second "
        f"(grouping {items / steps['group']:,.0f}, headlines and rows {items / steps['name']:,.0f})"
    )
    if "read" in steps:
        words = items * WORDS_AN_ITEM / steps["read"]
        print(f"names:   {items / steps['read']:,.0f} items, {words:,.0f} words a CPU second")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--names", action="store_true", help="the whole refresh too, with the reading of names")
    options = parser.parse_args()
    parts = ("fetch", "stories", "names") if options.names else ("fetch", "stories")
    newsboat = shutil.which("newsboat")
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, options.feeds, options.items), daemon=True)
    server.start()
    port = ours.recv()
    urls = [f"http://127.0.0.1:{port}/f{n}" for n in range(options.feeds)]
    best: dict[str, float] = {}
    steps: dict[str, float] = {}
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            for name, seconds, by_step in measure(Path(folder), urls, newsboat, parts):
                best[name] = min(seconds, best.get(name, seconds))
                if name == f"{parts[-1]} cold":
                    steps = {step: min(spent, steps.get(step, spent)) for step, spent in by_step.items()}
    ours.send("end")
    tell(best, steps, options.feeds * options.items)


if __name__ == "__main__":
    main()
