"""`briefing export`: notes in Markdown, the stories as JSON, the subscriptions as OPML."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import output
from briefing.cli.session import Session, parse_story, since_option, with_session
from briefing.errors import BriefingError


@click.command("export")
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), help="Folder for the notes (or the file of --opml)."
)
@since_option
@click.option("--edition", "as_edition", is_flag=True, help="One note for the whole edition instead of one a story.")
@click.option("--opml", is_flag=True, help="Write the subscriptions instead.")
@with_session
def export_command(
    session: Session,
    as_json: bool,
    stories: tuple[str, ...],
    folder: Path | None,
    since: str | None,
    as_edition: bool,
    opml: bool,
) -> None:
    """Write one Markdown note a story into a folder; a later export updates it in place and keeps your "## Notes"."""
    if opml:
        _export_opml(session, folder)
        return
    from briefing import editor

    ids = [parse_story(text) for text in stories] or _ids_since(session, since)
    briefs = []
    for story_id in ids:
        brief = editor.brief_of(session.con, story_id, now=session.now)
        if brief is None:
            raise BriefingError(f"There is no story {story_id}.", "`briefing stories --since all` lists them.")
        briefs.append(brief)
    if as_json:
        for brief in briefs:
            output.print_json(output.brief_record(brief))
        return
    from briefing.export.files import write_notes
    from briefing.export.markdown import render_brief, render_edition

    if as_edition:
        hours = 24 * 7 if session.sample else session.settings.edition_hours  # the sample edition spans a week
        edition = editor.edition(session.con, now=session.now, limit=session.settings.edition_size, since_hours=hours)
        shown = {s.id: editor.brief_of(session.con, s.id, now=session.now) for s in edition.stories}
        made = {k: b for k, b in shown.items() if b}
        notes = [render_edition(edition, made, prefix=session.prefix, slots=session.settings.slots)]
    else:
        notes = [render_brief(brief, prefix=session.prefix, slots=session.settings.slots) for brief in briefs]
    target = folder or Path(session.settings.export_folder).expanduser()
    written = write_notes(target, notes)
    for note in written:
        click.echo(str(note.path))
    states = {state: sum(w.state == state for w in written) for state in ("new", "updated", "unchanged", "beside")}
    told = ", ".join(f"{number} {_STATES[state]}" for state, number in states.items() if number)
    output.narrate(f"{output.count(len(written), 'note')} in {target}: {told}." if written else "No stories to export.")


_STATES = {
    "new": "new",
    "updated": "updated",
    "unchanged": "unchanged",
    "beside": "written beside a note that was edited by hand",
}


def _ids_since(session: Session, since: str | None) -> list[int]:
    from briefing.store.stories import list_stories

    return [row.id for row in list_stories(session.con, since=session.since(since))]


def _export_opml(session: Session, target: Path | None) -> None:
    """Print the subscriptions as OPML, or write them to `target`, which must not exist yet."""
    from briefing.store.feeds import list_feeds
    from feeds.opml import Subscription, write_opml

    feeds = [f for f in list_feeds(session.con) if f.url.startswith(("http://", "https://"))]
    text = write_opml([Subscription(f.url, f.title, f.folder, f.tags) for f in feeds], title="briefing")
    if target is None:
        click.echo(text, nl=False)
        return
    try:
        with target.open("x", encoding="utf8") as file:
            file.write(text)
    except OSError as error:
        raise BriefingError(f"{target} cannot be written: {error.strerror}.", "Choose a new file name.") from error
    output.narrate(f"{output.count(len(feeds), 'subscription')} in {target}.")
