from datetime import date

from scheduler.domain.plans import PlanKind
from scheduler.rules import past_grace


def test_accepts_a_firm_registered_on_the_last_day(case):
    # T1 was registered on 2 September, six months before the window opens.
    assert case.breaches(past_grace) == []


def test_reports_a_firm_registered_a_day_later(case):
    late = case.target("T1", reg_date=date(2025, 9, 3))

    assert late.breaches(past_grace) == [("P1", "T1"), ("P2", "T1")]


def test_reports_a_reserve_that_is_too_young(case):
    assert case.target("T2", reg_date=date(2026, 1, 5)).breaches(past_grace) == [("P1", "T2")]


def test_accepts_a_firm_without_a_date(case):
    assert case.target("T1", reg_date=None).breaches(past_grace) == []


def test_accepts_a_young_firm_without_a_grace_period(case):
    young = case.target("T1", reg_date=date(2026, 3, 1))

    assert young.policy(grace_months=0).breaches(past_grace) == []


def test_accepts_a_young_firm_under_an_exempt_kind_of_plan(case):
    young = case.target("T5", reg_date=date(2026, 3, 1))

    assert young.plan("P1", kind=PlanKind.CASE_CHECK).breaches(past_grace) == []
