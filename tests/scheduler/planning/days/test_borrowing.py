"""Days that fit only with officers whom others lend, and what those keep ready for them."""

from collections import Counter
from dataclasses import replace

import pytest

from scheduler.domain.dayplan import DayLoan
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import OfficerRegistry
from scheduler.planning.days.plan import plan_days
from scheduler.planning.days.shortage import DayShortageError
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters
from scheduler.rules import day_plan, lending, reserve_kept
from tests.cases import Case
from tests.scheduler.lottery.days.worlds import TUESDAY, plan, problem

FIVE = [f"T{n}" for n in range(5)]
LENDING = {"lending": {"B1": ("B2",)}, "max_per_day": 1}


def days_of(made):
    filters = Filters(made)
    return plan_days(made, pools_and_clashes(made, filters)[0], filters)


def with_officers(made, **counts):
    """Leave so many officers to some bodies."""
    frame = made.officers.frame
    kept = [
        officer_id
        for officer_id, body_id in frame.select("officer_id", "body_id").iter_rows()
        if int(officer_id.rsplit("-", 1)[1]) < counts.get(body_id, 99)
    ]
    left = frame.filter(frame["officer_id"].is_in(kept))
    return replace(made, officers=OfficerRegistry.from_frame(left))


def of_one(**policy):
    """One officer of B1 for five visits of two; B2 has four, and a visit of its own."""
    plans = plan("P1", FIVE), plan("P2", ["T9"], "B2")
    return with_officers(problem(*plans, **(LENDING | policy)), B1=1)


def lenders_asked(days):
    return {loan.lender for loan in days.loans}


def test_nobody_lends_to_a_body_whose_own_officers_suffice():
    assert days_of(problem(plan("P1", FIVE), **LENDING)).loans == ()


def test_a_body_with_one_officer_borrows_another_for_each_visit():
    days = days_of(of_one())
    visits = {row.day: row.visits for row in days.of_plan["P1"]}

    assert set(visits.values()) == {1}
    assert days.loans == tuple(DayLoan("B1", day, "B2", 1) for day in sorted(visits))


def test_what_is_kept_ready_counts_at_both():
    days = days_of(of_one())
    own = {(row.body_id, row.day): row.room for row in days.body_days}

    for loan in days.loans:
        assert days.room["B1", loan.day] == own["B1", loan.day] + 1 == 2
        assert days.room["B2", loan.day] == own["B2", loan.day] - 1 == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"lending": {}},
        {"lending": {"B2": ("B1",)}},
        {"remedies": (Remedy.OTHER_DAY,)},
        {"remedies": (Remedy.DIRECT_ASSIGNMENT, Remedy.LENDING)},
    ],
    ids=["nobody lends", "it only lends itself", "no remedy", "its head is asked first"],
)
def test_without_lenders_the_visits_do_not_fit(changes):
    with pytest.raises(DayShortageError):
        days_of(of_one(**changes))


def test_a_plan_that_refuses_lenders_is_not_planned_with_them():
    made = of_one()
    refusing = tuple(replace(one, lending=one.plan_id != "P1") for one in made.plans)

    with pytest.raises(DayShortageError):
        days_of(replace(made, plans=refusing))


def test_no_more_is_borrowed_than_the_lender_has_left():
    """B2 has two officers, and needs both for eight of ten days, so that five visits find two."""
    eight = plan("P2", [f"S{n}" for n in range(8)], "B2")
    made = with_officers(problem(plan("P1", FIVE), eight, **LENDING), B1=1, B2=2)

    with pytest.raises(DayShortageError):
        days_of(made)

    two = replace(made, plans=(plan("P1", FIVE[:2]), eight))
    on_days = {row.day for row in days_of(two).of_plan["P2"]}
    assert {loan.day for loan in days_of(two).loans}.isdisjoint(on_days)


@pytest.mark.parametrize(("visits", "fits"), [(3, True), (4, False)])
def test_the_week_of_the_lender_counts_too(visits, fits):
    """In a week B1 has one place and B2 four, in one of the weeks two less for its own visit."""
    made = of_one(max_per_week=1)
    some = replace(made, plans=(plan("P1", FIVE[:visits]), made.plans[1]))

    if not fits:
        with pytest.raises(DayShortageError):
            days_of(some)
        return
    weeks: Counter[int] = Counter()
    for loan in days_of(some).loans:
        weeks[loan.day.isocalendar().week] += loan.places
    assert sum(loan.places for loan in days_of(some).loans) == 4
    assert max(weeks.values()) <= 3


def test_lenders_are_asked_in_the_order_of_the_policy():
    plans = plan("P1", FIVE), plan("P2", ["T9"], "B2"), plan("P3", ["T8"], "B3")
    for order in (("B2", "B3"), ("B3", "B2")):
        made = with_officers(problem(*plans, max_per_day=1, lending={"B1": order}), B1=1)

        assert lenders_asked(days_of(made)) == {order[0]}


def test_a_lender_without_plans_of_his_own_is_told_with_his_days():
    made = problem(plan("P1", FIVE), plan("P2", ["T9"], "B2"), **LENDING)
    alone = replace(with_officers(made, B1=1), plans=made.plans[:1])
    days = days_of(alone)

    assert lenders_asked(days) == {"B2"}
    assert {row.body_id for row in days.body_days} == {"B1", "B2"}


def test_the_judge_accepts_what_was_planned():
    made = of_one(urgent_reserve=0)
    case = Case()
    judged = replace(case, lock=replace(case.lock, problem=made, pools=(), days=days_of(made)))

    for rule in (day_plan, lending, reserve_kept):
        assert judged.drawing(visits=(), teams=()).breaches(rule) == []


def test_a_fixed_day_that_is_too_full_is_filled_with_lent_officers():
    both = plan("P1", FIVE[:2], fixed_days=(TUESDAY,)), plan("P2", ["T9"], "B2")
    made = with_officers(problem(*both, **LENDING), B1=2)

    assert days_of(made).loans == (DayLoan("B1", TUESDAY, "B2", 2),)
