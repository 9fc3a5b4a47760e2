"""Officer draws of one body, in sizes that never change: a case's name stands for its numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.lottery.pool import OfficerPool
from scheduler.lottery.roster import UNLIMITED, Roster
from scheduler.lottery.staffing import staff

SLACK, FACTOR = 1, 10
"""The policy's defaults."""


@dataclass(frozen=True)
class Body:
    """A pool with free loads, and the roster whose fair shares will limit them."""

    pool: OfficerPool
    roster: Roster

    @property
    def band(self) -> OfficerPool:
        """The pool within the band that the draw keeps."""
        return staff(self.pool, self.roster, slack=SLACK, factor=1, key="band").pool


def body(n_visits: int, n_officers: int, *, conflicts: float = 0.01, team: int = 2) -> Body:
    """Make a body in which each officer is kept from a share of the visits by a conflict."""
    rng = np.random.default_rng(n_visits * 1000 + n_officers)
    names = tuple(f"o{officer:04}" for officer in range(n_officers))
    free = np.zeros(n_officers, np.int64)
    pool = OfficerPool(
        body_id="B",
        visit_ids=tuple(f"v{visit:05}" for visit in range(n_visits)),
        officer_ids=names,
        starts=np.arange(n_visits + 1, dtype=np.int32) * team,
        needs=np.zeros(n_visits * team, np.uint64),
        holds=np.zeros(n_officers, np.uint64),
        eligible=rng.random((n_visits, n_officers)) >= conflicts,
        lowest=free,
        highest=free + UNLIMITED,
    )
    roster = Roster(
        body_id="B",
        officer_ids=names,
        available=np.ones((n_officers, 22), np.bool_),
        qualifications=(frozenset(),) * n_officers,
        live=free,
        hard_min=free,
        hard_max=free + UNLIMITED,
    )
    return Body(pool, roster)
