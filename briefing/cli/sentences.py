"""Why a brief has its sentences, and what a language model made of them -> lines, and objects of `show --json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing.model import Brief

if TYPE_CHECKING:
    from briefing.llm.summary import Summary


def sentences_record(brief: Brief) -> dict[str, Any]:
    """Return "sentence_why": for each of `sentences`, in that order, the terms of its score."""
    told = [*([brief.lead] if brief.lead else []), *brief.points]
    return {
        "sentence_why": [
            {
                "item": words.item_id,
                "start": words.start,
                "end": words.end,
                "terms": [{"name": name, "points": round(points, 4)} for name, points in words.why],
            }
            for words in told
        ]
    }


def sentences_lines(brief: Brief) -> Iterator[str]:
    """Yield Markdown: each sentence's beginning with its score and the terms, the heaviest first."""
    yield "\n## Why these sentences\n"
    for words in [*([brief.lead] if brief.lead else []), *brief.points]:
        text = " ".join(words.text.split())
        total = sum(points for _, points in words.why)
        terms = sorted(words.why, key=lambda term: (-abs(term[1]), term[0]))
        told = ", ".join(f"{name} {points:+.2f}" for name, points in terms)
        yield f"- {text if len(text) <= 70 else text[:69] + '…'} ({total:+.2f}: {told})"


def summary_record(summary: Summary) -> dict[str, Any]:
    """Return "llm": the model, its sentences that hold with what they cite, and how many were dropped."""
    told = {one.number: one for one in summary.told}
    sentences = [
        {
            "text": one.text,
            "citations": [{"item": told[n].item_id, "start": told[n].start, "end": told[n].end} for n in one.citations],
        }
        for one in summary.answer.sentences
    ]
    return {"llm": {"model": summary.model, "sentences": sentences, "dropped": summary.answer.dropped}}


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield Markdown: the model's sentences under its name, and below them the sentences that they cite."""
    yield f"\n## Written by {summary.model}, not by the outlets\n"
    cited = dict.fromkeys(number for one in summary.answer.sentences for number in one.citations)
    for one in summary.answer.sentences:
        yield f"- {one.text} {''.join(f'[{number}]' for number in one.citations)}"
    if summary.answer.dropped:
        yield f"- ({summary.answer.dropped} dropped: not borne out by what they cite)"
    for sentence in summary.told:
        if sentence.number in cited:
            yield f"  [{sentence.number}] {sentence.text}"
