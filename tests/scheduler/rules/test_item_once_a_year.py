from dataclasses import replace
from datetime import date

from scheduler.domain.items import InspectionItem
from scheduler.domain.plans import PlanKind
from scheduler.rules import item_once_a_year

JANUARY = date(2026, 1, 8)


def done(case, **row):
    return case.inspected(**{"target_id": "T1", "day": JANUARY, "item_ids": ["I1"]} | row)


def test_accepts_targets_where_an_item_is_due(case):
    assert case.breaches(item_once_a_year) == []


def test_reports_a_target_where_the_only_item_was_done(case):
    assert done(case).breaches(item_once_a_year) == [("P2", "T1")]


def test_reports_an_item_that_a_live_task_will_do(case):
    assert done(case, log="live").breaches(item_once_a_year) == [("P2", "T1")]


def test_reports_a_reserve_where_the_only_item_was_done(case):
    assert done(case, target_id="T3").breaches(item_once_a_year) == [("P2", "T3")]


def test_accepts_an_item_done_last_year(case):
    assert done(case, day=date(2025, 12, 31)).breaches(item_once_a_year) == []


def test_accepts_an_item_of_a_cooperating_body_done_before(case):
    assert done(case, item_ids=["I2"]).breaches(item_once_a_year) == []


def test_accepts_a_target_with_one_item_left(case):
    everywhere = InspectionItem(item_id="I3", name="公示信息", body_id="B1")
    initiating, cooperating = case.lock.problem.plan["P2"].participations
    more = (replace(initiating, item_ids=("I1", "I3")), cooperating)
    two_items = case.problem(items=(*case.lock.problem.items, everywhere)).plan(
        "P2", participations=more
    )

    assert done(two_items).breaches(item_once_a_year) == []
    assert done(two_items, item_ids=["I1", "I3"]).breaches(item_once_a_year) == [("P2", "T1")]


def test_accepts_a_repeated_item_where_the_policy_allows_it(case):
    assert done(case).policy(item_once_a_year=False).breaches(item_once_a_year) == []


def test_accepts_a_repeated_item_under_an_exempt_kind_of_plan(case):
    exempt = case.plan("P2", kind=PlanKind.ASSIGNED_FROM_ABOVE)

    assert done(exempt).breaches(item_once_a_year) == []
