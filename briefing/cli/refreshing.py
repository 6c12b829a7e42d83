"""`briefing refresh`: fetch what is due, shown as a bar on a terminal, as lines in a pipe, or as JSON events."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import output
from briefing.cli.session import Session, with_session
from briefing.errors import BriefingError, UsageError

if TYPE_CHECKING:
    from briefing.refresh.events import Event

STEPS = {
    "text": "Fetching full texts",
    "group": "Grouping into stories",
    "name": "Choosing headlines",
    "read": "Reading names",
}
"""What goes on after the fetching, in words."""


@click.command("refresh")
@click.option("--all", "everything", is_flag=True, help="Fetch every feed, whether it is due or not.")
@click.option("--strict", is_flag=True, help="Exit with 1 when any feed failed.")
@click.option("--wait", is_flag=True, help="When another refresh runs, wait for its end and then fetch what is due.")
@click.option("--log", is_flag=True, help="Fetch nothing; show what became of each feed in the last refreshes.")
@with_session
def refresh_command(session: Session, as_json: bool, everything: bool, strict: bool, wait: bool, log: bool) -> None:
    """Fetch the feeds that are due, and group what is new into stories; Ctrl-C stops it and loses nothing."""
    from briefing.cli.feeds import NO_FEEDS
    from briefing.refresh.run import run_refresh, stop_on_signals
    from briefing.store.feeds import list_feeds

    if session.sample:
        raise UsageError(
            "The sample edition has no feeds to fetch.", "`briefing add URL` subscribes to one of your own."
        )
    if log:
        from briefing.cli.refresh_log import show_log

        show_log(session, as_json=as_json)
        return
    if not as_json and not list_feeds(session.con):
        output.narrate(NO_FEEDS)
        return
    with stop_on_signals() as should_stop, _shown(as_json) as tell:
        outcomes = run_refresh(
            session.con,
            session.path,
            now=lambda: datetime.now(UTC),
            tell=tell,
            everything=everything,
            wait=wait,
            should_stop=should_stop,
            allow_private=frozenset(session.settings.allow_private),
            interval_minutes=session.settings.refresh_minutes,
            keep_texts_days=session.settings.keep_texts_days,
        )
        stopped = should_stop()
    failed = sum(outcome.error is not None for outcome in outcomes)
    if not as_json:
        new = sum(outcome.new for outcome in outcomes)
        output.narrate(_summary(len(outcomes), new, failed, stopped=stopped, everything=everything))
    if stopped or (strict and failed):
        raise click.exceptions.Exit(1)


def _summary(feeds: int, new: int, failed: int, *, stopped: bool, everything: bool) -> str:
    if stopped:
        return f"Stopped after {output.count(feeds, 'feed')}. What was stored stays; the next refresh goes on."
    if not feeds:
        return "No feed is active." if everything else "No feed is due. `--all` fetches every one."
    hint = " `briefing feeds --errors` says what to do." if failed else ""
    return f"{output.count(feeds, 'feed')} fetched, {output.count(new, 'new item')}, {failed} failed.{hint}"


@contextmanager
def _shown(as_json: bool) -> Iterator[Callable[[Event], None]]:
    """Give what shows the events: as JSON on stdout, as a bar on a terminal's stderr, else as lines on stderr."""
    if as_json:
        with _as_json() as tell:
            yield tell
    elif sys.stderr.isatty():
        with _as_bar() as tell:
            yield tell
    else:
        yield _as_line


@contextmanager
def _as_json() -> Iterator[Callable[[Event], None]]:
    """Print events, and an error as the last of them."""
    from briefing.refresh.events import to_line
    from briefing.refresh.lock import RefreshBusyError

    def tell(event: Event) -> None:
        click.echo(to_line(event))

    try:
        yield tell
    except BriefingError as error:
        busy = isinstance(error, RefreshBusyError)
        tell({"event": "error", "message": error.message, "hint": error.hint, "busy": busy})
        raise click.exceptions.Exit(1) from error


def _as_line(event: Event) -> None:
    """Tell of each feed on a line of its own."""
    if line := _line(event):
        output.narrate(line)


def _line(event: Event) -> str:
    """Return what a person reads of an event, "" for those that only a bar shows."""
    if event["event"] == "wait":
        return f"Waiting for the refresh of process {event['pid']}."
    if event["event"] == "start" and event.get("resting"):
        until = datetime.fromisoformat(event["until"]).astimezone()
        feeds = output.count(event["resting"], "feed")
        return f"{feeds} left alone, as the server asks (the first one until {until:%d %b %H:%M})."
    if event["event"] != "feed":
        return ""
    if event["error"]:
        return f"{event['title'] or event['source']}: {event['error']}"
    changed = f", {event['changed']} changed" if event["changed"] else ""
    said = " ".join(["", *event["warnings"]])
    return f"{event['title'] or event['source']}: {output.count(event['new'], 'new item')}{changed}.{said}"


@contextmanager
def _as_bar() -> Iterator[Callable[[Event], None]]:
    """Show a bar; above it what failed, whom it waits for, and what is left alone."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.text import Text

    console = Console(stderr=True)
    words = TextColumn("{task.description}", markup=False)
    with Progress(words, BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bar:
        task = bar.add_task("Fetching", total=None)
        new = 0

        def tell(event: Event) -> None:
            nonlocal new
            kind = event["event"]
            if kind == "start":
                bar.update(task, total=event["feeds"])
            elif kind == "feed":
                new += event["new"]
                bar.update(task, advance=1, description=f"Fetching, {output.count(new, 'new item')}")
            elif kind == "step":
                changed: dict[str, Any] = {"description": STEPS[event["step"]], "total": event["of"]}
                bar.update(task, completed=event["done"], **changed)
            if (kind != "feed" or event["error"]) and (line := _line(event)):
                console.print(Text(line))

        yield tell
