"""`briefing editions`, and the stories of one edition for `briefing stories --edition`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import click

from briefing.cli import output
from briefing.cli.session import Session, with_session
from briefing.errors import BriefingError, UsageError
from briefing.model import StoryRow


@click.command("editions")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@with_session
def editions_command(session: Session, as_json: bool, limit: int) -> None:
    """List the editions that were shown, the newest first."""
    from briefing.store.editions import past_editions

    editions = past_editions(session.con, limit)
    for one in editions:
        if as_json:
            told = {"edition": one.id, "made": output.iso(one.made), "stories": list(one.stories)}
            output.print_json({**told, "stopped_at": one.stopped_at})
        else:
            stopped = f", you stopped at {one.stopped_place}" if one.stopped_place else ""
            stories = output.count(len(one.stories), "story", "stories")
            click.echo(f"{one.made.astimezone():%Y-%m-%d %H:%M}  {stories}{stopped}")
    if not as_json:
        output.narrate(
            "`briefing stories --edition DATE` opens one."
            if editions
            else "No edition was shown yet. The app keeps each one; so does `briefing stories --edition today`."
        )


def stories_of_edition(session: Session, text: str) -> tuple[list[StoryRow], str]:
    """Return the stories of the edition that `text` names, and words on it.

    "today" (or today's date) is the edition as it stands now, which is kept; a date is the last edition of that day, a
    date with a time the last one up to then. For a day without one the stories of that day stand in.

    Raises:
        UsageError: `text` is no date.
        BriefingError: nothing was told on that day.
    """
    from briefing.store.editions import edition_stories, past_editions, stories_told

    first, until = _bounds(text, session.now)
    today = session.now.astimezone().date()
    if first.date() == today and until > session.now:
        return _todays(session)
    shown = past_editions(session.con, since=first, until=until)
    if shown:
        when = f"{shown[0].made.astimezone():%a %d %b %Y, %H:%M}"
        others = ", ".join(f"{one.made.astimezone():%H:%M}" for one in reversed(shown[1:]))
        more = f" Earlier on that day: {others}." if others else ""
        return edition_stories(session.con, shown[0].id), f"The edition of {when}.{more}"
    stories = stories_told(session.con, first, until, limit=session.settings.edition_size)
    if not stories:
        raise BriefingError(f"There is no edition of {text}.", "`briefing editions` lists them.")
    return stories, f"No edition was shown then; these are the stories of {first:%a %d %b %Y}."


def _todays(session: Session) -> tuple[list[StoryRow], str]:
    """Make today's edition and keep it; what was read on days before comes only with something new."""
    from briefing.editor import edition
    from briefing.store.editions import record_edition
    from briefing.tui.data import SAMPLE_HOURS

    made = edition(
        session.con,
        now=session.now,
        limit=session.settings.edition_size,
        since_hours=SAMPLE_HOURS if session.sample else session.settings.edition_hours,
        read_since=_midnight(session.now.astimezone().date()),
    )
    if made.stories:
        record_edition(session.con, made)
    return list(made.stories), output.freshness(made)


def _bounds(text: str, now: datetime) -> tuple[datetime, datetime]:
    """Return the local day that `text` names, up to its end or to the time that `text` names, that minute included."""
    try:
        if text == "today":
            day = now.astimezone().date()
        elif len(text) > len("2025-07-16"):
            moment = datetime.fromisoformat(text).astimezone()
            return _midnight(moment.date()), moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
        else:
            day = date.fromisoformat(text)
        return _midnight(day), _midnight(day + timedelta(days=1))
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"--edition does not understand {text!r}.", "Say 2025-07-16, 2025-07-16T07:12 or today."
        ) from error


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()
