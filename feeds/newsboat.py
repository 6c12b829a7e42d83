"""A newsboat `urls` file into subscriptions: one feed a line, its tags behind it."""

from __future__ import annotations

from feeds.subscriptions import Collector, ImportResult, Subscription
from feeds.text import clean_line

ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "v": "\v"}
"""What a backslash makes of the next letter inside quotes; before every other one it stands for that one itself."""

MAX_NAME = 120
"""Longest title or tag kept, in characters."""

SPECIAL = {
    "query:": "searches take the place of query feeds",
    "exec:": "programs are never run to get a feed",
    "filter:": "programs are never run on a feed",
    "file:": "a local file is read once, not subscribed to",
}
"""Lines that name no feed on the web, with the reason why they are left out."""


def read_newsboat_urls(text: str, *, allow_private: frozenset[str] = frozenset()) -> ImportResult:
    """Return the subscriptions of a newsboat or newsbeuter `urls` file.

    A line is a URL and tags, parted by blanks, quoted where they hold blanks. A tag that begins with `~` is the title;
    one with `!` (hidden from the list) is dropped with a note, because everything here is grouped into stories. Query
    feeds, programs and local files are listed as problems.
    """
    collector = Collector(allow_private)
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        words = split_line(line)
        if not words:
            continue
        url, *labels = words
        special = next((prefix for prefix in SPECIAL if url.lower().startswith(prefix)), "")
        if special:
            collector.leave_out(number, _named(url, special), SPECIAL[special])
            continue
        if any(label.startswith("!") for label in labels):
            collector.problems.append(f"Line {number}: the feed is no longer hidden; its items appear in stories.")
        titles = [clean_line(label[1:], MAX_NAME) for label in labels if label.startswith("~")]
        tags = [clean_line(label, MAX_NAME) for label in labels if not label.startswith(("~", "!"))]
        unique = tuple(dict.fromkeys(tag for tag in tags if tag))
        collector.add(number, Subscription(url, titles[0] if titles else "", "", unique))
    return collector.result()


def split_line(line: str) -> list[str]:
    """Return the words of one line: parted by blanks; double quotes keep blanks; `#` at a word's start ends it."""
    words: list[str] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
        elif line[at] == "#":
            break
        elif line[at] == '"':
            word, at = _quoted(line, at + 1)
            words.append(word)
        else:
            end = next((i for i in range(at, len(line)) if line[i].isspace()), len(line))
            words.append(line[at:end])
            at = end
    return words


def _quoted(line: str, at: int) -> tuple[str, int]:
    """Return the text up to the closing quote (or the line's end) and the place behind it."""
    letters: list[str] = []
    while at < len(line) and line[at] != '"':
        if line[at] == "\\" and at + 1 < len(line):
            at += 1
            letters.append(ESCAPES.get(line[at], line[at]))
        else:
            letters.append(line[at])
        at += 1
    return "".join(letters), at + 1


def _named(url: str, prefix: str) -> str:
    rest = url[len(prefix) :]
    name = rest.partition(":")[0] if prefix == "query:" else rest
    return f"{prefix} “{clean_line(name, 60)}”"
