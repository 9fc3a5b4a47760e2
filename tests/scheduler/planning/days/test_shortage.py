"""Why visits do not fit on the days, and changes that mend it: tried, and as small as can be."""

import pickle
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler import draw
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Leave
from scheduler.domain.registry import OfficerRegistry
from scheduler.planning.checking import check
from scheduler.planning.days.plan import plan_days
from scheduler.planning.days.shortage import (
    DayChange,
    DayReason,
    DayRelaxation,
    DayShortageError,
)
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters
from tests.scheduler.lottery.days.worlds import FORTNIGHT, MONDAY, TUESDAY, WEDNESDAY, plan, problem

WEEK = Window(MONDAY, date(2026, 3, 9))
"""Four working days: the Friday is a holiday."""

LIMITED = {"max_per_day": 1, "officers": 4}


def targets(number, start=0):
    return [f"T{n}" for n in range(start, start + number)]


def shortages(made):
    """Return what keeps visits from their days; nothing if they have some."""
    filters = Filters(made)
    try:
        plan_days(made, pools_and_clashes(made, filters)[0], filters)
    except DayShortageError as error:
        return error.shortages
    return ()


def changes(short):
    return {(one.change, one.subject): one.amount for one in short.relaxations}


# --- changes, made by hand ---------------------------------------------------------------------


def with_officers(made, body_id, number):
    rows = [
        {"officer_id": f"{body_id}-X{n}", "name": "甲", "body_id": body_id,
         "cert_valid_to": date(2026, 12, 31)} for n in range(number)
    ]  # fmt: skip
    added = pl.concat([made.officers.frame, pl.DataFrame(rows)], how="diagonal")
    defaults = added.with_columns(
        pl.col(name).fill_null(value=value)
        for name, value in (
            ("status", "on_duty"), ("seconded", False), ("front_line", True), ("may_lead", True),
            ("role", "officer"), ("senior", False),
        )
    )  # fmt: skip
    return replace(made, officers=OfficerRegistry.from_frame(defaults)) if rows else made


def with_plan(made, plan_id, **changes):
    plans = (replace(one, **changes) if one.plan_id == plan_id else one for one in made.plans)
    return replace(made, plans=tuple(plans))


def fewer(made, plan_id, number):
    source = made.plan[plan_id].targets
    left = source.target_ids[: len(source.target_ids) - number]
    if not left:
        return replace(made, plans=tuple(p for p in made.plans if p.plan_id != plan_id))
    return with_plan(made, plan_id, targets=replace(source, target_ids=left))


def longer(made, plan_id, number):
    """Give a plan so many working days more, later ones first."""
    window = made.plan[plan_id].window
    for _ in range(number):
        grown = window
        while grown.ends < made.window.ends and len(made.calendar.working_days(grown)) == len(
            made.calendar.working_days(window)
        ):
            grown = Window(grown.starts, grown.ends + timedelta(days=1))
        while len(made.calendar.working_days(grown)) == len(made.calendar.working_days(window)):
            grown = Window(grown.starts - timedelta(days=1), grown.ends)
        window = grown
    return with_plan(made, plan_id, window=window)


def changed(made, relaxation, *, by=0):
    """Apply a change to a problem, *by* more (or less) than it says."""
    amount, policy = relaxation.amount, made.policy
    match relaxation.change:
        case DayChange.HIGHER_DAILY_MAXIMUM:
            limit = policy.max_per_day + amount + by
            return replace(made, policy=replace(policy, max_per_day=limit))
        case DayChange.LOWER_RESERVE:
            share = amount - Fraction(by, 100)
            return replace(made, policy=replace(policy, urgent_reserve=share))
        case DayChange.MORE_OFFICERS:
            return with_officers(made, relaxation.subject, amount + by)
        case DayChange.FEWER_VISITS:
            return fewer(made, relaxation.subject, amount + by)
        case DayChange.ANY_DAY:
            return with_plan(made, relaxation.subject, fixed_days=())
        case DayChange.MORE_DAYS:
            return longer(made, relaxation.subject, amount + by)


