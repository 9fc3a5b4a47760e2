"""Tickets of the targets, each hashed once per key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from scheduler.domain.hashing import derived, plain
from scheduler.domain.plans import Plan
from scheduler.domain.policy import Coordination
from scheduler.rules.view import CaseFile

MAX_WEIGHT = 64
"""Weights above it count as it: every unit of weight is one more hash."""


class TicketOffice:
    """Gives tickets by row of the target registry, and keeps those of plans that share a key."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._books: dict[tuple[str, str | None], dict[int, str]] = defaultdict(dict)

    def tickets(
        self, plan: Plan, weight_column: str | None, rows: Iterable[int]
    ) -> Mapping[int, str]:
        """Return row -> ticket for one plan, for *rows* at least."""
        key = self._case.target_key
        if self._case.policy.coordination is Coordination.INDEPENDENT:
            key = derived(f"{key}/{plan.plan_id}")
        book = self._books[key, weight_column]
        missing = [row for row in rows if row not in book]
        if weight_column is None:
            book.update(self._plain(key, missing))
        else:
            book.update(self._weighted(key, weight_column, missing))
        return book

    def _plain(self, key: str, rows: list[int]) -> dict[int, str]:
        ids = self._case.problem.targets.ids
        # The one loop over whole pools with a hash in it: no function of ours is called here.
        if key != plain(key):
            return {row: plain(derived(key + ids[row])) for row in rows}
        return {row: sha256((key + ids[row]).encode()).hexdigest() for row in rows}

    def _weighted(self, key: str, column: str, rows: list[int]) -> dict[int, str]:
        targets = self._case.problem.targets
        weights = targets.frame[column].gather(rows).to_list()
        found = {}
        for row, weight in zip(rows, weights, strict=True):
            # Extra columns are text; a firm without a weight weighs one.
            count = min(MAX_WEIGHT, max(1, int(weight or 1)))
            texts = (f"{key}{targets.ids[row]}#{j}" for j in range(1, count + 1))
            found[row] = min(plain(derived(text)) for text in texts)
        return found
