"""Steps of the pipeline -> the CPU seconds that each has taken, for who wants to know what a refresh costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Spent:
    """CPU seconds of this process by step; a step that comes again is added up."""

    def __init__(self) -> None:
        self._began = time.process_time()
        self._steps: dict[str, float] = {}

    @contextmanager
    def on(self, step: str) -> Iterator[None]:
        """Count what is done inside as `step`."""
        began = time.process_time()
        try:
            yield
        finally:
            self._steps[step] = self._steps.get(step, 0.0) + time.process_time() - began

    def seconds(self, rest: str) -> dict[str, float]:
        """Return step -> CPU seconds so far, to the millisecond; `rest` is what belongs to no step."""
        other = time.process_time() - self._began - sum(self._steps.values())
        return {step: round(seconds, 3) for step, seconds in {rest: other, **self._steps}.items()}
