"""A name and what the reader says of it -> the entity changed, and its page as text or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import click

from briefing import profiles
from briefing.cli import output
from briefing.cli.entities import marks_told
from briefing.cli.session import Session
from briefing.ingest import process
from briefing.model import Calling
from briefing.profiles import Profile
from briefing.store import entities as store
from briefing.store import entity_edits

BARS = "▁▂▃▄▅▆▇█"


def change_and_show(session: Session, name: str, wishes: Mapping[str, Any], *, as_json: bool) -> None:
    """Do what the reader wishes of the entity, bring stories and readings up to date, and print its page.

    Raises:
        BriefingError: no item names it, or a wish cannot be done; what stood before it in `_changes` is done.
    """
    entity = profiles.named(session.con, name)
    done = [change for change in _changes(session, entity.id, wishes) if change]
    if done:
        process(session.con, now=session.now)
        output.narrate(f"Done: {', '.join(done)}. `briefing undo` takes it back.")
    if row := store.get_entity(session.con, entity.id):
        _print(profiles.profile_of(session.con, row, now=session.now), session.now, wishes["limit"], as_json=as_json)


def _changes(session: Session, entity: int, wishes: Mapping[str, Any]) -> Iterable[str]:
    """Do each wish and yield what it was."""
    con, now = session.con, session.now
    if (follow := wishes["follow"]) is not None:
        store.follow_entities(con, [entity], follow, now=now)
        yield "followed" if follow else "no longer followed"
    if (mute := wishes["mute"]) is not None:
        store.mute_entities(con, [entity], mute, now=now)
        yield "muted" if mute else "no longer muted"
    if (hide := wishes["hide"]) is not None:
        entity_edits.hide_entities(con, [entity], hide, now=now)
        yield "hidden" if hide else "shown again"
    if wishes["kind"]:
        entity_edits.retype_entity(con, entity, wishes["kind"], now=now)
        yield f"now of kind {wishes['kind']}"
    if wishes["rename"] is not None:
        entity_edits.rename_entity(con, entity, wishes["rename"], now=now)
        yield "renamed"
    if wishes["split"]:
        profiles.split(con, entity, wishes["split"], now=now)
        yield f"“{wishes['split']}” split off"
    if wishes["same_as"]:
        entity_edits.merge_entities(con, entity, profiles.named(con, wishes["same_as"]).id, now=now)
        yield f"merged into “{wishes['same_as']}”"


def _print(profile: Profile, now: datetime, limit: int, *, as_json: bool) -> None:
    if as_json:
        output.print_json(_record(profile, limit))
        return
    entity = profile.entity
    items, stories = output.count(entity.items, "item"), output.count(entity.stories or 0, "story", "stories")
    click.echo(
        f"{entity.name}  ({', '.join(filter(None, (entity.kind, f'{items} in {stories}', marks_told(entity))))})"
    )
    for label, words in (
        ("also", ", ".join(profile.names)),
        ("merged", ", ".join(profile.merged)),
        ("roles", "; ".join(_role(role) for role in profile.roles)),
        ("days", _spark(profile.days)),
        ("with", ", ".join(f"{name} {items}" for name, _, items in profile.company)),
    ):
        if words:
            click.echo(f"{label:>7}  {words}")
    click.echo()
    rows = [(str(story.id), output.ago(story.last, now), story.headline) for story in profile.stories[:limit]]
    for line in output.table(rows):
        click.echo(line)


def _role(role: Calling) -> str:
    first, last = role.first.date().isoformat(), role.last.date().isoformat()
    return f"{role.words} ({first if first == last else f'{first} to {last}'})"


def _spark(days: tuple[int, ...]) -> str:
    top = max(days, default=0)
    if not top:
        return ""
    return f"{''.join(BARS[-(-7 * n // top)] for n in days)}  {output.count(len(days), 'day')}, at most {top} a day"


def _record(profile: Profile, limit: int) -> dict[str, Any]:
    """Return the object of `entities NAME --json`."""
    return output.entity_record(profile.entity) | {
        "names": list(profile.names),
        "merged": list(profile.merged),
        "roles": [
            {"role": role.words, "first": output.iso(role.first), "last": output.iso(role.last)}
            for role in profile.roles
        ],
        "days": list(profile.days),
        "with": [{"name": name, "kind": kind, "items": items} for name, kind, items in profile.company],
        "story_list": [
            {"story": story.id, "headline": story.headline, "last": output.iso(story.last)}
            for story in profile.stories[:limit]
        ],
    }
