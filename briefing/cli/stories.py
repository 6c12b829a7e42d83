"""`briefing stories`, `briefing show`, `briefing search`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from briefing.cli import output
from briefing.cli.session import Session, parse_story, since_option, with_session
from briefing.errors import BriefingError
from feeds.net_url import hide_login

if TYPE_CHECKING:
    from briefing.llm.summary import Summary


@click.command("stories")
@since_option
@click.option("--limit", type=click.IntRange(min=1), help="At most so many stories.")
@click.option("--edition", metavar="DATE", help="An edition: today, a past one's date, or 2025-07-16T07:12.")
@click.option("--saved", is_flag=True, help="Those that you saved, the newest first.")
@click.option("--tag", metavar="NAME", help="Those with this tag, the newest first.")
@click.option("--hidden", is_flag=True, help="Those that your rules hide, the newest first.")
@with_session
def stories_command(
    session: Session,
    as_json: bool,
    since: str | None,
    limit: int | None,
    edition: str | None,
    saved: bool,
    tag: str | None,
    hidden: bool,
) -> None:
    """List stories, the most important first."""
    from briefing.cli.editions import stories_of_edition
    from briefing.cli.keeping import rules_hiding, stories_apart
    from briefing.ingest.hiding import judge_due
    from briefing.store import feeds, items, stories

    if edition:
        rows, ending = stories_of_edition(session, edition)
        rows = rows[:limit]
    elif saved or tag or hidden:
        rows, ending = stories_apart(session, saved=saved, tag=tag or "", since=since, limit=limit)
    else:
        judge_due(session.con, now=session.now)
        rows = stories.list_stories(session.con, since=session.since(since), limit=limit)
        ending = f"That is all: {output.count(len(rows), 'story', 'stories')}." if rows else _nothing(session, since)
    why = rules_hiding(session) if hidden else {}
    if as_json:
        urls = {feed.id: hide_login(feed.url) for feed in feeds.list_feeds(session.con)}
        for row in rows:
            record = output.story_record(row, items.items_of_story(session.con, row.id), urls)
            rule = {"hidden_by": {"rule": why[row.id][0], "hides": why[row.id][1]}} if row.id in why else {}
            output.print_json({**record, **rule})
        return
    lines = [
        (
            str(row.id),
            "read" if row.read else "new" if row.new else "",
            output.count(row.outlets, "outlet"),
            output.ago(row.last, session.now),
            *([why[row.id][1]] if row.id in why else []),
            row.headline,
        )
        for row in rows
    ]
    for line in output.table(lines):
        click.echo(line)
    output.narrate(ending)


def _nothing(session: Session, since: str | None) -> str:
    from briefing.store.items import count_items

    if count_items(session.con):
        return f"No stories since {since or '48h'}. `--since all` lists every one."
    return "Nothing is stored yet. `briefing add URL` subscribes to a feed; `--sample` shows the sample edition."


@click.command("show")
@click.argument("story")
@click.option("--why", is_flag=True, help="Say why these sentences and items, and why it stands where it stands.")
@click.option("--llm", is_flag=True, help="Add a summary by your own language model (llm_url), checked.")
@with_session
def show_command(session: Session, as_json: bool, story: str, why: bool, llm: bool) -> None:
    """Show one brief, as Markdown, or as JSON."""
    from briefing import editor
    from briefing.cli.sentences import sentences_lines, sentences_record, summary_lines, summary_record
    from briefing.cli.why import why_lines, why_record
    from briefing.export.markdown import brief_body

    brief = editor.brief_of(session.con, parse_story(story), now=session.now)
    if brief is None:
        raise BriefingError(f"There is no story {story}.", "`briefing stories --since all` lists them.")
    reasons = editor.why_of(session.con, brief.story_id, now=session.now) if why else None
    summary = _summary(session, brief.story_id) if llm else None
    if as_json:
        told = {**sentences_record(brief), **why_record(reasons)} if reasons else {}
        output.print_json({**output.brief_record(brief), **told, **(summary_record(summary) if summary else {})})
        return
    click.echo(f"# {brief.headline}\n\n{brief_body(brief, slots=session.settings.slots)}")
    if brief.own_note:
        click.echo(f"\n## Notes\n\n{brief.own_note}")
    for line in summary_lines(summary) if summary else ():
        click.echo(line)
    for line in [*sentences_lines(brief), *why_lines(reasons)] if reasons else ():
        click.echo(line)


def _summary(session: Session, story_id: int) -> Summary | None:
    from briefing.llm.summary import summary_of

    return summary_of(session.con, story_id, session.settings, now=session.now)


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@with_session
def search_command(session: Session, as_json: bool, query: tuple[str, ...], limit: int) -> None:
    """Find items, the newest first. `-` reads the query from standard input."""
    from briefing.query import parse_query
    from briefing.store.search import search_items

    text = sys.stdin.read() if query == ("-",) else " ".join(query)
    hits = search_items(session.con, parse_query(text), limit=limit)
    if as_json:
        for hit in hits:
            output.print_json(output.hit_record(hit))
        return
    for hit in hits:
        click.echo(f"{hit.title}  ({hit.outlet}, {output.ago(hit.published, session.now)}, story {hit.story_id})")
        click.echo(f"    {' '.join(hit.snippet.split())}")
    output.narrate(output.count(len(hits), "hit") + ("." if hits else f" for {text!r}."))
