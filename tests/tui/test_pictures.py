"""Pictures of articles: found in pages, fetched only when asked for, and words where the extra is missing."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO

import pytest

import feeds.images
from briefing.errors import BriefingError
from briefing.tui import pictures
from feeds.errors import FetchError
from feeds.fetch import Request, Response
from feeds.images import fetch_image, lead_image
from tests.tui.driving import opened

PAGE = "https://example.org/news/1"


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<meta property="og:image" content="/a.jpg">', "https://example.org/a.jpg"),
        (
            "<META content='https://cdn.example.org/b.png?w=1&amp;h=2' name='twitter:image' />",
            "https://cdn.example.org/b.png?w=1&h=2",
        ),
        (
            '<meta property="og:image:width" content="600"><meta property=og:image content=c.webp>',
            "https://example.org/news/c.webp",
        ),
        ('<meta property="og:image" content="javascript:alert(1)">', ""),
        ('<meta property="og:image" content="file:///etc/passwd">', ""),
        ('<meta property="og:image">', ""),
        ("<p>no picture</p>", ""),
        ("<meta " + "x" * 100_000, ""),
    ],
)
def test_the_picture_that_a_page_names(html: str, address: str) -> None:
    assert lead_image(html.encode(), PAGE) == address


def answering(
    monkeypatch: pytest.MonkeyPatch, kind: str, page: str = '<meta property="og:image" content="/a.jpg">'
) -> list[str]:
    """Let the network answer a page and a picture of this media type; return what is asked for."""
    asked: list[str] = []

    def fetch(request: Request, **_: object) -> Response:
        asked.append(request.url)
        body, content_type = (page.encode(), "text/html") if request.url == PAGE else (b"picture", kind)
        return Response(request.url, request.url, 200, body, content_type=content_type)

    monkeypatch.setattr(feeds.images, "fetch_one", fetch)
    return asked


def test_two_requests_bring_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "image/jpeg")
    assert fetch_image(PAGE) == b"picture" and asked == [PAGE, "https://example.org/a.jpg"]


@pytest.mark.parametrize(
    ("kind", "page"), [("text/html", '<meta property="og:image" content="/a">'), ("image/png", "")]
)
def test_what_is_no_picture_is_said(monkeypatch: pytest.MonkeyPatch, kind: str, page: str) -> None:
    answering(monkeypatch, kind, page)
    with pytest.raises(FetchError, match="picture"):
        fetch_image(PAGE)


async def test_without_the_extra_a_message_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda name: None)
    asked = answering(monkeypatch, "image/png")
    async with opened() as driver:
        await driver.press("enter", "1")
        await driver.press("I")
        (notice,) = driver.app._notifications
        assert "briefing[images]" in notice.message and asked == []


@pytest.mark.skipif(find_spec("PIL") is None, reason="the extra `images` is not installed")
def test_pictures_are_bounded() -> None:
    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (4000, 2000)).save(data, "PNG")
    assert pictures.read_picture(data.getvalue()).size == (1600, 800)
    for broken in (b"", b"GIF89a", data.getvalue()[:100]):
        with pytest.raises(BriefingError, match="cannot be read"):
            pictures.read_picture(broken)
