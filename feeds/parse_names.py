"""Qualified names of feed XML -> short names of one spelling ("dc:creator"), whatever prefix or version is used."""

from __future__ import annotations

from functools import lru_cache

_PREFIXES = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss091": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss": "",
    "http://cyber.harvard.edu/rss/rss.html": "",
    "http://purl.org/net/rss1.1#": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/dc/elements/1.0": "dc:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dc:",
    "http://search.yahoo.com/mrss": "media:",
    "http://video.search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://purl.org/rss/1.0/modules/syndication": "sy:",
    "http://purl.org/rss/modules/syndication": "sy:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.youtube.com/xml/schemas/2015": "yt:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/xml/1998/namespace": "xml:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
"""Namespace (lower case, http, no final slash) to prefix. The spellings are feedparser's and those of real feeds."""


@lru_cache(maxsize=4096)
def short_name(tag: str, root_namespace: str = "") -> str:
    """Return the short name of ElementTree's `{namespace}tag`, "?tag" in a namespace that is not of the table.

    Elements in the root's own namespace count as plain RSS, whatever it is called.
    """
    namespace, _, name = tag.rpartition("}")
    namespace = namespace[1:]
    prefix = _PREFIXES.get(namespace.lower().replace("https:", "http:", 1).rstrip("/"))
    if prefix is None:
        prefix = "" if namespace == root_namespace else "?"
    return prefix + name.lower()


def local_name(tag: str) -> str:
    """Return the name of ElementTree's `{namespace}tag` without its namespace."""
    return tag.rpartition("}")[2]
