"""`briefing hide`, `briefing unhide`: rules that keep stories out of the edition, and never delete anything."""

from __future__ import annotations

from datetime import datetime

import click

from briefing.cli import output
from briefing.cli.session import Session, parse_story, with_session
from briefing.errors import BriefingError, UsageError
from briefing.model.rules import RuleKind
from briefing.store.rules import RuleRow


@click.command("hide")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--text", "in_text", is_flag=True, help="Look for the words in texts too, not only in titles.")
@click.option("--name", metavar="NAME", help="Hide stories about this person, organisation, place or thing.")
@click.option("--outlet", metavar="NAME", help="Hide stories that only hidden outlets tell.")
@click.option("--feed", metavar="FEED", help="Hide stories that only hidden feeds bring.")
@click.option("--folder", metavar="NAME", help="Hide stories that only feeds of hidden folders bring.")
@click.option("--for", "span", metavar="TIME", help="For so long only: 12h, 7d, 2w.")
@click.option("--pause", metavar="RULE", help="Let a rule rest.")
@click.option("--resume", metavar="RULE", help="Let it count again.")
@click.option("--list", "listing", is_flag=True, help="List the rules; so does the command without anything.")
@with_session
def hide_command(
    session: Session,
    as_json: bool,
    words: tuple[str, ...],
    in_text: bool,
    name: str | None,
    outlet: str | None,
    feed: str | None,
    folder: str | None,
    span: str | None,
    pause: str | None,
    resume: str | None,
    listing: bool,
) -> None:
    """Hide stories by words (next to each other, whole, in titles), a name, an outlet, a feed or a folder."""
    from briefing.ingest import settle
    from briefing.store.rules import add_rule, change_rule

    until = _until(span, session.now)
    made = _wishes(session, " ".join(words), name, outlet, feed, folder)
    for kind, value in made:
        add_rule(session.con, kind, value, in_text=in_text and kind == "word", until=until, now=session.now)
    for wanted, status in ((pause, "paused"), (resume, "active")):
        if wanted:
            change_rule(session.con, _find(session, wanted).id, status=status, now=session.now)
    settle(session.con, now=session.now)
    _tell(session, as_json, changed=bool(made or pause or resume))


def _wishes(
    session: Session, words: str, name: str | None, outlet: str | None, feed: str | None, folder: str | None
) -> list[tuple[RuleKind, str]]:
    """Return the rules that are asked for; names, outlets and feeds must be known.

    Raises:
        BriefingError: nothing is called so.
        UsageError: no feed, or more than one, is meant.
    """
    wishes: list[tuple[RuleKind, str]] = [("word", words)] if words else []
    if name:
        from briefing.profiles import named

        wishes.append(("name", str(named(session.con, name).id)))
    if outlet:
        from briefing.store.outlets import list_outlets

        known = {row.name.casefold(): row.name for row in list_outlets(session.con)}
        if outlet.casefold() not in known:
            raise BriefingError(f"There is no outlet {outlet!r}.", "`briefing outlets` lists them.")
        wishes.append(("outlet", known[outlet.casefold()]))
    if feed:
        from briefing.cli.feeds import find

        wishes.append(("feed", str(find(session, feed).id)))
    if folder:
        from briefing.store.feeds import list_feeds

        if folder not in {row.folder for row in list_feeds(session.con)}:
            raise BriefingError(f"No feed is in a folder {folder!r}.", "`briefing feeds --json` names the folders.")
        wishes.append(("folder", folder))
    return wishes


@click.command("unhide")
@click.argument("rules", nargs=-1, metavar="[RULE]...")
@click.option(
    "--story", "stories", metavar="STORY", multiple=True, help="Show this story for good, whatever rules say."
)
@with_session
def unhide_command(session: Session, as_json: bool, rules: tuple[str, ...], stories: tuple[str, ...]) -> None:
    """Remove rules, by their numbers or words; or show single stories again."""
    from briefing.ingest import settle
    from briefing.store.rules import change_rule, show_anyway

    if not rules and not stories:
        raise UsageError("What is to be shown again?", "Name a rule (`briefing hide` lists them), or --story STORY.")
    for wanted in rules:
        change_rule(session.con, _find(session, wanted).id, status="removed", now=session.now)
    if stories:
        show_anyway(session.con, [parse_story(text) for text in stories], now=session.now)
    settle(session.con, now=session.now)
    _tell(session, as_json, changed=True)


def _tell(session: Session, as_json: bool, *, changed: bool) -> None:
    from briefing.store.rules import list_rules

    rows = list_rules(session.con)
    if as_json:
        for row in rows:
            output.print_json(_record(row, session.now))
        return
    for line in output.table(_line(row, session.now) for row in rows):
        click.echo(line)
    hidden = sum(row.stories for row in rows)
    words = f"{output.count(len(rows), 'rule')} {'hides' if len(rows) == 1 else 'hide'} "
    words += f"{output.count(hidden, 'story', 'stories')}. `briefing stories --hidden` lists them."
    undone = " `briefing undo` takes it back." if changed else ""
    output.narrate((words if rows else "Nothing is hidden by rules.") + undone)


def _record(row: RuleRow, now: datetime) -> dict[str, object]:
    return {
        "rule": row.id,
        "kind": row.kind,
        "value": row.value,
        "words": row.words,
        "in_text": row.in_text,
        "status": "ended" if row.ended(now) and row.status == "active" else row.status,
        "until": output.iso(row.until),
        "made": output.iso(row.made),
        "stories": row.stories,
    }


def _line(row: RuleRow, now: datetime) -> tuple[str, ...]:
    from briefing.store.rules import describe

    until = f"until {row.until.astimezone():%Y-%m-%d %H:%M}" if row.until else ""
    state = "paused" if row.status == "paused" else "ended" if row.ended(now) else until
    text = ", in texts too" if row.in_text else ""
    return str(row.id), output.count(row.stories, "story", "stories"), state, describe(row.kind, row.words) + text


def _find(session: Session, wanted: str) -> RuleRow:
    from briefing.store.rules import list_rules

    rows = list_rules(session.con)
    found = [row for row in rows if wanted == str(row.id)] or [
        row for row in rows if wanted.casefold() in (row.words.casefold(), row.value.casefold())
    ]
    if not found:
        raise UsageError(f"There is no hiding rule {wanted!r}.", "`briefing hide` lists them with their numbers.")
    return found[0]


def _until(span: str | None, now: datetime) -> datetime | None:
    """Return when a span that begins now ends, None for ever. Raises UsageError."""
    if not span:
        return None
    from briefing.rules import span_of

    length = span_of(span)
    if length is None:
        raise UsageError(f"--for does not understand {span!r}.", "Say 12h, 7d or 2w.")
    return now + length
