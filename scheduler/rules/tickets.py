"""Tickets of the targets, each hashed once per key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from scheduler.domain.plans import Plan
from scheduler.domain.policy import Coordination
from scheduler.rules.view import CaseFile, sha256hex

MAX_WEIGHT = 64
"""Weights above it count as it: every unit of weight is one more hash."""


class TicketOffice:
    """Gives tickets by row of the target registry."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._books: dict[tuple[str, str | None], _Book] = {}

    def tickets(self, plan: Plan, weight_column: str | None) -> Callable[[int], str]:
        """Return the function from row to ticket for one plan."""
        key = self._case.target_key
        if self._case.policy.coordination is Coordination.INDEPENDENT:
            key = sha256hex(f"{key}/{plan.plan_id}")
        if (key, weight_column) not in self._books:
            targets = self._case.problem.targets
            weights = None if weight_column is None else targets.frame[weight_column].to_list()
            self._books[key, weight_column] = _Book(key, targets.ids, weights)
        return self._books[key, weight_column].__getitem__


class _Book(dict[int, str]):
    """Row -> ticket, filled when asked: one look-up in C for each row that was asked before."""

    def __init__(
        self, key: str, ids: tuple[str, ...], weights: list[str | int | None] | None
    ) -> None:
        super().__init__()
        self._start = hashlib.sha256(key.encode())
        self._ids = ids
        self._weights = weights

    def __missing__(self, row: int) -> str:
        name = self._ids[row]
        if self._weights is None:
            ticket = self._hash(name)
        else:
            # Extra columns are text; a firm without a weight weighs one.
            weight = min(MAX_WEIGHT, max(1, int(self._weights[row] or 1)))
            ticket = min(self._hash(f"{name}#{j}") for j in range(1, weight + 1))
        self[row] = ticket
        return ticket

    def _hash(self, text: str) -> str:
        one = self._start.copy()
        one.update(text.encode())
        return one.hexdigest()
