"""Many requests into many answers: who is asked when, how long, and when to stop."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from feeds.errors import FetchError
from feeds.fetch import Limits, Request, Response, never
from feeds.net_client import Client
from feeds.net_connect import Connector
from feeds.net_http import Pool
from feeds.net_url import parse_target
from feeds.net_words import LATER

TOO_MANY = 429
"""The status after which a host is not asked for its other feeds either, for the rest of the run (RFC 6585)."""

STOP_POLL_S = 0.05
"""How often `should_stop` is asked, in seconds."""

WORTH_PUTTING_OFF_S = 0.01
"""Shorter pauses, in seconds, are not given back to the deadlines: moving twenty timers would cost as much."""

Result = Response | FetchError


class Session:
    """All fetches of one run: shares connections, look-ups and the limits."""

    def __init__(self, requests: Sequence[Request], limits: Limits, allow_private: frozenset[str]) -> None:
        self._limits = limits
        self._to_come = Counter(_host(request) for request in requests)
        self.client = Client(Pool(Connector(allow_private), limits, lambda host: self._to_come[host] > 0), limits)
        self._places = asyncio.Semaphore(limits.at_once)
        self._host_places: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
        self._deadlines: set[asyncio.Timeout] = set()
        self._quiet: dict[str, FetchError] = {}

    async def fetch(self, request: Request) -> Result:
        """Return the answer to one request, or what went wrong."""
        host = _host(request)
        # The host's place first: whoever waits for a slow host must not keep one of the few places from others.
        async with self._host_places[host], self._places:
            self._to_come[host] -= 1
            if host in self._quiet:
                return self._quiet[host]
            try:
                async with asyncio.timeout(self._limits.total_s) as deadline:
                    self._deadlines.add(deadline)
                    try:
                        return await self.client.fetch(request)
                    finally:
                        self._deadlines.discard(deadline)
            except TimeoutError:
                return FetchError(f"{host} did not send the whole feed within {self._limits.total_s:g} s.", LATER)
            except FetchError as error:
                if error.status == TOO_MANY:
                    self._quiet[host] = FetchError(
                        error.message, error.hint, status=error.status, retry_after_s=error.retry_after_s, asked=False
                    )
                return error

    def put_off_deadlines(self, seconds: float) -> None:
        """Give every fetch under way `seconds` more: time in which the caller kept the loop from reading."""
        if seconds < WORTH_PUTTING_OFF_S:
            return
        for deadline in self._deadlines:
            when = deadline.when()
            if when is not None and not deadline.expired():
                deadline.reschedule(when + seconds)


async def run(
    requests: Sequence[Request],
    on_result: Callable[[Request, Result], None],
    session: Session,
    should_stop: Callable[[], bool],
) -> None:
    """Fetch all requests within `session`; `feeds.fetch.fetch_all` says how."""
    results: asyncio.Queue[tuple[Request, Result | Exception]] = asyncio.Queue()

    async def fetch(request: Request) -> None:
        try:
            results.put_nowait((request, await session.fetch(request)))
        except Exception as error:  # a bug: it must end the run, not leave it waiting for ever
            results.put_nowait((request, error))

    tasks = [asyncio.create_task(fetch(request)) for request in requests]
    try:
        for _ in requests:
            arrived = await _next_result(results, should_stop)
            if arrived is None:
                return
            request, result = arrived
            if isinstance(result, Exception) and not isinstance(result, FetchError):
                raise result
            began = time.monotonic()
            on_result(request, result)
            session.put_off_deadlines(time.monotonic() - began)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await session.client.close()
        await asyncio.sleep(0)  # one turn of the loop, in which dropped connections close their sockets


async def _next_result(
    results: asyncio.Queue[tuple[Request, Result | Exception]], should_stop: Callable[[], bool]
) -> tuple[Request, Result | Exception] | None:
    """Return the next result, or None as soon as `should_stop` says so."""
    if should_stop is never:
        return await results.get()
    while not should_stop():
        try:
            async with asyncio.timeout(STOP_POLL_S):
                return await results.get()
        except TimeoutError:
            continue
    return None


def _host(request: Request) -> str:
    """Return the host of a request's own URL, "" when it has none (the fetch itself then says what is wrong)."""
    try:
        return parse_target(request.url).host
    except FetchError:
        return ""
