"""The first words of stories, as far as they have been read, and which are wanted next. No widget, no store."""

from __future__ import annotations

from collections.abc import Mapping


class Snippets:
    """Asks for each story's words once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        self._wanted: list[int] = []

    def of(self, story_id: int) -> str:
        """Return a story's words, "" while they are not there; then they are wanted."""
        if story_id not in self._known:
            self._wanted.append(story_id)
        return self._known.setdefault(story_id, "")

    def add(self, snippets: Mapping[int, str]) -> None:
        """Keep what has been read."""
        self._known.update(snippets)

    def take_wanted(self) -> list[int]:
        """Return the stories whose words are wanted, and want them no longer."""
        wanted, self._wanted = self._wanted, []
        return wanted

    def clear(self) -> None:
        """Forget everything."""
        self._known.clear()
        self._wanted.clear()
