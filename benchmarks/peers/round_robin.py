"""What platforms in use do: one random offset, then round and round the list of officers.

Who has a conflict goes all the same, neighbours in the list always go together, and there are no
more plans than officers. Read in published code; see the design's survey of the field.
"""

from __future__ import annotations

import numpy as np

from scheduler.lottery.candidates.pool import OfficerPool


def draw(pool: OfficerPool, rng: np.random.Generator) -> np.ndarray:
    """Return the officer of each place, shape (M,). Rules may be broken."""
    n_officers = len(pool.officer_ids)
    return ((rng.integers(n_officers) + np.arange(len(pool.needs))) % n_officers).astype(np.int32)
