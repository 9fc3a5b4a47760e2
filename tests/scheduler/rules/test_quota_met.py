from dataclasses import replace
from fractions import Fraction

import pytest

from scheduler.domain.overlap import WeightedCounts
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.quota import Quota, QuotaKind, Rounding
from scheduler.domain.scope import EVERYTHING
from scheduler.rules import quota_met
from tests.crossed import LEXIMIN, QUOTA, cell_lock, crossed, figures, selected
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


def test_accepts_a_multiple_that_leaves_experts_out(case):
    third = with_quota(case, kind=QuotaKind.PER_OFFICER, otherwise=Fraction(1, 3))
    two_more = third.person("O10", "B1").person("O11", "B1")

    assert two_more.breaches(quota_met) == [("P2",)]  # 5/3 rounds to 2
    experts = two_more.officer("O10", role="expert").officer("O11", role="expert")
    assert experts.breaches(quota_met) == []


def test_accepts_an_amount_of_its_own_for_a_stratum(case):
    quota = case.lock.problem.plan["P1"].targets.quota

    def with_amounts(amounts):
        targets = replace(case.lock.problem.plan["P1"].targets, quota=replace(quota, **amounts))
        return case.plan("P1", targets=targets)

    same = with_amounts({"amounts": {("B",): Fraction(2, 3)}})
    other = with_amounts({"amounts": {("B",): Fraction(1, 3)}})

    assert same.breaches(quota_met) == []
    assert other.breaches(quota_met) == [("P1", "B")]


# --- overlapping quotas ------------------------------------------------------------------------


@pytest.mark.parametrize("counts", [(1, 1, 1, 1), (0, 1, 2, 1), (0, 2, 1, 1), (0, 2, 2, 0)])
def test_accepts_any_counts_within_the_margins(counts):
    drawn = crossed().drawing(selections=selected(counts), strata=figures(counts))

    assert drawn.breaches(quota_met) == []


@pytest.mark.parametrize(
    ("counts", "breached"),
    [
        ((0, 0, 3, 1), [("P1", "industry_code", "food"), ("P1", "street", "east")]),
        ((1, 2, 1, 0), [("P1", "street", "east")]),
        ((1, 1, 1, 0), [("P1",)]),  # one too few
        ((0, 2, 2, 1), [("P1",)]),  # one too many
    ],
)
def test_reports_counts_outside_the_margins_or_the_size(counts, breached):
    drawn = crossed().drawing(selections=selected(counts), strata=figures(counts))

    assert drawn.breaches(quota_met) == breached


def test_reports_a_margin_by_the_registry_whatever_cell_is_claimed():
    moved = crossed().target("T5", industry_code="food")

    assert ("P1", "industry_code", "food") in moved.breaches(quota_met)


def test_reports_figures_of_a_cell_that_differ():
    east_food = ("east", "food")

    assert crossed().figures("P1", east_food, quota=2).breaches(quota_met) == [("P1", *east_food)]
    assert crossed().figures("P1", east_food, pool=3).breaches(quota_met) == [("P1", *east_food)]


def test_reports_a_cell_without_figures_and_figures_without_a_cell():
    case = crossed()
    without = case.drawing(strata=case.book.strata[1:])
    strange = case.figures("P1", ("east", "food"), stratum=("north", "food"))

    assert without.breaches(quota_met) == [("P1", "east", "food")]
    assert strange.breaches(quota_met) == [("P1", "east", "food"), ("P1", "north", "food")]


@pytest.mark.parametrize(
    "locked",
    [
        {},
        {"P1": cell_lock(replace(QUOTA, margins=QUOTA.margins[:1]))},
        {"P1": replace(cell_lock(), cells=replace(cell_lock().cells, sizes=(2, 2, 4, 1)))},
    ],
    ids=["no cells", "another quota", "other cells"],
)
def test_reports_a_lock_that_is_not_of_the_pool_and_the_plan(locked):
    assert crossed().locking(cells=locked).breaches(quota_met) == [("P1",)]


def test_reports_counts_that_are_not_in_the_lottery():
    tickets = (WeightedCounts(1, (1, 1, 1, 1)), WeightedCounts(2, (0, 2, 1, 1)))
    inside = crossed(cell_lock(LEXIMIN, lottery=tickets))
    outside = crossed(cell_lock(LEXIMIN, lottery=tickets[1:]))

    assert inside.breaches(quota_met) == []
    assert outside.breaches(quota_met) == [("P1",)]
