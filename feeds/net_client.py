"""One feed's URL into its answer, by httpx: redirects, validators, bounded bodies. Only this module imports httpx."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from feeds.errors import FetchError
from feeds.fetch import Limits, Request, Response
from feeds.net_body import Inflater, too_large
from feeds.net_connect import Origin
from feeds.net_headers import is_bot_check, max_age_s, retry_after_s
from feeds.net_http import Connection, HeaderLines, Pool
from feeds.net_url import HINT, PORTS, Target, mask, parse_target
from feeds.net_words import ELSEWHERE, LATER, status_error

if TYPE_CHECKING:
    import httpx

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.9, */*;q=0.1"
)
"""Feed types first, then whatever there is: servers that look at it give the feed, not the page."""

PERMANENT = (301, 308)
"""Redirects that are meant for good (RFC 9110, section 15.4)."""

WITH_BODY = (200, 203, 226)
"""Statuses whose body is a feed; of every other answer only status and headers are looked at."""

SMALL_BODY = 8 * 2**10
"""A body of no interest up to this many bytes is read to its end, so that the connection can be used again."""

PLAIN_LOCATION = re.compile(rb"[!-~]+")
"""A redirect's address as RFC 9110 wants it: visible ASCII without blanks."""


@dataclass(slots=True)
class Trail:
    """Where one fetch has come from: what the redirects so far mean for the feed's address."""

    target: Target
    permanent: Target | None = None
    for_good: bool = True
    warnings: list[str] = field(default_factory=list)

    def move(self, answer: httpx.Response, moved_to: httpx.Request) -> None:
        """Take one redirect.

        A step from https to http is followed with a warning, without credentials, and never for good: nobody may
        turn a safe subscription into an unsafe one. User and password that the redirect itself names are dropped, so
        that one server cannot make us log in at another.

        Raises:
            FetchError: if the redirect leads to no http or https address.
        """
        try:
            there = parse_target(str(moved_to.url))
        except FetchError as error:
            where = mask(str(moved_to.url))
            raise FetchError(f"{self.target.host} sends to {where}, which is no web address.", ELSEWHERE) from error
        if self.target.url.startswith("https:") and there.url.startswith("http:"):
            self.warnings.append(f"{self.target.host} sent this feed over a connection without encryption.")
            self.for_good = False
        keeps_login = "authorization" in moved_to.headers  # httpx: the same origin, or its step from http to https
        self.target = replace(there, userinfo=self.target.userinfo if keeps_login else "")
        self.for_good = self.for_good and answer.status_code in PERMANENT
        if self.for_good:
            self.permanent = self.target


