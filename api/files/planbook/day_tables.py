"""Tables about days: how many visits of each plan, and how many places of each body."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl

from api.files.planbook.columns import table
from api.files.planbook.edition import Edition

DAYS = "plan_id day visits"
BODY_DAYS = "body_id day capacity reserve borrowed planned used"


def days(edition: Edition) -> pl.DataFrame:
    """One row per plan and day that was planned for it before the seed."""
    return table(DAYS, ((row.plan_id, row.day, row.visits) for row in edition.lock.days.plan_days))


def body_days(edition: Edition) -> pl.DataFrame:
    """One row per body and day: what was there, kept free and planned, and what was used."""
    used = places_used(edition)
    return table(
        BODY_DAYS,
        (
            (
                row.body_id,
                row.day,
                row.capacity,
                row.reserve,
                edition.lock.days.borrowed.get((row.body_id, row.day), 0),
                row.planned,
                used[row.body_id, row.day],
            )
            for row in edition.lock.days.body_days
        ),
    )


def visits_made(edition: Edition) -> Counter[tuple[str, date]]:
    """Count the visits of each day that each body takes part in."""
    return Counter(
        (demand.body_id, visit.day) for visit in edition.book.visits for demand in visit.demands
    )


def places_used(edition: Edition) -> Counter[tuple[str, date]]:
    """Count the officers of each body who go on each day, also where they are lent."""
    return Counter(
        (edition.home_body(officer_id), edition.visits[team.visit_id].day)
        for team in edition.book.teams
        for officer_id in team.officer_ids
    )
