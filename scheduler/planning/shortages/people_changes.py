"""Changes to people: those of the body who may not go now, more of them, and those of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from scheduler.domain.registry import LEADER, DutyStatus
from scheduler.planning.causes import Cause
from scheduler.planning.shortages.concern import Concern
from scheduler.planning.shortages.shortage import SENIOR, Change, Kind, Relaxation
from scheduler.planning.shortages.staff import KEEPING_AWAY

Tried = Iterator[Relaxation | None]


def of_people(concern: Concern) -> Tried:
    """Try to let people of the body go who may not now, or not in the place that is short."""
    short = concern.short
    if Cause.CERTIFIED in short.causes:
        until = concern.problem.days[max(concern.days)]
        yield _people(concern, Change.RENEW, _kept_by(concern, Cause.CERTIFIED), day=until)
    if Cause.NOT_ON_LEAVE in short.causes:
        yield _people(concern, Change.RECALL, _kept_by(concern, Cause.NOT_ON_LEAVE))
    if Cause.ON_DUTY in short.causes:
        yield _people(concern, Change.REPOST, _kept_by(concern, Cause.ON_DUTY))
    if short.qualifications and SENIOR not in short.qualifications:
        yield _qualified(concern)
    if SENIOR in short.qualifications or Cause.SENIOR_PRESENT in short.causes:
        names = [name for name, held in _there(concern) if SENIOR not in held]
        yield _people(concern, Change.SENIOR, names)


def _qualified(concern: Concern) -> Relaxation | None:
    """Try to qualify people for what is short; if that does not do, for all that places ask."""
    for learnt in _kinds(concern):
        names = [name for name, held in _there(concern) if not set(learnt) <= held]
        found = _people(concern, Change.QUALIFY, names, qualifications=learnt)
        if found is not None:
            return found
    return None


def more_officers(concern: Concern) -> Tried:
    """Try people who hold what is short; if that does not do, what the plans ask for at all."""
    short, each = concern.short, concern.places_of_one
    most = concern.missing if short.kind is Kind.PLACES else short.needed
    for qualifications in _kinds(concern):
        found = concern.trial.least(
            lambda n, held=qualifications: Relaxation(  # type: ignore[misc]  # bound now
                change=Change.MORE_OFFICERS,
                subject=concern.crew.body_id,
                amount=n,
                size=n * each,
                role=concern.crew.role,
                qualifications=held,
            ),
            max(1, most),
        )
        if found is not None:
            yield found
            return


def _kinds(concern: Concern) -> list[tuple[str, ...]]:
    """Return what helpful people could hold: what is short, to lead as well, all that is asked."""
    short = set(concern.short.qualifications)
    asked = {name for part in concern.parts for slot in part.slots for name in slot}
    kinds = (short, {*short, LEADER}, {*short, *asked, LEADER})
    return list(dict.fromkeys(tuple(sorted(kind)) for kind in kinds))


def _people(
    concern: Concern,
    change: Change,
    names: Sequence[str],
    *,
    qualifications: tuple[str, ...] = (),
    day: date | None = None,
) -> Relaxation | None:
    each = concern.places_of_one
    return concern.trial.fewest(
        lambda some: Relaxation(
            change=change,
            subject=concern.crew.body_id,
            amount=len(some),
            size=len(some) * each,
            role=concern.crew.role,
            officer_ids=tuple(sorted(some)),
            qualifications=qualifications,
            day=day,
        ),
        names,
    )


def _kept_by(concern: Concern, cause: Cause) -> list[str]:
    """Return whom a rule keeps away on some day, those first whom nothing else does."""
    staff, bit = concern.staff, KEEPING_AWAY[cause]
    away = staff.away[:, list(concern.days)]
    suspended = _suspended(concern) if cause is Cause.ON_DUTY else frozenset()
    rows = [
        j
        for j, name in enumerate(staff.officer_ids)
        if (away[j] & bit).any() and name not in suspended
    ]
    free = ((away & (0xFF ^ bit)) == 0).sum(axis=1)
    rows.sort(key=lambda j: (-int(free[j]), -len(staff.held[j]), j))
    return [staff.officer_ids[j] for j in rows]


def _suspended(concern: Concern) -> frozenset[str]:
    frame = concern.problem.officers.frame
    gone = frame.filter(pl.col("status") == DutyStatus.SUSPENDED.value)
    return frozenset(gone["officer_id"].to_list())


def _there(concern: Concern) -> list[tuple[str, frozenset[str]]]:
    """Return who could go on some day, with what he holds; longest there first."""
    staff = concern.staff
    days = (staff.away[:, list(concern.days)] == 0).sum(axis=1)
    rows = sorted(np.nonzero(days)[0].tolist(), key=lambda j: (-int(days[j]), j))
    return [
        (staff.officer_ids[j], staff.held[j] | ({SENIOR} if staff.senior[j] else set()))
        for j in rows
    ]
