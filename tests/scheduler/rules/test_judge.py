from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from scheduler.domain.conflicts import Conflict, Leave, Relation, Subject
from scheduler.domain.planbook import ShortfallKind, Task
from scheduler.domain.policy import AnnualCaps
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.rules.judge import RULES, judge
from scheduler.rules.violation import Violation
from tests.shelf_book import FREE, LEAD, drawn
from tests.shelf_days import limited
from tests.shelf_people import advised, helped


def scope_of_class_a(case):
    scope = Scope((Condition("credit_risk_class", Operator.IN, ("A",)),))
    return case.plan("P1", targets=replace(case.lock.problem.plan["P1"].targets, scope=scope))


def one_more_on_the_list(case):
    listed = replace(case.lock.problem.plan["P3"].targets, target_ids=("T6", "T8"))
    return case.plan("P3", targets=listed)


def only_item_done_in_january(case):
    row = {"day": date(2026, 1, 8), "plan_kind": "special", "item_ids": ["I1"]}
    return case.inspected(target_id="T1", **row)


def team_and_shortfall(case):
    return case.officer("O5", max_visits=2).short(ShortfallKind.DIRECT, "T8/P3", "B2")


def away_on_the_day(case):
    leave = Leave(officer_id="O7", starts=date(2026, 3, 14), ends=date(2026, 3, 15))
    return case.problem(leave=(*case.lock.problem.leave, leave))


def related_to_the_target(case):
    conflict = Conflict(
        officer_id="O7", subject=Subject.TARGET, subject_id="T8", relation=Relation.SELF
    )
    return case.problem(conflicts=(*case.lock.problem.conflicts, conflict))


def back_within_a_year(case):
    row = {"day": date(2025, 11, 20), "plan_kind": "special", "officer_ids": ["O3"]}
    return case.inspected(target_id="T5", **row)


def same_officer_twice(case):
    return case.team("T8/P3", "B2", places=(("O5", LEAD), ("O5", FREE)), leader="O5")


def two_on_one_day(case):
    day = {"day": date(2026, 3, 17), "visit_id": "X1"}
    return case.policy(max_per_day=1).inspected(target_id="T6", officer_ids=["O3"], **day)


def one_a_week(case):
    # O1 goes on 17 and 18 March; O5 on the 14th and the 18th, in two weeks.
    return case.policy(max_per_week=1)


def closed_on_saturday(case):
    return case.target("T8", closed_days=["sat"])


def round_at_other_premises(case):
    rounds = case.plan("P3", merging=False, round_size=2)
    return rounds.visit("T8/P3", premises_id="M1")


def all_but_one_in_reserve(case):
    return limited(case, share=Fraction(1, 2))


def together_last_time(case):
    row = {"day": date(2026, 2, 20), "officer_ids": ["O5", "O7"]}
    return case.policy(no_repeated_pairs=True).inspected(target_id="T6", body_id="B2", **row)


