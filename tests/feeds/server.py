"""A real server on 127.0.0.1 for tests: it answers what the test says and remembers what it was asked.

with Server(lambda asked: ok(b"<rss/>", etag='"1"')) as server:
    fetch_one(Request(server.url("/feed")), allow_private=LOCAL)
assert server.asked[0].values("if-none-match") == []
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any
from unittest.mock import patch

import pytest

import feeds.net_connect

LOCAL = frozenset({"127.0.0.1"})
"""What tests give as `allow_private`."""


TLS_HANDSHAKE = b"\x16"
"""The first byte that a TLS client sends."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived: the first line's parts, the header lines in order, and on which connection."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    connection: int

    def values(self, name: str) -> list[str]:
        """Return all values of a header, "" never among them when it was not sent."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


Answer = bytes | Iterable[bytes | float]
"""Raw bytes, or pieces of them with pauses in seconds between."""


def ok(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole answer with a Content-Length; `last_modified="..."` becomes `Last-Modified: ...`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(status: int, location: str) -> bytes:
    """Return a redirect without a body."""
    return ok(b"", f"{status} Moved", location=location)


@dataclass
class Server:
    """Runs `answer` for every request, each connection in a thread; with `tls` it speaks TLS.

    A connection stays open unless the answer says `Connection: close` or has no length. `most_at_once` is the largest
    number of requests that were being answered at the same time. With `leaves_after_answer` the server closes the
    connection after every answer without having said so, as servers do whose patience has ended.
    """

    answer: Callable[[Asked], Answer]
    tls: ssl.SSLContext | None = None
    leaves_after_answer: bool = False
    asked: list[Asked] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    most_at_once: int = 0

    def __enter__(self) -> Server:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._socket.getsockname()[1]
        self._lock = threading.Lock()
        self._busy = 0
        self._connections: list[socket.socket] = []
        self._stopped = threading.Event()
        if self.tls is not None:
            self.tls.sni_callback = lambda _, name, __: self.names.append(name)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        for connection in [self._socket, *self._connections]:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        """Return the address of `path` on this server."""
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._connections.append(connection)
            number = len(self._connections)
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self._connections.append(connection)
            self._answer_all(connection, number)
        except (OSError, ValueError):
            pass
        finally:
            connection.close()

    def _answer_all(self, connection: socket.socket, number: int) -> None:
        with connection.makefile("rb") as stream:
            if self.tls is None and stream.peek(1).startswith(TLS_HANDSHAKE):
                connection.sendall(ok(b"", "400 Bad Request"))
                return
            while (asked := _read(stream.readline, number)) is not None:
                with self._lock:
                    self.asked.append(asked)
                    self._busy += 1
                    self.most_at_once = max(self.most_at_once, self._busy)
                try:
                    head = self._send(connection, self.answer(asked))
                finally:
                    with self._lock:
                        self._busy -= 1
                if (
                    self.leaves_after_answer
                    or b"connection: close" in head
                    or not (b"content-length" in head or b"chunked" in head)
                ):
                    return

    def _send(self, connection: socket.socket, answer: Answer) -> bytes:
        sent = b""
        for piece in _pieces(answer):
            if isinstance(piece, float):
                self._stopped.wait(piece)
            else:
                connection.sendall(piece)
                sent = sent if b"\r\n\r\n" in sent else sent + piece[:65_536]
        return sent.partition(b"\r\n\r\n")[0].lower()


@contextmanager
def internet(hosts: Mapping[str, Server | str], *, plain: Server | None = None) -> Iterator[list[tuple[str, int]]]:
    """A small internet of its own: host names that lead to test servers, or to an address that is given as text.

    Each server gets a public address, so that the address check is the real one, and every port of it leads to that
    server; port 80 to `plain` where that is given. Other names do not exist, other addresses cannot be reached. Gives
    the list of (address, port) connected to.
    """
    addresses = {
        name: there if isinstance(there, str) else f"9.9.9.{n}" for n, (name, there) in enumerate(hosts.items())
    }
    servers = {addresses[name]: there for name, there in hosts.items() if isinstance(there, Server)}
    dialled: list[tuple[str, int]] = []
    real = asyncio.open_connection

    def look_up(host: str, port: int) -> asyncio.Future[list[str]]:
        future: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        if host in addresses:
            future.set_result([addresses[host]])
        else:
            future.set_exception(socket.gaierror(socket.EAI_NONAME, "Name or service not known"))
        return future

    async def open_connection(
        host: str, port: int, **options: Any
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        dialled.append((host, port))
        if host in servers:
            server = plain if plain and port == 80 else servers[host]
            return await real("127.0.0.1", server.port, **options)
        if host == "127.0.0.1":
            return await real(host, port, **options)
        raise ConnectionRefusedError(host)

    with patch.object(feeds.net_connect, "look_up", look_up), patch.object(asyncio, "open_connection", open_connection):
        yield dialled


def make_certificate(folder: Path, name: str, *, days: int = 2) -> Path:
    """Write a self-signed certificate with its key for the host `name` into one file and return it (needs openssl)."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("the openssl program is not installed, which makes the certificate of the test server")
    path = folder / "certificate.pem"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(path)]
    names = ["-subj", "/CN=test", "-addext", f"subjectAltName=DNS:{name}"]
    command = [openssl, "req", "-x509", *key, *names, "-days", str(days)]
    certificate = subprocess.run(command, capture_output=True, check=True).stdout
    with path.open("ab") as file:
        file.write(certificate)
    return path


def server_tls(certificate: Path) -> ssl.SSLContext:
    """Return the TLS context of a server with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@contextmanager
def trusting(certificate: Path) -> Iterator[None]:
    """Let fetches trust this certificate, and nothing else."""
    context = ssl.create_default_context(cafile=str(certificate))
    with patch.object(feeds.net_connect, "tls_context", lambda: context):
        yield


def wait_until(true: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Return True as soon as `true()` is, False if it is not within `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.005)
    return true()


def _pieces(answer: Answer) -> Iterator[bytes | float]:
    return iter((answer,)) if isinstance(answer, bytes) else iter(answer)


def _read(readline: Callable[[], bytes], number: int) -> Asked | None:
    first = readline().decode("latin-1").split()
    if len(first) < 2:
        return None
    headers = []
    while (line := readline().decode("latin-1").rstrip("\r\n")) != "":
        name, _, value = line.partition(":")
        headers.append((name, value.strip()))
    return Asked(first[0], first[1], tuple(headers), number)
