"""A story's items -> where its outlets differ: whom they quote, what only one of them has, whose numbers disagree.

With one outlet there is nothing to compare. Differing numbers are rare (the same label in two texts in 5 of 198
clusters of Multi-News, another value in 1), and a row that fires wrongly does harm: labels are compared strictly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from math import sqrt

from briefing.briefs.citations import Citations
from briefing.briefs.material import MAX_LINES, Line, Material, names_of
from briefing.briefs.novelty import Seen, is_new
from briefing.briefs.numbers import Told
from briefing.briefs.passages import whole_line
from briefing.briefs.quotations import Said
from briefing.briefs.readable import Fit, is_full_text
from briefing.briefs.select import MOSTLY_QUOTED
from briefing.briefs.who import Cast
from briefing.model import Angle, StoredItem

ONLY, ONLY_WORDS = 0.25, 0.4
"""Containment in every line of every other outlet below which a sentence is this outlet's own: of its weight, and of
its words, each counted alike (what all tell is in words that weigh little)."""
RETELLS = 0.3
"""Cosine to a sentence of the brief from which another tells the same, whatever it adds."""
FEW_OF = 3
"""A story that a third of the reader's outlets or fewer carry is one that only these carry."""
TEASER_LINES = 3
"""Sentences that a teaser may hold: only a full text could have the others too."""
MAX_ONLY = 2
"""Sentences shown of each outlet."""
MAX_CANDIDATES = 12
"""Sentences of each outlet that are compared with all others."""
MAX_SPEAKERS = 5
"""Speakers named of each outlet."""
MAX_OUTLETS = 6
"""Outlets shown under one kind of angle."""


def angles(
    material: Material,
    cited: Citations,
    said: Sequence[Said],
    told: Sequence[Told],
    chosen: Sequence[Line],
    cast: Cast,
    *,
    now: date,
    seen: Seen | None,
) -> tuple[Angle, ...]:
    """Return the angles of a story of two outlets or more: speakers, differing numbers, what only one has."""
    outlets = list(dict.fromkeys(item.outlet for item in material.items))
    if len(outlets) < 2:
        return ()
    return (
        *_differing(told, cited, now),
        *_speakers(material, outlets, said, cast),
        *_only(material, outlets, cited, chosen, now, seen),
    )


def coverage(items: Sequence[StoredItem], outlets_read: int) -> Iterator[Angle]:
    """Yield that only few of the `outlets_read` by the reader carry the story, and which was first.

    Nothing for one outlet (its name says so), for many, or where it is not known how many are read.
    """
    carrying = {item.outlet for item in items}
    if 1 < len(carrying) <= outlets_read / FEW_OF:
        first = min(items, key=lambda item: (item.published, item.guid, item.id)).outlet
        yield Angle("coverage", f"Only {len(carrying)} of your {outlets_read} outlets carry this, {first} was first")


def _speakers(material: Material, outlets: Sequence[str], said: Sequence[Said], cast: Cast) -> Iterator[Angle]:
    """Who is quoted by whom, where the outlets do not all quote the same people."""
    carriers = {item.id: item.outlet for item in material.items}
    quoted: dict[str, dict[str, list[Said]]] = {}
    for one in said:
        speaker = cast.name(one.quote.speaker)
        if cast.kinds.get(speaker) == "person":  # "a spokesman", "Tehran" tell nothing of whom an outlet listens to
            for item_id in one.carried_by:
                quoted.setdefault(carriers[item_id], {}).setdefault(speaker, []).append(one)
    everybody = {frozenset(speakers) for speakers in quoted.values()}
    if len(quoted) < 2 and len(_with_full_text(material)) < 2:  # teasers have no room for quotations
        return
    if not quoted or (len(everybody) == 1 and len(quoted) == len(outlets)):
        return
    for outlet in [outlet for outlet in outlets if outlet in quoted][:MAX_OUTLETS]:
        speakers = sorted(quoted[outlet].items(), key=lambda pair: (-len(pair[1]), -cast.counts[pair[0]], pair[0]))
        shown = ", ".join(f"{name} ×{len(of)}" if len(of) > 1 else name for name, of in speakers[:MAX_SPEAKERS])
        more = f" and {len(speakers) - MAX_SPEAKERS} more" if len(speakers) > MAX_SPEAKERS else ""
        yield Angle("speakers", f"{outlet} quotes {shown}{more}")


