"""The text of a URL into what one request needs: the clean address, its host, user and password."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from feeds.errors import FetchError

PORTS = {"http": 80, "https": 443}
"""The schemes that are fetched, with their usual ports."""

UNRESERVED = "!$%&'()*+,-./:;=?@[]_~"
"""Characters of a path or query that are sent as they are; `%` too: escapes stay as the publisher wrote them."""

CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0]")
"""Controls and spaces: inside a host they are always an attack or a slip."""

HOST = re.compile(r"[a-z0-9._~-]+|[0-9a-f:.]+(%[a-z0-9]+)?")
"""What a host name or an IP address (without brackets) may look like after IDNA."""

HINT = "Write it in full, for example https://example.org/feed.xml."


@dataclass(frozen=True, slots=True)
class Target:
    """One address to ask: `url` as it is sent, without user, password and fragment.

    `host` is lower-case ASCII without brackets, `userinfo` what stood before the "@" of the given URL, or "".
    """

    url: str
    host: str
    userinfo: str = ""

    @property
    def login(self) -> tuple[str, str] | None:
        """User and password, None when the URL has none."""
        user, _, password = self.userinfo.partition(":")
        return (unquote(user), unquote(password)) if self.userinfo else None

    @property
    def url_with_login(self) -> str:
        """The address with user and password, as a subscription keeps it."""
        return self.url.replace("://", f"://{self.userinfo}@", 1) if self.userinfo else self.url


@lru_cache(maxsize=1024)
def parse_target(url: str) -> Target:
    """Return what is asked for by an absolute http or https URL.

    The fragment is dropped; letters outside ASCII are percent-encoded as UTF-8 and in the host by IDNA; existing
    escapes stay, so `%0d%0a` can never end a header line. Done without httpx, because import files are checked too.

    Raises:
        FetchError: if the URL has another scheme, no host, a bad port or control characters in its host.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except ValueError as error:
        raise FetchError(f"This address cannot be read: {mask(url)}.", HINT) from error
    if parts.scheme not in PORTS:
        raise FetchError(f"Only http and https addresses can be fetched, not {mask(url)}.", HINT)
    if not HOST.fullmatch(host):
        raise FetchError(f"This address names no server: {mask(url)}.", HINT)
    place = f"[{host}]" if ":" in host else host
    if port not in (None, PORTS[parts.scheme]):
        place += f":{port}"
    path = quote(parts.path, safe=UNRESERVED) or "/"
    if parts.query:
        path += "?" + quote(parts.query, safe=UNRESERVED)
    return Target(f"{parts.scheme}://{place}{path}", host, parts.netloc.rpartition("@")[0])


def lend_login(url: str, start: str) -> str:
    """Return `url` with the user and password that `start` holds, if both are of one scheme, host and port."""
    try:
        there, here = parse_target(url), parse_target(start)
    except FetchError:
        return url
    same = urlsplit(there.url)[:2] == urlsplit(here.url)[:2]
    return replace(there, userinfo=here.userinfo).url_with_login if same and here.userinfo else url


def hide_login(url: str) -> str:
    """Return `url` with user and password hidden, else as it is: for machines, which may compare it."""
    return re.sub(r"//[^/?#]*@", "//***@", url)


def mask(url: str) -> str:
    """Return `url` as it may be shown: password and user hidden, controls removed, at most 200 characters."""
    shown = CONTROLS.sub("", hide_login(url))
    return shown if len(shown) <= 200 else shown[:199] + "…"


def _ascii_host(host: str) -> str:
    if CONTROLS.search(host):
        raise ValueError("control character in host")
    host = host.removesuffix(".")  # the same host (RFC 1034, section 3.1), and certificates are made out without it
    return host if host.isascii() else host.encode("idna").decode("ascii").lower()
