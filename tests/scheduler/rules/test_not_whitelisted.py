from scheduler.domain.plans import PlanKind
from scheduler.rules import not_whitelisted


def test_accepts_a_draw_without_whitelisted_firms(case):
    assert case.breaches(not_whitelisted) == []


def test_reports_a_whitelisted_firm(case):
    assert case.target("T5", whitelisted=True).breaches(not_whitelisted) == [("P1", "T5")]


def test_reports_a_whitelisted_reserve(case):
    assert case.target("T4", whitelisted=True).breaches(not_whitelisted) == [("P1", "T4")]


def test_accepts_a_whitelisted_firm_under_an_exempt_kind_of_plan(case):
    exempt = case.plan("P1", kind=PlanKind.ASSIGNED_FROM_ABOVE)

    assert exempt.target("T5", whitelisted=True).breaches(not_whitelisted) == []


def test_accepts_a_whitelisted_firm_where_the_policy_does_not_care(case):
    careless = case.policy(exclude_whitelisted=False)

    assert careless.target("T5", whitelisted=True).breaches(not_whitelisted) == []
