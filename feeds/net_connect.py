"""Host and port into an open connection, to an address that was checked first; through a proxy where one is set."""

from __future__ import annotations

import asyncio
import functools
import ipaddress
import os
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple
from urllib.request import getproxies_environment

from feeds.errors import FetchError
from feeds.net_address import checked, is_allowed, plainly_private, private_error
from feeds.net_proxy import Proxy, proxy_for
from feeds.net_words import network_error, status_error

OTHER_FAMILY_S = 2.5
"""How long one address is tried in seconds while others remain: a broken IPv6 route must not eat the whole time."""

MAX_ADDRESSES = 4
"""How many addresses of one host are tried."""

TUNNEL_HEAD_BYTES = 16 * 2**10
"""Most bytes of a proxy's answer to CONNECT."""


class Origin(NamedTuple):
    """What a connection belongs to; `host` is lower-case ASCII without brackets."""

    scheme: str
    host: str
    port: int


@dataclass(slots=True)
class Stream:
    """An open connection: two ends of it, and the proxy that plain requests must be addressed to."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    proxy: Proxy | None = None

    def drop(self) -> None:
        """Close at once, without a goodbye: TLS's own would wait for a server that may never answer."""
        self.writer.transport.abort()


class Connector:
    """Opens connections, through the proxies that the environment names; looks every host up once."""

    def __init__(self, allow_private: frozenset[str]) -> None:
        self._allow_private = allow_private
        self._proxies = getproxies_environment()
        self._found: dict[tuple[str, int], asyncio.Future[list[str]]] = {}

    async def open(self, target: Origin, connect_s: float | None) -> Stream:
        """Return a connection over which `target` can be asked, within `connect_s` seconds.

        The host's addresses are looked up, checked, and connected to as addresses; TLS still names and verifies the
        host. Behind a proxy the look-up is the proxy's own, so that only the host's spelling can be checked.

        Raises:
            FetchError: if the host may not be reached or cannot be.
        """
        try:
            async with asyncio.timeout(connect_s):
                proxy = proxy_for(*target, self._proxies)
                if proxy is not None:
                    return await self._open_by_proxy(target, proxy)
                addresses = checked(target.host, await self._look_up(target.host, target.port), self._allow_private)
                return await _first_open(addresses, target)
        except (OSError, EOFError) as error:
            raise network_error(error, target.host, connecting=True) from error

    async def _open_by_proxy(self, target: Origin, proxy: Proxy) -> Stream:
        if plainly_private(target.host) and not is_allowed(target.host, self._allow_private):
            raise private_error(target.host)
        try:
            reader, writer = await asyncio.open_connection(proxy.host, proxy.port)
        except OSError as error:
            raise network_error(error, f"The proxy {proxy.host}", connecting=True) from error
        if target.scheme == "http":
            return Stream(reader, writer, proxy)
        stream = Stream(reader, writer)
        try:
            await _tunnel(stream, target, proxy)
            await writer.start_tls(tls_context(), server_hostname=target.host)
        except BaseException:
            stream.drop()
            raise
        return stream

    async def _look_up(self, host: str, port: int) -> list[str]:
        """Return the addresses of `host`, families taking turns; each host is looked up once."""
        with suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        known = self._found.get((host, port))
        if known is None:
            known = self._found[host, port] = look_up(host, port)
        return await asyncio.shield(known)


def look_up(host: str, port: int) -> asyncio.Future[list[str]]:
    """Start to look up `host` and return the future of its addresses.

    A thread of its own, not the loop's executor: the system's resolver cannot be interrupted, and an executor is
    waited for at the end of the loop and of the program, so that a dead name server would hold up every stop.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[list[str]] = loop.create_future()
    future.add_done_callback(lambda done: done.cancelled() or done.exception())

    def settle(addresses: list[str], error: OSError | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(addresses)
        else:
            future.set_exception(error)

    def work() -> None:
        addresses: list[str] = []
        failure: OSError | None = None
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = _taking_turns([str(entry[4][0]) for entry in found])
        except UnicodeError:
            failure = socket.gaierror(socket.EAI_NONAME, "not a host name")
        except OSError as error:
            failure = error
        with suppress(RuntimeError):  # the loop has ended meanwhile: nobody waits any more
            loop.call_soon_threadsafe(settle, addresses, failure)

    threading.Thread(target=work, name=f"look up {host}", daemon=True).start()
    return future


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Return the one TLS context of this process (56 ms to build): verified certificates, TLS 1.2 or later.

    The system's own certificates; where Python finds none (some installers ship without), those of certifi.
    """
    context = ssl.create_default_context()
    folder = ssl.get_default_verify_paths().capath
    if not context.cert_store_stats()["x509_ca"] and not (folder and os.listdir(folder)):
        import certifi

        context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


async def _first_open(addresses: list[str], target: Origin) -> Stream:
    """Connect to the first of `addresses` that answers; raise the last one's error."""
    tls: dict[str, object] = {}
    if target.scheme == "https":
        tls = {"ssl": tls_context(), "server_hostname": target.host}
    tried = addresses[:MAX_ADDRESSES]
    for address in tried[:-1]:
        try:
            async with asyncio.timeout(OTHER_FAMILY_S):
                return Stream(*await asyncio.open_connection(address, target.port, **tls))  # type: ignore[arg-type]
        except ssl.SSLCertVerificationError:
            raise
        except OSError:
            continue
    return Stream(*await asyncio.open_connection(tried[-1], target.port, **tls))  # type: ignore[arg-type]


async def _tunnel(stream: Stream, target: Origin, proxy: Proxy) -> None:
    """Ask the proxy for a tunnel to `target` (RFC 9110, section 9.3.6)."""
    name = f"[{target.host}]" if ":" in target.host else target.host
    lines = [f"CONNECT {name}:{target.port} HTTP/1.1", f"Host: {name}:{target.port}"]
    if proxy.authorization:
        lines.append(f"Proxy-Authorization: {proxy.authorization}")
    stream.writer.write("\r\n".join([*lines, "", ""]).encode("ascii"))
    try:
        head = await stream.reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise FetchError(f"The proxy {proxy.host} did not answer in HTTP.", "Check the proxy's address.") from error
    fields = head[:TUNNEL_HEAD_BYTES].split(None, 2)
    status = int(fields[1]) if len(fields) > 1 and fields[1].isdigit() else 0
    if status == 407:
        raise status_error(status, target.host)
    if not 200 <= status < 300:
        raise FetchError(f"The proxy {proxy.host} does not lead to {target.host} ({status}).", "Check the proxy.")


def _taking_turns(addresses: list[str]) -> list[str]:
    """Return the addresses without repetitions, the two families taking turns, the resolver's favourite first."""
    unique = list(dict.fromkeys(addresses))
    six_first = ":" in "".join(unique[:1])
    families = [[a for a in unique if (":" in a) is six] for six in (six_first, not six_first)]
    return [address for turn in zip_longest(*families) for address in turn if address]
