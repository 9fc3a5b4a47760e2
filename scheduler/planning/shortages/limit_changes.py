"""Changes of limits: more visits per officer, and fewer that he must make."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.planning.causes import Cause
from scheduler.planning.shortages.concern import Concern
from scheduler.planning.shortages.shortage import Change, Relaxation


def of_limits(concern: Concern) -> Iterator[Relaxation | None]:
    """Try higher limits, where they are to blame."""
    policy, causes = concern.problem.policy, concern.short.causes
    if Cause.LOAD_AT_MOST in causes:
        yield _higher_maximum(concern)
    for cause, change, now in (
        (Cause.DAY_AT_MOST, Change.HIGHER_DAILY, policy.max_per_day),
        (Cause.WEEK_AT_MOST, Change.HIGHER_WEEKLY, policy.max_per_week),
    ):
        if cause in causes and now is not None:
            yield _higher(concern, change, now)


def lower_minimum(concern: Concern) -> Iterator[Relaxation | None]:
    """Try to ask fewer visits of the officers who cannot make as many."""
    names = concern.short.officer_ids
    yield concern.trial.least(
        lambda n: Relaxation(
            change=Change.LOWER_MINIMUM,
            subject=concern.crew.body_id,
            amount=n,
            size=n * len(names),
            officer_ids=names,
        ),
        int(concern.time.roster.hard_min.max()),
    )


def _higher_maximum(concern: Concern) -> Relaxation | None:
    roster = concern.time.roster
    limits = roster.hard_max + roster.live
    return concern.trial.least(
        lambda n: Relaxation(
            change=Change.HIGHER_MAXIMUM,
            subject=concern.crew.body_id,
            amount=n,
            size=int(np.maximum(n - limits, 0).sum()),
            was=int(limits[0]) if len(set(limits.tolist())) == 1 else None,
            role=concern.crew.role,
        ),
        concern.all_visits + int(roster.live.max(initial=0)),
    )


def _higher(concern: Concern, change: Change, now: int) -> Relaxation | None:
    everybody = len(concern.problem.officers)
    return concern.trial.least(
        lambda n: Relaxation(change=change, amount=now + n, size=n * everybody, was=now),
        concern.all_visits,
    )
