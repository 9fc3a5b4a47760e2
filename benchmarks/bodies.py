"""Officer draws of one body, in sizes that never change: a case's name stands for its numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import Visit
from scheduler.domain.policy import Policy
from scheduler.lottery.candidates.bonds import Bonds
from scheduler.lottery.candidates.calls import Call, Slot
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.periods import Periods
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED, Roster
from scheduler.lottery.teams.staffing import staff

POLICY = Policy(version="benchmarks")
FACTOR = POLICY.walk_factor
DAY = date(2026, 12, 1)


@dataclass(frozen=True)
class Body:
    """A pool with free loads, with the roster whose fair shares will limit them."""

    manned: Manned

    @property
    def pool(self) -> OfficerPool:
        """The pool with free loads."""
        return self.manned.pool

    @property
    def band(self) -> OfficerPool:
        """The pool within the band that the draw keeps."""
        return staff(self.manned, policy=replace(POLICY, walk_factor=1), key="band").pool


def body(n_visits: int, n_officers: int, *, conflicts: float = 0.01, team: int = 2) -> Body:
    """Make a body in which each officer is kept from a share of the visits by a conflict."""
    rng = np.random.default_rng(n_visits * 1000 + n_officers)
    names = tuple(f"o{officer:04}" for officer in range(n_officers))
    free = np.zeros(n_officers, np.int64)
    pool = OfficerPool(
        name="B",
        visit_ids=tuple(f"v{visit:05}" for visit in range(n_visits)),
        officer_ids=names,
        starts=np.arange(n_visits + 1, dtype=np.int32) * team,
        needs=np.zeros(n_visits * team, np.uint64),
        holds=np.zeros(n_officers, np.uint64),
        eligible=rng.random((n_visits, n_officers)) >= conflicts,
        lowest=free,
        highest=free + UNLIMITED,
        periods=Periods.free(n_visits, n_officers),
        bonds=Bonds.none(n_visits, n_officers),
        score=np.zeros((0, 0), np.int64),
    )
    roster = Roster(
        body_id="B",
        officer_ids=names,
        available=np.ones((n_officers, 22), np.bool_),
        qualifications=(frozenset(),) * n_officers,
        live=free,
        hard_min=free,
        hard_max=free + UNLIMITED,
        senior=np.zeros(n_officers, np.bool_),
    )
    calls = tuple(Call(_visit(name), "B", roster.crew, (Slot(),) * team) for name in pool.visit_ids)
    return Body(Manned(pool, calls, (roster,), np.zeros(n_officers, np.int64)))


def _visit(name: str) -> Visit:
    return Visit(
        visit_id=name,
        premises_id=name,
        tasks=(),
        demands=(),
        lead_body="B",
        window=Window(DAY, DAY + timedelta(days=31)),
        day=DAY,
    )
