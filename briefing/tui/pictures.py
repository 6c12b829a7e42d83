"""An article's address -> its picture on the screen, where the extra `images` is installed. Only when asked for."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.errors import BriefingError
from briefing.tui.guarded import GuardedScreen

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

MOST_PIXELS = 40_000_000
"""Pixels of a picture above which it is not decoded: a large photograph has 24 millions."""
SHOWN_PIXELS = 1600
"""Longest side of what is handed to the terminal, in pixels: a window on a large screen."""


class PictureScreen(GuardedScreen, ModalScreen[None]):
    """A picture over the whole window, until any key is pressed."""

    DEFAULT_CSS = """
    PictureScreen {
        background: $background; align: center middle;
        & > Container { width: 100%; height: 1fr; align: center middle; padding: 0 0 1 0; }
        & > Static { width: 100%; height: 1; text-align: center; color: $quiet; }
    }
    """

    def __init__(self, widget: Any, words: str) -> None:
        super().__init__()
        self._widget, self._words = widget, words

    def compose(self) -> ComposeResult:
        """Yield the picture and what it is."""
        with Container():
            yield self._widget
        yield Static(self._words, markup=False)

    def on_key(self) -> None:
        """Go back."""
        self.dismiss()

    def on_click(self) -> None:
        """Go back."""
        self.dismiss()


def check_extra() -> None:
    """Raise BriefingError, which says how to install it, when the extra is missing."""
    if find_spec("textual_image") is None or find_spec("PIL") is None:
        raise BriefingError("Pictures need the extra `images`.", "Install it:  pip install 'briefing[images]'")


def read_picture(data: bytes) -> Any:
    """Return a picture of Pillow's, decoded and no larger than is shown.

    Raises BriefingError for what is no picture, is broken, or would take too much memory.
    """
    from PIL import Image

    try:
        picture = Image.open(BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise BriefingError("This picture is too large to be shown.", "o opens the page in the browser.")
        picture.draft("RGB", (SHOWN_PIXELS, SHOWN_PIXELS))
        picture.thumbnail((SHOWN_PIXELS, SHOWN_PIXELS))
        return picture.convert("RGB")
    except BriefingError:
        raise
    except Exception as error:  # the decoders raise whatever they like on broken files
        raise BriefingError("This picture cannot be read.", "o opens the page in the browser.") from error


def ask_for_picture(app: BriefingApp, url: str, title: str) -> None:
    """Fetch the picture of a page in the background and show it."""
    from feeds.images import fetch_image

    allowed = frozenset(app.library.settings.allow_private)

    def fetch() -> Any:
        check_extra()
        return read_picture(fetch_image(url, allow_private=allowed))

    app.edition_screen.ask("picture", fetch, lambda picture: show_picture(app, picture, title))


def show_picture(app: BriefingApp, picture: Any, title: str) -> None:
    """Show a picture in the best way that the terminal knows."""
    with suppress(SuspendNotSupported), app.suspend():  # it asks the terminal when it is imported
        pass
    from textual_image.widget import Image

    widget = Image(picture)
    widget.styles.width = widget.styles.height = "auto"  # as large as the window allows, in its own proportions
    app.push_screen(PictureScreen(widget, title))
