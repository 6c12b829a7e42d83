"""Rounds of items -> stories: order of arrival, rounds in a row, time, languages, and the sample."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.stories import vectors
from briefing.stories.features import TEXT_CHARS
from briefing.stories.grouping import WHY_WORDS, WINDOW, group_round
from briefing.stories.state import Constraint, GroupItem, Round, State
from feeds.files import read_local
from feeds.model import ParsedFeed
from feeds.text import item_text
from feeds.urls import canonical_url
from tests.briefing.stories.made import EVENTS, START, item, partition, place, stored, stream, told

FOUR = {frozenset(range(event, 12, 4)) for event in range(4)}
"""Items of `stream` by event."""


# -- order and rounds ---------------------------------------------------------------------------------------


def test_each_event_is_a_story() -> None:
    done = group_round(stream(), State())
    assert partition(done.placements) == FOUR
    assert done.touched == {1, 2, 3, 4} and not done.expired and not done.united


@given(st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_any_order_of_arrival_gives_the_same(rng: random.Random) -> None:
    items = stream()
    expected, state = State(), State()
    first = group_round(items, expected)
    rng.shuffle(items)
    assert (group_round(items, state), state) == (first, expected)


SINKS = "Ferry sinks off Bergen coast in storm"
FOUND = "Guard finds passengers alive after long night"
LATE = "Bergen ferry sinks, coast guard searches for passengers"
"""An event's first and third item, with nothing in common, and the second, which comes last and links them."""


def late_to(hours: float, *links: Constraint) -> Round:
    """Return the round of item 3, which arrives after items 1 (at 0 h) and 2 (at `hours`), but is of 3 h."""
    state = State()
    first = group_round([item(1, SINKS), item(2, FOUND, hours=hours)], state)
    assert partition(first.placements) == {frozenset({1}), frozenset({2})}
    state.homes.update({placement.item_id: placement.story_id for placement in first.placements})
    return group_round([item(3, LATE, hours=3.0)], state, links)


def test_a_late_item_brings_what_was_published_after_it() -> None:
    in_time = group_round([item(1, SINKS), item(3, LATE, hours=3.0), item(2, FOUND, hours=6.0)], State())
    assert partition(in_time.placements) == {frozenset({1, 2, 3})}
    done = late_to(6.0)
    assert (done.placements[0].story_id, done.united, done.touched) == (1, {2: 1}, {1})


@pytest.mark.parametrize(
    ("hours", "links"),
    [(6.0, [Constraint("apart", 1, 2)]), (6.0, [Constraint("apart", 3, 2)]), (2.0, []), (24.0, [])],
    ids=["kept apart", "kept apart from the late one", "published before it", "a day later"],
)
def test_a_late_item_leaves_others_where_they_are(hours: float, links: list[Constraint]) -> None:
    assert late_to(hours, *links).united == {}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"hours": 1.0, "guid": "z"}, {"hours": 2.0, "guid": "a"}),
        ({"guid": "a"}, {"guid": "b"}),
        ({"guid": "a", "n": 1}, {"guid": "a", "n": 2}),
    ],
    ids=["published", "guid", "id"],
)
def test_items_are_taken_by_published_guid_id(a: dict, b: dict) -> None:
    first = item(a.pop("n", 9), "Glacier fund passes parliament in Bern", **a)
    second = item(b.pop("n", 5), "Ferry sinks off Bergen coast in storm", **b)
    for items in ([first, second], [second, first]):
        placements = group_round(items, State()).placements
        assert [(p.item_id, p.story_id) for p in placements] == [(first.id, 1), (second.id, 2)]


@pytest.mark.parametrize("cut", [1, 4, 7, 11])
def test_a_stored_state_goes_on_like_the_one_in_memory(cut: int) -> None:
    items, state = stream(), State()
    group_round(items[:cut], state)
    back = stored(state)
    kept, loaded = group_round(items[cut:], state), group_round(items[cut:], back)
    assert told(loaded) == told(kept)
    assert (loaded.touched, loaded.united, set(loaded.counted)) == (kept.touched, kept.united, set(kept.counted))
    assert (back.counts, back.next_id, back.recent) == (state.counts, state.next_id, state.recent)


def test_rounds_of_one_item_are_as_good_as_one_round() -> None:
    state, rows = State(), []
    for one in stream():
        state = stored(state)
        rows += told(group_round([one], state))
    assert rows == told(group_round(stream(), State()))


def test_the_round_names_what_changed() -> None:
    """A store that writes only what a round names has the whole state."""
    kept, state = State(), State()
    for one in stream():
        done = group_round([one], state)
        kept.stories |= {key: state.stories[key] for key in done.touched}
        kept.counts |= done.counted
        kept.recent |= done.remembered
    assert (kept.stories, kept.counts, kept.recent) == (state.stories, state.counts, state.recent)


def test_no_items_no_change() -> None:
    state = State()
    assert group_round([], state) == Round((), {}, frozenset(), frozenset(), {}, False, {}, frozenset())
    assert state == State()


