"""Everything that does not fit is told at once, each under its own code and place."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Kinship
from scheduler.domain.items import InspectionItem
from scheduler.domain.plans import ListedTargets, Participation, PlanKind
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.planning import fit
from tests.shelf import OFFICERS, PLANS, PROBLEM

P1, P2, P3 = PLANS


def with_plan(plan):
    others = [other for other in PLANS if other.plan_id != plan.plan_id]
    return replace(PROBLEM, plans=tuple(sorted([plan, *others], key=lambda p: p.plan_id)))


def scoped(*conditions):
    return with_plan(replace(P1, targets=replace(P1.targets, scope=Scope(conditions))))


def quoted(**changes):
    quota = replace(P1.targets.quota, **changes)
    return with_plan(replace(P1, targets=replace(P1.targets, quota=quota)))


def listed(*ids, reason="汛前", approver="乙"):
    targets = ListedTargets(target_ids=ids, reason=reason, approver=approver)
    return with_plan(replace(P3, targets=targets))


def manned(**changes):
    return with_plan(replace(P1, participations=(replace(P1.participations[0], **changes),)))


def fixed(*days):
    window = Window(date(2026, 3, 2), date(2026, 5, 1))
    return with_plan(replace(P1, window=window, fixed_days=days))


def lending(**lenders):
    return replace(PROBLEM, policy=replace(PROBLEM.policy, lending=lenders))


CASES = {
    "window-outside": with_plan(
        replace(P1, window=Window(date(2026, 5, 1), date(2026, 6, 1)))
    ),
    "no-working-day": with_plan(
        replace(P1, window=Window(date(2026, 3, 7), date(2026, 3, 9)))
    ),
    "random-plan-with-list": with_plan(replace(P3, kind=PlanKind.DUAL_RANDOM)),
    "joint-needs-two-bodies": with_plan(replace(P1, kind=PlanKind.JOINT_DUAL_RANDOM)),
    "unknown-body": with_plan(
        replace(P1, participations=(Participation(body_id="B9"),), lead_body="B9")
    ),
    "team-too-small": manned(team_size=1),
    "unknown-item": manned(item_ids=("I9",)),
    "too-many-slots": manned(team_size=16, slots=(frozenset({"food"}),) * 16),
    "unknown-column": scoped(Condition("colour", Operator.IN, ("red",))),
    "unsuited-condition": scoped(Condition("active", Operator.CONTAINS, ("yes",))),
    "weight-not-whole": quoted(weight_column="name"),
    "unknown-stratum": quoted(amounts={("E",): Fraction(1, 2)}),
    "empty-list": listed(),
    "list-unexplained": listed("T8", reason=" "),
    "listed-twice": listed("T8", "T8"),
    "unknown-target": listed("T99"),
    "inactive-target": listed("T6"),
    "no-item-for-target": with_plan(
        replace(
            P3,
            participations=(Participation(body_id="B2", item_ids=("I2",)),),
        )
    ),
    "fixed-day-off": fixed(date(2026, 3, 5), date(2026, 3, 6)),
    "no-fixed-day": replace(
        fixed(date(2026, 4, 1)), window=Window(date(2026, 3, 2), date(2026, 4, 1))
    ),
    "unknown-officer": replace(
        PROBLEM, relatives=(Kinship(officer_id="O1", relative_id="O77"),)
    ),
    "minimum-above-maximum": replace(
        PROBLEM,
        officers=type(PROBLEM.officers).from_frame(OFFICERS.with_columns(min_visits=4)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_the_fault_is_told(code):
    found = fit.faults(CASES[code])

    assert {fault.code for fault in found} == {code}


def test_the_shelf_has_no_fault():
    assert fit.faults(PROBLEM) == ()


def test_all_faults_are_told_at_once():
    worse = replace(CASES["team-too-small"], items=(
        *PROBLEM.items, InspectionItem(item_id="I9", name="某事项", body_id="B7")
    ))  # fmt: skip

    assert [fault.code for fault in fit.faults(worse)] == ["unknown-body", "team-too-small"]


def test_the_place_leads_to_the_field():
    (fault,) = fit.faults(CASES["team-too-small"])

    assert fault.place == "plans[P1].participations[B1].team_size"
    assert fault.facts == {"found": 1, "least": 2}


@pytest.mark.parametrize(
    ("column", "operator", "values"),
    [
        ("labels", Operator.IN, ("food",)),
        ("complaint_count_12m", Operator.AT_LEAST, (3,)),
        ("reg_date", Operator.AT_MOST, (date(2020, 1, 1),)),
        ("active", Operator.IN, (True,)),
        ("street", Operator.NOT_IN, ("大港街道", "塘沽街道")),
        ("name", Operator.CONTAINS, ("食品",)),
    ],
)
def test_a_condition_may_compare_a_column_with_values_of_its_kind(column, operator, values):
    assert fit.faults(scoped(Condition(column, operator, values))) == ()


@pytest.mark.parametrize(
    ("column", "operator", "values"),
    [
        ("labels", Operator.AT_LEAST, ("food",)),
        ("labels", Operator.STARTS_WITH, ("food",)),
        ("complaint_count_12m", Operator.AT_LEAST, ("3",)),
        ("complaint_count_12m", Operator.IN, (True,)),
        ("reg_date", Operator.AT_MOST, ("2020-01-01",)),
        ("active", Operator.IN, (1,)),
    ],
)
def test_a_condition_may_not_compare_a_column_with_other_values(column, operator, values):
    found = fit.faults(scoped(Condition(column, operator, values)))

    assert [fault.code for fault in found] == ["unsuited-condition"]


def test_a_quota_without_columns_asks_for_no_stratum():
    whole = Quota(kind=QuotaKind.COUNT, otherwise=Fraction(2))

    assert fit.faults(with_plan(replace(P1, targets=replace(P1.targets, quota=whole)))) == ()


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 3, 1), False),  # before the plan
        (date(2026, 3, 2), True),
        (date(2026, 3, 6), False),  # a holiday
        (date(2026, 3, 14), True),  # a Saturday that is worked
        (date(2026, 3, 15), False),
        (date(2026, 3, 31), True),
        (date(2026, 4, 30), True),  # of the next draw: its calendar will say
        (date(2026, 5, 1), False),
    ],
)
def test_a_fixed_day_is_a_working_day_of_the_plan(day, fits):
    found = [fault.facts["found"] for fault in fit.faults(fixed(*sorted({date(2026, 3, 3), day})))]

    assert found == ([] if fits else [day.isoformat()])


def test_one_fixed_day_of_this_draw_is_enough():
    assert fit.faults(fixed(date(2026, 3, 31), date(2026, 4, 1))) == ()


def test_bodies_that_lend_and_borrow_are_known():
    found = fit.faults(lending(B1=("B2", "B8"), B9=("B1",), B2=()))

    assert {fault.code for fault in found} == {"unknown-body"}
    assert [(fault.place, fault.facts["found"]) for fault in found] == [
        ("policy.lending[B1]", "B8"),
        ("policy.lending[B9]", "B9"),
    ]


@pytest.mark.parametrize(("experts", "fits"), [(15, True), (16, False)])
def test_so_many_experts_may_go_to_one_visit(experts, fits):
    found = fit.faults(manned(experts=(frozenset(),) * experts))

    # P2 may meet P1 at a target, and would need them too.
    assert [fault.place for fault in found] == (
        [] if fits else [f"plans[{plan}].participations[B1].experts" for plan in ("P1", "P2")]
    )
