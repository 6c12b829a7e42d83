"""What commands print: JSON lines or plain text on stdout, and the JSON shapes that may be relied on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from briefing.model import Brief, Edition, EntityRow, FeedRow, Hit, Mention, Passage, StoredItem, StoryRow
from feeds.net_url import hide_login


def print_json(record: Mapping[str, Any]) -> None:
    """Print one object on one line."""
    click.echo(json.dumps(record, ensure_ascii=False))


def narrate(text: str) -> None:
    """Tell a person what is going on, on stderr."""
    click.echo(text, err=True)


def iso(moment: datetime | None) -> str | None:
    """Return ISO 8601 UTC with a Z, None for no time."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ago(moment: datetime, now: datetime) -> str:
    """Return the age as people say it: "5 min", "3 h", "2 d"; a moment in the future counts as now."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 story", "2 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def freshness(edition: Edition) -> str:
    """Return the words at an edition's end: how much it is, when feeds last answered, when the next one is due."""
    stories, outlets = count(len(edition.stories), "story", "stories"), count(edition.outlets, "outlet")
    updated = f", updated {edition.updated.astimezone():%H:%M}" if edition.updated else ""
    due = f", next {edition.next_update.astimezone():%H:%M}" if edition.next_update else ""
    more = f" {count(edition.more, 'smaller story', 'smaller stories')} did not make it." if edition.more else ""
    hidden = f" {edition.hidden:,} hidden by your rules (`briefing hide`)." if edition.hidden else ""
    return f"That is all: {stories} from {outlets}{updated}{due}.{more}{hidden}"


def story_record(story: StoryRow, items: Sequence[StoredItem], feed_urls: Mapping[int, str]) -> dict[str, Any]:
    """Return the object of `stories --json`."""
    return {
        "story": story.id,
        "headline": story.headline,
        "first": iso(story.first),
        "last": iso(story.last),
        "outlets": story.outlets,
        "items": [
            {
                "item": item.id,
                "guid": item.guid,
                "feed": feed_urls.get(item.feed_id, ""),
                "outlet": item.outlet,
                "title": item.title,
                "url": item.url,
                "published": iso(item.published),
                "copy_of": item.copy_of,
            }
            for item in items
        ],
        "score": round(story.score, 4),
        "entities": list(story.entities),
        "read": story.read,
        "new": story.new,
        "saved": story.saved,
        "section": story.section,
        "tags": list(story.tags),
        "noted": story.noted,
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return the object of `search --json`."""
    return {
        "item": hit.item_id,
        "story": hit.story_id,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": iso(hit.published),
        "url": hit.url,
        "snippet": hit.snippet,
    }


def mention_record(mention: Mention, text: str, start: int) -> dict[str, Any]:
    """Return the object of `entities --text FILE --json`; `start` is where the mention's field begins in the file."""
    begin, end = mention.start + start, mention.end + start
    return {"text": text[begin:end], "kind": mention.kind, "start": begin, "end": end, "name": mention.entity}


def entity_record(row: EntityRow) -> dict[str, Any]:
    """Return the object of `entities --json`."""
    return {
        "entity": row.id,
        "name": row.name,
        "kind": row.kind,
        "items": row.items,
        "stories": row.stories,
        "newest": iso(row.newest),
        "followed": row.followed,
        "muted": row.muted,
        "hidden": row.hidden,
    }


def feed_record(row: FeedRow) -> dict[str, Any]:
    """Return the object of `feeds --json`."""
    return {
        "feed": row.id,
        "url": hide_login(row.url),
        "title": row.title,
        "outlet": row.outlet,
        "folder": row.folder,
        "tags": list(row.tags),
        "status": row.status,
        "items": row.items,
        "newest": iso(row.newest),
        "last_success": iso(row.last_success),
        "last_status": row.last_status,
        "next_due": iso(row.next_due),
        "errors": row.errors,
        "error": row.error,
        "last_ms": row.last_ms,
        "last_bytes": row.last_bytes,
        "moved_to": row.moved_to or None,
        "full_text": row.full_text,
        "not_before": iso(row.not_before),
    }


def passage_record(words: Passage) -> dict[str, Any]:
    """Return a sentence of `show --json`."""
    return {
        "text": words.text,
        "citations": list(words.citations),
        "item": words.item_id,
        "start": words.start,
        "end": words.end,
        "new": words.new,
    }


def brief_record(brief: Brief) -> dict[str, Any]:
    """Return the object of `show --json`: the lead is the first of `sentences`."""
    sentences = ([brief.lead] if brief.lead else []) + list(brief.points)
    return {
        "story": brief.story_id,
        "headline": brief.headline,
        "headline_item": brief.headline_item,
        "note": brief.note,
        "first": iso(brief.first),
        "last": iso(brief.last),
        "outlets": brief.outlets,
        "items": brief.items,
        "new": brief.new,
        "sentences": [passage_record(p) for p in sentences],
        "numbers": [
            {"value": f.value, "label": f.label, "kind": f.kind, **passage_record(f.passage)} for f in brief.figures
        ],
        "quotes": [{"speaker": q.speaker, "role": q.role, **passage_record(q.passage)} for q in brief.quotes],
        "timeline": [
            {
                "first": t.first.isoformat(),
                "last": t.last.isoformat(),
                "label": t.label,
                "when": t.when,
                "future": t.future,
                **passage_record(t.passage),
            }
            for t in brief.timeline
        ],
        "entities": [{"name": w.name, "kind": w.kind, "role": w.role, "count": w.count} for w in brief.who],
        "angles": [
            {"kind": a.kind, "label": a.label, "passages": [passage_record(p) for p in a.passages]}
            for a in brief.angles
        ],
        "background": [passage_record(p) for p in brief.background],
        "sources": [
            {
                "number": s.number,
                "item": s.item_id,
                "outlet": s.outlet,
                "title": s.title,
                "url": s.url,
                "published": iso(s.published),
                "also": list(s.also),
            }
            for s in brief.sources
        ],
        "related": [{"story": story, "headline": headline} for story, headline in brief.related],
        "tags": list(brief.tags),
        "your_note": brief.own_note,
    }


def table(rows: Iterable[Sequence[str]], *, gap: int = 2) -> Iterable[str]:
    """Yield the rows as lines with columns of even width, in terminal cells; the last column is not padded."""
    from rich.cells import cell_len

    data = [list(row) for row in rows]
    widths = [max(cell_len(row[i]) for row in data) for i in range(len(data[0]))] if data else []
    for row in data:
        cells = [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        yield (" " * gap).join(cells).rstrip()
