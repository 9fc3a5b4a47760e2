from dataclasses import replace

from scheduler.domain.planbook import Selection
from scheduler.domain.plans import PublishedTargets
from scheduler.rules import listed_targets


def listing(case, *target_ids):
    targets = replace(case.lock.problem.plan["P3"].targets, target_ids=target_ids)
    return case.plan("P3", targets=targets)


def test_accepts_exactly_the_list(case):
    assert case.breaches(listed_targets) == []


def test_accepts_exactly_what_another_body_published(case):
    published = PublishedTargets(target_ids=("T8",), draw_number="P-2026-1/1", digest="0" * 64)

    assert case.plan("P3", targets=published).breaches(listed_targets) == []


def test_reports_a_listed_target_left_out(case):
    assert listing(case, "T7", "T8").breaches(listed_targets) == [("P3", "T7")]


def test_reports_a_target_that_is_not_listed(case):
    added = case.selecting(Selection(plan_id="P3", target_id="T7"))

    assert added.breaches(listed_targets) == [("P3", "T7")]


def test_reports_a_listed_target_selected_twice(case):
    twice = case.selecting(Selection(plan_id="P3", target_id="T8"))

    assert twice.breaches(listed_targets) == [("P3", "T8")]


def test_reports_a_listed_target_that_only_stands_by(case):
    assert case.selection("P3", "T8", reserve=True).breaches(listed_targets) == [("P3", "T8")]


def test_reports_a_listed_target_with_a_rank(case):
    assert case.selection("P3", "T8", rank=1).breaches(listed_targets) == [("P3", "T8")]
