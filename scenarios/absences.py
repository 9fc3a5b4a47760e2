"""Who cannot go: officers away, and officers with a conflict of interest."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from scenarios.bodies import FACTS
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import (
    Absence,
    Conflict,
    ConflictState,
    Leave,
    Relation,
    Subject,
)
from scheduler.domain.registry import OfficerRegistry, TargetRegistry

_AWAY = 0.10
_IN_CONFLICT = 0.01
_KINDS = (Absence.LEAVE, Absence.TRAINING, Absence.SECONDMENT)
_SMALL = 10
_STATES = (
    ConflictState.DECIDED_AVOID,
    ConflictState.DECIDED_AVOID,
    ConflictState.APPLIED,
    ConflictState.DECIDED_NOT,
)


def leave(
    officers: OfficerRegistry, window: Window, *, rng: np.random.Generator
) -> tuple[Leave, ...]:
    """Return absences of about one officer in ten; in a small body one person, a few days."""
    rows: list[Leave] = []
    for body_id, ids in _by_body(officers).items():
        small = FACTS[body_id].front_line < _SMALL
        size = 1 if small else int(rng.binomial(len(ids), _AWAY))
        for officer_id in rng.choice(ids, size=size, replace=False).tolist():
            kind = _KINDS[0 if small else int(rng.choice(3, p=(0.6, 0.3, 0.1)))]
            rows.append(_absence(officer_id, kind, window, rng=rng))
    return tuple(sorted(rows))


def _absence(officer_id: str, kind: Absence, window: Window, *, rng: np.random.Generator) -> Leave:
    length = {Absence.LEAVE: 5, Absence.TRAINING: 3, Absence.SECONDMENT: 40}[kind]
    # It may have begun before the window, and may end after it.
    starts = window.starts + timedelta(days=int(rng.integers(-3, 28)))
    days = int(rng.integers(1, length + 1))
    return Leave(officer_id=officer_id, starts=starts, ends=starts + timedelta(days), absence=kind)


def _by_body(officers: OfficerRegistry) -> dict[str, list[str]]:
    grouped = officers.frame.group_by("body_id", maintain_order=True).agg("officer_id")
    return dict(grouped.iter_rows())


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


_PERIODS: tuple[tuple[date | None, date | None], ...] = (
    (None, None),
    (date(2024, 5, 6), None),
    (None, date(2026, 11, 1)),
    (date(2026, 12, 14), date(2028, 1, 1)),
    (date(2025, 3, 1), date(2026, 12, 14)),
)
"""Open, begun, over before the window, beginning within it, ending within it."""
