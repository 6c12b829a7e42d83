"""Feed URLs into bytes: polite conditional GETs, many at a time, each one bounded in size, time and reach.

The work is done by the `net_*` modules, which are imported when the first fetch starts, so that a program that only
shows stored news never pays for a network stack.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feeds.errors import FetchError

USER_AGENT = "briefing/0.1 (feed reader)"
"""Who is asking: name and version, no browser's name. Servers that log fetchers sort them by this line."""


@dataclass(frozen=True, slots=True)
class Request:
    """One feed to ask for.

    `etag` and `last_modified` are sent back byte for byte as the server gave them; "" when there are none. They belong
    to one URL: `validators_url` names it (a `Response.final_url`) and "" means `url` itself, so that after a redirect
    they never reach a server that did not make them. `key` is the caller's own number, not looked at.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    key: int = 0
    validators_url: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A usable answer: status 200, 203 or 226 with a whole, inflated body, or 304 with none.

    `etag` and `last_modified` are what to send next time, together with `final_url` as their `validators_url`; on a 304
    they are the new ones, or the old where the server names none. `max_age_s` (how long the answer stays fresh) and
    `retry_after_s` are seconds, None where the server does not say. `permanent_url` is where a permanent redirect led,
    "" when there was none or it left https. `ms` is the time of the whole fetch, `wire_bytes` what came over the wire.
    `warnings` are sentences for people.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    max_age_s: int | None = None
    retry_after_s: int | None = None
    permanent_url: str = ""
    ms: int = 0
    wire_bytes: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go; each default has its reason beside it."""

    at_once: int = 20
    """Fetches under way at the same time: enough to hide slow servers, few enough for a home router."""
    per_host: int = 2
    """Of these, to one host: a publisher with twenty feeds is not asked for all of them in one burst."""
    total_s: float = 30.0
    """Deadline of a whole fetch in seconds, redirects included: the only thing that stops a drip of single bytes."""
    connect_s: float = 10.0
    """Time for one connection in seconds, all addresses and the TLS handshake included."""
    wire_bytes: int = 5 * 2**20
    """Most bytes taken from the wire for one answer; ten times the largest feed of 200 real ones after gzip."""
    body_bytes: int = 15 * 2**20
    """Most bytes after inflating; the cap that miniflux has."""
    header_bytes: int = 64 * 2**10
    """Most bytes of an answer's head."""
    redirects: int = 5
    """Redirects followed in one fetch."""
    user_agent: str = USER_AGENT


def never() -> bool:
    """Return False: the `should_stop` of a fetch that nobody stops."""
    return False


def fetch_one(request: Request, *, limits: Limits = Limits(), allow_private: frozenset[str] = frozenset()) -> Response:
    """Return the answer to one request; see `fetch_all`.

    Raises:
        FetchError: when no usable answer came.
    """
    results: list[Response | FetchError] = []
    fetch_all([request], on_result=lambda _, result: results.append(result), limits=limits, allow_private=allow_private)
    if isinstance(results[0], FetchError):
        raise results[0]
    return results[0]


def fetch_all(
    requests: Sequence[Request],
    *,
    on_result: Callable[[Request, Response | FetchError], None],
    limits: Limits = Limits(),
    allow_private: frozenset[str] = frozenset(),
    should_stop: Callable[[], bool] = never,
) -> None:
    """Fetch all requests and call `on_result` once for each, in the calling thread, as answers come.

    Blocks until all are done; runs an event loop of its own, so it may be called in any thread that runs none. What
    `on_result` raises ends the run and comes out of this function. The time spent in `on_result` does not count
    towards any fetch's deadline. Hosts named in `allow_private` (as they stand in the URL, without port) may lie in a
    private network; every other host must have a public address, and the connection goes to the address that was
    checked. `should_stop` is asked every 50 ms: once it says True, everything under way is dropped, and `on_result` is
    not called again.
    """
    if not requests or should_stop():
        return
    import asyncio

    from feeds.net_session import Session, run

    asyncio.run(run(requests, on_result, Session(requests, limits, allow_private), should_stop))
