"""Hand-made rows about the seed article: a brief, its items and readings, search hits. Every passage is a true span."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from briefing.model import (
    Angle,
    Brief,
    BriefFigure,
    BriefQuote,
    Hit,
    Kind,
    Mention,
    Passage,
    Reading,
    Sentence,
    Source,
    StoredItem,
    TimelineRow,
    Who,
)
from feeds.model import Link

TODAY = date(2025, 7, 16)
ARTICLE = (Path(__file__).parents[2] / "seeds" / "article.txt").read_text(encoding="utf-8")
TITLE, _, TEXT = ARTICLE.partition("\n\n")

NAMES: tuple[tuple[str, Kind, str], ...] = (
    ("Scott Bessent", "person", "Scott Bessent"),
    ("Jensen Huang", "person", "Jensen Huang"),
    ("He Lifeng", "person", "He Lifeng"),
    ("Howard Lutnick", "person", "Howard Lutnick"),
    ("Bessent", "person", "Scott Bessent"),
    ("Huang", "person", "Jensen Huang"),
    ("Bloomberg", "organisation", "Bloomberg"),
    ("Nvidia", "organisation", "Nvidia"),
    ("ByteDance", "organisation", "ByteDance"),
    ("Alibaba", "organisation", "Alibaba"),
    ("Tencent", "organisation", "Tencent"),
    ("H20", "product", "H20"),
    ("Blackwell", "product", "Blackwell"),
    ("RTX PRO", "product", "RTX PRO"),
    ("Washington", "place", "Washington"),
    ("Beijing", "place", "Beijing"),
    ("Geneva", "place", "Geneva"),
    ("London", "place", "London"),
    ("China", "place", "China"),
    ("$16 billion", "money", "16e9 USD"),
    ("90-day", "date", "90 days"),
    ("Monday", "date", "2025-07-14"),
)
HARBOR = (
    "Nvidia said on Monday evening that it is filing applications to sell its H20 chip to customers in China again. "
    "The company hopes to start deliveries soon."
)
MERIDIAN = (
    "Chinese companies had ordered H20 chips for many billions of dollars before the stop in April. "
    "Now the orders are being taken up again."
)
CIRCUIT = (
    "Beside the H20, Nvidia announced a new graphics processor named RTX PRO for China. "
    "It follows the export rules, the company says."
)
TEXTS = {1: TEXT, 2: HARBOR, 3: MERIDIAN, 4: CIRCUIT}
OUTLETS = {1: "Seed article", 2: "Harbor Wire", 3: "Meridian Post", 4: "Circuit Daily"}
TITLES = {
    1: TITLE,
    2: "Nvidia to resume sales of H20 chip to China",
    3: "Why Nvidia’s H20 chip is going back on sale in China",
    4: "Nvidia’s H20 chip returns to China, with a new RTX PRO beside it",
}
TIMES = {
    1: datetime(2025, 7, 16, 8, 40, tzinfo=UTC),
    2: datetime(2025, 7, 14, 22, 10, tzinfo=UTC),
    3: datetime(2025, 7, 16, 9, 2, tzinfo=UTC),
    4: datetime(2025, 7, 15, 14, 30, tzinfo=UTC),
}


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Return the names of the table in `text`, the longest first, none overlapping."""
    taken: list[tuple[int, int]] = []
    found = []
    for words, kind, entity in NAMES:
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            if not any(a < end and at < b for a, b in taken):
                taken.append((at, end))
                found.append(Mention("text", at, end, kind, entity))
            at = text.find(words, end)
    return tuple(sorted(found, key=lambda m: m.start))


def passage(
    words: str, *citations: int, item: int = 1, new: bool = False, insert: tuple[str, str] | None = None
) -> Passage:
    """Return the passage of item `item` that has exactly `words`; `insert` is (words before it, what is inserted)."""
    start = TEXTS[item].index(words)
    inserts = ((words.index(insert[0]) + len(insert[0]), insert[1]),) if insert else ()
    cited = citations or (item,)
    return Passage(words, item, start, start + len(words), cited, mentions_in(words), inserts, new)


