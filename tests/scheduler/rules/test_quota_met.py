from dataclasses import replace
from fractions import Fraction

import pytest

from scheduler.domain.plans import DrawnTargets
from scheduler.domain.quota import Quota, QuotaKind, Rounding
from scheduler.domain.scope import EVERYTHING
from scheduler.rules import quota_met
from tests.shelf import stratum_pool


def with_quota(case, **quota):
    return case.plan("P2", targets=DrawnTargets(scope=EVERYTHING, quota=Quota(**quota)))


def test_accepts_quotas_that_were_met(case):
    assert case.breaches(quota_met) == []


def test_reports_a_quota_locked_one_too_high(case):
    higher = case.pool("P2", strata=(stratum_pool((), [0, 2], 2),))

    assert higher.breaches(quota_met) == [("P2",)]


def test_reports_published_figures_that_differ(case):
    assert case.figures("P1", ("B",), quota=3).breaches(quota_met) == [("P1", "B")]
    assert case.figures("P1", ("B",), pool=4).breaches(quota_met) == [("P1", "B")]


def test_reports_a_stratum_without_figures(case):
    without = case.drawing(strata=case.book.strata[:2])

    assert without.breaches(quota_met) == [("P2",)]


def test_reports_figures_without_a_stratum(case):
    assert case.figures("P1", ("A",), stratum=("C",)).breaches(quota_met) == [
        ("P1", "A"),
        ("P1", "C"),
    ]


def test_reports_one_target_too_few(case):
    assert case.without_selection("P1", "T3").breaches(quota_met) == [("P1", "B")]


def test_reports_a_reserve_that_was_drawn(case):
    drawn = case.selection("P1", "T4", reserve=False)

    assert drawn.breaches(quota_met) == [("P1", "B")]


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [(Rounding.FLOOR, []), (Rounding.HALF_UP, [("P2",)]), (Rounding.CEIL, [("P2",)])],
)
def test_accepts_only_the_rounding_of_the_plan(case, rounding, expected):
    three_quarters_of_two = {
        "kind": QuotaKind.RATIO,
        "otherwise": Fraction(3, 4),
        "rounding": rounding,
    }

    assert with_quota(case, **three_quarters_of_two).breaches(quota_met) == expected


def test_accepts_the_pool_where_the_count_is_larger(case):
    # Two in the pool, a count of five, both drawn.
    many = with_quota(case, kind=QuotaKind.COUNT, otherwise=Fraction(5))
    everybody = (
        many.pool("P2", strata=(stratum_pool((), [0, 2], 2),))
        .figures("P2", (), quota=2)
        .selection("P2", "T3", reserve=False)
    )

    assert many.breaches(quota_met) == [("P2",)]
    assert everybody.breaches(quota_met) == []


def test_accepts_a_multiple_of_the_officers_in_post(case):
    # Three officers of B1 serve there at the front line; O4 is lent away.
    third = with_quota(case, kind=QuotaKind.PER_OFFICER, otherwise=Fraction(1, 3))

    assert third.breaches(quota_met) == []
    assert third.officer("O4", seconded=False).breaches(quota_met) == []  # 4/3 rounds to 1


def test_reports_a_multiple_that_counts_officers_behind_the_front_line(case):
    half = with_quota(case, kind=QuotaKind.PER_OFFICER, otherwise=Fraction(1, 2))

    assert half.breaches(quota_met) == [("P2",)]  # 3/2 rounds to 2
    assert half.officer("O3", front_line=False).breaches(quota_met) == []


def test_accepts_an_amount_of_its_own_for_a_stratum(case):
    quota = case.lock.problem.plan["P1"].targets.quota

    def with_amounts(amounts):
        targets = replace(case.lock.problem.plan["P1"].targets, quota=replace(quota, **amounts))
        return case.plan("P1", targets=targets)

    same = with_amounts({"amounts": {("B",): Fraction(2, 3)}})
    other = with_amounts({"amounts": {("B",): Fraction(1, 3)}})

    assert same.breaches(quota_met) == []
    assert other.breaches(quota_met) == [("P1", "B")]
