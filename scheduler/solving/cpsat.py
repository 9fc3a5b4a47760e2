"""The one way to call CP-SAT: one worker, deterministic work, one table of statuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from ortools.sat.python import cp_model

from scheduler.solving.outcome import InvalidModelError, Outcome, Status

T = TypeVar("T")

STATUS: Mapping[cp_model.CpSolverStatus, Status] = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNDECIDED,
}
"""MODEL_INVALID is missing on purpose."""

FOUND = frozenset({Status.OPTIMAL, Status.FEASIBLE})

WORK = 20.0
"""Deterministic time: about as many seconds of one core."""


def solve(
    model: cp_model.CpModel,
    read: Callable[[cp_model.CpSolver], T],
    *,
    work: float = WORK,
    presolve: bool = True,
) -> Outcome[T]:
    """Solve *model* and *read* its solution, if there is one.

    Small models asked many times are faster without *presolve*.

    Raises:
        InvalidModelError: if CP-SAT calls the model invalid.
    """
    solver, status = _run(model, work, presolve=presolve)
    return Outcome(status, read(solver) if status in FOUND else None)


def core(model: cp_model.CpModel, *, work: float = WORK) -> tuple[int, ...] | None:
    """Return assumptions of *model* that cannot hold together, None if all can.

    The indices of their literals, ascending; the set need not be minimal.

    Raises:
        UndecidedError: if the work did not suffice to tell.
    """
    solver, status = _run(model, work, presolve=True)
    if status in FOUND:
        return None
    Outcome(status, None).proven()
    return tuple(sorted(solver.sufficient_assumptions_for_infeasibility()))


def _run(
    model: cp_model.CpModel, work: float, *, presolve: bool
) -> tuple[cp_model.CpSolver, Status]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = work
    solver.parameters.cp_model_presolve = presolve
    status = solver.solve(model)
    if status not in STATUS:
        message = f"CP-SAT calls a model invalid: {model.validate()}"
        raise InvalidModelError(message)
    return solver, STATUS[status]
