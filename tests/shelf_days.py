"""The shelf's days with a daily limit, counted by hand.

B1 has O1 and O2, and O3 from 17 March on; O2 has a live task on the 11th. B2 has three officers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from scheduler.domain.dayplan import BodyDay
from tests.shelf import PLACES

BACK = date(2026, 3, 17)
LIVE = date(2026, 3, 11)


def limited(case, per_officer: int = 1, share: Fraction = Fraction(1, 3)):
    """Let every officer make so many visits a day, and keep a share of them for urgent calls."""
    days = tuple(
        body_day(row.body_id, row.day, per_officer, share) for row in case.lock.days.body_days
    )
    changed = case.policy(max_per_day=per_officer, urgent_reserve=share)
    return changed.locking(days=replace(case.lock.days, body_days=days))


def body_day(body_id: str, day: date, per_officer: int, share: Fraction) -> BodyDay:
    """Count what a body can give and keeps on a day, by hand."""
    officers = 2 if body_id == "B1" and day < BACK else 3
    live = 1 if (body_id, day) == ("B1", LIVE) else 0
    reserve = -(-officers * per_officer * share.numerator // share.denominator)
    return BodyDay(
        body_id,
        day,
        capacity=officers * per_officer - live,
        reserve=reserve,
        planned=PLACES[body_id].get(day, 0),
    )


def moving(case, visit_id: str, day: date, slot_plan: str = ""):
    """Bring a visit to another day, with or without a slot there."""
    return case.visit(visit_id, day=day, slot_plan=slot_plan)
