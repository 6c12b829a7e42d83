"""The address of a page on a site that everybody knows -> the feeds that the site's own rule gives for it.

No page is asked for then: YouTube's weigh a megabyte, and name no feed where they ask for consent first.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

from feeds.urls import safe_url

YOUTUBE = "https://www.youtube.com/feeds/videos.xml"
"""YouTube's feeds; the query names a channel, a playlist or an old user name."""

IS_FEED = re.compile(r"\.(?:atom|rss|xml|json)/?\Z|/feeds?(?:/|\Z)", re.I)
"""What the path of a feed itself looks like on these sites."""


def feeds_by_rule(url: str) -> list[str]:
    """Return the addresses of feeds for a page of YouTube, GitHub, GitLab, Reddit or Medium, best first.

    [] for every other page, for the feeds of these sites themselves, and where a page has to be looked at.
    """
    page = safe_url(url)
    parts = urlsplit(page)
    if not page or IS_FEED.search(parts.path) or "format=atom" in parts.query:
        return []
    names = [name for name in parts.path.split("/") if name]
    rule = RULES.get(known_site(page))
    return rule(names, parts.query) if rule else []


def known_site(url: str) -> str:
    """Return the site's name among those with a rule: its host without `www.`, `m.` and the like."""
    host = (urlsplit(url).hostname or "").lower()
    for prefix in ("www.", "m.", "old.", "new."):
        host = host.removeprefix(prefix)
    return host


def _youtube(names: list[str], query: str) -> list[str]:
    playlist = parse_qs(query).get("list", [""])[0]
    if playlist:
        return [f"{YOUTUBE}?playlist_id={quote(playlist, safe='')}"]
    if len(names) >= 2 and names[0] in ("channel", "user"):
        return [f"{YOUTUBE}?{'channel_id' if names[0] == 'channel' else 'user'}={names[1]}"]
    return []


def _github(names: list[str], _: str) -> list[str]:
    if len(names) == 1:
        return [f"https://github.com/{names[0]}.atom"]
    if len(names) < 2:
        return ["https://github.blog/feed/"]
    repository = f"https://github.com/{names[0]}/{names[1].removesuffix('.git')}"
    if len(names) >= 4 and names[2] in ("commits", "tree"):
        return [f"{repository}/commits/{'/'.join(names[3:])}.atom"]
    kinds = sorted(("releases", "commits", "tags"), key=lambda kind: [kind] != names[2:3])
    return [f"{repository}/{kind}.atom" for kind in kinds]


def _gitlab(names: list[str], _: str) -> list[str]:
    path = "/".join(names[: names.index("-")] if "-" in names else names)
    if "/" not in path:
        return [f"https://gitlab.com/{path}.atom"] if path else []
    return [f"https://gitlab.com/{path}/-/tags?format=atom", f"https://gitlab.com/{path}.atom"]


def _reddit(names: list[str], _: str) -> list[str]:
    return [f"https://www.reddit.com/{'/'.join([*names, '.rss'])}"]


def _medium(names: list[str], _: str) -> list[str]:
    if not names:
        return []
    return [f"https://medium.com/{'/'.join(['feed', names[0]])}"]


RULES = {
    "youtube.com": _youtube,
    "github.com": _github,
    "gitlab.com": _gitlab,
    "reddit.com": _reddit,
    "medium.com": _medium,
}
"""Host -> the function that makes feeds of a path's names and a query."""
