from datetime import date

from scheduler.rules import fixed_days

SATURDAY = date(2026, 3, 14)
MONDAY = date(2026, 3, 16)


def test_accepts_plans_without_fixed_days(case):
    assert case.breaches(fixed_days) == []


def test_accepts_a_visit_on_one_of_the_fixed_days(case):
    assert case.plan("P3", fixed_days=(date(2026, 3, 13), SATURDAY)).breaches(fixed_days) == []


def test_reports_a_visit_on_another_day(case):
    assert case.plan("P3", fixed_days=(MONDAY,)).breaches(fixed_days) == [("T8/P3", "P3")]


def test_reports_each_plan_of_a_visit_whose_days_are_not_kept(case):
    strict = case.plan("P1", fixed_days=(date(2026, 3, 17),)).plan("P2", fixed_days=(MONDAY,))

    # T5/P1 is on the 17th.
    assert strict.breaches(fixed_days) == [("T1/P1", "P1"), ("T1/P1", "P2")]
