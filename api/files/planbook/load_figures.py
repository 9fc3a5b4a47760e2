"""How evenly the work is spread: figures of every body, and how far people are from their share."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from api.files.planbook.edition import Edition
from scheduler.domain.planbook import OfficerLoad
from scheduler.domain.registry import Role

STEPS = (Fraction(-1), Fraction(-1, 2), Fraction(1, 2), Fraction(1))
DISTANCES = ("少1次以上", "少半次至1次", "相差半次以内", "多半次至1次", "多1次以上")
"""Distances from the fair share, between the steps; a step itself belongs to the side of nought."""


class Crew(NamedTuple):
    """The officers of a body, or its experts, and how many visits they have."""

    name: str
    loads: tuple[OfficerLoad, ...]
    people: tuple[str, ...]  # their names, in the same order

    @property
    def held(self) -> list[int]:
        """Visits of each, those of earlier draws included."""
        return [held(load) for load in self.loads]

    @property
    def mean_share(self) -> Fraction:
        """The mean of the fair shares."""
        return sum((share(load) for load in self.loads), Fraction(0)) / len(self.loads)


def held(load: OfficerLoad) -> int:
    """Return the visits that somebody has: of earlier draws, still open, and of this one."""
    return load.live + load.drawn


def share(load: OfficerLoad) -> Fraction:
    """Return somebody's fair share of visits."""
    return Fraction(*load.share)


def crews(edition: Edition) -> list[Crew]:
    """Return officers and experts of every body, in the order of the bodies."""
    found = []
    for (body_id, role), loads in groupby(
        edition.loads_by_body, key=lambda load: (load.body_id, load.role)
    ):
        mark = "（专家）" if role is Role.EXPERT else ""
        mine = tuple(loads)
        people = tuple(str(edition.officers[load.officer_id]["name"]) for load in mine)
        found.append(Crew(f"{edition.body_name(body_id)}{mark}", mine, people))
    return found


def distances(edition: Edition) -> list[int]:
    """Count people by their distance from the fair share, as `DISTANCES` names it."""
    counted = Counter(_distance(held(load) - share(load)) for load in edition.book.loads)
    return [counted[place] for place in range(len(DISTANCES))]


def _distance(difference: Fraction) -> int:
    less = sum(difference >= step for step in STEPS if step < 0)
    return less + sum(difference > step for step in STEPS if step > 0)


def visits_each(edition: Edition) -> list[tuple[int, int]]:
    """Return numbers of visits and how many people have so many, from 0 up, without gaps."""
    counted = Counter(held(load) for load in edition.book.loads)
    return [(visits, counted[visits]) for visits in range(max(counted, default=0) + 1)]
