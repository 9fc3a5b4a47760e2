"""Suitability: by how many bits a place is likelier to go to an officer, where plans ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

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
    registry = {officer: problem.officers.row(officer) for officer in officers}
    visited = {target_id for wish in wishes for _, target_id in wish}
    been = {target_id: {who for who, _ in met.get(target_id, ())} for target_id in visited}
    found = np.zeros((len(calls), len(officers)), np.int64)
    for row, wish in enumerate(wishes):
        for column, officer in enumerate(officers):
            found[row, column] = max(
                (
                    bits_of(prefers, registry[officer], targets[target_id], been[target_id])
                    for prefers, target_id in wish
                ),
                default=0,
            )
    return found


def _wishes(problem: Problem, call: Call) -> Iterable[tuple[Suitability, str]]:
    for task in call.visit.tasks if call.crew.role is Role.OFFICER else ():
        plan = problem.plan[task.plan_id]
        if plan.suitability and call.body_id in {part.body_id for part in plan.participations}:
            yield plan.suitability, task.target_id


def bits_of(prefers: Suitability, officer: Row, target: Row, been: set[str]) -> int:
    """Return the bits that one place gains with this officer at this target."""
    bits = 0
    if prefers.near and is_near(officer, target, prefers.near_metres):
        bits += prefers.near
    if prefers.rotation and officer["officer_id"] not in been:
        bits += prefers.rotation
    if prefers.qualifications & set(officer["qualifications"]):
        bits += prefers.expertise
    return bits


def is_near(officer: Row, target: Row, metres: int) -> bool:
    """Tell whether base and target are within *metres*, or on one street if a place is unknown."""
    places = [(row["easting"], row["northing"]) for row in (officer, target)]
    if any(None in place for place in places):
        return officer["base_street"] is not None and officer["base_street"] == target["street"]
    (east, north), (to_east, to_north) = places
    return bool((east - to_east) ** 2 + (north - to_north) ** 2 <= metres**2)
