"""A shortage of officers and one of days that have the same reason are told once."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.planning.causes import Cause
from scheduler.planning.days.shortage import DayReason, DayShortage
from scheduler.planning.shortages.shortage import Kind, Shortage
from scheduler.planning.shortages.told_once import told_once

DAYS = DayShortage(
    reason=DayReason.FULL_DAYS,
    body_ids=("B1",),
    plan_ids=("P1",),
    days=(date(2026, 3, 2),),
    needed=4,
    available=2,
)
OFFICERS = Shortage(
    kind=Kind.PLACES,
    body_ids=("B1",),
    plan_ids=("P1",),
    causes=(Cause.DAY_AT_MOST,),
    needed=4,
    available=2,
    officers=2,
    certain=True,
)
TEAM = replace(OFFICERS, kind=Kind.TEAM, causes=(Cause.CERTIFIED,))


def test_the_limit_of_a_day_is_told_as_full_days():
    assert told_once((OFFICERS,), (DAYS,)) == ((), (DAYS,))


@pytest.mark.parametrize(
    "change",
    [
        {"causes": (Cause.DAY_AT_MOST, Cause.LOAD_AT_MOST)},
        {"qualifications": ("food",)},
        {"lent": (("B2", 1),)},
        {"body_ids": ("B2",)},
    ],
)
def test_what_days_do_not_say_is_told_besides(change):
    short = replace(OFFICERS, **change)

    assert told_once((short,), (DAYS,)) == ((short,), (DAYS,))


def test_days_of_a_plan_whose_team_cannot_go_are_not_told():
    other = replace(DAYS, plan_ids=("P1", "P2"))
    no_day = replace(DAYS, reason=DayReason.NO_DAY)

    assert told_once((TEAM,), (DAYS, other, no_day)) == ((TEAM,), (other, no_day))


def test_a_team_that_may_fail_explains_no_days():
    possible = replace(TEAM, certain=False)

    assert told_once((possible,), (DAYS,)) == ((possible,), (DAYS,))
