"""Edition, brief, item -> Markdown notes. Every sentence stands word for word, with a link to its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from briefing.export.escape import link, markdown_text, one_line
from briefing.export.note import Note, make_note, slug
from briefing.model import SLOTS, Angle, Brief, Edition, Kind, Passage, Source, StoredItem, TimelineRow

_FRONT_KINDS: tuple[tuple[Kind, str], ...] = (
    ("person", "people"),
    ("organisation", "organisations"),
    ("place", "places"),
    ("product", "products"),
)


def render_brief(brief: Brief, *, prefix: str = "story", slots: Sequence[str] = SLOTS) -> Note:
    """Return the note of one story. `prefix` keeps ids of different databases apart ("story", "sample")."""
    name = f"{brief.first:%Y-%m-%d} {slug(brief.headline)}.md"
    front: list[tuple[str, object]] = [
        ("title", brief.headline),
        ("type", "brief"),
        ("first", _iso(brief.first)),
        ("last", _iso(brief.last)),
        ("outlets", brief.outlets),
        ("articles", brief.items),
        ("tags", ["briefing", *brief.tags]),
    ]
    front += [(key, [w.name for w in brief.who if w.kind == kind]) for kind, key in _FRONT_KINDS]
    front.append(("sources", [s.url for s in brief.sources if s.url]))
    body = brief_body(brief, slots=slots)
    text = f"# {one_line(brief.headline)}\n\n{body}"
    return make_note(f"{prefix}-{brief.story_id}", name, front, text, brief.own_note)


def brief_body(brief: Brief, *, level: int = 2, slots: Sequence[str] = SLOTS) -> str:
    """Return the brief without its headline: the parts that `slots` names, in that order; empty ones are left out.

    Section headings have `level` marks.
    """
    urls = {s.number: s.url for s in brief.sources}
    parts: list[str] = []
    if brief.note:
        parts.append(f"> {one_line(brief.note)}")
    if brief.lead:
        parts.append(passage(brief.lead, urls))
    sections = _sections(brief, urls)
    for title, lines in (sections[slot] for slot in slots):
        if lines:
            parts.append(f"{'#' * level} {title}\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _sections(brief: Brief, urls: Mapping[int, str]) -> dict[str, tuple[str, list[str]]]:
    """Return slot -> its heading and lines."""
    who = [f"- {one_line(f'{w.name}, {w.role}' if w.role else w.name)} ({w.count})" for w in brief.who]
    return {
        "points": ("What happened", [f"- {_new(p)}{passage(p, urls)}" for p in brief.points]),
        "numbers": ("Numbers", _figure_rows(brief, urls)),
        "quotes": ("Quotes", _quote_lines(brief, urls)),
        "timeline": ("Timeline", [_timeline_line(row, urls) for row in brief.timeline]),
        "who": ("Who", who),
        "angles": ("Where outlets differ", [line for angle in brief.angles for line in _angle_lines(angle, urls)]),
        "background": ("Background", [f"- {_new(p)}{passage(p, urls)}" for p in brief.background]),
        "related": ("Related", [f"- {one_line(headline)}" for _, headline in brief.related]),
        "sources": ("Sources", [_source_line(s) for s in brief.sources]),
    }


def passage(words: Passage, urls: Mapping[int, str]) -> str:
    """Return the passage's words, "…" where it is clipped, inserts in ‹ ›, and its citations as links."""
    text, at = "", 0
    for offset, insert in words.inserts:
        text += words.text[at:offset] + f" ‹{insert}›"
        at = offset
    text = " ".join((text + words.text[at:]).split())
    text = ("… " if words.clipped_start else "") + text + (" …" if words.clipped_end else "")
    return f"{markdown_text(text)} {citations(words.citations, urls)}".rstrip()


def citations(numbers: Sequence[int], urls: Mapping[int, str]) -> str:
    """Return the source numbers as links; a source without an address links to the list of sources."""
    return " ".join(link(str(n), urls.get(n) or "#sources") for n in numbers)


def _new(words: Passage) -> str:
    return "**new** " if words.new else ""


def _figure_rows(brief: Brief, urls: Mapping[int, str]) -> list[str]:
    rows = [
        f"| {one_line(f.value)} | {one_line(f.label)} | {citations(f.passage.citations, urls)} |" for f in brief.figures
    ]
    return ["| value | what | source |", "| --- | --- | --- |", *rows] if rows else []


def _quote_lines(brief: Brief, urls: Mapping[int, str]) -> list[str]:
    lines: list[str] = []
    for quote in brief.quotes:
        who = one_line(f"{quote.speaker}, {quote.role}" if quote.role else quote.speaker)
        words = markdown_text(" ".join(quote.passage.text.split()))
        lines += [f"> “{words}” — {who} {citations(quote.passage.citations, urls)}", ""]
    return lines[:-1]


def _timeline_line(row: TimelineRow, urls: Mapping[int, str]) -> str:
    label = f"next: {row.label}" if row.future else row.label
    return f"- **{one_line(label)}** {passage(row.passage, urls)}"


def _angle_lines(angle: Angle, urls: Mapping[int, str]) -> list[str]:
    label = one_line(angle.label)
    if not angle.passages:
        return [f"- {label}"]
    return [f"- {label}: {passage(p, urls)}" for p in angle.passages]


def _source_line(source: Source) -> str:
    title = link(source.title, source.url) if source.url else one_line(source.title)
    also = f"; also in {', '.join(source.also)}" if source.also else ""
    return f"{source.number}. {title} ({one_line(f'{source.outlet}, {_minute(source.published)}{also}')})"


def render_edition(
    edition: Edition, briefs: Mapping[int, Brief], *, prefix: str = "story", slots: Sequence[str] = SLOTS
) -> Note:
    """Return one note for the whole edition: a section a story, in the edition's order."""
    day = f"{edition.made:%Y-%m-%d}"
    front: list[tuple[str, object]] = [
        ("title", f"Briefing of {day}"),
        ("type", "edition"),
        ("date", day),
        ("stories", len(edition.stories)),
        ("outlets", edition.outlets),
        ("tags", ["briefing"]),
    ]
    parts = [f"# Briefing of {day}"]
    for row in edition.stories:
        brief = briefs.get(row.id)
        if brief:
            parts.append(f"## {one_line(brief.headline)}\n\n{brief_body(brief, level=3, slots=slots)}")
    parts.append(f"That is all: {len(edition.stories)} stories from {edition.outlets} outlets.")
    kind = "edition" if prefix == "story" else f"{prefix}-edition"
    return make_note(f"{kind}-{day}", f"{day} {kind}.md", front, "\n\n".join(parts))


def render_item(item: StoredItem, *, prefix: str = "story") -> Note:
    """Return the note of one article: its text as it is stored, with its source."""
    front: list[tuple[str, object]] = [
        ("title", item.title),
        ("type", "article"),
        ("outlet", item.outlet),
        ("author", item.author),
        ("published", _iso(item.published)),
        ("source", item.url),
        ("tags", ["briefing"]),
    ]
    paragraphs = [markdown_text(p) for p in item.text.split("\n\n") if p.strip()]
    where = link(item.outlet or item.url, item.url) if item.url else one_line(item.outlet)
    body = "\n\n".join([f"# {one_line(item.title)}", f"{where}, {_minute(item.published)}", *paragraphs])
    name = f"{item.published:%Y-%m-%d} {slug(item.title)}.md"
    return make_note(f"{prefix}-item-{item.id}", name, front, body)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
