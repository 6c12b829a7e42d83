"""Measure a fetch: CPU milliseconds with our transport against a plain httpx.AsyncClient, in the same run.

    python tests/bench/bench_fetch.py [--feeds 200] [--rounds 5]

Every feed lies on a server of its own (127.0.0.1, a port each), which runs in another process, so that only the
client's CPU time is counted. Both sides ask for the same feeds, 20 at a time, taking turns; the medians and their
ratio are printed. The ratio is the figure to compare: milliseconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

import httpx

from feeds.fetch import Limits, Request, Response, fetch_all

FEED = gzip.compress(b"<rss><channel><item><title>A headline</title></item></channel></rss>" * 400, mtime=0)
HEAD = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Encoding: gzip\r\nETag: "1"\r\n'
    b"Cache-Control: max-age=900\r\nDate: Wed, 18 Feb 2026 06:00:00 GMT\r\nServer: bench\r\n"
)
ANSWER = HEAD + f"Content-Length: {len(FEED)}\r\n\r\n".encode() + FEED

AT_ONCE = 20
"""Fetches under way at the same time, on both sides."""


def serve(feeds: int, ports: Connection) -> None:
    """Answer every request on `feeds` ports with the same feed, for ever; send the ports first."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(ANSWER)
        except (asyncio.IncompleteReadError, OSError):
            writer.close()

    async def main() -> None:
        servers = [await asyncio.start_server(answer, "127.0.0.1", 0) for _ in range(feeds)]
        ports.send([server.sockets[0].getsockname()[1] for server in servers])
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(main())


def with_ours(urls: Sequence[str]) -> None:
    """Fetch all `urls` with `fetch_all`."""

    def take(_: Request, result: object) -> None:
        assert isinstance(result, Response) and result.status == 200, result

    limits = Limits(at_once=AT_ONCE, per_host=AT_ONCE)
    fetch_all([Request(url) for url in urls], on_result=take, limits=limits, allow_private=frozenset({"127.0.0.1"}))


def with_plain_httpx(urls: Sequence[str]) -> None:
    """Fetch all `urls` with an `httpx.AsyncClient` as it comes."""

    async def main() -> None:
        places = asyncio.Semaphore(AT_ONCE)
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:

            async def get(url: str) -> None:
                async with places:
                    assert (await client.get(url)).status_code == 200

            await asyncio.gather(*(get(url) for url in urls))

    asyncio.run(main())


def cpu_ms(work: Callable[[Sequence[str]], None], urls: Sequence[str]) -> float:
    """Return the CPU milliseconds of this process that `work` takes for each of `urls`."""
    began = time.process_time()
    work(urls)
    return (time.process_time() - began) * 1000 / len(urls)


def main() -> None:
    """Start the servers, measure both sides in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    receive, send = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.Process(target=serve, args=(options.feeds, send), daemon=True)
    server.start()
    urls = [f"http://127.0.0.1:{port}/feed.xml" for port in receive.recv()]
    sides = (with_ours, with_plain_httpx)
    for work in sides:
        work(urls[:5])  # imports and first-time work are no part of a fetch
    times = [[cpu_ms(work, urls) for work in sides] for _ in range(options.rounds)]
    server.terminate()
    ours, plain = (statistics.median(side) for side in zip(*times, strict=True))
    print(f"{options.feeds} feeds, {AT_ONCE} at a time, CPU a fetch: ours {ours:.2f} ms, plain httpx {plain:.2f} ms")
    print(f"ratio ours / plain httpx: {ours / plain:.2f}")


if __name__ == "__main__":
    main()
