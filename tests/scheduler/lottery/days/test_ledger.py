"""The ledger: places in use and left, and which changes leave every body its room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.lottery.days.ledger import Ledger, as_used, needs_of
from tests.scheduler.lottery.candidates.asked import demand, visit_on
from tests.scheduler.lottery.days.worlds import MONDAY, TUESDAY, WEDNESDAY, lock, plan, problem

MADE = problem(plan("P", ["T"], "B1", "B2"))
ROOM = {("B1", MONDAY): 4, ("B1", TUESDAY): 2, ("B2", MONDAY): 1}
LOCK = lock(MADE, {"P": {MONDAY: 1}}, ROOM)


@pytest.fixture
def ledger():
    return Ledger(LOCK)


def test_all_room_is_left_at_first(ledger):
    assert [ledger.left("B1", day) for day in (MONDAY, TUESDAY)] == [4, 2]


def test_without_a_limit_there_is_no_number(ledger):
    ledger.use({"B2": 99}, TUESDAY)

    assert ledger.left("B2", TUESDAY) is None
    assert ledger.short({"B2": 99}, TUESDAY) is None
    assert ledger.overfull({"B2": 1}, TUESDAY) == []


def test_what_is_used_is_not_left_and_what_is_freed_is(ledger):
    ledger.use({"B1": 3, "B2": 1}, MONDAY)
    assert (ledger.left("B1", MONDAY), ledger.left("B2", MONDAY)) == (1, 0)

    ledger.use({"B1": 3}, MONDAY)
    assert ledger.left("B1", MONDAY) == -2

    ledger.free({"B1": 5}, MONDAY)
    assert ledger.left("B1", MONDAY) == 3
    assert ledger.left("B1", TUESDAY) == 2


@pytest.mark.parametrize(
    ("needs", "short"),
    [
        ({"B1": 4, "B2": 1}, None),
        ({"B1": 5}, ("B1", 4)),
        ({"B2": 2, "B1": 4}, ("B2", 1)),
        ({"B2": 2, "B1": 5}, ("B1", 4)),  # the first by name
    ],
)
def test_the_first_body_without_room_is_told_with_what_it_has(ledger, needs, short):
    assert ledger.short(needs, MONDAY) == short


def test_nobody_has_less_than_nothing_left_when_it_is_told(ledger):
    ledger.use({"B2": 5}, MONDAY)

    assert ledger.short({"B2": 1}, MONDAY) == ("B2", 0)


def test_a_day_is_overfull_beyond_its_room_and_not_at_it(ledger):
    ledger.use({"B1": 4, "B2": 1}, MONDAY)
    assert ledger.overfull({"B1": 1, "B2": 1}, MONDAY) == []

    ledger.use({"B2": 1}, MONDAY)
    assert ledger.overfull({"B1": 1, "B2": 1}, MONDAY) == ["B2"]
    assert ledger.overfull({"B1": 1}, MONDAY) == []


def test_a_move_needs_room_where_it_goes(ledger):
    assert ledger.allows([({"B1": 2}, MONDAY, TUESDAY)])
    assert not ledger.allows([({"B1": 3}, MONDAY, TUESDAY)])
    assert ledger.allows([({"B1": 9}, MONDAY, WEDNESDAY)])


def test_an_exchange_needs_room_for_the_difference_only(ledger):
    ledger.use({"B1": 4}, MONDAY)
    ledger.use({"B1": 2}, TUESDAY)

    assert ledger.allows([({"B1": 2}, MONDAY, TUESDAY), ({"B1": 2}, TUESDAY, MONDAY)])
    assert not ledger.allows([({"B1": 2}, MONDAY, TUESDAY), ({"B1": 1}, TUESDAY, MONDAY)])
    assert not ledger.allows([({"B1": 1}, MONDAY, TUESDAY), ({"B1": 2}, TUESDAY, MONDAY)])


def test_what_is_overfull_already_must_not_become_more_so(ledger):
    ledger.use({"B1": 5}, MONDAY)
    ledger.use({"B1": 5}, TUESDAY)

    assert ledger.allows([({"B1": 2}, MONDAY, TUESDAY), ({"B1": 2}, TUESDAY, MONDAY)])
    assert not ledger.allows([({"B1": 1}, MONDAY, TUESDAY)])


def test_the_ledger_of_visits_has_the_needs_of_all():
    one = replace(visit_on("a", MONDAY), demands=(demand("B1", 2), demand("B2", 1)))
    other = replace(visit_on("b", MONDAY), demands=(demand("B1", 1),))
    found = as_used(LOCK, [one, other])

    assert needs_of(one) == {"B1": 2, "B2": 1}
    assert (found.left("B1", MONDAY), found.left("B2", MONDAY)) == (1, 0)