class Client:
    """The one httpx client of a run, with the limits of a feed."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._limits = limits
        self._http = open_client(pool, limits)

    async def fetch(self, request: Request) -> Response:
        """Return the answer to one request, after redirects.

        Raises:
            FetchError: if there is no usable one; it says so when another server than the asked one failed.
        """
        trail = Trail(parse_target(request.url))
        asked = trail.target.host
        try:
            return await self._follow(request, trail)
        except FetchError as error:
            if trail.target.host != asked:
                error.message = f"{asked} sends on to {trail.target.host}. {error.message}"
            raise

    async def _follow(self, request: Request, trail: Trail) -> Response:
        """Ask, and ask again where a redirect leads to; `trail` always stands at the address that is asked."""
        started, asked = time.monotonic(), trail.target.host
        validators_for = parse_target(request.validators_url).url if request.validators_url else trail.target.url
        wire_bytes = 0
        for _ in range(self._limits.redirects + 1):
            conditional = trail.target.url == validators_for and bool(request.etag or request.last_modified)
            answer, body = await self._get(trail.target, _validators(request) if conditional else [])
            wire_bytes += answer.extensions["connection"].wire
            if answer.next_request is None:
                ms = round((time.monotonic() - started) * 1000)
                return _response(request, trail, answer, body, conditional=conditional, ms=ms, wire_bytes=wire_bytes)
            trail.move(answer, answer.next_request)
        raise FetchError(
            f"{asked} sends from one address to the next without end ({self._limits.redirects} redirects).", ELSEWHERE
        )

    async def close(self) -> None:
        """Close the connections that were kept for later."""
        await self._http.aclose()

    async def _get(self, target: Target, validators: list[tuple[bytes, bytes]]) -> tuple[httpx.Response, bytes]:
        """Return one answer with its inflated body; redirects are not followed, but `next_request` says where to."""
        import httpx

        try:
            request = self._http.build_request("GET", target.url, headers=validators)
        except (httpx.InvalidURL, UnicodeError) as error:  # the second: "xn--" with something that stands for no name
            raise FetchError(f"This address cannot be read: {mask(target.url)}.", HINT) from error
        try:
            answer = await self._http.send(request, auth=target.login, stream=True)
        except (httpx.InvalidURL, httpx.RemoteProtocolError, UnicodeError) as error:  # a redirect's Location is no URL
            raise FetchError(f"{target.host} sends to an address that cannot be read.", ELSEWHERE) from error
        try:
            return answer, await self._body(answer, target.host)
        finally:
            await answer.aclose()

    async def _body(self, response: httpx.Response, host: str) -> bytes:
        """Return the body of a feed, never inflated beyond its limit (httpx's own decoders know none)."""
        size = int(response.headers.get("content-length", -1))  # h11 lets nothing but digits pass
        if response.status_code not in WITH_BODY:
            if response.status_code == 304 or 0 <= size <= SMALL_BODY:
                async for _ in response.aiter_raw():
                    pass
            return b""
        if size > self._limits.wire_bytes:
            raise too_large(host, self._limits.wire_bytes)
        inflater = Inflater(response.headers.get("content-encoding", ""), cap=self._limits.body_bytes, host=host)
        async for chunk in response.aiter_raw():
            inflater.feed(chunk)
        return inflater.finish()


def _response(
    request: Request, trail: Trail, answer: httpx.Response, body: bytes, *, conditional: bool, ms: int, wire_bytes: int
) -> Response:
    """Return the `Response` for an answer that is no redirect.

    Raises:
        FetchError: if its status says that there is no feed, its body is empty, or it says "not modified" unasked.
    """
    headers, status, now = answer.headers, answer.status_code, datetime.now(UTC)
    host = trail.target.host
    wait = retry_after_s(headers, now)
    if status not in WITH_BODY and not (status == 304 and conditional):
        raise status_error(status, host, bot_check=is_bot_check(headers), retry_after_s=wait)
    if status != 304 and not body:
        raise FetchError(f"{host} answered with nothing at all.", LATER, status=status, retry_after_s=wait)
    old = request if status == 304 else Request(request.url)
    return Response(
        url=request.url,
        final_url=trail.target.url,
        status=status,
        body=body,
        etag=headers.get("etag", "") or old.etag,
        last_modified=headers.get("last-modified", "") or old.last_modified,
        content_type=headers.get("content-type", ""),
        max_age_s=max_age_s(headers, now),
        retry_after_s=wait,
        permanent_url=trail.permanent.url_with_login if trail.permanent else "",
        ms=ms,
        wire_bytes=wire_bytes,
        warnings=tuple(trail.warnings),
    )


def _validators(request: Request) -> list[tuple[bytes, bytes]]:
    """Return the headers that make a request conditional, byte for byte as the server gave them."""
    given = ((b"If-None-Match", request.etag), (b"If-Modified-Since", request.last_modified))
    return [(name, value.encode("latin-1", "replace")) for name, value in given if value]


def _with_plain_location(headers: Iterable[tuple[bytes, bytes]], url: str) -> HeaderLines:
    """Return a redirect's header lines with an absolute ASCII `Location`, where the server wrote another one.

    Many write it in UTF-8, with blanks, or with a host name in its own script; browsers follow these. httpx would take
    each byte for a letter. What is no address at all is left as it is.
    """
    return [(name, _plain(value, url) if name == b"location" else value) for name, value in headers]


def _plain(location: bytes, url: str) -> bytes:
    if PLAIN_LOCATION.fullmatch(location):
        return location
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    try:
        return parse_target(urljoin(url, text)).url.encode("ascii")
    except (FetchError, ValueError):
        return location


def _load_httpx() -> None:
    """Import httpx as if Click and Rich were not installed, for its command line alone needs them.

    They take 40 of its 110 ms, a tenth of a refresh in which nothing has changed.
    """
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None stands for "cannot be imported"
    import httpx  # noqa: F401

    if sys.modules["httpx._main"] is None:
        del sys.modules["httpx._main"]


def open_client(pool: Pool, limits: Limits) -> httpx.AsyncClient:
    """Return a client that says who asks and nothing more: no cookies, no proxy of its own, no redirects.

    Its transport asks over the connections of `pool`, for two reasons. A connection must go to the very address that
    was checked, while httpx looks the host up again; and httpcore's pool looks at every connection at every request
    (measured: a fetch takes nearly three times the CPU time when 20 of 200 run at once).
    """
    _load_httpx()
    import httpx

    class Body(httpx.AsyncByteStream):
        def __init__(self, connection: Connection) -> None:
            self._connection = connection

        def __aiter__(self) -> AsyncIterator[bytes]:
            return self._connection.body()

        async def aclose(self) -> None:
            pool.release(self._connection)

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            url = request.url
            origin = Origin(url.scheme, url.raw_host.decode("ascii"), url.port or PORTS[url.scheme])
            connect_s = request.extensions["timeout"]["connect"]
            connection, head = await pool.ask(origin, str(url), url.raw_path, request.headers.raw, connect_s)
            headers = list(head.headers)
            if 300 <= head.status_code < 400:
                headers = _with_plain_location(headers, str(url))
            response = httpx.Response(head.status_code, headers=headers, stream=Body(connection))
            response.extensions["connection"] = connection
            response.headers.encoding = "latin-1"  # every byte of a validator survives
            return response

        async def aclose(self) -> None:
            pool.close()

    client = httpx.AsyncClient(
        transport=Transport(),
        timeout=httpx.Timeout(None, connect=limits.connect_s),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        trust_env=False,
    )
    client.headers.clear()
    client.headers.update({"User-Agent": limits.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"})
    return client
