"""What a refresh does -> events, one JSON object a line, and back.

{"event": "wait", "pid", "since"}                   another process refreshes; this one waits for it
{"event": "start", "feeds", "resting", "until"}     so many feeds are asked; so many asked to be left alone, the first
                                                    of them until then, and are not
{"event": "feed", "feed", "source", "title", "new", "changed", "unchanged", "error", "warnings",
 "retired", "status", "ms", "bytes"}                one has answered, with that HTTP status, or could not be read
{"event": "stories", "items"}                       so many new items of this refresh stand in stories now
{"event": "step", "step", "done", "of"}             "text", "group", "name" or "read" after the fetching
{"event": "end", "feeds", "new", "failed", "stopped", "cpu_s"}     `cpu_s`: step -> its CPU seconds; "fetch" is all
                                                    up to stored, "index", "group", "name", "read" what follows
{"event": "error", "message", "hint", "busy"}       it could not go on; `busy`: because another process refreshes
"""

from __future__ import annotations

import json
from typing import Any

from briefing.errors import BriefingError
from briefing.ingest.outcome import Outcome

Event = dict[str, Any]
"""One event, as above; keys may be added, never renamed."""


def feed_event(outcome: Outcome) -> Event:
    """Return the event of a feed that has answered, or could not be read."""
    return {
        "event": "feed",
        "feed": outcome.feed_id,
        "source": outcome.source,
        "title": outcome.title,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "error": str(outcome.error) if outcome.error else None,
        "warnings": list(outcome.warnings),
        "retired": outcome.retired,
        "status": outcome.status,
        "ms": outcome.ms,
        "bytes": outcome.wire_bytes,
    }


def outcome_of(event: Event) -> Outcome:
    """Return the outcome that a "feed" event tells of."""
    return Outcome(
        event["source"],
        event["title"],
        event["new"],
        event["changed"],
        event["unchanged"],
        error=BriefingError(event["error"]) if event["error"] else None,
        feed_id=event["feed"],
        warnings=tuple(event["warnings"]),
        retired=event["retired"],
        status=event["status"],
        ms=event["ms"],
        wire_bytes=event["bytes"],
    )


def to_line(event: Event) -> str:
    """Return the event as one line of JSON, without its end."""
    return json.dumps(event, ensure_ascii=False)


def from_line(line: bytes) -> Event | None:
    """Return the event of a line, None for a line that holds none."""
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and isinstance(event.get("event"), str) else None