# --- one plan ----------------------------------------------------------------------------------


def test_a_plan_whose_fixed_days_are_none_is_named():
    weekend = date(2026, 3, 7)
    made = problem(plan("P1", targets(3), fixed_days=(weekend,)), plan("P2", targets(2)))

    (short,) = shortages(made)

    assert (short.reason, short.plan_ids, short.body_ids) == (DayReason.NO_DAY, ("P1",), ("B1",))
    assert (short.days, short.needed, short.available) == ((), 1, 0)
    assert short.relaxations == (DayRelaxation(DayChange.ANY_DAY, "P1", 0),)


def test_every_plan_without_a_day_is_named_for_itself():
    weekend = (date(2026, 3, 7),)
    made = problem(*(plan(f"P{n}", targets(2), fixed_days=weekend) for n in (1, 2)))

    assert [(short.plan_ids, len(short.relaxations)) for short in shortages(made)] == [
        (("P1",), 1),
        (("P2",), 1),
    ]


@pytest.fixture
def never_both():
    """B1 is there on Monday and Tuesday, B2 on Wednesday and Thursday."""
    made = problem(plan("P1", targets(2), "B1", "B2", window=WEEK), **LIMITED)
    leave = (
        *(Leave(officer_id=f"B1-{n}", starts=WEDNESDAY, ends=WEEK.ends) for n in range(4)),
        *(Leave(officer_id=f"B2-{n}", starts=MONDAY, ends=WEDNESDAY) for n in range(4)),
    )
    return replace(made, leave=leave)


def test_bodies_without_a_common_day_are_named(never_both):
    (short,) = shortages(never_both)

    assert (short.reason, short.plan_ids) == (DayReason.NO_COMMON_DAY, ("P1",))
    assert (short.body_ids, len(short.days)) == (("B1", "B2"), 4)
    assert (short.needed, short.available) == (4, 2)
    assert changes(short) == {
        (DayChange.MORE_DAYS, "P1"): 1,
        (DayChange.MORE_OFFICERS, "B1"): 2,
        (DayChange.MORE_OFFICERS, "B2"): 2,
    }


# --- full days ---------------------------------------------------------------------------------


def test_full_days_are_told_with_what_is_needed_and_available():
    # Four officers make two teams on each of four days: eight visits, and there are ten.
    made = problem(
        plan("P1", targets(9), window=WEEK), plan("P2", targets(1, 9), fixed_days=(TUESDAY,)),
        plan("P3", targets(3, 20), window=Window(date(2026, 3, 9), FORTNIGHT.ends)),
        **LIMITED,
    )  # fmt: skip

    (short,) = shortages(made)

    assert (short.reason, short.body_ids, short.plan_ids) == (
        DayReason.FULL_DAYS, ("B1",), ("P1", "P2"),
    )  # fmt: skip
    assert (len(short.days), short.needed, short.available) == (4, 20, 16)
    assert changes(short) == {
        (DayChange.FEWER_VISITS, "P1"): 2,
        (DayChange.MORE_DAYS, "P1"): 1,
        (DayChange.HIGHER_DAILY_MAXIMUM, "B1"): 1,
        (DayChange.MORE_OFFICERS, "B1"): 2,
    }


def test_the_smallest_change_comes_first():
    made = problem(plan("P1", targets(9), window=WEEK), **LIMITED)

    (short,) = shortages(made)

    # Two places fewer; two moved; eight added by two officers; sixteen by another visit of each.
    assert [one.change for one in short.relaxations] == [
        DayChange.FEWER_VISITS,
        DayChange.MORE_DAYS,
        DayChange.MORE_OFFICERS,
        DayChange.HIGHER_DAILY_MAXIMUM,
    ]


def test_a_reserve_can_be_lowered_to_the_largest_share_that_will_do():
    made = problem(plan("P1", targets(8), window=WEEK), urgent_reserve=Fraction(3, 10), **LIMITED)

    (short,) = shortages(made)

    assert changes(short)[DayChange.LOWER_RESERVE, "B1"] == 0
    half = problem(plan("P1", targets(4), window=WEEK), urgent_reserve=Fraction(7, 10), **LIMITED)
    assert changes(shortages(half)[0])[DayChange.LOWER_RESERVE, "B1"] == Fraction(1, 2)


