from datetime import date

from scheduler.domain.plans import PlanKind
from scheduler.rules import one_plan_per_premises


def test_accepts_premises_that_nobody_had_taken(case):
    # The live task is at T7 and the listed target is T8; neither shares its premises.
    assert case.breaches(one_plan_per_premises) == []


def test_reports_premises_of_a_live_task(case):
    assert case.target("T7", premises_id="T5").breaches(one_plan_per_premises) == [("P1", "T5")]


def test_reports_premises_of_a_target_on_a_list(case):
    assert case.target("T8", premises_id="T5").breaches(one_plan_per_premises) == [("P1", "T5")]


def test_reports_reserves_on_premises_that_are_taken(case):
    beside = case.target("T8", premises_id="T2")

    assert beside.breaches(one_plan_per_premises) == [("P1", "T2")]


def test_accepts_premises_of_an_inspection_that_is_over(case):
    over = case.inspected(target_id="T6", day=date(2026, 2, 3)).target("T6", premises_id="T5")

    assert over.breaches(one_plan_per_premises) == []


def test_accepts_two_plans_that_drew_the_same_premises(case):
    # P1 and P2 meet at M1: what the draw itself brings together becomes one visit.
    assert {visit.premises_id for visit in case.book.visits} >= {"M1"}
    assert case.breaches(one_plan_per_premises) == []


def test_accepts_taken_premises_where_the_policy_allows_it(case):
    taken = case.target("T7", premises_id="T5")

    assert taken.policy(one_plan_per_premises=False).breaches(one_plan_per_premises) == []


def test_accepts_taken_premises_under_an_exempt_kind_of_plan(case):
    taken = case.target("T7", premises_id="T5").plan("P1", kind=PlanKind.CASE_CHECK)

    assert taken.breaches(one_plan_per_premises) == []