def item(number: int = 1) -> StoredItem:
    """Return one of the four items."""
    return StoredItem(
        id=number,
        feed_id=number,
        guid=f"sample-{number}",
        outlet=OUTLETS[number],
        title=TITLES[number],
        text=TEXTS[number],
        url=f"https://news.example.org/{number}/nvidia-h20",
        published=TIMES[number],
        fetched=TIMES[number],
        author="A. Reporter" if number > 1 else "",
        story_id=7,
    )


def reading(number: int = 1) -> Reading:
    """Return what that item says, as far as the screens need it."""
    text = TEXTS[number]
    sentences, at = [], 0
    for paragraph, part in enumerate(text.split("\n\n")):
        for words in part.split(". "):
            start = text.index(words, at)
            at = start + len(words)
            sentences.append(Sentence(start, at, paragraph))
    return Reading(tuple(sentences), mentions_in(text))


LEAD = (
    "The US Treasury Secretary Scott Bessent confirmed that the permission granted to Nvidia to sell the H20 high-end "
    "chips to China was a condition put forward by Beijing during negotiations with Washington."
)
MONDAY = (
    "On Monday, Nvidia announced that the US government would issue a sales license for the high-end H20 artificial "
    "intelligence chips to Chinese companies."
)
TRUCE = (
    "The Treasury Secretary also stated that the 90-day US-China tariff truce period scheduled to end in August would "
    "be flexible"
)
ORDERS = (
    "Chinese companies including ByteDance, Alibaba, and Tencent ordered at least $16 billion worth of H20 chips in "
    "the first quarter of 2025."
)
CHIP = (
    "You could say this was a bargaining chip we used in negotiations in Geneva and London. Like a piece of a puzzle."
)
ROAD = "we don’t want to see the ‘Digital Silk Road’ rising around the world"


def brief() -> Brief:
    """Return the brief of the chip talks."""
    truce = replace(passage(TRUCE, 1, new=True), clipped_end=True)
    orders = passage(ORDERS, 1, 3, new=True)
    return Brief(
        story_id=7,
        headline="Nvidia may sell H20 chips to China again; Bessent calls it a bargaining chip",
        headline_item=2,
        first=TIMES[2],
        last=TIMES[3],
        items=13,
        outlets=6,
        note="The headline of Seed article names “Besenbacher”, who is in no text of this story.",
        lead=passage(LEAD, 1),
        points=(passage(MONDAY, 1, 2, 4, insert=("On Monday", "14 Jul")), truce, orders),
        figures=(
            BriefFigure("at least $16 billion", "worth of H20 chips", "money", orders),
            BriefFigure("90-day", "US-China tariff truce", "duration", truce),
            BriefFigure("two", "US senators", "count", passage("two US senators", 1)),
        ),
        quotes=(
            BriefQuote(passage(CHIP, 1), "Scott Bessent", "US Treasury Secretary"),
            BriefQuote(replace(passage(ROAD, 1), clipped_start=True, clipped_end=True), "Scott Bessent"),
        ),
        timeline=(
            row(2023, 12, 1, "end 2023", "at the end of 2023", "introduced by Nvidia for the Chinese market"),
            row(
                2025,
                4,
                1,
                "Apr 2025",
                "April 2025",
                "this chip exclusively for China was placed on the US export control list and required a license "
                "for export.",
            ),
            row(
                2025,
                5,
                1,
                "May 2025",
                "May",
                "The US trade negotiators met with Chinese officials in Geneva in May, agreeing to reduce overall "
                "tariff rates.",
            ),
            row(2025, 6, 1, "Jun 2025", "June", "In June, they held further talks in London"),
            row(2025, 7, 14, "Mon 14 Jul", "Monday", MONDAY),
            row(2025, 7, 15, "Tue 15 Jul", "Tuesday", "In an interview with Bloomberg on Tuesday"),
            replace(row(2025, 8, 1, "August", "August", TRUCE), future=True),
        ),
        who=(
            Who("Scott Bessent", "person", "US Treasury Secretary", 7),
            Who("Jensen Huang", "person", "Nvidia CEO", 5),
            Who("He Lifeng", "person", "Chinese Vice Premier", 1),
            Who("Howard Lutnick", "person", "US Commerce Secretary", 1),
            Who("Nvidia", "organisation", "", 12),
            Who("ByteDance", "organisation", "", 1),
            Who("Alibaba", "organisation", "", 1),
            Who("China", "place", "", 11),
            Who("Geneva", "place", "", 2),
            Who("H20", "product", "", 6),
        ),
        angles=(
            Angle("only", "Only Circuit Daily names RTX PRO", (passage(CIRCUIT.split(". ")[0] + ".", 4, item=4),)),
            Angle("carried", "4 of your 6 outlets carry this"),
        ),
        sources=tuple(source(n) for n in (1, 2, 3, 4)),
        new=2,
        related=((9, "EU ministers weigh an answer to 30 % tariffs from August"),),
    )


