"""One CP-SAT model with a random objective: what an engineer would write first."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from scheduler.lottery.candidates.pool import OfficerPool

MOST_COST = 1000


def draw(pool: OfficerPool, rng: np.random.Generator, *, workers: int = 2) -> np.ndarray:
    """Return the officer of each place in the plan of least random cost, shape (M,)."""
    model = cp_model.CpModel()
    chosen = {(int(v), int(o)): model.new_bool_var("") for v, o in np.argwhere(pool.eligible)}
    of_visit = [[] for _ in pool.visit_ids]
    of_officer = [[] for _ in pool.officer_ids]
    for (visit, officer), variable in chosen.items():
        of_visit[visit].append(variable)
        of_officer[officer].append(variable)
    for visit, size in enumerate(np.diff(pool.starts)):
        model.add(sum(of_visit[visit]) == int(size))
    for officer, variables in enumerate(of_officer):
        low, high = int(pool.lowest[officer]), int(pool.highest[officer])
        model.add_linear_constraint(sum(variables), low, high)
    costs = rng.integers(0, MOST_COST, len(chosen)).tolist()
    model.minimize(cp_model.LinearExpr.weighted_sum(list(chosen.values()), costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = 300
    status = solver.solve(model)
    if status != cp_model.OPTIMAL:
        message = f"CP-SAT ended with {solver.status_name(status)}."
        raise RuntimeError(message)
    pairs = sorted(pair for pair, variable in chosen.items() if solver.value(variable))
    return np.array([officer for _, officer in pairs], np.int32)