# rule -> what breaks it, and the rules that cannot but break with it: fewer days or another limit
# move the band of loads, an officer less leaves a team too small, other days were planned.
MUTATIONS = {
    "pool-reconciles": (lambda case: case.pool("P2", exclusions={}), ()),
    "quota-met": (lambda case: case.figures("P1", ("B",), quota=1), ()),
    "lowest-tickets": (lambda case: case.selection("P1", "T4", ticket="0" * 64), ()),
    "listed-targets": (one_more_on_the_list, ("day-plan",)),
    "in-scope": (scope_of_class_a, ()),
    "active": (lambda case: case.target("T5", active=False), ()),
    "not-whitelisted": (lambda case: case.target("T5", whitelisted=True), ()),
    "past-grace": (lambda case: case.policy(grace_months=7), ()),
    "annual-cap": (lambda case: case.policy(caps=AnnualCaps(total=1)), ()),
    "item-once-a-year": (only_item_done_in_january, ()),
    "redraw-gap": (lambda case: case.policy(redraw_gap_months=4), ()),
    "one-plan-per-premises": (lambda case: case.target("T7", premises_id="T5"), ()),
    "task-visited-once": (
        lambda case: case.visit("T5/P1", tasks=(Task("P1", "T5"), Task("P1", "T4"))),
        ("check-once",),
    ),
    "check-once": (lambda case: case.visit("T5/P1", premises_id="M1"), ()),
    "rounds": (round_at_other_premises, ()),
    "visit-window": (lambda case: case.visit("T5/P1", day=date(2026, 3, 21)), ("day-plan",)),
    "day-plan": (lambda case: case.visit("T5/P1", slot_plan=""), ()),
    "fixed-days": (lambda case: case.plan("P3", fixed_days=(date(2026, 3, 13),)), ("day-plan",)),
    "open-day": (closed_on_saturday, ()),
    "right-bodies": (lambda case: case.visit("T1/P1", lead_body="B1"), ()),
    "team-size": (team_and_shortfall, ()),
    "own-body": (lambda case: case.officer("O7", body_id="B1"), ("lending", "fair-load")),
    "lending": (lambda case: case.lent("T8/P3", "B2", "B1", 1), ()),
    "certified": (lambda case: case.officer("O7", cert_valid_to=None), ("fair-load",)),
    "on-duty": (lambda case: case.officer("O7", status="off_duty"), ("fair-load",)),
    "not-on-leave": (away_on_the_day, ("fair-load",)),
    "no-conflict": (related_to_the_target, ()),
    "cooling-off": (back_within_a_year, ()),
    "qualified": (lambda case: case.officer("O2", qualifications=[]), ()),
    "expert-places": (lambda case: advised(case).officer("E1", qualifications=[]), ()),
    "leader": (lambda case: case.team("T8/P3", "B2", leader="O5"), ()),
    "senior-present": (lambda case: case.policy(require_senior=True), ()),
    "one-place-per-visit": (same_officer_twice, ("fair-load", "load-at-least", "team-size")),
    "relatives-apart": (lambda case: case.related("O1", "O5"), ()),
    "pair-not-repeated": (together_last_time, ()),
    "load-at-most": (lambda case: case.officer("O1", max_visits=1), ("fair-load",)),
    "day-at-most": (two_on_one_day, ("day-plan",)),
    "week-at-most": (one_a_week, ()),
    "reserve-kept": (all_but_one_in_reserve, ("day-plan",)),
    "load-at-least": (lambda case: case.officer("O7", min_visits=2), ("fair-load",)),
    "fair-load": (lambda case: case.body("B1", places=5), ()),
}


@pytest.mark.parametrize("people", [lambda case: case, advised, helped])
def test_a_right_plan_book_breaks_no_rule(case, people):
    right = people(case)

    assert judge(right.lock, right.book) == ()


def test_every_rule_has_its_mutation():
    assert [rule.NAME for rule in RULES] == list(MUTATIONS)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_faulted_by_the_name_of_its_rule(case, name):
    mutate, others = MUTATIONS[name]
    wrong = mutate(case)

    found = {violation.rule for violation in judge(wrong.lock, wrong.book)}

    assert found == {name, *others}


def test_all_violations_are_returned_in_the_order_of_the_rules(case):
    wrong = case.target("T5", active=False, whitelisted=True).team("T8/P3", "B2", leader="O5")

    found = judge(wrong.lock, wrong.book)

    assert [violation.rule for violation in found] == ["active", "not-whitelisted", "leader"]


def test_names_that_do_not_exist_are_faulted_and_stop_nobody(case):
    wrong = (
        case.selecting(drawn("P9", (), "T99", 1), drawn("P1", ("A",), "T98", 3))
        .visit("T5/P1", tasks=(Task("P9", "T99"),), premises_id="T99", lead_body="B9")
        .team("T8/P3", "B2", visit_id="T97/P3", body_id="B9", places=(("O99", LEAD),))
        .demand("T8/P3", "B2", body_id="B8")
        .load("O7", officer_id="O99")
    )

    found = {violation.rule for violation in judge(wrong.lock, wrong.book)}

    assert found >= {"lowest-tickets", "task-visited-once", "right-bodies", "team-size", "own-body"}


def test_an_empty_plan_book_is_faulted_for_what_is_missing(case):
    empty = case.drawing(
        selections=(), strata=(), visits=(), teams=(), loads=(), bodies=(), shortfalls=()
    )

    found = {violation.rule for violation in judge(empty.lock, empty.book)}

    assert found == {"quota-met", "lowest-tickets", "listed-targets"}


def test_a_violation_says_where_and_why():
    bare = Violation("active", ("P1", "T5"))
    told = Violation("annual-cap", ("T5", "total"), {"used": 1, "now": 1, "cap": 1})

    assert str(bare) == "active: P1 / T5"
    assert str(told) == "annual-cap: T5 / total: used 1, now 1, cap 1"
