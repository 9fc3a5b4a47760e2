"""Steps of long work: told as they begin, timed when they end."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


class Steps:
    """Takes the name of each step as it begins, and keeps the seconds that each took."""

    def __init__(self, tell: Callable[[str], None] = lambda _step: None) -> None:
        self.seconds: dict[str, float] = {}
        self._tell = tell
        self._step = ""
        self._since = 0.0

    def begin(self, step: str) -> None:
        """End the step at hand and begin *step*."""
        self.end()
        self._tell(step)
        self._step, self._since = step, perf_counter()

    def end(self) -> None:
        """End the step at hand."""
        if self._step:
            taken = perf_counter() - self._since
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + taken
        self._step = ""
