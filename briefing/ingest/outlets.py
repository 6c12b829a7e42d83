"""A feed's title and addresses -> its outlet: who publishes it, the same for all feeds of one publisher (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_PARTING = re.compile(r"\s+[-–—|»>:·]+(?:\s+|$)|\s*[|»]\s*|:\s+")
_SHARED_HOSTS = ("youtube.com", "reddit.com", "medium.com", "github.com", "gitlab.com", "news.google.com", "x.com")
"""Hosts that carry many publishers under one name."""

_SECTION_WORDS = frozenset(
    "a africa all america americas analysis and art arts article articles asia books breaking business categories "
    "category climate crime culture economics economy education elections entertainment europe feed feeds finance food "
    "from front full health headline headlines home homepage in international last latest life lifestyle local "
    "main markets middle east more most national new news of opinion page politics popular posts recent region "
    "rss science section sport sports stories story tech technology text the this top topics travel uk updates us "
    "video videos week world".split()
)
"""Words of titles that name a section, not who publishes it ("Top stories", "Finance & economics")."""
_ADDED_WORDS = frozenset("feed feeds rss atom headlines latest topics".split())
"""Words that a feed's title puts behind a publisher's name, and that are no part of it."""
MOST_ADDED = 2
"""Words behind the name that the host confirms which may belong to it ("BBC News"); more of them describe the feed."""


def outlet_of(title: str, site_url: str, url: str, known: Iterable[tuple[str, str]]) -> str:
    """Return the outlet of a feed.

    `known` are (site or feed URL, outlet) of the feeds that are stored: a publisher's second feed gets the outlet of
    its first, because outlets are what is counted, and a publisher that repeats itself is no second voice. Else it is
    the part of the title that the host's name confirms ("World news | The Guardian" on theguardian.com), else the first
    part that is more than the name of a section, else the host.
    """
    host = host_of(site_url) or host_of(url)
    if host and host not in _SHARED_HOSTS:
        for address, outlet in known:
            if outlet and host_of(address) == host:
                return outlet
    parts = [part.strip() for part in _PARTING.split(title) if not _is_section(part)]
    confirmed = [part for part in parts if _confirms(host, part)]
    return _bare(confirmed[0], host) if confirmed else (parts or [host or title.strip()])[0]


def _bare(name: str, host: str) -> str:
    """Return a name that the host confirms without what the feed's title adds to it ("Harbor Wire RSS feed")."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _ADDED_WORDS:
        words.pop()
    label = host.partition(".")[0].replace("-", "")
    for n in range(1, len(words) - MOST_ADDED):
        if _letters("".join(words[:n])) == label:
            return " ".join(words[:n])
    return " ".join(words)


def host_of(url: str) -> str:
    """Return the host without its common prefixes, "" for what has none."""
    host = (urlsplit(url).hostname or "") if "://" in url else ""
    return re.sub(r"^(?:www|m|rss|feeds?|news)\.(?=[^.]+\.)", "", host)


def _is_section(part: str) -> bool:
    """Say whether a part of a title names a section only; the empty part does."""
    return all(word in _SECTION_WORDS for word in re.findall(r"[^\W_]+", part.lower()))


def _confirms(host: str, part: str) -> bool:
    """Say whether a host's name holds a part of a title, or begins with its first word."""
    letters, name = _letters(host), _letters(part)
    first = _letters(part.partition(" ")[0])
    return len(name) > 2 and (name in letters or (len(first) > 2 and letters.startswith(first)))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
