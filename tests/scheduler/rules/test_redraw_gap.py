from datetime import date

from scheduler.domain.plans import PlanKind
from scheduler.rules import redraw_gap

A_DAY_TOO_LATE = date(2025, 12, 3)


def test_accepts_a_target_drawn_exactly_the_gap_ago(case):
    # T2, a reserve, was drawn on 2 December, three months before the window opens.
    assert case.breaches(redraw_gap) == []


def test_reports_a_target_drawn_a_day_later(case):
    again = case.inspected(target_id="T2", day=A_DAY_TOO_LATE)

    assert again.breaches(redraw_gap) == [("P1", "T2")]


def test_reports_a_target_drawn_for_a_joint_plan(case):
    joint = case.inspected(
        target_id="T5", day=A_DAY_TOO_LATE, plan_kind=PlanKind.JOINT_DUAL_RANDOM.value
    )

    assert joint.breaches(redraw_gap) == [("P1", "T5")]


def test_reports_a_target_that_a_live_task_will_visit(case):
    live = case.inspected("live", target_id="T5", day=date(2026, 3, 30))

    assert live.breaches(redraw_gap) == [("P1", "T5")]


def test_accepts_a_visit_that_was_not_drawn(case):
    special = case.inspected(target_id="T5", day=A_DAY_TOO_LATE, plan_kind=PlanKind.SPECIAL.value)

    assert special.breaches(redraw_gap) == []


def test_accepts_a_visit_of_another_body(case):
    other = case.inspected(target_id="T1", day=A_DAY_TOO_LATE, body_id="B2")

    assert other.breaches(redraw_gap) == []


def test_accepts_a_short_gap_where_the_policy_asks_for_none(case):
    again = case.inspected(target_id="T5", day=A_DAY_TOO_LATE)

    assert again.policy(redraw_gap_months=0).breaches(redraw_gap) == []


def test_accepts_a_short_gap_under_an_exempt_kind_of_plan(case):
    again = case.inspected(target_id="T5", day=A_DAY_TOO_LATE)

    assert again.plan("P1", kind=PlanKind.CASE_CHECK).breaches(redraw_gap) == []
