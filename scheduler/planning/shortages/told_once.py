"""Told once: shortages of officers and of days that have one reason."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.planning.causes import Cause
from scheduler.planning.days.shortage import DayReason, DayShortage
from scheduler.planning.shortages.shortage import Kind, Shortage


def told_once(
    of_officers: tuple[Shortage, ...], of_days: tuple[DayShortage, ...]
) -> tuple[tuple[Shortage, ...], tuple[DayShortage, ...]]:
    """Return both without what the other says better.

    A plan whose team cannot go on any day has no room on any day either. And where only limits of
    days and weeks are to blame, for any officer, the planned days say which days are full.
    """
    teamless = {
        plan_id
        for short in of_officers
        if short.kind is Kind.TEAM and short.certain
        for plan_id in short.plan_ids
    }
    days = tuple(
        short
        for short in of_days
        if short.reason is DayReason.NO_DAY or not teamless.issuperset(short.plan_ids)
    )
    full = {body_id for short in days for body_id in short.body_ids}
    officers = tuple(short for short in of_officers if not _is_of_days(short, full))
    return officers, days


def _is_of_days(short: Shortage, full: Iterable[str]) -> bool:
    return (
        short.kind is Kind.PLACES
        and set(short.causes) <= {Cause.DAY_AT_MOST, Cause.WEEK_AT_MOST}
        and not short.qualifications
        and not short.lent
        and set(short.body_ids) <= set(full)
    )
