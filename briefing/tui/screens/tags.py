"""The reader's tags with their numbers of stories; Enter shows the stories of one; rename, delete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.store.kept import Kept
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.screens.changing import ChangingPanel
from briefing.tui.widgets.item_bar import Reached
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.store.tags import TagRow

NO_TAGS = "No story has a tag yet.\n\n{own.tag} in the edition tags a story."


class TagsScreen(ChangingPanel):
    """Every tag in use."""

    PANE = "tags"
    TITLE_WORDS = "Tags"

    def on_mount(self) -> None:
        """Read the tags."""
        self.rows: Sequence[TagRow] = ()
        self.load()

    def load(self) -> None:
        """Read the tags, and keep the place."""
        self.ask("tags", self.marks.tags, self._show)

    def _show(self, rows: Sequence[TagRow]) -> None:
        selected, self.rows = max(0, self.number), rows
        self.bar.reached = Reached(self.TITLE_WORDS, right=count(len(rows), "tag"))
        if rows:
            made = [Row(f"#{row.name}", count(row.stories, "story")) for row in rows]
            self.show(lambda width: lay_out_rows(made, width), selected)
        else:
            self.show_words(NO_TAGS)

    @property
    def tag(self) -> TagRow | None:
        """The selected tag."""
        return self.rows[self.number] if 0 <= self.number < len(self.rows) else None

    def action_choose(self) -> None:
        """Show the tag's stories."""
        from briefing.tui.screens.shelf import TaggedScreen

        if tag := self.tag:
            screen = TaggedScreen(self.library, Kept(tag=tag.name), f"#{tag.name}", today=self.today)

            def back(_: None) -> None:
                self.changed |= screen.changed
                self.load()

            self.app.push_screen(screen, back)

    def action_rename(self) -> None:
        """Give the tag another name; one that is there already takes in its stories."""
        if tag := self.tag:
            self.prompt("New name:", tag.name, lambda words: self._rename(tag.name, words))

    def _rename(self, old: str, new: str) -> None:
        if new and new != old:
            self.write(lambda: self.marks.rename_tag(old, new), "Renamed.")

    def action_delete(self) -> None:
        """Take the tag off every story."""
        if tag := self.tag:
            self.write(lambda: self.marks.delete_tag(tag.name), f"#{tag.name} taken off {count(tag.stories, 'story')}.")
