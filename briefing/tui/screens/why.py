"""A story -> why its items are in it and why it stands where it stands; and the keys that correct the grouping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from briefing.model import StoryRow
from briefing.store.outlets import Stance
from briefing.store.why import ItemWhy, StoryWhy
from briefing.tui.corrections import Corrections
from briefing.tui.data import Library
from briefing.tui.layout.why_lines import lay_out_why
from briefing.tui.screens.correct import CorrectScreen
from briefing.tui.screens.panel import Panel

GONE = "This story is no longer stored."


class WhyScreen(Panel):
    """The panel of one story. `others` are the stories that an item may be moved to, or the story united with."""

    PANE = "why"
    TITLE_WORDS = "Why"

    def __init__(self, library: Library, story_id: int, others: Sequence[StoryRow], *, today: date) -> None:
        super().__init__(library, today=today)
        self.story_id, self.others = story_id, others
        self.why: StoryWhy | None = None
        self.changed = False
        """Whether the grouping was corrected here: what the edition shows is no longer true."""

    def on_mount(self) -> None:
        """Ask why."""
        self.ask("why", lambda: self.library.why(self.story_id), self._show)

    def _show(self, why: StoryWhy | None) -> None:
        selected = max(0, self.number)
        self.why = why
        if why is None:
            self.show_words(GONE)
        else:
            self.story_id = why.story.id
            self.show(lambda width: lay_out_why(why, width, self.today), selected)

    @property
    def item(self) -> ItemWhy | None:
        """The selected item."""
        return self.why.items[self.number] if self.why and 0 <= self.number < len(self.why.items) else None

    def action_choose(self) -> None:
        """Read the selected item."""
        if item := self.item:
            self.ask("item", lambda: self.library.item(item.item_id), lambda found: self.app.show_item(*found))

    # -- corrections -----------------------------------------------------------------------------------

    def action_split(self) -> None:
        """Take the selected item out of the story."""
        if item := self.item:
            self.correct(lambda: self.library.split(item.item_id), "Split off: a story of its own.")

    def action_move(self) -> None:
        """Move the selected item to another story."""
        if item := self.item:
            self._choose(
                f"Move “{item.title}” to",
                lambda other: self.correct(lambda: self.library.move(item.item_id, other.id), "Moved."),
            )

    def action_unite(self) -> None:
        """Make this story and another one."""
        if why := self.why:
            self._choose(
                f"Unite “{why.story.headline}” with",
                lambda other: self.correct(lambda: self.library.unite(why.story.id, other.id), "United."),
            )

    def action_apart(self) -> None:
        """Keep this story and another one apart, whatever comes."""
        if why := self.why:
            self._choose(
                f"Keep “{why.story.headline}” apart from",
                lambda other: self.correct(lambda: self.library.apart(why.story.id, other.id), "Kept apart for ever."),
            )

    def action_undo(self) -> None:
        """Undo the last change."""
        self.correct(self.library.undo, "Undone.", nothing="Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.correct(self.library.redo, "Done again.", nothing="Nothing to do again.")

    # -- outlets ---------------------------------------------------------------------------------------

    def action_prefer(self) -> None:
        """Prefer the outlet of the selected item, or no longer."""
        self._think("preferred", "stands higher")

    def action_mute(self) -> None:
        """Let the outlet of the selected item count no more, or again."""
        self._think("muted", "counts no more")

    def _think(self, stance: Stance, effect: str) -> None:
        if item := self.item:
            wish: Stance = "" if item.stance == stance else stance
            word = f"{item.outlet} {effect}." if wish else f"{item.outlet} is as every other outlet again."
            self.correct(lambda: Corrections(self.library).set_stance(item.outlet, wish), word)

    # -- parts -----------------------------------------------------------------------------------------

    def _choose(self, question: str, then: Callable[[StoryRow], None]) -> None:
        screen = CorrectScreen(self.library, question, self.others, without=self.story_id, today=self.today)
        self.app.push_screen(screen, lambda _: then(screen.chosen) if screen.chosen else None)

    def correct(self, change: Callable[[], object], word: str, nothing: str = "") -> None:
        """Make a correction, say so and show the story as it is then; it can be undone."""

        def work() -> tuple[bool, StoryWhy | None]:
            done = change() is not None
            return done, self.library.why(self.story_id)

        def told(result: tuple[bool, StoryWhy | None]) -> None:
            done, why = result
            self.changed |= done
            self.foot.say(f"{word}   change.undo undo" if done else nothing)
            self._show(why)

        self.ask("correct", work, told, ordered=True)
