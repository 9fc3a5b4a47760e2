from dataclasses import replace

from scheduler.domain.items import InspectionItem
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.rules import in_scope


def scoped(case, *target_ids):
    scope = Scope((Condition("target_id", Operator.IN, target_ids),))
    return case.plan("P1", targets=replace(case.lock.problem.plan["P1"].targets, scope=scope))


def test_accepts_targets_within_the_scope(case):
    assert case.breaches(in_scope) == []
    assert scoped(case, "T1", "T2", "T3", "T4", "T5").breaches(in_scope) == []


def test_reports_a_drawn_target_outside_the_scope(case):
    assert scoped(case, "T1", "T2", "T4", "T5").breaches(in_scope) == [("P1", "T3")]


def test_reports_a_reserve_outside_the_scope(case):
    assert scoped(case, "T1", "T3", "T4", "T5").breaches(in_scope) == [("P1", "T2")]


def test_reports_a_target_without_an_item_of_the_initiating_body(case):
    # T3 sells no food any more: P2's first body has nothing to inspect there.
    assert case.target("T3", labels=[]).breaches(in_scope) == [("P2", "T3")]


def test_accepts_one_item_that_applies(case):
    everywhere = InspectionItem(item_id="I3", name="公示信息", body_id="B1")
    initiating, cooperating = case.lock.problem.plan["P2"].participations
    more = (replace(initiating, item_ids=("I1", "I3")), cooperating)
    other = (
        case.problem(items=(*case.lock.problem.items, everywhere))
        .plan("P2", participations=more)
        .target("T3", labels=[])
    )

    assert other.breaches(in_scope) == []


def test_accepts_listed_targets_anywhere(case):
    participation = replace(case.lock.problem.plan["P3"].participations[0], item_ids=("I2",))

    assert case.plan("P3", participations=(participation,)).breaches(in_scope) == []
