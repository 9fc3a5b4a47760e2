"""The small worlds show what they say; planning itself is tested where it lives."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from scenarios.catalogue import build
from scheduler.domain.overlap import Law
from scheduler.domain.plans import PlanKind
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.planning.checking import check
from tests.scenarios.draws import drawn


def codes(name):
    return {fault.code for fault in check(build(name)).faults}


@pytest.mark.parametrize("name", ["tiny", "tight", "crossed"])
def test_small_worlds_can_be_drawn(name):
    assert check(build(name)).is_sound


def test_tiny_has_two_bodies_30_targets_8_officers_and_3_plans():
    problem = build("tiny")

    assert (len(problem.bodies), len(problem.targets), len(problem.officers)) == (2, 30, 8)
    assert Counter(plan.kind for plan in problem.plans) == {
        PlanKind.DUAL_RANDOM: 2,
        PlanKind.JOINT_DUAL_RANDOM: 1,
    }


def test_tight_needs_all_its_officers_can_give():
    (only,) = check(build("tight")).capacities

    assert only.places == only.capacity == 18


def test_one_officer_short_lacks_exactly_one():
    (short,) = check(build("one_officer_short")).shortages

    assert short.certain
    assert {"more_officers": 1}.items() <= {
        relaxation.change.value: relaxation.amount for relaxation in short.relaxations
    }.items()


@pytest.mark.parametrize(
    ("name", "body_id"),
    [
        ("expired", "B02"),
        ("conflicted", "B01"),
        ("qualification_short", "B01"),
        ("min_too_high", "B01"),
    ],
)
def test_worlds_short_of_officers(name, body_id):
    (short,) = check(build(name)).shortages

    assert short.certain
    assert short.body_id == body_id


def test_qualification_short_names_the_qualification():
    (short,) = check(build("qualification_short")).shortages

    assert short.qualifications == ("special_equipment",)


def test_conflicted_names_the_target_that_nobody_may_visit():
    problem = build("conflicted")
    (short,) = check(problem).shortages

    assert short.target_ids == problem.plan["P04"].listed_ids
    assert short.available == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("over_capped", "cap-clash"),
        ("empty_pool", "nothing-to-draw"),
        ("no_working_day", "no-working-day"),
    ],
)
def test_worlds_with_a_fault(name, code):
    assert codes(name) == {code}


def test_crossed_asks_for_three_per_street_and_at_most_40_percent_restaurants():
    problem = build("crossed")
    quota = problem.plan["P01"].targets.quota
    bounds = {margin.level: (margin.least, margin.most) for margin in quota.margins}

    assert quota.size == 10
    assert set(bounds) == {*problem.targets.frame["street"], "H6210"}
    assert {least for level, (least, _) in bounds.items() if level != "H6210"} == {3}
    assert bounds["H6210"] == (0, 4)
    assert [plan.targets.quota.law for plan in problem.plans] == [Law.UNIFORM, Law.LEXIMIN]


def within_margins(problem, book):
    """Tell whether the first plan's ten have three per street and four restaurants at most."""
    chosen = [one for one in book.selections if one.plan_id == "P01" and not one.reserve]
    rows = [problem.targets.row(one.target_id) for one in chosen]
    streets = Counter(row["street"] for row in rows)
    restaurants = sum(row["industry_code"] == "H6210" for row in rows)
    return len(rows) == 10 and min(streets.values()) >= 3 and restaurants <= 4


def test_margins_of_crossed_are_met_and_a_plain_count_would_miss_them():
    problem = build("crossed")
    first, second = problem.plans
    count = Quota(kind=QuotaKind.COUNT, otherwise=Fraction(10))
    plain = replace(first, targets=replace(first.targets, quota=count))
    loosened = replace(problem, plans=(plain, second))

    assert all(within_margins(problem, book) for book in drawn(problem, draws=20))
    assert not all(within_margins(problem, book) for book in drawn(loosened, draws=20))


def test_crossed_too_tight_asks_for_more_in_two_streets_than_in_all():
    (unmet,) = check(build("crossed_too_tight")).unmet

    assert sum(cause.bound.value for cause in unmet.shortage.causes) > unmet.quota.size


def test_neighbours_share_premises_but_not_plans():
    problem = build("neighbours")
    shared = problem.targets.frame["premises_id"].is_duplicated().sum()

    assert shared == 2
    assert problem.plan["P01"].targets.scope != problem.plan["P03"].targets.scope
