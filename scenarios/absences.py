"""Officers away: on leave, in training, lent to others."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from scenarios.bodies import FACTS
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Absence, Leave
from scheduler.domain.registry import OfficerRegistry

_AWAY = 0.10
_KINDS = (Absence.LEAVE, Absence.TRAINING, Absence.SECONDMENT)


def leave(
    officers: OfficerRegistry, window: Window, *, rng: np.random.Generator
) -> tuple[Leave, ...]:
    """Return absences of about one officer in ten; in a small body one person, a few days.

    Whoever has a minimum of visits to make stays.
    """
    rows: list[Leave] = []
    for body_id, ids in _by_body(officers).items():
        small = FACTS[body_id].is_small
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
    free = officers.frame.filter(pl.col("min_visits").is_null())
    grouped = free.group_by("body_id", maintain_order=True).agg("officer_id")
    return dict(grouped.iter_rows())
