"""A story's items -> where its outlets differ: whom they quote, what only one of them has, whose numbers disagree.

With one outlet there is nothing to compare. Differing numbers are rare (the same label in two texts in 5 of 198
clusters of Multi-News, another value in 1), and a row that fires wrongly does harm: labels are compared strictly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from briefing.briefs.citations import Citations, is_number
from briefing.briefs.material import Line, Material, names_of
from briefing.briefs.novelty import Seen, is_new
from briefing.briefs.numbers import Told
from briefing.briefs.passages import whole_line
from briefing.briefs.quotations import Said
from briefing.briefs.readable import Fit
from briefing.briefs.select import MOSTLY_QUOTED
from briefing.briefs.who import Cast
from briefing.model import Angle

ONLY = 0.25
"""Containment in every line of every other outlet below which a sentence is this outlet's own."""
MAX_ONLY = 2
"""Sentences shown of each outlet."""
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


def _speakers(material: Material, outlets: Sequence[str], said: Sequence[Said], cast: Cast) -> Iterator[Angle]:
    """Who is quoted by whom, where the outlets do not all quote the same people."""
    carriers = {item.id: item.outlet for item in material.items}
    quoted: dict[str, dict[str, list[Said]]] = {}
    for one in said:
        speaker = cast.name(one.quote.speaker)
        if speaker in cast.counts:  # "a spokesman" tells nothing of whom an outlet listens to
            for item_id in one.carried_by:
                quoted.setdefault(carriers[item_id], {}).setdefault(speaker, []).append(one)
    everybody = {frozenset(speakers) for speakers in quoted.values()}
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
    for outlet in outlets[:MAX_OUTLETS]:
        own = [
            line for line in material.lines if line.item.outlet == outlet and _tells(line) and line.number not in shown
        ]
        own.sort(key=lambda line: (line.position // 4, -len(names_of(line)), *line.key))
        alone = list(islice((line for line in own if _is_alone(line, material, cited)), MAX_ONLY))
        if alone:
            passages = tuple(whole_line(line, cited, now=now, new=is_new(line, seen)) for line in alone)
            yield Angle("only", f"Only {outlet}", passages)


def _tells(line: Line) -> bool:
    """Whether a line can stand as what one outlet has: fit, on the topic, with a name or a number, no quotation."""
    fit = line.fit is Fit.GOOD and line.on_topic and not line.told_name and line.quoted <= MOSTLY_QUOTED
    return fit and bool(names_of(line) or any(map(is_number, line.stems)))


def _is_alone(line: Line, material: Material, cited: Citations) -> bool:
    """Whether no line of another outlet holds a quarter of this line's weight."""
    return not any(
        share >= ONLY and material.lines[number].item.outlet != line.item.outlet
        for number, share in cited.overlap(line).items()
    )


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
