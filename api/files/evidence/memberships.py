"""Which plans could draw a target, from which stratum, with which weight: what its row commits."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import polars as pl

from scheduler.domain.lock import Lock
from scheduler.evidence.rows import Membership, memberships_text
from scheduler.lottery.targets import weight_column
from scheduler.lottery.tickets import MAX_WEIGHT


def memberships(lock: Lock) -> dict[str, str]:
    """Return target -> text of its memberships, for all that any plan of the draw could draw."""
    found: dict[int, list[Membership]] = defaultdict(list)
    frame = lock.problem.targets.frame
    for pool in lock.pools:
        column = weight_column(lock.problem.plan[pool.plan_id])
        for number, part in enumerate(pool.strata, start=1):
            if column is None:
                one = Membership(pool.plan_id, number)
                for row in part.rows.tolist():
                    found[row].append(one)
                continue
            weights = np.clip(
                frame[column].cast(pl.Int64).fill_null(1).gather(part.rows), 1, MAX_WEIGHT
            )
            for row, weight in zip(part.rows.tolist(), weights.tolist(), strict=True):
                found[row].append(Membership(pool.plan_id, number, weight))
    ids = lock.problem.targets.ids
    return {ids[row]: memberships_text(found[row]) for row in sorted(found)}