def row(year: int, month: int, day: int, label: str, when: str, words: str) -> TimelineRow:
    """Return an event of the seed article."""
    return TimelineRow(date(year, month, day), date(year, month, day), label, when, passage(words, 1))


def source(number: int) -> Source:
    """Return one of the four sources; two outlets carry the second one's words."""
    also = ("Polar Star News", "Northfield Review") if number == 2 else ()
    url = f"https://news.example.org/{number}/nvidia-h20"
    return Source(number, number, OUTLETS[number], TITLES[number], url, TIMES[number], number == 1, also)


def hits(words: str = "nvi") -> list[Hit]:
    """Return the items in which a word starts with `words`, newest first."""
    found = []
    for number in sorted(TEXTS, key=lambda n: TIMES[n], reverse=True):
        title, snippet = TITLES[number], TEXTS[number][:160] + " …"
        marks = spans(snippet, words)
        if marks or spans(title, words):
            found.append(
                Hit(
                    number,
                    7,
                    title,
                    OUTLETS[number],
                    TIMES[number],
                    item(number).url,
                    snippet,
                    marks,
                    spans(title, words),
                )
            )
    return found


def spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Return where `words` stands in `text`, whatever its case."""
    low, found, at = text.lower(), [], 0
    while words and (at := low.find(words.lower(), at)) >= 0:
        found.append((at, at + len(words)))
        at += len(words)
    return tuple(found)


RICH_TEXT = (
    "An opening paragraph about Nvidia with a link to the note of the company, long enough to go over more than one "
    "line of a narrow window.\n\n# What is planned\n\n• sales of the H20 to China\n• a second point that is so long "
    "that it has to be broken, and hangs under its own words rather than under its mark\n\n> A quotation that stands "
    "by itself and is also long enough to need a second line of the window.\n\n    def price(chips):\n        return  "
    "chips * 12_000\n\n"
    "中国媒体报道，英伟达将恢复向中国销售H20芯片，贝森特称这是谈判的筹码。 👩‍💻 شركة إنفيديا تستأنف البيع"
)


def rich_item() -> StoredItem:
    """Return an item with every kind of block, and two links."""
    links = tuple(
        Link(RICH_TEXT.index(words), RICH_TEXT.index(words) + len(words), url)
        for words, url in (
            ("the note of the company", "https://example.org/note?id=1"),
            ("sales of the H20", "https://example.org/sales"),
        )
    )
    return replace(item(2), text=RICH_TEXT, links=links)


HOSTILE = "[/x] [@click=app.quit]press[/] \x1b]0;owned\x07 \x1b[31mred \u202egnp.exe \x9b2J $(reboot) \ud800 end"
"""Markup, terminal controls, a bidi override and a lone surrogate."""
