"""Quotas: rounding, kinds and strata."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scheduler.domain.quota import NO_VALUE, Quota, QuotaKind, Rounding
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.quotas import amount_due, officers_in_post
from tests.shelf import PLANS, PROBLEM


def due(quota, pool):
    return amount_due(PROBLEM, PLANS[0], quota, (), pool)


@pytest.mark.parametrize(
    ("rounding", "pool", "expected"),
    [
        (Rounding.HALF_UP, 30, 3),
        (Rounding.HALF_UP, 24, 2),
        (Rounding.HALF_UP, 25, 3),  # 2.5 goes up
        (Rounding.CEIL, 21, 3),
        (Rounding.CEIL, 20, 2),
        (Rounding.FLOOR, 29, 2),
        (Rounding.CEIL, 0, 0),
    ],
)
def test_a_ratio_is_rounded_as_the_plan_says(rounding, pool, expected):
    quota = Quota(kind=QuotaKind.RATIO, otherwise=Fraction(1, 10), rounding=rounding)

    assert due(quota, pool) == expected


def test_a_quota_is_never_above_the_pool():
    assert due(Quota(kind=QuotaKind.COUNT, otherwise=Fraction(7)), 5) == 5


def test_a_quota_per_officer_counts_the_officers_in_post():
    # Of B1's four officers one is seconded.
    assert officers_in_post(PROBLEM, "B1") == 3
    assert due(Quota(kind=QuotaKind.PER_OFFICER, otherwise=Fraction(3, 2)), 100) == 5


def test_a_target_without_a_value_has_a_stratum_of_its_own():
    source = replace(
        PLANS[0].targets,
        quota=Quota(kind=QuotaKind.COUNT, columns=("group_id",), otherwise=Fraction(1)),
    )
    problem = replace(PROBLEM, plans=(replace(PLANS[0], targets=source),))

    strata = pools_and_clashes(problem)[0][0].strata

    assert [part.stratum for part in strata] == [(NO_VALUE,), ("G5",)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": QuotaKind.RATIO, "otherwise": Fraction(11, 10)},
        {"kind": QuotaKind.COUNT, "otherwise": Fraction(1, 2)},
        {"kind": QuotaKind.COUNT, "otherwise": Fraction(-1)},
        {"kind": QuotaKind.PER_OFFICER, "columns": ("street",)},
    ],
)
def test_an_impossible_quota_cannot_be_built(wrong):
    with pytest.raises(ValueError, match=r"Quota|quota"):
        Quota(**wrong)
