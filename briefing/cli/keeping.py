"""Stories apart from the edition, for `briefing stories --saved`, `--tag` and `--hidden`."""

from __future__ import annotations

from briefing.cli import output
from briefing.cli.session import Session
from briefing.errors import BriefingError
from briefing.model import StoryRow

ALL = 1_000_000
"""Stories that are listed without --limit: all that a reader ever keeps."""


def stories_apart(
    session: Session, *, saved: bool, tag: str, since: str | None, limit: int | None
) -> tuple[list[StoryRow], str]:
    """Return the stories that are saved, have a tag, or (neither) are hidden by rules, the newest first; and words.

    Raises:
        BriefingError: no story has the tag.
    """
    from briefing.store.kept import Kept, kept_stories
    from briefing.store.tags import list_tags

    if tag and tag.casefold() not in {row.name.casefold() for row in list_tags(session.con)}:
        raise BriefingError(f"No story has the tag {tag!r}.", "`briefing tag` lists the tags.")
    kept = Kept(tag=tag) if tag else Kept(saved=True) if saved else Kept(rule=-1)
    moment = session.since(since) if since else None
    rows = kept_stories(session.con, kept, limit=ALL)
    found = [row for row in rows if moment is None or row.last >= moment]
    if tag and saved:
        found = [row for row in found if row.saved]
    what = f"with the tag {tag}" if tag else "saved" if saved else "hidden by your rules"
    return found[:limit], f"{output.count(len(found), 'story', 'stories')} {what}."


def rules_hiding(session: Session) -> dict[int, tuple[int, str]]:
    """Return story -> (rule, what it hides) of every hidden story."""
    from briefing.store.kept import hidden_by
    from briefing.store.rules import describe, list_rules

    said = {rule.id: describe(rule.kind, rule.words) for rule in list_rules(session.con)}
    return {story: (rule, said.get(rule, "")) for story, rule in hidden_by(session.con).items()}
