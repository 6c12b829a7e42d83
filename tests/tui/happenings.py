"""What happens besides keys, by chance: mouse, paste, focus, window sizes, and a library that others change."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from textual import events

from briefing.errors import BriefingError
from briefing.ingest import Outcome, process, settle
from briefing.refresh.events import Event
from briefing.store.connection import open_database
from briefing.store.feeds import list_feeds, remove_feed, update_feed
from briefing.store.marks import dismiss_stories, mark_read
from briefing.store.regrouping import split_item, unite_stories
from briefing.store.retention import drop_old_texts
from briefing.tui.app import BriefingApp
from tests.hostile_set import answer

SIZES = ((120, 35), (80, 24), (60, 15), (40, 10), (160, 50), (200, 60), (110, 15), (20, 5), (250, 80), (3, 2))
PASTED = (
    "[/x] [@click=app.quit]q[/] [bold",
    "\x1b]52;c;eA==\x07\x1b[2J\x00\x9b31m",
    "line one\nline two\r\n\tthree\u2028four",
    "\u202egnp.exe\u2066 e\u0301\u200d👩‍👩‍👧 芯片 عاجل",
    '"unclosed AND ( OR -title: newer:',
    "https://example.org/a b\x1b[31m?x=[0]",
    "x" * 5000,
    "",
)
"""What a clipboard may hold."""
WORDS = "Chips ports ferry budget glacier orbit vote harbour fire tariff".split()


# -- the terminal ------------------------------------------------------------------------------------------


def mouse(app: BriefingApp, chance: random.Random) -> None:
    """Do something with the mouse somewhere in the window, as its terminal would send it."""
    width, height = app.size
    x, y = chance.randrange(width), chance.randrange(height)
    what = chance.choice("wheel wheel click click click double right drag move".split())
    if what == "wheel":
        kind = chance.choice([events.MouseScrollDown, events.MouseScrollUp, events.MouseScrollRight])
        for _ in range(chance.randrange(1, 12)):
            send(app, kind, x, y)
    elif what == "move":
        send(app, events.MouseMove, x, y)
    else:
        button = 3 if what == "right" else 1
        for _ in range(2 if what == "double" else 1):
            send(app, events.MouseDown, x, y, button)
            if what == "drag":
                for _ in range(4):
                    x, y = chance.randrange(width), chance.randrange(height)
                    send(app, events.MouseMove, x, y, button)
            send(app, events.MouseUp, x, y, button)


def send(app: BriefingApp, kind: type[events.MouseEvent], x: int, y: int, button: int = 0) -> None:
    """Send one event of the mouse through the app's driver."""
    assert app._driver is not None
    app._driver.process_message(kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y))


def terminal(app: BriefingApp, chance: random.Random) -> None:
    """Paste something, or let the window lose and get the focus."""
    assert app._driver is not None
    if chance.random() < 0.7:
        app._driver.process_message(events.Paste(chance.choice(PASTED)))
    else:
        app._driver.process_message(events.AppBlur())
        if chance.random() < 0.7:
            app._driver.process_message(events.AppFocus())


# -- the library -------------------------------------------------------------------------------------------


def stir(path: Path, now: datetime, chance: random.Random) -> None:
    """Change the database at `path` as another program would: a refresh, a command, retention, or only a lock."""
    with closing(open_database(path)) as con, suppress(BriefingError):  # what is locked changes another time
        chance.choice([_arrive, _arrive, _unite, _split, _unsubscribe, _forget, _delete, _mark, _hold])(
            con, now, chance
        )


def refresh(path: Path, now: datetime, chance: random.Random, hear: Callable[[Event], None]) -> list[Outcome]:
    """Do what a refresh does, from its first event to its last, with or without an accident."""
    hear({"event": "start", "feeds": 3, "resting": 0, "until": None})
    for _ in range(3):
        time.sleep(0.01)
        stir(path, now, chance)
        hear({"event": "stories", "items": chance.randrange(5)})
    hear({"event": "step", "step": chance.choice(["text", "group", "name", "read"]), "done": 1, "of": 2})
    if chance.random() < 0.3:
        raise BriefingError("The network is [/gone].", "Try [@click=app.quit] later.")
    error = BriefingError("It answers with a login page [/x].") if chance.random() < 0.5 else None
    return [Outcome("https://example.org/feed", "[/x] Feed", 1, 0, 0, error=error)]


def _arrive(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    """New items, some of them like others."""
    parts = []
    for _ in range(chance.randrange(1, 6)):
        title, link = " ".join(chance.sample(WORDS, 4)), f"https://example.org/{chance.randrange(10**6)}"
        parts.append(
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
            f"<description>{title} &lt;b&gt;[/x]&lt;/b&gt; {chance.choice(WORDS)} by Ada Lovelace.</description></item>"
        )
    body = f"<rss version='2.0'><channel><title>F</title>{''.join(parts)}</channel></rss>"
    answer(con, f"feed{chance.randrange(4)}", body.encode(), now=now)
    process(con, now=now)


def _stories(con: sqlite3.Connection) -> list[int]:
    return [row[0] for row in con.execute("SELECT id FROM stories ORDER BY score DESC LIMIT 40")]


def _unite(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    if len(stories := _stories(con)) > 1:
        unite_stories(con, *chance.sample(stories, 2), now=now)
        settle(con, now=now)


def _split(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    query = "SELECT id FROM items WHERE story IN (SELECT story FROM items GROUP BY story HAVING count(*) > 1) LIMIT 50"
    if items := [row[0] for row in con.execute(query)]:
        split_item(con, chance.choice(items), now=now)
        settle(con, now=now)


def _unsubscribe(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    if feeds := list_feeds(con):
        feed = chance.choice(feeds).id
        if chance.random() < 0.5:
            remove_feed(con, feed, now=now)
        else:
            update_feed(con, feed, now=now, title="[/x] renamed", folder="[@click=app.quit]")


def _forget(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    """Texts go because of their age."""
    drop_old_texts(con, now=now + timedelta(days=60), days=chance.choice([1, 30]))


def _delete(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    """Somebody takes rows out of the file by hand."""
    stories = _stories(con)
    if not stories:
        return
    with suppress(sqlite3.Error):
        con.execute("DELETE FROM items WHERE story = ?", (chance.choice(stories),))
    with suppress(sqlite3.Error):
        con.execute("DELETE FROM stories WHERE id NOT IN (SELECT story FROM items WHERE story NOT NULL)")


def _mark(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    if stories := _stories(con):
        some = chance.sample(stories, min(3, len(stories)))
        chance.choice(
            [lambda: mark_read(con, some, True, now=now), lambda: dismiss_stories(con, some, True, now=now)]
        )()


def _hold(con: sqlite3.Connection, now: datetime, chance: random.Random) -> None:
    """Nobody else can write for a while."""
    con.execute("BEGIN IMMEDIATE")
    time.sleep(chance.choice([0.05, 0.4]))
    con.execute("ROLLBACK")