# -- time ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "live"), [(6.5, True), (7.5, False), (30.0, False)])
def test_a_story_expires_after_the_window(days: float, live: bool) -> None:
    state = State()
    group_round([item(1, EVENTS[0][0])], state)
    done = group_round([item(2, EVENTS[1][0], hours=24 * days)], state)
    assert (1 in state.stories) is live
    assert done.expired == (frozenset() if live else {1})


def test_what_expired_is_not_joined_and_leaves_no_terms() -> None:
    state = State()
    later = 24.0 * (WINDOW.days + 1)
    group_round([item(1, EVENTS[0][0])], state)
    again = place([item(2, EVENTS[0][1], hours=later)], state)
    assert again[2].story_id == 2 and set(state.stories) == {2}


def test_every_item_of_a_story_keeps_it_live() -> None:
    state = State()
    for n, hours in enumerate((0.0, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0)):
        found = place([item(n, EVENTS[0][n % 3] + f", day {n}", hours=hours)], state)
    assert found[6].story_id == 1 and state.stories[1].first == START


def test_a_late_item_of_long_ago_is_placed_and_named_expired() -> None:
    state = State()
    group_round([item(1, EVENTS[0][0])], state)
    done = group_round([item(2, EVENTS[1][0], hours=-24 * 20)], state)
    assert (done.placements[0].story_id, done.expired, set(state.stories)) == (2, {2}, {1})


def test_halving_keeps_the_counts_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(after: int) -> tuple[State, bool]:
        monkeypatch.setattr(vectors, "HALVE_AFTER", after)
        state, recounted = State(), False
        for start in range(0, 300, 50):
            items = [item(n, f"Name{n} place{n} topic{n} matter{n}", hours=n) for n in range(start, start + 50)]
            done = group_round(items, state)
            recounted |= done.recounted
            if done.recounted:
                assert done.counted == state.counts
        return state, recounted

    bounded, halved = run(20)
    whole, never = run(10_000)
    assert halved and not never
    assert len(whole.counts) >= 1200 and len(bounded.counts) < 100
    assert sum(bounded.documents.values()) < 45 < sum(whole.documents.values())


def test_memory_of_copies_is_bounded() -> None:
    state = State()
    for n in range(30):
        done = group_round([item(n, f"Name{n} place{n} topic{n} matter{n}", hours=12 * n)], state)
    assert len(state.recent) == 7  # of the last 72 hours, both ends
    assert len(done.remembered) == len(done.forgotten) == 1


# -- special titles and thin evidence ----------------------------------------------------------------------

ROUND_UP = "Morning briefing: Nvidia H20 chips China licence; Kamchatka earthquake tsunami alert; Bern glacier fund"


def test_a_round_up_steers_nothing() -> None:
    plain, state = State(), State()
    group_round(stream(), plain)
    done = group_round([*stream(), item(99, ROUND_UP, hours=13)], state)
    assert not done.united and done.placements[-1].item_id == 99
    assert {ids - {99} for ids in partition(done.placements)} - {frozenset()} == FOUR
    assert state.counts == plain.counts
    assert [(one.n, one.terms) for key, one in state.stories.items() if key <= 4] == [
        (one.n, one.terms) for one in plain.stories.values()
    ]


def test_nothing_joins_a_round_up() -> None:
    found = place([item(1, ROUND_UP), item(2, EVENTS[1][0], hours=1)])
    assert found[1].story_id != found[2].story_id


@pytest.mark.parametrize(("hours", "together"), [(6.0, True), (30.0, False)])
def test_a_daily_template_does_not_join_yesterday(hours: float, together: bool) -> None:
    title = "Stock market today: Wall Street edges {} ahead of Fed minutes"
    found = place([item(1, title.format("up")), item(2, title.format("down"), hours=hours)])
    assert (found[1].story_id == found[2].story_id) is together


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ferry storm off Bergen", "Storm chaser wins Oslo award"),
        ("Court lifts moratorium on evictions", "Health agency asks for moratorium on booster shots"),
    ],
)
def test_one_common_word_is_not_enough(a: str, b: str) -> None:
    found = place([*stream()[1:4], item(20, a, hours=20), item(21, b, hours=21)])
    assert found[20].story_id != found[21].story_id


# -- languages and words ------------------------------------------------------------------------------------

