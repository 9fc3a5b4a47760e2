"""Whatever is planned and drawn, visits come on days that the judge accepts."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.domain.calendar import Window
from scheduler.domain.items import InspectionItem
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.policy import AnnualCaps
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.lottery.days.dates import dated, exchanges
from scheduler.lottery.days.ledger import needs_of
from scheduler.lottery.days.visits import meetings
from scheduler.planning.days.plan import plan_days
from scheduler.planning.days.shortage import DayShortageError
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters
from scheduler.rules import (
    annual_cap,
    check_once,
    day_plan,
    fixed_days,
    open_day,
    reserve_kept,
    right_bodies,
    rounds,
    task_visited_once,
    visit_window,
)
from tests.scheduler.lottery.days.worlds import case_of, plan, problem, selections
from tests.scheduler.lottery.frequencies import fits, repetitions
from tests.shelf import LOCK

RULES = (
    annual_cap,
    check_once,
    day_plan,
    fixed_days,
    open_day,
    reserve_kept,
    right_bodies,
    rounds,
    task_visited_once,
    visit_window,
)

ON_FOOD = Scope((Condition("labels", Operator.IN, ("food",)),))
FOOD = InspectionItem(item_id="I", name="食品经营", body_id="B1", applies_to=ON_FOOD)
TARGETS = [f"T{n}" for n in range(8)]
WINDOWS = [Window(date(2026, 3, a), date(2026, 3, b)) for a, b in ((2, 16), (2, 10), (9, 14))]
CLOSED = ["mon", "tue", "wed", "thu", "fri", "sat", "2026-03-10"]


@st.composite
def plans(draw, plan_id):
    """A plan of one body or more, some of which come to food firms only."""
    bodies = draw(
        st.lists(st.sampled_from(["B1", "B2", "B3"]), min_size=1, max_size=3, unique=True)
    )
    targets = draw(st.lists(st.sampled_from(TARGETS), min_size=1, max_size=6, unique=True))
    window = draw(st.sampled_from(WINDOWS))
    made = plan(plan_id, targets, *bodies, window=window)
    parts = tuple(
        replace(part, item_ids=("I",)) if number and draw(st.booleans()) else part
        for number, part in enumerate(made.participations)
    )
    changes = {"participations": parts}
    working = [day for day in window.days() if day.weekday() < 5 and day != date(2026, 3, 6)]
    if draw(st.integers(0, 3)) == 0:
        changes["fixed_days"] = tuple(sorted(draw(st.sets(st.sampled_from(working), min_size=1))))
    if draw(st.integers(0, 3)) == 0:
        changes |= {"merging": False, "round_size": draw(st.integers(1, 3))}
    return replace(made, **changes)


@st.composite
def locks(draw):
    """A lock of a few plans that fit on the days."""
    some = [draw(plans(f"P{n}")) for n in range(draw(st.integers(1, 4)))]
    named = sorted({t for one in some for t in one.listed_ids})
    special = {
        name: {
            "premises_id": draw(st.sampled_from(["M1", "M2", name])),
            "labels": draw(st.sampled_from([[], ["food"]])),
            "closed_days": draw(st.lists(st.sampled_from(CLOSED), max_size=6, unique=True)),
            "easting": draw(st.none() | st.integers(-50, 50)),
            "northing": draw(st.integers(-50, 50)),
        }
        for name in named
    }
    made = problem(
        *some,
        targets=special,
        officers=draw(st.integers(2, 6)),
        max_per_day=draw(st.sampled_from([None, 1, 2])),
        urgent_reserve=draw(st.sampled_from([Fraction(0), Fraction(1, 4)])),
        day_quantile=draw(st.sampled_from([Fraction(1, 2), Fraction(19, 20)])),
        caps=AnnualCaps(total=draw(st.none() | st.integers(1, 4))),
    )
    lock = locked(replace(made, items=(FOOD,)))
    assume(lock is not None)
    return lock


def locked(made):
    """Return a lock, or None if plans clash or the visits do not fit on the days."""
    filters = Filters(made)
    pools, clashes = pools_and_clashes(made, filters)
    try:
        days = plan_days(made, pools, filters)
    except DayShortageError:
        return None
    lock = Lock(problem=made, pools=pools, locked_at=LOCK.locked_at, days=days)
    return None if clashes else lock


def dates_of(lock, key):
    return dated(lock, meetings(lock.problem, selections(lock.problem)), key)


def used_beyond_room(lock, visits, told=frozenset()):
    """Return the bodies and days of which visits need more than there is."""
    used = defaultdict(int)
    for visit in visits:
        for body_id, places in needs_of(visit).items():
            if (visit.visit_id, body_id) not in told:
                used[body_id, visit.day] += places
    room = lock.days.room
    return {key: n for key, n in used.items() if room[key] is not None and n > room[key]}


@given(locks(), st.integers(0, 99))
def test_no_rule_about_days_is_broken(lock, number):
    dates = dates_of(lock, f"key {number}")
    case = case_of(lock, dates)
    told = {
        (one.subject, one.body_id) for one in dates.shortfalls if one.kind is ShortfallKind.RESERVE
    }

    assert [found for rule in RULES for found in rule.violations(case)] == []
    assert used_beyond_room(lock, dates.visits, told) == {}


@given(locks(), st.integers(0, 99))
def test_days_on_offer_break_no_rule_either(lock, number):
    dates = dates_of(lock, f"key {number}")
    before = used_beyond_room(lock, dates.visits)

    for visit in dates.visits:
        for changed in exchanges(lock, dates.visits, visit, "k"):
            moved = {one.visit_id: one for one in changed}
            visits = tuple(moved.get(one.visit_id, one) for one in dates.visits)
            case = case_of(lock, replace(dates, visits=visits))

            assert changed[0].visit_id == visit.visit_id
            assert changed[0].day != visit.day
            assert list(day_plan.violations(case)) == []
            assert list(fixed_days.violations(case)) == []
            assert list(visit_window.violations(case)) == []
            after = used_beyond_room(lock, visits)
            assert all(n <= before.get(key, 0) for key, n in after.items())


@given(locks(), st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_plans_changes_nothing(lock, number, shuffler):
    rows = lock.problem.targets.frame.rows(named=True)
    shuffler.shuffle(rows)
    frame = pl.DataFrame(rows, schema=lock.problem.targets.frame.schema)
    turned = replace(lock.problem, targets=TargetRegistry.from_frame(frame))
    chosen = selections(lock.problem)
    met = meetings(lock.problem, chosen)
    shuffler.shuffle(chosen)
    again = meetings(turned, chosen)
    shuffler.shuffle(again)

    assert dated(replace(lock, problem=turned), again, f"key {number}") == dated(
        lock, met, f"key {number}"
    )


def test_units_that_nothing_distinguishes_have_the_same_chance_of_every_day():
    """Two plans meet at T1; enough draws to catch a total variation of 0.05 at each target."""
    made = problem(plan("P1", ("T1", "T2", "T3", "T4")), plan("P2", ("T1", "T5")))
    lock = locked(made)
    planned = {row.day: row.visits for row in lock.days.of_plan["P1"]}
    seen = {name: dict.fromkeys(planned, 0) for name in ("T2/P1", "T3/P1", "T4/P1")}

    for number in range(repetitions(len(planned), distance=0.05)):
        for visit in dates_of(lock, f"key {number}").visits:
            if visit.visit_id in seen:
                seen[visit.visit_id][visit.day] += 1

    odds = np.array(list(planned.values())) / sum(planned.values())
    for counts in seen.values():
        assert fits(np.array(list(counts.values())), odds, among=len(seen))
