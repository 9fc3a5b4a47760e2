"""The one way to solve linear programs: one thread, one table of statuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import linear_solver_pb2, pywraplp

from scheduler.solving.outcome import InvalidModelError, Outcome, Status

Coefficients = Sequence[tuple[int, float]]
"""Pairs (variable or constraint, coefficient)."""

STATUS: Mapping[int, Status] = {
    pywraplp.Solver.OPTIMAL: Status.OPTIMAL,
    pywraplp.Solver.FEASIBLE: Status.FEASIBLE,
    pywraplp.Solver.INFEASIBLE: Status.INFEASIBLE,
    pywraplp.Solver.NOT_SOLVED: Status.UNDECIDED,
    pywraplp.Solver.ABNORMAL: Status.UNDECIDED,
}
"""UNBOUNDED and MODEL_INVALID are missing on purpose: our programs are neither."""


DOUBTFUL = frozenset({pywraplp.Solver.ABNORMAL, pywraplp.Solver.INFEASIBLE})
SECOND = "CLP"
"""Asked where GLOP loses itself in rounding, as in one of a few hundred programs that grow; then it
calls a program infeasible too that is not."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """An optimum: values of the variables and duals of the constraints, in their order."""

    objective: float
    values: NDArray[np.float64]
    duals: NDArray[np.float64]


class LinearProgram:
    """A program that maximises; it can grow between solutions.

    GLOP ends at a vertex, exact but for rounding; PDLP gets near an optimum.
    """

    def __init__(self, solver: str = "GLOP") -> None:
        self._solver = pywraplp.Solver.CreateSolver(solver)  # type: ignore[no-untyped-call]
        self._solver.Objective().SetMaximization()
        self._variables: list[pywraplp.Variable] = []
        self._constraints: list[pywraplp.Constraint] = []

    def variable(
        self, low: float, high: float, gain: float = 0.0, column: Coefficients = ()
    ) -> int:
        """Add a variable with its coefficients in existing constraints; return its number."""
        made = self._solver.NumVar(low, high, "")
        self._solver.Objective().SetCoefficient(made, gain)
        for constraint, coefficient in column:
            self._constraints[constraint].SetCoefficient(made, coefficient)  # type: ignore[no-untyped-call]
        self._variables.append(made)
        return len(self._variables) - 1

    def constraint(self, low: float, high: float, row: Coefficients = ()) -> int:
        """Add low <= sum of the row <= high; return its number."""
        made = self._solver.Constraint(low, high)
        for variable, coefficient in row:
            made.SetCoefficient(self._variables[variable], coefficient)
        self._constraints.append(made)
        return len(self._constraints) - 1

    def change(self, constraint: int, low: float, coefficients: Coefficients) -> None:
        """Change the lower bound and some coefficients of a constraint."""
        changed = self._constraints[constraint]
        changed.SetLb(low)  # type: ignore[no-untyped-call]
        for variable, coefficient in coefficients:
            changed.SetCoefficient(self._variables[variable], coefficient)  # type: ignore[no-untyped-call]

    def prefer(self, gains: Sequence[float]) -> None:
        """Maximise other *gains*: one for each variable."""
        objective = self._solver.Objective()
        for variable, gain in zip(self._variables, gains, strict=True):
            objective.SetCoefficient(variable, gain)

    def solve(self) -> Outcome[Optimum]:
        """Solve the program as it stands.

        Raises:
            InvalidModelError: if the solver calls it invalid or unbounded.
        """
        solver = self._solver
        status = solver.Solve()
        if status in DOUBTFUL:
            solver = self._another()
            status = solver.Solve()  # type: ignore[no-untyped-call]
        if status not in STATUS:
            message = f"A linear program ended with status {status}."
            raise InvalidModelError(message)
        if status != pywraplp.Solver.OPTIMAL:
            return Outcome(STATUS[status], None)
        return Outcome(
            Status.OPTIMAL,
            Optimum(
                solver.Objective().Value(),
                np.array([variable.solution_value() for variable in solver.variables()]),
                np.array([constraint.dual_value() for constraint in solver.constraints()]),
            ),
        )

    def _another(self) -> pywraplp.Solver:
        """Return the same program in a solver that begins from nothing."""
        model = linear_solver_pb2.MPModelProto()
        self._solver.ExportModelToProto(model)
        another: pywraplp.Solver = pywraplp.Solver.CreateSolver(SECOND)  # type: ignore[no-untyped-call]
        another.LoadModelFromProto(model)  # type: ignore[no-untyped-call]
        return another
