"""A feed's `Item` -> the row that is stored; what the feed says as before is not even cleaned again (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from briefing.query import unspaced
from briefing.store.arrivals import NewItem
from feeds.model import Item
from feeds.text import item_text
from feeds.urls import canonical_url


def new_item(item: Item, *, outlet: str, language: str, digest: str) -> NewItem:
    """Return the row of an item; `outlet` and `language` are its feed's, for items that name none of their own."""
    body = item_text(item)
    return NewItem(
        guid=item.guid,
        title=item.title,
        text=body.text,
        hash=digest,
        outlet=item.outlet or outlet,
        published=item.published,
        url=item.url,
        canonical_url=canonical_url(item.url) if item.url else "",
        author=item.author,
        language=item.language or language,
        links=body.links,
        unspaced=unspaced(f"{item.title}\n{body.text}"),
    )


def content_hash(item: Item, *, dated: bool) -> str:
    """Return a digest of all of an item that is stored; with `dated` of its time of publication too.

    `updated` is left out: many feeds set it at every fetch (lemon24/reader, issue 231).
    """
    parts: Sequence[str] = (
        item.title,
        item.url,
        item.summary,
        item.content,
        item.author,
        item.language,
        item.outlet,
        _text(item.published) if dated else "",
    )
    said = "\x1f".join((*parts, ""))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _text(time: datetime | None) -> str:
    return time.isoformat() if time else ""
