"""Maximum flows, with the minimum cut that explains a shortage."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow

SOURCE, SINK = 0, 1


class FlowError(RuntimeError):
    """The network was malformed or too large: a fault of ours, not of the input."""


@dataclass(slots=True)
class Network:
    """A network under construction. Node 0 is the source and node 1 the sink."""

    n_nodes: int = 2
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)

    def node(self) -> int:
        """Add a node and return its number."""
        self.n_nodes += 1
        return self.n_nodes - 1

    def arc(self, tail: int, head: int, capacity: int) -> None:
        """Add an arc."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)


@dataclass(frozen=True, slots=True)
class MaxFlow:
    """The value of a maximum flow and the source side of a minimum cut."""

    value: int
    source_side: NDArray[np.bool_]  # (nodes,)


def solve(network: Network) -> MaxFlow:
    """Return a maximum flow from the source to the sink of *network*."""
    solver = max_flow.SimpleMaxFlow()
    if network.tails:
        ends = np.array((network.tails, network.heads), np.int32)
        room = np.fromiter(network.capacities, np.int64)
        solver.add_arcs_with_capacity(ends[0], ends[1], room)  # type: ignore[arg-type]  # shape
    side = np.zeros(network.n_nodes, np.bool_)
    side[SOURCE] = True
    if SOURCE not in network.tails or SINK not in network.heads:
        return MaxFlow(0, _reachable_by_capacity(network, side))
    status = solver.solve(SOURCE, SINK)  # type: ignore[no-untyped-call]
    if status != solver.OPTIMAL:
        message = f"SimpleMaxFlow ended with {status}."
        raise FlowError(message)
    side[solver.get_source_side_min_cut()] = True
    return MaxFlow(int(solver.optimal_flow()), side)


def _reachable_by_capacity(network: Network, side: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return what the source reaches; OR-Tools refuses networks without source or sink."""
    arcs = list(zip(network.tails, network.heads, network.capacities, strict=True))
    grown = True
    while grown:
        grown = False
        for tail, head, capacity in arcs:
            if capacity > 0 and side[tail] and not side[head]:
                side[head] = grown = True
    return side
