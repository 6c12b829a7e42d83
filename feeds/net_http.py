"""One GET over one connection: request head out; status, headers and body in (HTTP/1.1 by h11), kept for the next."""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import h11

from feeds.errors import FetchError
from feeds.fetch import Limits
from feeds.net_body import too_large
from feeds.net_connect import Connector, Origin, Stream
from feeds.net_words import LATER, network_error

READ_BYTES = 2**16
"""Bytes asked from the socket at a time."""

HTTP = b"HTTP/"
"""How every answer in HTTP/1 begins."""

HeaderLines = list[tuple[bytes, bytes]]


class StaleConnectionError(Exception):
    """A kept connection was closed by the server before it answered: ask again on a new one."""


class Connection:
    """A connection that speaks HTTP/1.1, for one request after the other.

    `wire` counts the bytes of the present answer, head and body as they came.
    """

    def __init__(self, stream: Stream, origin: Origin, limits: Limits) -> None:
        self.origin = origin
        self.wire = 0
        self._stream = stream
        self._h11 = h11.Connection(h11.CLIENT, max_incomplete_event_size=limits.header_bytes)
        self._wire_cap = limits.wire_bytes
        self._used = False
        self._is_http = False

    def drop(self) -> None:
        """Close the connection."""
        self._stream.drop()

    def is_free(self) -> bool:
        """Return whether the answer has come to its end and another request may follow."""
        return (
            self._h11.our_state is h11.DONE and self._h11.their_state is h11.DONE and not self._stream.reader.at_eof()
        )

    async def ask(self, url: str, path: bytes, headers: HeaderLines) -> h11.Response:
        """Send a GET and return the head of the answer.

        Raises:
            FetchError: if the answer is not HTTP, or stops early.
            StaleConnectionError: if a connection that served before is closed without an answer.
        """
        self.wire = 0
        if self._used:
            self._h11.start_next_cycle()
        if proxy := self._stream.proxy:
            path = url.encode("ascii")
            if proxy.authorization:
                headers = [*headers, (b"Proxy-Authorization", proxy.authorization.encode("ascii"))]
        data = self._h11.send(h11.Request(method="GET", target=path, headers=headers))
        self._h11.send(h11.EndOfMessage())
        self._stream.writer.write(data or b"")
        self._acknowledge_at_once()
        while not isinstance(event := await self._next(), h11.Response):
            pass
        self._used = True
        return event

    def _acknowledge_at_once(self) -> None:
        """Ask the system not to put off the acknowledgement of the answer's first packet, where it can.

        Many servers write head and body apart, and keep the body back until the head is acknowledged (RFC 896), which
        Linux does 40 ms later (RFC 9293, section 3.8.6.3). Measured on 200 such answers of a server on the same
        machine: the refresh takes a twentieth of the time, and half the CPU, for it need not begin anew 200 times.
        """
        if connected := self._stream.writer.get_extra_info("socket"):
            with suppress(AttributeError, OSError):  # Linux alone has this, and a socket may be closed by now
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    async def body(self) -> AsyncIterator[bytes]:
        """Yield the answer's body as it comes, still packed.

        Raises:
            FetchError: if it stops early or is too large.
        """
        while isinstance(event := await self._next(), h11.Data):
            yield bytes(event.data)

    async def _next(self) -> object:
        """Return the next event of the answer, reading from the socket as often as it takes."""
        host = self.origin.host
        try:
            while (event := self._h11.next_event()) is h11.NEED_DATA:
                data = await self._stream.reader.read(READ_BYTES)
                if not data and self._used and not self.wire:
                    raise StaleConnectionError
                if not self.wire:
                    self._is_http = HTTP.startswith(data[: len(HTTP)])
                self.wire += len(data)
                if self.wire > self._wire_cap:
                    raise too_large(host, self._wire_cap)
                self._h11.receive_data(data)
        except h11.RemoteProtocolError as error:
            raise self._protocol_error(error, host) from error
        except OSError as error:
            if self._used and not self.wire:
                raise StaleConnectionError from error
            raise self._ended(error, host) from error
        return event

    def _protocol_error(self, error: h11.RemoteProtocolError, host: str) -> FetchError:
        if error.error_status_hint == 431:
            return FetchError(f"{host} sent far too many headers.", "Its server is broken; nothing was taken.")
        if self.wire and not self._is_http:
            return FetchError(f"{host} does not answer in HTTP.", "Check the address and the port.")
        if self._stream.reader.at_eof():
            return self._ended(EOFError(), host)
        return FetchError(f"{host} breaks the rules of HTTP in its answer.", f"Its server is broken. {LATER}")

    def _ended(self, error: OSError | EOFError, host: str) -> FetchError:
        """Return the error for a connection that ended too early: in the answer, or before it began."""
        if self.wire:
            return network_error(error, host, connecting=False)
        return FetchError(f"{host} closed the connection without an answer.", LATER)


class Pool:
    """Connections by origin: opened when needed, kept while `wanted` says that their host will be asked again."""

    def __init__(self, connector: Connector, limits: Limits, wanted: Callable[[str], bool]) -> None:
        self._connector = connector
        self._limits = limits
        self._wanted = wanted
        self._idle: defaultdict[Origin, list[Connection]] = defaultdict(list)

    async def ask(
        self, origin: Origin, url: str, path: bytes, headers: HeaderLines, connect_s: float | None
    ) -> tuple[Connection, h11.Response]:
        """Return the head of the answer and the connection its body comes over, which must be given to `release`.

        Raises:
            FetchError: if the host may not be reached, cannot be, or does not answer.
        """
        idle = self._idle[origin]
        while True:
            connection = (
                idle.pop() if idle else Connection(await self._connector.open(origin, connect_s), origin, self._limits)
            )
            try:
                return connection, await connection.ask(url, path, headers)
            except StaleConnectionError:
                connection.drop()
            except BaseException:
                connection.drop()
                raise

    def release(self, connection: Connection) -> None:
        """Keep a connection for the next request, or drop it: cut short, or nobody left to ask its host."""
        if connection.is_free() and self._wanted(connection.origin.host):
            self._idle[connection.origin].append(connection)
        else:
            connection.drop()

    def close(self) -> None:
        """Close the connections that were kept for later."""
        for connections in self._idle.values():
            for connection in connections:
                connection.drop()
        self._idle.clear()
