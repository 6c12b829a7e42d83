"""`briefing refresh --log`: what became of each feed in the last refresh, and how the ones before went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import output

if TYPE_CHECKING:
    from briefing.cli.session import Session
    from briefing.store.refresh_log import LoggedFetch, LoggedRefresh


def show_log(session: Session, *, as_json: bool) -> None:
    """Print the log; as JSON one refresh a line, newest first, each with its feeds."""
    from briefing.store.refresh_log import fetches_of, last_refreshes

    refreshes = last_refreshes(session.con)
    if as_json:
        for one in refreshes:
            output.print_json(_record(one, fetches_of(session.con, one.id)))
        return
    if not refreshes:
        output.narrate("No refresh was logged yet.")
        return
    last, *earlier = refreshes
    click.echo(_headline(last))
    for line in _lines(fetches_of(session.con, last.id)):
        click.echo(line)
    for one in earlier:
        click.echo(_headline(one))


def _headline(one: LoggedRefresh) -> str:
    """Return "2026-11-22 07:12  in 14 s: 24 of 24 feeds, 61 new items, 2 failed"."""
    if one.ended is None:
        how = "has not ended"
    else:
        seconds = f"{(one.ended - one.began).total_seconds():.0f} s"
        how = f"stopped after {seconds}" if one.stopped else f"in {seconds}"
    answered = f"{one.answered} of {output.count(one.feeds, 'feed')}"
    counts = f"{answered}, {output.count(one.new, 'new item')}, {one.failed} failed"
    return f"{one.began.astimezone():%Y-%m-%d %H:%M}  {how}: {counts}"


def _lines(fetches: list[LoggedFetch]) -> Iterator[str]:
    """Yield a line for each feed, and below it why it failed or what else there is to say."""
    for one, line in zip(fetches, output.table([_cells(one) for one in fetches]), strict=True):
        yield f"  {line}"
        if words := one.error or one.notice:
            yield f"      {words}"


def _cells(one: LoggedFetch) -> tuple[str, ...]:
    changed = f", {one.changed} changed" if one.changed else ""
    return (
        f"{one.made.astimezone():%H:%M:%S}",
        one.title,
        "failed" if one.error else f"{one.new} new{changed}",
        f"HTTP {one.status}" if one.status else "no answer",
        one.cost(),
    )


def _record(one: LoggedRefresh, fetches: list[LoggedFetch]) -> dict[str, Any]:
    """Return the object of `refresh --log --json`."""
    return {
        "refresh": one.id,
        "began": output.iso(one.began),
        "ended": output.iso(one.ended),
        "stopped": one.stopped,
        "feeds": one.feeds,
        "new": one.new,
        "failed": one.failed,
        "fetches": [
            {
                "feed": fetch.feed_id,
                "title": fetch.title,
                "at": output.iso(fetch.made),
                "status": fetch.status,
                "new": fetch.new,
                "changed": fetch.changed,
                "ms": fetch.ms,
                "bytes": fetch.wire_bytes,
                "error": fetch.error or None,
                "notice": fetch.notice or None,
            }
            for fetch in fetches
        ],
    }
