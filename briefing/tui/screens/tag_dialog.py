"""Stories -> the box in which their tags are set: type to find or to make one, Space toggles, Enter sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from briefing.tui.guarded import GuardedScreen
from briefing.tui.layout.page import OpenStory, Page, PageBuilder, Piece
from briefing.tui.layout.wrap import clip
from briefing.tui.widgets.choices import Choices
from briefing.tui.widgets.foot_bar import FootBar
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import StoryRow
    from briefing.store.tags import TagRow
    from briefing.tui.marks import Marks
    from briefing.tui.screens.background import BackgroundScreen

KEYS = (("Space", "toggle", "screen.tick"), ("Enter", "set", "screen.set"), ("Esc", "leave", "screen.leave"))
_MARKS = {True: "✓ ", False: "  ", None: "– "}
"""On all of the stories, on none, on some."""
Answer = tuple[Sequence[str], Sequence[str]]
"""The tags that all stories get, and those that none keeps."""


def ask_tags(
    screen: BackgroundScreen,
    marks: Marks,
    stories: Sequence[StoryRow],
    then: Callable[[Sequence[str], Sequence[str]], None],
) -> None:
    """Ask for the tags of stories; `then` gets those to add and those to take off, unless nothing is to change."""

    def take(answer: Answer | None) -> None:
        if answer and (answer[0] or answer[1]):
            then(*answer)

    def show(tags: list[TagRow]) -> None:
        screen.app.push_screen(TagDialog(tags, stories), take)

    screen.ask("tags", marks.tags, show)


class TagLine(Input):
    """The line; a tag has no spaces, so that Space is a key here."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key is typed into the line."""
        return key != "space" and super().check_consume_key(key, character)


class TagDialog(GuardedScreen, ModalScreen[Answer | None]):
    """The tags there are, those of the stories ticked."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", priority=True),
        Binding("enter", "set", "Set", priority=True),
        Binding("down,ctrl+n", "move(1)", "Next", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Previous", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]
    DEFAULT_CSS = """
    TagDialog {
        align: center middle; background: $background 60%;
        & > Vertical { width: 48; max-width: 90%; height: auto; max-height: 80%; background: $panel; padding: 1 2; }
        & #what { width: 100%; height: auto; color: $quiet; }
        & Input, & Input:focus {
            height: 1; border: none; padding: 0; margin: 1 0; background: $background; background-tint: $panel 0%;
            color: $foreground;
        }
        & Choices { height: auto; min-height: 1; max-height: 12; background: $panel; }
        & FootBar { margin-top: 1; height: 1; }
    }
    """

    def __init__(self, tags: Sequence[TagRow], stories: Sequence[StoryRow]) -> None:
        super().__init__()
        self._stories = stories
        self.tags = {row.name.casefold(): row.name for row in tags}
        self._counts = {row.name.casefold(): row.stories for row in tags}
        for story in stories:
            self.tags |= {tag.casefold(): tag for tag in story.tags if tag.casefold() not in self.tags}
        held = [{tag.casefold() for tag in story.tags} for story in stories]
        self.before: dict[str, bool | None] = {
            key: True if all(key in one for one in held) else None if any(key in one for one in held) else False
            for key in self.tags
        }
        self.now = dict(self.before)
        self.choices = Choices(at_once=True)
        self.choices.can_focus = False

    def compose(self) -> ComposeResult:
        """Yield what is tagged, the line to type in, the tags, and the keys."""
        one = len(self._stories) == 1
        words = self._stories[0].headline if one else count(len(self._stories), "story")
        with Vertical():
            yield Static(Content(f"Tags of {clip(words, 80)}"), id="what")
            yield TagLine(placeholder="find or make a tag", max_length=40)
            yield self.choices
            yield FootBar.of(*KEYS)

    def on_mount(self) -> None:
        """Show every tag."""
        self._show()

    @property
    def typed(self) -> str:
        """What stands in the line, as a tag."""
        return "-".join(self.query_one(Input).value.strip().lstrip("#").split())

    @property
    def fitting(self) -> list[str]:
        """Keys of the tags that have what is typed, those of the stories first; a new one comes last."""
        typed = self.typed.casefold()
        keys = sorted((key for key in self.tags if typed in key), key=lambda key: (self.before.get(key) is False, key))
        return keys if not typed or typed in self.tags else [*keys, typed]

    def on_input_changed(self) -> None:
        """Show the tags that fit."""
        self._show()

    def _show(self, selected: int = 0) -> None:
        keys = self.fitting
        self.choices.show(lambda width: self._page(keys, width), selected)
        self.choices.styles.height = max(1, min(12, len(keys)))

    def _page(self, keys: Sequence[str], width: int) -> Page:
        page = PageBuilder(max(1, width))
        for number, key in enumerate(keys):
            known = key in self.tags
            name = self.tags.get(key, self.typed)
            facts = f"  {count(self._counts[key], 'story')}" if key in self._counts else "" if known else "  new"
            mark = Piece(_MARKS[self.now.get(key, False)], "ink")
            start = page.line(mark, Piece(clip(f"#{name}", max(1, width - 14))), Piece(facts, "faint"), key=key)
            page.stop(start, OpenStory(number))
        if not keys:
            page.line(Piece("No tag yet: type one.", "quiet"))
        return page.page()

    # -- what the reader does ----------------------------------------------------------------------------

    def on_choices_pressed(self) -> None:
        """A click toggles."""
        self.action_tick()

    def action_move(self, step: int) -> None:
        """Select the next tag, or the one before."""
        self.choices.move(step)

    def action_tick(self) -> None:
        """Tick the selected tag, or no longer; one that is new is made."""
        if key := self._selected():
            on = self.now.get(key) is not True
            if key not in self.tags:
                self.tags[key], self.before[key] = self.typed, False
                self.query_one(Input).value = ""
            self.now[key] = on
            self._show(self.fitting.index(key) if key in self.fitting else 0)

    def action_set(self) -> None:
        """Set the tags; with something typed, that one too."""
        if self.typed and (key := self._selected()) and self.now.get(key) is not True:
            self.tags.setdefault(key, self.typed)
            self.before.setdefault(key, False)
            self.now[key] = True
        add = [self.tags[key] for key, on in self.now.items() if on and self.before[key] is not True]
        off = [self.tags[key] for key, on in self.now.items() if on is False and self.before[key] is not False]
        self.dismiss((add, off))

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def _selected(self) -> str:
        keys, at = self.fitting, max(0, self.choices.stop)
        return keys[at] if at < len(keys) else ""
