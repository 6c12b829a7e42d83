"""A brief as lines: everything is there word for word, hangs where it should, and leads where it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model import Angle, Brief, Mention, Passage
from briefing.tui.layout.brief_lines import lay_out_brief, lay_out_side
from briefing.tui.layout.moment import full, short
from briefing.tui.layout.page import Line, OpenItem, OpenName, OpenStory, Page, Piece, Place
from briefing.tui.layout.visible import visible
from tests.tui import samples

WIDTHS = (20, 38, 54, 74, 90, 200)


def text(line: Line) -> str:
    return "".join(piece.text for piece in line)


def lines(page: Page) -> list[str]:
    return [text(line).rstrip() for line in page.lines]


def main(width: int = 74, brief: Brief | None = None, *, side: bool = False) -> Page:
    return lay_out_brief(brief or samples.brief(), width, samples.TODAY, side=side, zone=UTC)


def beside(width: int = 38, brief: Brief | None = None) -> Page:
    return lay_out_side(brief or samples.brief(), width, samples.TODAY, zone=UTC)


def sections(page: Page) -> list[str]:
    return [line[0].text.strip() for line in page.lines if line and line[0].role == "section"]


def words_of(page: Page, role: str) -> list[str]:
    return [piece.text for line in page.lines for piece in line if piece.role == role]


# -- what is there -------------------------------------------------------------------------------------


def test_sections_of_the_whole_brief_in_their_order() -> None:
    order = ["WHAT HAPPENED", "NUMBERS", "QUOTES", "TIMELINE", "WHO", "WHERE OUTLETS DIFFER", "RELATED", "SOURCES"]
    assert sections(main()) == order


def test_the_side_takes_over_its_sections() -> None:
    assert sections(main(side=True)) == ["WHAT HAPPENED", "QUOTES", "WHERE OUTLETS DIFFER", "RELATED"]
    assert sections(beside()) == ["TIMELINE", "WHO", "NUMBERS", "SOURCES"]


def test_empty_slots_are_not_shown() -> None:
    bare = Brief(1, "A headline", 1, samples.TIMES[1], samples.TIMES[1], 1, 1)
    assert lines(main(brief=bare)) == ["", "A headline", "1 outlet · 1 item · Wed 16 Jul 08:40", ""]
    assert lines(beside(brief=bare)) == [""]


def test_one_quote_is_no_quotes() -> None:
    one = replace(samples.brief(), quotes=samples.brief().quotes[:1])
    assert "QUOTE" in sections(main(brief=one))


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_page(width: int) -> None:
    for page in (main(width), main(width, side=True), beside(width)):
        limit = min(width, 90)
        wide = [text(line) for line in page.lines if cell_len(text(line)) > limit]
        assert not wide


def test_points_hang_under_their_words() -> None:
    shown = lines(main(54))
    start = shown.index("· On Monday ‹14 Jul›, Nvidia announced that the US")
    assert shown[start + 1] == "  government would issue a sales license for the"
    first_new = next(line for line in shown if line.startswith("● The"))
    assert first_new == "● The Treasury Secretary also stated that the 90-day"


def test_quotation_marks_hang() -> None:
    shown = lines(main(74))
    start = next(n for n, line in enumerate(shown) if line.startswith("“You"))
    assert shown[start + 1].startswith(" ")
    assert shown[start + 2] == "— Scott Bessent, US Treasury Secretary [1]"


def test_clipped_ends_and_inserts() -> None:
    shown = "\n".join(lines(main()))
    assert "‹14 Jul›" in shown
    assert "flexible … [1]" in shown
    assert "“… we don’t want" in shown


def test_a_citation_never_stands_alone_on_a_line() -> None:
    for width in range(40, 90):
        assert not [line for line in lines(main(width)) if line.strip().startswith("[")]


def test_a_headline_leaves_no_single_word_on_its_last_line() -> None:
    for width in range(44, 78):
        head = [text(line) for line in main(width).lines if line and line[0].role == "headline"]
        assert " ".join(head) == samples.brief().headline
        assert len(head) < 2 or len(head[-1].split()) > 1, width


def test_today_parts_what_was_from_what_comes() -> None:
    shown = lines(beside())
    today = next(n for n, line in enumerate(shown) if line.startswith("── today ──"))
    assert shown[today - 2].startswith("Tue 15 Jul")
    assert shown[today + 1].startswith("August")


def test_an_event_is_cut_to_its_lines_and_says_so() -> None:
    page = beside()
    shown = [" ".join(lines(page)[stop.first : stop.last + 1]) for stop in page.stops]
    assert all(stop.last - stop.first <= 1 for stop in page.stops)
    assert [event[:9] for event in shown if event.endswith("…")] == [
        "Apr 2025 ",
        "May 2025 ",
        "Mon 14 Jul"[:9],
        "August   ",
    ]
    few = replace(samples.brief(), timeline=samples.brief().timeline[:3])
    assert max(stop.last - stop.first for stop in beside(brief=few).stops) == 2


def test_the_side_leaves_this_year_out_of_a_long_date() -> None:
    (row, *_) = samples.brief().timeline
    brief = replace(
        samples.brief(), timeline=(replace(row, label="early Aug 2025"), replace(row, label="late Aug 2024"))
    )
    assert {"early Aug", "late Aug 2024"} <= {p.text for line in beside(brief=brief).lines for p in line}
    assert "early Aug 2025" in {p.text for line in main(brief=brief).lines for p in line}


def test_an_inserted_name_leads_to_its_entity() -> None:
    said = samples.passage("The Treasury Secretary also stated", insert=("The Treasury Secretary", "Scott Bessent"))
    page = main(brief=replace(samples.brief(), points=(said,)))
    (insert,) = [p for line in page.lines for p in line if p.text == "‹Scott Bessent›"]
    assert (insert.kind, insert.target) == ("person", OpenName("Scott Bessent"))


def test_copies_are_named_once() -> None:
    assert "+ 2 outlets with copies: Polar Star News, Northfield Review" in lines(main())


def test_the_note_on_the_headline() -> None:
    assert "! The headline of Seed article names “Besenbacher”, who is in no text of" in lines(main())


# -- word for word -------------------------------------------------------------------------------------

PASSAGES = st.builds(
    lambda text, spans, inserts, clipped: Passage(
        text,
        1,
        10,
        10 + len(text),
        (1, 2),
        tuple(Mention("text", a, b, "person", "Name") for a, b in spans),
        tuple((min(o, len(text)), "x") for o in inserts),
        clipped_end=clipped,
    ),
    st.text(
        alphabet=st.one_of(st.sampled_from("word and, more.  ’英伟达，👩‍💻 é\n\x1b\u202e"), st.characters()),
        max_size=90,
    ),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=5),
    st.lists(st.integers(0, 90), max_size=3),
    st.booleans(),
)


def without_space(words: str) -> str:
    return "".join(words.split()).replace("\u200b", "")


@settings(deadline=None, max_examples=60)
@given(PASSAGES, st.integers(3, 60))
def test_a_point_shows_exactly_its_words(passage: Passage, width: int) -> None:
    bare = Brief(1, "H", 1, samples.TIMES[1], samples.TIMES[1], 1, 1, points=(passage,))
    page = lay_out_brief(bare, width, samples.TODAY, zone=UTC)
    own = [p.text for line in page.lines for p in line if p.role == "text"]
    assert without_space("".join(own)) == without_space(visible(passage.text))


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60), st.integers(1, 60))
def test_any_words_anywhere_lay_out(words: str, width: int) -> None:
    brief = samples.brief()
    hostile = replace(
        brief,
        headline=words,
        note=words,
        angles=(Angle("only", words, brief.points), Angle("x", words)),
        figures=tuple(replace(f, value=words, label=words) for f in brief.figures),
        quotes=tuple(replace(q, speaker=words, role=words) for q in brief.quotes),
        timeline=tuple(replace(r, label=words) for r in brief.timeline),
        who=tuple(replace(w, name=words, role=words) for w in brief.who),
        sources=tuple(replace(s, outlet=words, also=(words,)) for s in brief.sources),
        related=((1, words),),
    )
    for page in (main(width, hostile), beside(width, hostile)):
        assert len(page.places) == len(page.lines)
        assert not [c for line in page.lines for c in text(line) if ord(c) < 0x20]


# -- where it leads ------------------------------------------------------------------------------------


def test_each_passage_is_a_stop_that_leads_to_its_words() -> None:
    page, brief = main(), samples.brief()
    targets = [stop.target for stop in page.stops]
    assert brief.lead is not None
    for passage in (brief.lead, *brief.points, *(q.passage for q in brief.quotes)):
        assert OpenItem(passage.item_id, passage.start, passage.end) in targets
        assert samples.TEXTS[passage.item_id][passage.start : passage.end] == passage.text


def test_new_passages_are_new_stops() -> None:
    page = main(side=True)
    assert [lines(page)[stop.first][:14] for stop in page.stops if stop.new] == ["● The Treasury", "● Chinese comp"]


def test_a_citation_leads_to_its_source() -> None:
    page = main()
    cites = {p.text: p.target for line in page.lines for p in line if p.role == "cite" and p.target}
    lead = samples.brief().lead
    assert lead is not None
    assert isinstance(cites["1"], OpenItem) and cites["1"].item_id == 1
    assert cites["2"] == OpenItem(2)
    assert isinstance(cites["4"], OpenItem) and (cites["4"].item_id, cites["4"].start) == (4, 0)
    first = next(p for line in page.lines for p in line if p.role == "cite" and p.text == "1")
    assert first.target == OpenItem(1, lead.start, lead.end)


def test_names_lead_to_entities_and_amounts_do_not() -> None:
    page = main()
    named = {p.text: p for line in page.lines for p in line if p.kind}
    assert named["Nvidia"].target == OpenName("Nvidia")
    assert named["$16 billion"].target is None and named["$16 billion"].kind == "money"
    assert named["90-day"].kind == "date"


def test_a_name_over_two_lines_is_one_name() -> None:
    brief = Brief(1, "H", 1, samples.TIMES[1], samples.TIMES[1], 1, 1, lead=samples.passage("Jensen Huang", 1))
    page = lay_out_brief(brief, 8, samples.TODAY, zone=UTC)
    parts = [p for line in page.lines for p in line if p.kind == "person"]
    assert [p.text for p in parts] == ["Jensen", "Huang"]
    assert len({p.name for p in parts}) == 1 and len(page.names) == 1


def test_every_name_knows_its_line() -> None:
    for page in (main(40), beside(24)):
        for number, line in enumerate(page.lines):
            for piece in line:
                if piece.name >= 0:
                    assert page.names[piece.name] <= number <= page.names[piece.name] + 2


def test_people_are_stops_and_other_names_are_names() -> None:
    page = beside()
    assert OpenName("Jensen Huang") in [stop.target for stop in page.stops]
    assert OpenName("Geneva") in [p.target for line in page.lines for p in line]


def test_related_stories_and_sources_are_stops() -> None:
    targets = [stop.target for stop in main().stops]
    assert OpenStory(9) in targets
    assert OpenItem(2) in targets, "a source of which nothing is shown opens as a whole"


def test_target_under_the_mouse() -> None:
    page = main()
    row = next(n for n, line in enumerate(lines(page)) if line.startswith("4 Circuit"))
    assert page.target_at(row, 0) == Piece("4 ", "ink", target=page.stops[-1].target)
    assert page.target_at(row, 80) is None
    assert page.target_at(999, 0) is None


@pytest.mark.parametrize("width", [30, 60, 90])
def test_a_place_is_found_again_at_another_width(width: int) -> None:
    narrow, wide = main(40), main(width)
    for place in narrow.places:
        line = wide.line_of(place)
        assert line is not None
        assert wide.places[line].block == place.block
    assert wide.line_of(Place("no such block", 0)) is None


# -- times ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "column", "sentence"),
    [
        (datetime(2025, 7, 16, 8, 40, tzinfo=UTC), "08:40", "Wed 16 Jul 08:40"),
        (datetime(2025, 7, 14, 22, 10, tzinfo=UTC), "Mon 22:10", "Mon 14 Jul 22:10"),
        (datetime(2025, 7, 9, 1, 5, tzinfo=UTC), "9 Jul 01:05", "Wed 9 Jul 01:05"),
        (datetime(2024, 12, 31, 9, 0, tzinfo=UTC), "31 Dec 2024", "Tue 31 Dec 2024 09:00"),
        (datetime(2025, 7, 17, 9, 0, tzinfo=UTC), "17 Jul 09:00", "Thu 17 Jul 09:00"),
    ],
)
def test_times(moment: datetime, column: str, sentence: str) -> None:
    assert short(moment, date(2025, 7, 16), UTC) == column
    assert full(moment, date(2025, 7, 16), UTC) == sentence


def test_times_are_the_readers() -> None:
    from datetime import timezone

    moment = datetime(2025, 7, 15, 23, 30, tzinfo=UTC)
    assert short(moment, samples.TODAY, timezone(timedelta(hours=2))) == "01:30"
