from scheduler.domain.planbook import Task
from scheduler.rules import task_visited_once


def test_accepts_a_visit_for_every_selected_target(case):
    assert case.breaches(task_visited_once) == []


def test_reports_a_selected_target_without_a_visit(case):
    fewer = case.visit("T1/P1", tasks=(Task("P1", "T1"), Task("P2", "T1")))

    assert fewer.breaches(task_visited_once) == [("P1", "T3")]


def test_reports_a_target_visited_twice_for_one_plan(case):
    again = case.visit("T5/P1", tasks=(Task("P1", "T5"), Task("P1", "T3")))

    assert again.breaches(task_visited_once) == [("P1", "T3")]


def test_reports_a_visit_to_a_reserve(case):
    early = case.visit("T5/P1", tasks=(Task("P1", "T5"), Task("P1", "T4")))

    assert early.breaches(task_visited_once) == [("P1", "T4")]


def test_reports_a_target_selected_twice(case):
    twice = case.selecting(case.book.selections[0])

    assert twice.breaches(task_visited_once) == [("P1", "T1")]


def test_reports_a_visit_for_a_plan_that_does_not_exist(case):
    invented = case.visit("T5/P1", tasks=(Task("P1", "T5"), Task("P9", "T5")))

    assert invented.breaches(task_visited_once) == [("P9", "T5")]


def test_reports_two_visits_of_one_name(case):
    same = case.visit("T5/P1", visit_id="T8/P3")

    assert same.breaches(task_visited_once) == [("T8/P3",)]