def _only(
    material: Material, outlets: Sequence[str], cited: Citations, chosen: Sequence[Line], now: date, seen: Seen | None
) -> Iterator[Angle]:
    """What one outlet alone has: sentences with a name or a number that no other comes near."""
    shown = {line.number for line in chosen}
    full = _with_full_text(material)
    for outlet in outlets[:MAX_OUTLETS]:
        reach = MAX_LINES if full - {outlet} else TEASER_LINES
        own = [
            line
            for line in material.lines
            if line.item.outlet == outlet and line.position < reach and _tells(line) and line.number not in shown
        ]
        own.sort(key=lambda line: (line.position // 4, -len(names_of(line)), *line.key))
        alone = list(
            islice((line for line in own[:MAX_CANDIDATES] if _is_alone(line, material, cited, chosen)), MAX_ONLY)
        )
        if alone:
            passages = tuple(whole_line(line, cited, now=now, new=is_new(line, seen)) for line in alone)
            yield Angle("only", f"Only {outlet}", passages)


def _with_full_text(material: Material) -> set[str]:
    """The outlets of which a full text is here."""
    return {item.outlet for item in material.items if is_full_text(item.text)}


def _tells(line: Line) -> bool:
    """Whether a line can stand as what one outlet has: fit, on the topic, with a name or a number, no quotation."""
    fit = line.fit is Fit.GOOD and line.on_topic and not line.told_name and line.quoted <= MOSTLY_QUOTED
    return fit and bool(names_of(line) or line.numbers)


def _is_alone(line: Line, material: Material, cited: Citations, chosen: Sequence[Line]) -> bool:
    """Whether no line of another outlet comes near this line, by the weight of its words or by their number."""

    def near(shares: Mapping[int, float], limit: float) -> bool:
        others = (number for number, share in shares.items() if share >= limit)
        return any(material.lines[number].item.outlet != line.item.outlet for number in others)

    if any(_cosine(line, other) >= RETELLS for other in chosen):
        return False
    return not near(cited.overlap(line), ONLY) and not near(cited.shared(line), ONLY_WORDS)


def _cosine(line: Line, other: Line) -> float:
    """How alike the words of two lines are, each counted once."""
    return len(line.stems.keys() & other.stems.keys()) / sqrt(max(1, len(line.stems)) * max(1, len(other.stems)))


def _differing(told: Sequence[Told], cited: Citations, now: date) -> Iterator[Angle]:
    """Numbers of different outlets that disagree about the same thing."""
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        topic = _topic(one)
        if topic and one.figure.amount is not None:
            groups.setdefault(topic, []).append(one)
    for group in groups.values():
        first: dict[str, Told] = {}
        amounts: dict[str, set[float]] = {}
        for one in group:
            first.setdefault(one.line.item.outlet, one)
            amounts.setdefault(one.line.item.outlet, set()).add(one.figure.amount or 0.0)
        rivals = [
            one
            for one in first.values()
            if all(one.figure.amount not in amounts[o] for o in first if first[o] is not one)
        ]
        if len(first) > 1 and len(rivals) == len(first):
            values = ", ".join(dict.fromkeys(one.value for one in rivals))
            what = rivals[0].figure.unit if rivals[0].figure.kind == "casualties" else rivals[0].label
            passages = tuple(whole_line(one.line, cited, now=now) for one in rivals)
            yield Angle("numbers", f"{what}: {values}", passages)


def _topic(told: Told) -> tuple[object, ...] | None:
    """What two numbers must share to be comparable; None for numbers that are never compared.

    Casualties need the same harm, and a toll grows with time: only lines of the same day are rivals. Other numbers
    need the same unit and all the words of the label, two at least.
    """
    figure = told.figure
    if figure.kind == "casualties":
        return ("casualties", figure.unit, told.line.item.published.date())
    if figure.kind in ("money", "percent", "count") and len(told.topic) >= 2:
        return (figure.kind, figure.unit, told.topic)
    return None
