"""Conflicts of interest that officers have declared, or that others have claimed."""

from __future__ import annotations

from datetime import date

import numpy as np

from scheduler.domain.conflicts import Conflict, ConflictState, Relation, Subject
from scheduler.domain.registry import OfficerRegistry, TargetRegistry

_IN_CONFLICT = 0.01
"""Part of the officers who have any; each has two."""

_STATES = (
    ConflictState.DECIDED_AVOID,
    ConflictState.DECIDED_AVOID,
    ConflictState.APPLIED,
    ConflictState.DECIDED_NOT,
)

_PERIODS: tuple[tuple[date | None, date | None], ...] = (
    (None, None),
    (date(2024, 5, 6), None),
    (None, date(2026, 11, 1)),
    (date(2026, 12, 14), date(2028, 1, 1)),
    (date(2025, 3, 1), date(2026, 12, 14)),
)
"""Open, begun, over before the window, beginning within it, ending within it."""


def conflicts(
    officers: OfficerRegistry, targets: TargetRegistry, *, rng: np.random.Generator
) -> tuple[Conflict, ...]:
    """Return the conflicts of one officer in a hundred, of every kind and in every state."""
    size = round(_IN_CONFLICT * len(officers))
    whose = np.repeat(rng.choice(officers.ids, size=size, replace=False), 2).tolist()
    subjects, states = list(Subject), _STATES
    groups = targets.frame["group_id"].drop_nulls().unique().sort()
    named = {
        Subject.TARGET: targets.frame["target_id"],
        Subject.GROUP: groups,
        Subject.PERSON: targets.frame["people"].explode().drop_nulls().unique().sort(),
    }
    relations = list(Relation)
    rows = []
    for number, officer_id in enumerate(whose):
        subject = subjects[number % len(subjects)]
        choices = named[subject]
        since, until = _PERIODS[number % len(_PERIODS)]
        rows.append(
            Conflict(
                officer_id=officer_id,
                subject=subject,
                subject_id=choices[int(rng.integers(len(choices)))],
                relation=relations[number % len(relations)],
                state=states[number % len(states)],
                since=since,
                until=until,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.officer_id, row.subject, row.subject_id)))
