"""`briefing tag`: the reader's tags of stories. `briefing note`: their own words on one."""

from __future__ import annotations

import sys

import click

from briefing.cli import output
from briefing.cli.session import Session, parse_story, with_session
from briefing.errors import BriefingError, UsageError


@click.command("tag")
@click.argument("story", required=False)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--remove", is_flag=True, help="Take these tags off the story instead.")
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Give a tag another name.")
@click.option("--delete", metavar="NAME", help="Take a tag off every story.")
@with_session
def tag_command(
    session: Session,
    as_json: bool,
    story: str | None,
    names: tuple[str, ...],
    remove: bool,
    rename: tuple[str, str] | None,
    delete: str | None,
) -> None:
    """Give a story tags; without a story, list the tags with their numbers of stories."""
    from briefing.store import tags

    if story and (rename or delete):
        raise UsageError(
            "--rename and --delete are of a tag, not of a story.", "For example: briefing tag --delete old"
        )
    if story and not names:
        raise UsageError("Which tags?", f"For example: briefing tag {story} chips to-read")
    if story:
        key = _present(session, story)
        tags.tag_stories(session.con, [key], () if remove else names, names if remove else (), now=session.now)
        _tell_story(session, as_json, key)
        return
    if rename:
        tags.rename_tag(session.con, *rename, now=session.now)
    if delete:
        tags.delete_tag(session.con, delete, now=session.now)
    rows = tags.list_tags(session.con)
    for row in rows:
        if as_json:
            output.print_json({"tag": row.name, "stories": row.stories})
        else:
            click.echo(f"{row.stories:>6}  {row.name}")
    if not as_json:
        undone = " `briefing undo` takes it back." if rename or delete else ""
        output.narrate((f"{output.count(len(rows), 'tag')}." if rows else "No story has a tag yet.") + undone)


def _tell_story(session: Session, as_json: bool, story_id: int) -> None:
    from briefing.store.stories import get_story

    row = get_story(session.con, story_id)
    if row is None:
        return
    if as_json:
        output.print_json({"story": row.id, "tags": list(row.tags)})
    else:
        click.echo(f"{row.id}  {', '.join(row.tags) or 'no tags'}  {row.headline}")
        output.narrate("`briefing undo` takes it back.")


@click.command("note")
@click.argument("story")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--remove", is_flag=True, help="Remove the note.")
@with_session
def note_command(session: Session, as_json: bool, story: str, words: tuple[str, ...], remove: bool) -> None:
    """Print your note on a story, or write another one; - reads it from standard input."""
    from briefing.store.notes import note_of, write_note

    key = _present(session, story)
    if words or remove:
        text = "" if remove else sys.stdin.read() if words == ("-",) else " ".join(words)
        changed = write_note(session.con, key, text, now=session.now)
        output.narrate("Kept. `briefing undo` takes it back." if changed else "Nothing changed.")
    note = note_of(session.con, key)
    if as_json:
        output.print_json({"story": key, "note": note})
    elif note:
        click.echo(note)
    elif not (words or remove):
        output.narrate("There is no note on this story.")


def _present(session: Session, text: str) -> int:
    """Return the story of a number, or the one that took it in."""
    from briefing.store.stories import get_story

    row = get_story(session.con, parse_story(text))
    if row is None:
        raise BriefingError(f"There is no story {text}.", "`briefing stories --since all` lists them.")
    return row.id
