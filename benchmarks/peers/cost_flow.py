"""A min-cost flow with random costs."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

from scheduler.lottery.candidates.pool import OfficerPool

MOST_COST = 1_000_000


def draw(pool: OfficerPool, rng: np.random.Generator) -> np.ndarray:
    """Return the officer of each place in the plan of least random cost, shape (M,).

    Nodes are a source, the officers, the visits. Places up to an officer's minimum come at a bonus
    larger than all other costs together, for the solver knows no lower bounds.
    """
    n_visits, n_officers = pool.eligible.shape
    officer_nodes = np.arange(n_officers) + 1
    visits, officers = np.nonzero(pool.eligible)
    bonus = -MOST_COST * (n_officers + 1)
    solver = min_cost_flow.SimpleMinCostFlow()
    source = np.zeros(n_officers, np.int32)
    solver.add_arcs_with_capacity_and_unit_cost(
        source, officer_nodes, pool.lowest, np.full(n_officers, bonus)
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        source, officer_nodes, pool.highest - pool.lowest, np.zeros(n_officers, np.int64)
    )
    pairs = solver.add_arcs_with_capacity_and_unit_cost(
        officers + 1,
        visits + 1 + n_officers,
        np.ones(len(visits), np.int64),
        rng.integers(0, MOST_COST, len(visits)),
    )
    sizes = np.diff(pool.starts)
    solver.set_nodes_supplies(
        np.arange(n_visits + n_officers + 1),
        np.concatenate([[sizes.sum()], np.zeros(n_officers, np.int64), -sizes]),
    )
    status = solver.solve()
    if status != solver.OPTIMAL:
        message = f"SimpleMinCostFlow ended with {status}."
        raise RuntimeError(message)
    return officers[solver.flows(pairs) > 0].astype(np.int32)