LANGUAGES = {
    "de": (
        ("Bundestag beschließt neues Heizungsgesetz", "Bundestag stimmt für das Heizungsgesetz der Regierung"),
        ("Bayern München verpflichtet Stürmer aus Lissabon", "Bayern holt Stürmer aus Lissabon nach München"),
    ),
    "fr": (
        ("Le Sénat adopte la réforme des retraites", "La réforme des retraites adoptée par le Sénat"),
        ("Incendie dans un entrepôt du port de Marseille", "Marseille : un entrepôt du port ravagé par un incendie"),
    ),
    "es": (
        ("El Congreso aprueba la ley de vivienda", "La ley de vivienda sale adelante en el Congreso"),
        ("Un terremoto sacude la costa de Perú", "Terremoto en Perú: la costa, en alerta por tsunami"),
    ),
    "ru": (
        ("Парламент принял закон о пенсиях", "Закон о пенсиях принят парламентом"),
        ("Землетрясение у берегов Камчатки", "У берегов Камчатки произошло землетрясение"),
    ),
    "zh": (
        ("国务院公布养老金调整方案", "养老金调整方案由国务院公布"),
        ("上海港口仓库发生火灾", "上海一港口仓库突发火灾"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_events_of_one_language(language: str) -> None:
    titles = [title for event in LANGUAGES[language] for title in event]
    found = place(item(n, title, hours=n / 4) for n, title in enumerate(titles))
    assert partition(found.values()) == {frozenset({0, 1}), frozenset({2, 3})}


def test_all_languages_in_one_stream() -> None:
    titles = [title for events in LANGUAGES.values() for event in events for title in event]
    found = place(item(n, title, hours=n / 4) for n, title in enumerate(titles))
    assert partition(found.values()) == {frozenset({n, n + 1}) for n in range(0, len(titles), 2)}


def test_why_names_words_as_the_item_writes_them() -> None:
    found = place(
        [
            item(1, "Nvidia's H20 chips return to China", "Licences were granted to Nvidia on Monday."),
            item(2, "China sees H20 chip of NVIDIA return", "The licence was granted on Monday, it said.", hours=1),
            item(3, "Ferry sinks off Bergen", hours=2),
        ]
    )
    assert set(found[2].why) <= {"China", "H20", "chip", "NVIDIA", "return", "licence", "granted"}
    assert len(found[2].why) == WHY_WORDS
    assert found[1].why == found[3].why == ()
    assert (found[1].hours, found[2].hours, found[3].hours) == (None, 1.0, None)


def test_items_without_words_stay_alone() -> None:
    found = place(item(n, title) for n, title in enumerate(["", "", "…", "!!", "the", "the"]))
    assert len({p.story_id for p in found.values()}) == 6


# -- the sample ---------------------------------------------------------------------------------------------


def _seeds() -> list[GroupItem]:
    folder = Path(str(resources.files("seeds")))
    items: list[GroupItem] = []
    for path in [*sorted((folder / "feeds").iterdir()), folder / "article.txt"]:
        found = read_local(path, now=datetime(2100, 1, 1, tzinfo=UTC))
        outlet, rows = (found.title, found.items) if isinstance(found, ParsedFeed) else (found.outlet, [found])
        for row in rows:
            text, url = item_text(row).text, canonical_url(row.url)
            assert row.published is not None
            items.append(GroupItem(len(items) + 1, row.title, text, row.published, outlet, url, guid=row.guid))
    return items


def test_the_sample_comes_out_as_its_stories() -> None:
    items = _seeds()
    titles = {one.id: one.title for one in items}
    stories = sorted(partition(group_round(items, State()).placements), key=len)
    assert [len(ids) for ids in stories] == [1] * 11 + [4] * 9 + [5, 17]
    talks = [titles[key] for key in stories[-1]]
    assert all("chip" in title.lower() or "H20" in title for title in talks)
    assert sum("Besenbacher" in title for title in talks) == 1
    shared = ("Axiom-4", "gigawatt", "5.2", "2.7", "3.6", "Tomorrowland", "Club World Cup", "Sinner", "Mexico")
    for word in shared:
        home = [ids for ids in stories if any(word in titles[key] for key in ids)]
        assert len(home) == 1 and len(home[0]) in (4, 5), word


def test_the_sample_in_rounds_by_feed_keeps_the_talks_together() -> None:
    """Feeds answer one after the other: the later ones bring older items."""
    items, state, home = _seeds(), State(), {}
    for outlet in sorted({one.outlet for one in items}):
        state = stored(state)
        done = group_round([one for one in items if one.outlet == outlet], state)
        home |= {p.item_id: p.story_id for p in done.placements}
        home = {key: done.united.get(story, story) for key, story in home.items()}
    talks = {home[one.id] for one in items if "H20" in one.title}
    assert len(talks) == 1


# -- hostile text -------------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
NEWSY = st.sampled_from(
    [title for titles in EVENTS for title in titles] + ["", "a_b", "\u0301\u0301", "中国", "1,2 $5"]
)


@given(
    st.lists(
        st.tuples(ANY_TEXT | NEWSY, ANY_TEXT | NEWSY, ANY_TEXT, ANY_TEXT, st.integers(-500, 500)),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=60)
def test_any_text_is_placed(rows: list[tuple[str, str, str, str, int]]) -> None:
    items = [
        GroupItem(n, title, text, START + timedelta(hours=hours), outlet, canonical_url(rest), rest, rest)
        for n, (title, text, outlet, rest, hours) in enumerate(rows)
    ]
    state = State()
    done = group_round(items, state)
    assert sorted(p.item_id for p in done.placements) == [one.id for one in items]
    for placement in done.placements:
        one = items[placement.item_id]
        assert 0.0 <= placement.p <= 1.0
        assert all(word in one.title or word in one.text[:TEXT_CHARS] for word in placement.why)
    assert {p.story_id for p in done.placements} <= set(state.stories) | done.expired
    group_round(items, stored(state))
