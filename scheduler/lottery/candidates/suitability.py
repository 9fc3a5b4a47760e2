"""Suitability: by how many bits a place is likelier to go to an officer, where plans ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.domain.suitability import Suitability
from scheduler.lottery.candidates.calls import Call

Row = Mapping[str, Any]
Met = Mapping[str, Sequence[tuple[str, date]]]
"""Target -> officers and days of earlier inspections."""


def scores(
    problem: Problem,
    calls: Sequence[Call],
    officers: Sequence[str],
    targets: Mapping[str, Row],
    met: Met,
) -> NDArray[np.int64]:
    """Return the bits of each call and officer, shape (V, n); (0, 0) if no plan prefers anybody.

    Each task of the call's body that has a plan with preferences gives an officer its bits; the
    largest counts. Experts are not preferred.
    """
    wishes = [list(_wishes(problem, call)) for call in calls]
    if not any(wishes):
        return np.zeros((0, 0), np.int64)
    people = _People.of([problem.officers.row(officer) for officer in officers])
    found = np.zeros((len(calls), len(officers)), np.int64)
    for row, wish in enumerate(wishes):
        for prefers, target_id in wish:
            been = {who for who, _ in met.get(target_id, ())}
            bits = people.bits(prefers, targets[target_id], been)
            found[row] = np.maximum(found[row], bits)
    return found


def _wishes(problem: Problem, call: Call) -> Iterable[tuple[Suitability, str]]:
    for task in call.visit.tasks if call.crew.role is Role.OFFICER else ():
        plan = problem.plan[task.plan_id]
        if plan.suitability and call.body_id in {part.body_id for part in plan.participations}:
            yield plan.suitability, task.target_id


@dataclass(frozen=True)
class _People:
    """What preferences ask of officers, in arrays; (n,) each."""

    officer_ids: tuple[str, ...]
    qualifications: tuple[frozenset[str], ...]
    streets: tuple[str | None, ...]
    placed: NDArray[np.bool_]
    easting: NDArray[np.int64]
    northing: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        return cls(
            officer_ids=tuple(row["officer_id"] for row in rows),
            qualifications=tuple(frozenset(row["qualifications"]) for row in rows),
            streets=tuple(row["base_street"] for row in rows),
            placed=np.array([_is_placed(row) for row in rows], np.bool_),
            easting=np.array([row["easting"] or 0 for row in rows], np.int64),
            northing=np.array([row["northing"] or 0 for row in rows], np.int64),
        )

    def bits(self, prefers: Suitability, target: Row, been: set[str]) -> NDArray[np.int64]:
        """Return the bits that one place at a target gains with each, who has *been* there."""
        found = np.zeros(len(self.officer_ids), np.int64)
        if prefers.near:
            found += prefers.near * self._near(target, prefers.near_metres)
        if prefers.rotation:
            found += prefers.rotation * np.array(
                [o not in been for o in self.officer_ids], np.bool_
            )
        if prefers.expertise:
            wanted = prefers.qualifications
            found += prefers.expertise * np.array(
                [bool(wanted & q) for q in self.qualifications], np.bool_
            )
        return found

    def _near(self, target: Row, metres: int) -> NDArray[np.bool_]:
        """Tell whose base is within *metres*, or on the target's street if a place is unknown."""
        street = target["street"]
        same = np.array([street is not None and street == base for base in self.streets], np.bool_)
        if not _is_placed(target):
            return same
        east, north = self.easting - target["easting"], self.northing - target["northing"]
        return np.where(self.placed, east * east + north * north <= metres**2, same)


def _is_placed(row: Row) -> bool:
    return row["easting"] is not None and row["northing"] is not None
