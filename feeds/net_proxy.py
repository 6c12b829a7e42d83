"""The environment into the proxy that a host is reached through, if any (the variables that curl and others read)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # typeshed has no line for it

from feeds.errors import FetchError


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; `authorization` is the value of Proxy-Authorization made from its user and password, or ""."""

    host: str
    port: int
    authorization: str = ""


def proxy_for(scheme: str, host: str, port: int, proxies: Mapping[str, str]) -> Proxy | None:
    """Return the proxy that `proxies` (see `urllib.request.getproxies_environment`) names for a host, if any.

    Raises:
        FetchError: if the proxy is of a kind that is not spoken here.
    """
    url = proxies.get(scheme) or proxies.get("all")
    return None if not url or is_exempt(host, port, proxies.get("no", "")) else parse_proxy(url)


def is_exempt(host: str, port: int, no_proxy: str) -> bool:
    """Return whether `no_proxy` names the host: `*`, a name with all names below it, or either with `:port`."""
    entries = no_proxy.replace(",", " ").split()
    names = ",".join(entry.removeprefix("*") for entry in entries)
    return "*" in entries or bool(proxy_bypass_environment(f"{host}:{port}", {"no": names}))


def parse_proxy(url: str) -> Proxy:
    """Return the proxy that `url` names, with or without `http://`.

    Raises:
        FetchError: for SOCKS and TLS proxies, and for text that names no host.
    """
    parts = urlsplit(url if "://" in url else f"http://{url}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if parts.scheme != "http" or not host:
        raise FetchError(
            "The proxy that the environment names cannot be used: only http:// proxies can.",
            "Change HTTP_PROXY, HTTPS_PROXY or ALL_PROXY, or exempt hosts with NO_PROXY.",
        )
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    basic = "Basic " + base64.b64encode(pair.encode()).decode("ascii") if parts.username else ""
    return Proxy(host, port or 80, basic)
