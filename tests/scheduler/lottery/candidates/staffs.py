"""Rosters and crews for pools of the tests: who is there, on how many days, within which limits."""

from __future__ import annotations

from datetime import date

import numpy as np

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import Visit
from scheduler.lottery.candidates.calls import Call, Slot
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED, Roster

KEY = "5" * 64
DAYS = 20
WINDOW = Window(date(2026, 3, 2), date(2026, 3, 30))


def roster(
    n_officers, *, days=None, live=0, least=0, most=UNLIMITED, first=0, body_id="B"
) -> Roster:
    """Make a roster of so many officers, from *first* on, who could go on so many of the days."""
    there = np.array([[day < n for day in range(DAYS)] for n in days or [DAYS] * n_officers])
    return Roster(
        body_id=body_id,
        officer_ids=tuple(f"o{o}" for o in range(first, first + n_officers)),
        available=there.reshape(n_officers, DAYS),
        qualifications=(frozenset(),) * n_officers,
        live=np.broadcast_to(np.asarray(live, np.int64), n_officers),
        hard_min=np.broadcast_to(np.asarray(least, np.int64), n_officers),
        hard_max=np.broadcast_to(np.asarray(most, np.int64), n_officers),
        senior=np.zeros(n_officers, np.bool_),
    )


def crew_of(rosters) -> np.ndarray:
    """Return the roster of each officer: those of the first come first."""
    sizes = [len(one.officer_ids) for one in rosters]
    return np.repeat(np.arange(len(sizes)), sizes).astype(np.int64)


def manned(of: OfficerPool, *rosters: Roster) -> Manned:
    """Return a pool with its rosters; each call is of the crew that may go to it."""
    number = crew_of(rosters)
    calls = []
    for position, name in enumerate(of.visit_ids):
        able = np.nonzero(of.eligible[position])[0]
        crew = rosters[number[able[0]] if len(able) else 0].crew
        size = int(of.starts[position + 1] - of.starts[position])
        calls.append(Call(visit(name), crew.body_id, crew, (Slot(),) * size))
    return Manned(of, tuple(calls), rosters, number)


def visit(name: str) -> Visit:
    return Visit(
        visit_id=name,
        premises_id=name,
        tasks=(),
        demands=(),
        lead_body="B",
        window=WINDOW,
        day=WINDOW.starts,
    )
