"""Days planned before the names: for whom, from which facts, and the same from any order."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Leave
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.planning.days.plan import plan_days
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters
from scheduler.rules import day_plan
from tests.cases import Case
from tests.scheduler.lottery.days.worlds import MONDAY, plan, problem
from tests.shelf import PROBLEM

SATURDAY = date(2026, 3, 14)  # worked

SIX = [f"T{n}" for n in range(6)]


def days_of(made, **options):
    filters = Filters(made)
    return plan_days(made, pools_and_clashes(made, filters)[0], filters, **options)


def visits_of(days, plan_id):
    return {row.day: row.visits for row in days.of_plan[plan_id]}


def body_days(days, body_id="B1"):
    return {row.day: row for row in days.body_days if row.body_id == body_id}


# --- plans ------------------------------------------------------------------------------------


def test_a_drawing_plan_is_planned_for_its_quota_and_a_list_for_its_length():
    days = days_of(PROBLEM)

    assert {plan_id: sum(row.visits for row in rows) for plan_id, rows in days.of_plan.items()} == {
        "P1": 3, "P2": 1, "P3": 1,
    }  # fmt: skip


def test_the_days_of_the_shelf_are_lawful():
    planned = Case().locking(days=days_of(PROBLEM))

    assert planned.drawing(visits=()).breaches(day_plan) == []


def test_visits_are_spread_as_evenly_as_the_days_allow():
    days = days_of(problem(plan("P1", [f"T{n}" for n in range(23)])))

    assert len(visits_of(days, "P1")) == 10
    assert Counter(visits_of(days, "P1").values()) == {2: 7, 3: 3}


def test_few_visits_are_spread_over_the_window():
    days = days_of(problem(plan("P1", SIX[:3]), plan("P2", SIX[:2])))
    first, second = (sorted(visits_of(days, plan_id)) for plan_id in ("P1", "P2"))

    assert len({*first, *second}) == 5
    assert min((b - a).days for a, b in pairwise(first)) >= 4
    assert (second[1] - second[0]).days >= 4


def test_plans_of_one_body_fill_each_others_days():
    made = problem(plan("P1", SIX), plan("P2", SIX[:4]))
    planned = {day: row.planned for day, row in body_days(days_of(made)).items()}

    assert set(planned.values()) == {2}


def test_make_up_days_are_planned_and_holidays_are_not():
    first = plan("P1", SIX, window=Window(date(2026, 3, 5), date(2026, 3, 9)))
    second = plan("P2", SIX, window=Window(SATURDAY, date(2026, 3, 16)))
    days = days_of(problem(first, second))

    assert visits_of(days, "P1") == {date(2026, 3, 5): 6}  # the 6th is a holiday
    assert visits_of(days, "P2") == {SATURDAY: 6}


def test_only_fixed_days_are_planned():
    days = days_of(
        problem(plan("P1", SIX, fixed_days=(MONDAY, date(2026, 3, 7), date(2026, 3, 10))))
    )

    assert visits_of(days, "P1") == {MONDAY: 3, date(2026, 3, 10): 3}


@pytest.mark.parametrize(("size", "rounds"), [(2, 3), (4, 2), (6, 1), (9, 1)])
def test_rounds_are_planned_in_place_of_targets(size, rounds):
    days = days_of(problem(plan("P1", SIX, merging=False, round_size=size)))

    assert sum(visits_of(days, "P1").values()) == rounds


def test_a_joint_plan_uses_the_same_days_of_all_its_bodies():
    days = days_of(problem(plan("P1", SIX, "B1", "B2")))

    assert [row.planned for row in body_days(days, "B1").values()] == [
        row.planned for row in body_days(days, "B2").values()
    ]


# --- bodies -----------------------------------------------------------------------------------


def test_without_a_daily_limit_nothing_limits_the_days():
    rows = days_of(problem(plan("P1", SIX), urgent_reserve=Fraction(1, 2))).body_days

    assert {(row.capacity, row.reserve, row.room) for row in rows} == {(None, 0, None)}


def test_a_body_gives_what_its_officers_who_are_there_can_do():
    made = problem(plan("P1", SIX), officers=5, max_per_day=2, urgent_reserve=Fraction(1, 10))
    officers = made.officers.frame.with_columns(
        cert_valid_to=pl.when(pl.col("officer_id") == "B1-0")
        .then(pl.lit(MONDAY))
        .otherwise("cert_valid_to"),
        role=pl.when(pl.col("officer_id") == "B1-1").then(pl.lit("expert")).otherwise("role"),
        seconded=pl.col("officer_id") == "B1-2",
    )
    away = Leave(officer_id="B1-3", starts=date(2026, 3, 4), ends=date(2026, 3, 6))
    made = replace(made, officers=OfficerRegistry.from_frame(officers), leave=(away,))

    rows = body_days(days_of(made))

    # Two of B1-0 on Monday; two of B1-3 except on the 4th and 5th; two of B1-4 on all days.
    assert [rows[day].capacity for day in made.days[:5]] == [6, 4, 2, 2, 4]
    assert [rows[day].reserve for day in made.days[:5]] == [1, 1, 1, 1, 1]
    assert all(row.planned <= row.room for row in rows.values())


def test_live_tasks_take_their_officers_once_and_leave_the_reserve_alone():
    made = problem(plan("P1", SIX[:3]), max_per_day=1, urgent_reserve=Fraction(1, 4))
    live = pl.DataFrame(
        [
            {"visit_id": "L1", "target_id": t, "body_id": "B1", "day": MONDAY,
             "officer_ids": ["B1-0", "B1-1"]} for t in ("T0", "T1")
        ]
    )  # fmt: skip
    row = body_days(days_of(replace(made, live=InspectionLog.from_frame(live))))[MONDAY]

    assert (row.capacity, row.reserve, row.room) == (2, 1, 1)
    assert row.planned == 0


def test_the_reserve_is_never_more_than_what_live_tasks_leave():
    made = problem(plan("P1", SIX[:3]), max_per_day=1, urgent_reserve=Fraction(1, 2))
    everybody = [f"B1-{n}" for n in range(4)]
    live = pl.DataFrame(
        [{"visit_id": "L1", "target_id": "T0", "body_id": "B1", "day": MONDAY,
          "officer_ids": everybody}]
    )  # fmt: skip
    row = body_days(days_of(replace(made, live=InspectionLog.from_frame(live))))[MONDAY]

    assert (row.capacity, row.reserve, row.room) == (0, 0, 0)


def test_visits_keep_to_the_room_of_each_day():
    made = problem(plan("P1", [f"T{n}" for n in range(10)]), max_per_day=1)
    away = tuple(
        Leave(officer_id=f"B1-{n}", starts=MONDAY, ends=date(2026, 3, 9)) for n in range(3)
    )
    planned = [row.planned for row in body_days(days_of(replace(made, leave=away))).values()]

    # One officer is no team on the four days of the first week; four are two teams after it.
    assert planned[:4] == [0, 0, 0, 0]
    assert Counter(planned[4:]) == {4: 4, 2: 2}


def test_a_body_with_something_to_do_at_some_targets_only_is_planned_for_most_cases(case):
    one = plan("P1", SIX, "B1", "B2", fixed_days=(MONDAY,))
    food = case.lock.problem.item["I2"]
    parts = (one.participations[0], replace(one.participations[1], item_ids=("I2",)))
    fed = {name: {"labels": ["food"]} for name in SIX[:2]}
    made = problem(replace(one, participations=parts), targets=fed)
    rows = {
        row.body_id: row
        for row in days_of(replace(made, items=(food,))).body_days
        if row.day == MONDAY
    }

    # All six visits are on Monday, two of them surely with B2.
    assert (rows["B1"].planned, rows["B2"].planned) == (12, 4)


# --- the same from any order --------------------------------------------------------------------


def test_the_order_of_rows_changes_nothing():
    frames = PROBLEM.targets.frame, PROBLEM.officers.frame
    turned = replace(
        PROBLEM,
        targets=TargetRegistry.from_frame(frames[0].reverse()),
        officers=OfficerRegistry.from_frame(frames[1].reverse()),
        policy=replace(PROBLEM.policy, max_per_day=2),
    )

    assert days_of(turned) == days_of(
        replace(PROBLEM, policy=replace(PROBLEM.policy, max_per_day=2))
    )


def test_an_executor_plans_the_same_days():
    made = problem(*(plan(f"P{n}", SIX, f"B{n}") for n in range(4)))

    with ThreadPoolExecutor(2) as executor:
        assert days_of(made, executor=executor) == days_of(made)


@pytest.mark.parametrize("name", ["tiny", "tight"])
def test_small_worlds_have_lawful_days(name):
    made = build(name)
    pools = pools_and_clashes(made)[0]
    case = Case().locking(problem=made, pools=pools, days=days_of(made)).drawing(visits=())

    assert case.breaches(day_plan) == []


@pytest.mark.long
def test_a_district_has_lawful_days():
    made = build("binhai")
    pools = pools_and_clashes(made)[0]
    case = Case().locking(problem=made, pools=pools, days=days_of(made)).drawing(visits=())

    assert case.breaches(day_plan) == []
    assert made.policy.max_per_day is not None
