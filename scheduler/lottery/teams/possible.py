"""Possible places: which officers some plan sends to a visit, and which none does.

An officer may be eligible for a visit and yet be in its team in no plan: he is needed elsewhere, or
has no visit to give up. A walk that proposed him would go astray. Régin's filtering for cardinality
constraints finds such pairs from any one plan (J.-C. Régin, "Generalized arc consistency for global
cardinality constraint", AAAI 1996): a pair is possible exactly when it lies on a cycle of the
residual graph, that is, when visit and officer are in one strongly connected component.

    officer -> visit     he is willing and not in the team: he could take a place over
    visit -> officer     he is in the team: he could give his place up
    officer -> hub       he is above his lowest load: he could have one visit less
    hub -> officer       he is below his highest load: he could have one visit more

Slots that need a qualification, full days and weeks, and rules between people are left out of
account, so more pairs than the possible ones may stay; no possible pair is lost.

All kernels live in this file: numba's cache notices changes of a file, not of its imports.
"""

from __future__ import annotations

import numba as nb
import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.pool import OfficerPool


def possible(pool: OfficerPool, holder: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return who may be in the team of which visit in some plan, shape (V, n).

    *holder* gives the officer of each place, shape (M,), in any plan of *pool*; the answer is the
    same for all of them.
    """
    n_visits, n_officers = pool.eligible.shape
    member = np.zeros((n_visits, n_officers), np.bool_)
    member[pool.call_of, holder] = True
    load = np.bincount(holder, minlength=n_officers)
    # By officer, so that looking through all visits reads memory in order.
    could_take = np.ascontiguousarray((pool.willing & ~member).T)
    component = components(pool.starts, holder, could_take, load > pool.lowest, load < pool.highest)
    together = component[:n_visits, np.newaxis] == component[n_visits : n_visits + n_officers]
    return np.asarray(member | (pool.willing & together), np.bool_)


@nb.njit(cache=True, error_model="numpy", forceinline=True)
def head_of(node, turn, holder, could_take, can_lose, can_gain):
    """Return where the arc of *node* in that *turn* leads, or -1 if it does not exist.

    Nodes are visits, officers, and last the hub. A visit's turns are its places, an officer's the
    visits and then the hub, the hub's the officers.
    """
    n_officers, n_visits = could_take.shape
    if node < n_visits:
        return n_visits + holder[turn]
    officer = node - n_visits
    if officer == n_officers:
        return n_visits + turn if can_gain[turn] else -1
    if turn == n_visits:
        return n_visits + n_officers if can_lose[officer] else -1
    return turn if could_take[officer, turn] else -1


@nb.njit(cache=True, error_model="numpy", nogil=True)
def components(starts, holder, could_take, can_lose, can_gain):
    """Return the strongly connected component of each node of the residual graph.

    R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), with
    an explicit stack. Shape (V + n + 1,).
    """
    n_officers, n_visits = could_take.shape
    n_nodes = n_visits + n_officers + 1
    found = np.full(n_nodes, -1, np.int64)
    order, low = np.full(n_nodes, -1, np.int64), np.zeros(n_nodes, np.int64)
    turn, last_turn = np.zeros(n_nodes, np.int64), np.full(n_nodes, n_visits + 1, np.int64)
    turn[:n_visits], last_turn[:n_visits] = starts[:-1], starts[1:]
    last_turn[-1] = n_officers
    open_nodes, path = np.empty(n_nodes, np.int64), np.empty(n_nodes, np.int64)
    n_open = n_seen = n_found = 0
    for root in range(n_nodes):
        if order[root] >= 0:
            continue
        path[0], depth = root, 1
        order[root] = low[root] = n_seen
        n_seen += 1
        open_nodes[n_open] = root
        n_open += 1
        while depth:
            node = path[depth - 1]
            deeper = False
            while turn[node] < last_turn[node]:
                head = head_of(node, turn[node], holder, could_take, can_lose, can_gain)
                turn[node] += 1
                if head == -1 or found[head] >= 0:
                    continue
                if order[head] >= 0:
                    low[node] = min(low[node], order[head])
                    continue
                order[head] = low[head] = n_seen
                n_seen += 1
                open_nodes[n_open] = path[depth] = head
                n_open += 1
                depth += 1
                deeper = True
                break
            if deeper:
                continue
            depth -= 1
            if depth:
                low[path[depth - 1]] = min(low[path[depth - 1]], low[node])
            if low[node] == order[node]:
                while found[node] < 0:
                    n_open -= 1
                    found[open_nodes[n_open]] = n_found
                n_found += 1
    return found