def test_bodies_that_are_short_for_themselves_are_told_apart():
    made = problem(
        plan("P1", targets(9), "B1", window=WEEK),
        plan("P2", targets(9), "B2", window=WEEK),
        plan("P3", targets(1), "B1", "B2"),
        **LIMITED,
    )

    found = shortages(made)

    assert [(short.body_ids, short.plan_ids) for short in found] == [
        (("B1",), ("P1",)),
        (("B2",), ("P2",)),
    ]
    assert all(short.relaxations for short in found)


def test_blocks_that_do_not_depend_on_each_other_are_told_apart():
    made = problem(
        plan("P1", targets(9), "B1", window=WEEK), plan("P2", targets(9), "B2", window=WEEK),
        **LIMITED,
    )  # fmt: skip

    assert [short.body_ids for short in shortages(made)] == [("B1",), ("B2",)]


def test_bodies_that_are_short_only_together_are_told_together():
    # Three joint visits in pairs of bodies, and on each of two days one team of each body: each
    # body could make its two, but no two of the visits can be on the same day.
    days = (MONDAY, TUESDAY)
    made = problem(
        plan("P1", targets(1), "B1", "B2", fixed_days=days),
        plan("P2", targets(1, 1), "B2", "B3", fixed_days=days),
        plan("P3", targets(1, 2), "B1", "B3", fixed_days=days),
        max_per_day=1,
        officers=2,
    )

    (short,) = shortages(made)

    assert short.reason is DayReason.FULL_DAYS
    assert len(short.body_ids) == 1
    assert short.needed == short.available + 2
    assert (DayChange.MORE_OFFICERS, short.body_ids[0]) in changes(short)
    assert any(change is DayChange.ANY_DAY for change, _ in changes(short))


@st.composite
def one_body(draw):
    """A body with more visits than days, a reserve perhaps, and plans with and without windows."""
    windows = [WEEK, FORTNIGHT, Window(date(2026, 3, 9), FORTNIGHT.ends)]
    plans = [
        plan(
            f"P{n}",
            targets(draw(st.integers(1, 12)), 20 * n),
            window=draw(st.sampled_from(windows)),
            fixed_days=draw(st.sampled_from([(), (), (TUESDAY,), (MONDAY, date(2026, 3, 10))])),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    return problem(
        *plans,
        officers=draw(st.integers(2, 5)),
        max_per_day=1,
        urgent_reserve=draw(st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2)])),
    )


@given(one_body())
def test_every_change_mends_the_shortage_and_a_smaller_one_does_not(made):
    found = shortages(made)
    assume(len(found) == 1)

    for one in found[0].relaxations:
        assert shortages(changed(made, one)) == ()
        if one.change is not DayChange.ANY_DAY:
            assert shortages(changed(made, one, by=-1)) != ()


# --- told before the lock ----------------------------------------------------------------------


def test_a_draw_whose_visits_do_not_fit_cannot_be_locked(moment):
    made = problem(plan("P1", targets(9), window=WEEK), **LIMITED)
    checked = check(made)

    assert not checked.is_sound
    assert checked.days is None
    with pytest.raises(draw.ShortageError) as refused:
        draw.prepare(made, locked_at=moment)
    assert refused.value.day_shortages == checked.day_shortages
    assert "P1" in str(refused.value)


def test_a_draw_whose_visits_fit_is_locked_with_its_days(moment):
    made = problem(plan("P1", targets(8), window=WEEK), **LIMITED)

    assert draw.prepare(made, locked_at=moment).days == check(made).days


def test_the_error_survives_pickling():
    made = problem(plan("P1", targets(9), window=WEEK), **LIMITED)
    error = DayShortageError(shortages(made))

    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert (again.shortages, again.facts, str(again)) == (
        error.shortages, {"count": 1}, str(error),
    )  # fmt: skip
