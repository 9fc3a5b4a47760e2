"""What makes a world."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from scheduler.domain.problem import Problem


class Builder(Protocol):
    """Makes a world; equal generators make equal worlds."""

    def __call__(self, *, rng: np.random.Generator) -> Problem:
        """Return the problem."""
        ...
