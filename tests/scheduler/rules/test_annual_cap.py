from datetime import date

import pytest

from scheduler.domain.bodies import Level
from scheduler.domain.planbook import Task
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import AnnualCaps
from scheduler.rules import annual_cap

JANUARY = date(2026, 1, 8)
YEAR_BEFORE = date(2025, 12, 31)


def test_accepts_the_last_visit_that_the_cap_allows(case):
    # T5 was visited once in January, and is visited now.
    assert case.breaches(annual_cap) == []


def test_reports_one_visit_above_the_total(case):
    assert case.policy(caps=AnnualCaps(total=1)).breaches(annual_cap) == [("T5", "total")]


def test_accepts_a_merged_visit_as_one(case):
    # Two plans and two bodies meet at T1.
    once = case.policy(caps=AnnualCaps(total=1, per_body=1))

    assert ("T1", "total") not in once.breaches(annual_cap)


def test_reports_two_visits_where_plans_come_apart(case):
    first, *others = case.book.visits
    early, late = (
        type(first)(**{name: getattr(first, name) for name in first.__slots__} | changes)
        for changes in (
            {"visit_id": "T1/P1", "tasks": (Task("P1", "T1"), Task("P1", "T3"))},
            {"visit_id": "T1/P2", "tasks": (Task("P2", "T1"),)},
        )
    )
    apart = case.drawing(visits=(early, late, *others))

    assert apart.breaches(annual_cap) == []
    assert apart.inspected(target_id="T1", day=JANUARY).breaches(annual_cap) == [("T1", "total")]


def test_reports_visits_of_one_body_above_its_cap(case):
    per_body = case.policy(caps=AnnualCaps(per_body=1))

    assert per_body.breaches(annual_cap) == [("T5", "B1")]


def test_accepts_visits_of_another_body_under_a_cap_per_body(case):
    per_body = case.policy(caps=AnnualCaps(per_body=2))
    before = per_body.inspected(target_id="T5", body_id="B2", day=JANUARY)

    assert before.breaches(annual_cap) == []


def test_reports_visits_of_one_level_above_its_cap(case):
    per_level = case.policy(caps=AnnualCaps(per_level={Level.DISTRICT: 1}))

    assert per_level.breaches(annual_cap) == [("T5", "district")]


def test_accepts_visits_of_another_level(case):
    per_level = case.policy(caps=AnnualCaps(per_level={Level.STREET: 1}))

    assert per_level.breaches(annual_cap) == []
    assert per_level.inspected(target_id="T1", body_id="B2", day=JANUARY).breaches(annual_cap) == [
        ("T1", "street")
    ]


def test_accepts_visits_of_other_years(case):
    assert case.inspected(target_id="T5", day=YEAR_BEFORE).breaches(annual_cap) == []


def test_reports_a_live_task_like_one_that_was_done(case):
    live = case.inspected("live", target_id="T5", day=JANUARY)

    assert live.breaches(annual_cap) == [("T5", "total")]


def test_accepts_earlier_visits_that_are_exempt(case):
    exempt = case.inspected(target_id="T5", day=JANUARY, cap_exempt=True)

    assert exempt.breaches(annual_cap) == []


def test_accepts_one_earlier_visit_by_two_bodies_as_one(case):
    same_visit = case.inspected(target_id="T5", body_id="B2", day=JANUARY, visit_id="H3")

    assert same_visit.breaches(annual_cap) == []


@pytest.mark.parametrize("kind", [PlanKind.CASE_CHECK, PlanKind.ASSIGNED_FROM_ABOVE])
def test_accepts_visits_under_an_exempt_kind_of_plan(case, kind):
    full = case.inspected(target_id="T8", day=JANUARY).inspected(
        target_id="T8", day=JANUARY, visit_id="X2"
    )

    assert full.breaches(annual_cap) == [("T8", "total")]
    assert full.plan("P3", kind=kind).breaches(annual_cap) == []
