"""Where a fetch connects to, and whom it believes: checked addresses, certificates, proxies."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from feeds.errors import FetchError
from feeds.fetch import Limits, Request, fetch_one
from tests.feeds.server import LOCAL, Server, internet, make_certificate, ok, server_tls, trusting

FEED = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
SHORT = Limits(total_s=5.0, connect_s=2.0)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"), "safe.example.test")


def test_the_connection_goes_to_the_checked_address_and_names_the_host(certificate: Path) -> None:
    with (
        Server(lambda _: ok(FEED), tls=server_tls(certificate)) as server,
        internet({"safe.example.test": server}) as dialled,
        trusting(certificate),
    ):
        result = fetch_one(Request("https://safe.example.test/feed"))
    assert dialled == [("9.9.9.0", 443)]
    assert server.names == ["safe.example.test"]
    assert server.asked[0].values("host") == ["safe.example.test"]
    assert result.body == FEED


def test_a_certificate_for_another_name_is_refused(certificate: Path) -> None:
    with (
        Server(lambda _: ok(FEED), tls=server_tls(certificate)) as server,
        internet({"other.example.test": server}),
        trusting(certificate),
        pytest.raises(FetchError) as caught,
    ):
        fetch_one(Request("https://other.example.test/feed"))
    assert "made out to another name" in caught.value.message
    assert server.asked == []


def test_a_certificate_of_nobody_known_is_refused(certificate: Path) -> None:
    with (
        Server(lambda _: ok(FEED), tls=server_tls(certificate)) as server,
        internet({"safe.example.test": server}),
        pytest.raises(FetchError) as caught,
    ):
        fetch_one(Request("https://safe.example.test/feed"))
    assert "signed its certificate" in caught.value.message


def test_tls_from_a_server_that_speaks_none_has_words() -> None:
    with (
        Server(lambda _: ok(FEED)) as server,
        internet({"safe.example.test": server}),
        pytest.raises(FetchError) as caught,
    ):
        fetch_one(Request("https://safe.example.test/feed"), limits=SHORT)
    assert caught.value.message == "No safe connection to safe.example.test could be made."


def test_a_proxy_gets_the_whole_address_and_its_own_password(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(lambda _: ok(FEED)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://me:pw@127.0.0.1:{proxy.port}")
        result = fetch_one(Request("http://far.example.test/feed?a=1"))
    assert result.body == FEED
    assert proxy.asked[0].target == "http://far.example.test/feed?a=1"
    assert proxy.asked[0].values("host") == ["far.example.test"]
    assert proxy.asked[0].values("proxy-authorization") == ["Basic bWU6cHc="]


def test_a_refusing_proxy_is_told_apart_from_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(lambda _: ok(b"", "407 Proxy Authentication Required")) as proxy:
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy.port}")
        with pytest.raises(FetchError, match="proxy asks for a password"):
            fetch_one(Request("https://far.example.test/feed"))
    assert (proxy.asked[0].method, proxy.asked[0].target) == ("CONNECT", "far.example.test:443")


def test_an_exempt_host_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Server(lambda _: ok(FEED)) as server:
        assert fetch_one(Request(server.url()), allow_private=LOCAL).body == FEED


@contextmanager
def tunnel(server: Server) -> Iterator[tuple[int, list[bytes]]]:
    """A proxy that leads one CONNECT to `server`; gives its port and the heads that it was sent."""
    heads: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def pipe(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                sink.sendall(data)

    def work() -> None:
        with suppress(OSError):
            client, _ = listener.accept()
            with client, socket.create_connection(("127.0.0.1", server.port)) as far:
                heads.append(client.recv(65_536))
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                threading.Thread(target=pipe, args=(far, client), daemon=True).start()
                pipe(client, far)

    threading.Thread(target=work, daemon=True).start()
    with listener:
        yield listener.getsockname()[1], heads


def test_tls_goes_through_a_proxy_to_the_host_itself(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        Server(lambda _: ok(FEED), tls=server_tls(certificate)) as server,
        tunnel(server) as (port, heads),
        trusting(certificate),
    ):
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:pw@127.0.0.1:{port}")
        result = fetch_one(Request("https://safe.example.test/feed"), limits=SHORT)
    assert result.body == FEED
    assert heads[0].startswith(b"CONNECT safe.example.test:443 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic bWU6cHc=\r\n" in heads[0]
    assert server.names == ["safe.example.test"]
    assert server.asked[0].target == "/feed" and server.asked[0].values("proxy-authorization") == []


def test_a_private_address_is_refused_behind_a_proxy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    for host in ("192.168.1.1", "localhost", "0x7f.1", "2130706433", "[::1]"):
        with pytest.raises(FetchError, match="private network"):
            fetch_one(Request(f"http://{host}/feed"))
    with pytest.raises(FetchError, match=r"The proxy 127\.0\.0\.1 refused the connection"):
        fetch_one(Request("http://far.example.test/feed"))


def test_a_proxy_that_leads_nowhere_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(lambda _: ok(b"", "403 Forbidden")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(FetchError, match=r"The proxy 127\.0\.0\.1 does not lead to far\.example\.test \(403\)"):
            fetch_one(Request("https://far.example.test/feed"))


def test_a_name_that_the_system_knows_is_looked_up_and_checked() -> None:
    with Server(lambda _: ok(FEED)) as server:
        allowed = fetch_one(
            Request(server.url(host="localhost")), allow_private=frozenset({"LocalHost."}), limits=SHORT
        )
        with pytest.raises(FetchError, match="localhost lies in a private network"):
            fetch_one(Request(server.url(host="localhost")), limits=SHORT)
    assert allowed.body == FEED
    assert len(server.asked) == 1
