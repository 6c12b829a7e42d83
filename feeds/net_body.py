"""Body bytes as they come over the wire into plain bytes, never more than a given number of them."""

from __future__ import annotations

import zlib

from feeds.errors import FetchError

GZIP_MAGIC = b"\x1f\x8b"
"""The first two bytes of every gzip stream (RFC 1952)."""

AUTO_WBITS = 47
"""zlib's `wbits` for "gzip or zlib, whatever the first bytes say", with the largest window."""

RAW_WBITS = -15
"""zlib's `wbits` for deflate without zlib's two bytes in front, which some servers send under that name."""

ONE_LAYER = ("gzip", "x-gzip", "deflate")
"""Encodings that are undone. Only gzip is asked for; nothing else has a bounded decoder in the standard library."""

NO_LAYER = ("", "identity", "none", "utf-8", "utf8", "binary", "8bit")
"""Values of `Content-Encoding` under which nothing is packed: servers confuse it with the encoding of characters."""


class Inflater:
    """Collects the chunks of one body and gives it back inflated; stops at `cap` bytes.

    One layer of gzip is undone whether the header names it or the bytes begin with its magic number (servers send
    `.xml.gz` files without a word). A header that says gzip over a body that is none is taken as plain.
    """

    def __init__(self, encoding: str, *, cap: int, host: str) -> None:
        """Start a body with the given `Content-Encoding` header value.

        Raises:
            FetchError: if the encoding is unknown or has more than one layer.
        """
        layers = [name for name in encoding.lower().replace(" ", "").split(",") if name not in NO_LAYER]
        if len(layers) > 1 or any(name not in ONE_LAYER for name in layers):
            raise FetchError(
                f"{host} packed its answer in a way that was not asked for ({', '.join(layers)[:40]}).",
                "Only gzip can be opened safely; the outlet would have to change its server.",
            )
        self._deflate = layers == ["deflate"]
        self._cap = cap
        self._host = host
        self._zlib: zlib._Decompress | None = None
        self._start = b""
        self._plain: bool | None = None
        self._parts: list[bytes] = []
        self.size = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk of the wire.

        Raises:
            FetchError: if the body grows beyond the cap, or cannot be inflated.
        """
        if self._plain is None:
            self._start += chunk
            if len(self._start) < len(GZIP_MAGIC):
                return
            chunk, self._start = self._start, b""
            self._plain = not (self._deflate or chunk.startswith(GZIP_MAGIC))
        if self._plain:
            self._keep(chunk)
        else:
            self._inflate(chunk)

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            FetchError: if a compressed body ended early, or holds another compressed one.
        """
        if self._start:
            self._keep(self._start)
        if self._plain is False and (self._zlib is None or not self._zlib.eof):
            raise FetchError(f"{self._host} stopped in the middle of its answer.", "It is asked again later.")
        body = b"".join(self._parts)
        if self._plain is False and body.startswith(GZIP_MAGIC):
            raise FetchError(
                f"{self._host} packed its answer twice.",
                "The outlet would have to change its server; nothing was taken.",
            )
        return body

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            if self._zlib is None:
                self._zlib = zlib.decompressobj(wbits=RAW_WBITS if self._is_raw(chunk) else AUTO_WBITS)
            try:
                self._keep(self._zlib.decompress(chunk, self._cap + 1 - self.size))
            except zlib.error as error:
                raise FetchError(
                    f"{self._host} sent a damaged answer that cannot be unpacked.", "It is asked again later."
                ) from error
            chunk = self._zlib.unconsumed_tail
            if self._zlib.eof:
                rest = self._zlib.unused_data
                # RFC 1952 allows several members in a row; padding after the last one is common and ignored.
                if not rest.startswith(GZIP_MAGIC):
                    return
                chunk, self._zlib = rest, None

    def _is_raw(self, start: bytes) -> bool:
        """Return whether a deflated body begins without zlib's header (RFC 1950: method 8, a multiple of 31)."""
        return (
            self._deflate
            and not start.startswith(GZIP_MAGIC)
            and (start[0] & 15 != 8 or (start[0] << 8 | start[1]) % 31 != 0)
        )

    def _keep(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > self._cap:
            raise too_large(self._host, self._cap)
        self._parts.append(data)


def too_large(host: str, cap: int) -> FetchError:
    """Return the error for a body of more than `cap` bytes."""
    return FetchError(
        f"{host} sent more than {cap / 2**20:.0f} MB, which is too much for a feed.",
        "Look whether the outlet offers a shorter feed.",
    )
