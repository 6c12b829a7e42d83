"""Sections of stories + width -> where each one stands in the list, in lines from its top. Pure: no widget.

A block is a section's name or a story. Blocks are found by bisection in the running sum of their heights, so that
100,000 stories cost as little as 100.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from briefing.tui.widgets.story_rows import ROW_AIR, row_height

if TYPE_CHECKING:
    from briefing.model import StoryRow

TOP_AIR = 1
"""Empty lines above the first block."""
SECTION_HEIGHT = 2
"""Lines of a section's name, with the air below it."""


class Places:
    """The places of stories at `width` cells, section by section, in a list of this density."""

    def __init__(self, width: int, density: str = "normal") -> None:
        self._width, self._density = width, density
        self._air = ROW_AIR.get(density, 1)
        self.lead = 0 if self._air else 1
        """Empty lines above what stands below a story: a section's name, the words that end the list."""
        self._starts: list[int] = []
        self._codes: list[int] = []
        self._tops = [TOP_AIR]
        self._rows = 0

    def add(self, stories: Sequence[StoryRow], *, section: bool) -> None:
        """Place `stories` below all others, under a new section's name or in the last section."""
        heights = [row_height(story.headline, self._width, self._density) + self._air for story in stories]
        if section:
            self._codes.append(-1 - len(self._starts))
            self._starts.append(self._rows)
            heights.insert(0, SECTION_HEIGHT + (self.lead if self._rows else 0))
        self._codes.extend(range(self._rows, self._rows + len(stories)))
        self._rows += len(stories)
        self._tops.extend(list(accumulate(heights, initial=self._tops[-1]))[1:])

    @property
    def height(self) -> int:
        """Lines of all blocks; what ends the list stands below them."""
        return self._tops[-1]

    def block_at(self, line: int) -> tuple[int, int]:
        """Return (block, line inside it) for a line of the list; block -1 is above the first one."""
        block = bisect_right(self._tops, line) - 1
        return block, line - self._tops[block] if block >= 0 else line

    def story_in(self, block: int) -> int | None:
        """Return the index of the story that a block is, None for another block."""
        return self._codes[block] if 0 <= block < len(self._codes) and self._codes[block] >= 0 else None

    def section_in(self, block: int) -> int | None:
        """Return the number of the section whose name a block is, None for another block."""
        return -1 - self._codes[block] if 0 <= block < len(self._codes) and self._codes[block] < 0 else None

    def block_of(self, row: int) -> int:
        """Return a story's block: its index and the section names above it."""
        return row + bisect_right(self._starts, row)

    def top_of(self, row: int) -> int:
        """Return the line at which a story starts."""
        return self._tops[self.block_of(row)]

    def height_of(self, row: int) -> int:
        """Return a story's lines, with the air below."""
        block = self.block_of(row)
        return self._tops[block + 1] - self._tops[block]

    def row_near(self, line: int) -> int:
        """Return the index of the story at a line, or of the nearest below it; there must be one."""
        block = max(0, min(bisect_right(self._tops, line) - 1, len(self._codes) - 1))
        code = self._codes[block]
        return code if code >= 0 else self._starts[-1 - code]
