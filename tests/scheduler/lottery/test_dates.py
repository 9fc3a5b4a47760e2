"""Days are dealt evenly, in an order that tickets decide."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.calendar import Window
from scheduler.lottery.dates import dated
from scheduler.lottery.visits import Meeting
from tests.shelf import MARCH, PROBLEM

KEY = "k" * 64
FORTNIGHT = Window(date(2026, 3, 2), date(2026, 3, 15))
"""Nine working days and one make-up day, less a holiday: nine weekdays and Saturday the 14th."""


def meeting(number, lead_body="B1", window=FORTNIGHT):
    return Meeting(
        visit_id=f"T{number:03}/P1",
        premises_id=f"T{number:03}",
        tasks=(),
        demands=(),
        lead_body=lead_body,
        window=window,
    )


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def days_of(visits):
    return {visit.visit_id: visit.day for visit in visits}


def test_no_two_days_differ_by_more_than_one_visit():
    per_day = Counter(visit.day for visit in dated(PROBLEM, map(meeting, range(25)), KEY))

    assert len(per_day) == 10
    assert set(per_day.values()) == {2, 3}


def test_only_working_days_of_the_window_are_dealt():
    visits = dated(PROBLEM, map(meeting, range(40)), KEY)

    assert {visit.day for visit in visits} == set(PROBLEM.calendar.working_days(FORTNIGHT))
    assert date(2026, 3, 6) not in days_of(visits).values()  # a holiday
    assert date(2026, 3, 14) in days_of(visits).values()  # a Saturday worked


def test_visits_and_days_stand_in_the_order_of_their_tickets():
    visits = dated(PROBLEM, map(meeting, range(25)), KEY)
    names = sorted((v.visit_id for v in visits), key=lambda name: sha(f"{KEY}/visit/{name}"))
    days = sorted(
        PROBLEM.calendar.working_days(FORTNIGHT), key=lambda day: sha(f"{KEY}/day/B1/{day}")
    )

    assert days_of(visits) == {name: days[turn % 10] for turn, name in enumerate(names)}


def test_each_lead_body_and_window_is_dealt_for_itself():
    mine = [meeting(n) for n in range(12)]
    others = [meeting(n, lead_body="B2") for n in range(12, 20)]
    later = [meeting(n, window=MARCH) for n in range(20, 30)]
    together = days_of(dated(PROBLEM, [*mine, *others, *later], KEY))

    for group in (mine, others, later):
        alone = days_of(dated(PROBLEM, group, KEY))
        assert alone.items() <= together.items()


def test_another_body_has_its_days_in_another_order():
    b1 = [visit.day for visit in dated(PROBLEM, [meeting(n) for n in range(10)], KEY)]
    b2 = [
        visit.day for visit in dated(PROBLEM, [meeting(n, lead_body="B2") for n in range(10)], KEY)
    ]

    assert sorted(b1) == sorted(b2)
    assert b1 != b2


def test_the_order_of_the_meetings_does_not_matter():
    meetings = [meeting(n) for n in range(25)]

    assert dated(PROBLEM, reversed(meetings), KEY) == dated(PROBLEM, meetings, KEY)


def test_visits_come_back_by_id_with_all_they_had():
    (visit,) = dated(PROBLEM, [replace(meeting(1), premises_id="M9")], KEY)

    assert (visit.visit_id, visit.premises_id, visit.window) == ("T001/P1", "M9", FORTNIGHT)


@pytest.mark.parametrize("count", [0, 1])
def test_few_visits_are_no_special_case(count):
    assert len(dated(PROBLEM, map(meeting, range(count)), KEY)) == count
