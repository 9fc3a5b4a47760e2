"""The board: where a visit can go, in which order, and what that leaves the bodies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.lottery.days.board import Board
from scheduler.lottery.tickets import order_by_ticket
from tests.scheduler.lottery.candidates.asked import demand, visit_on
from tests.scheduler.lottery.days.worlds import (
    KEY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    lock,
    plan,
    problem,
)

DAYS = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)


def visit(target_id, day, plan_id="P", size=2):
    name = f"{target_id}/{plan_id}"
    made = visit_on(name, day, (plan_id, target_id))
    return replace(made, slot_plan=plan_id, demands=(demand("B1", size),))


def board(*visits, planned=None, rooms=None, closed=None):
    """Make a board of plan P, with slots on *planned* days or else those that its visits take."""
    names = sorted({task.target_id for one in visits for task in one.tasks})
    slots = planned or {}
    for one in visits if planned is None else ():
        slots[one.day] = slots.get(one.day, 0) + 1
    special = {name: {"closed_days": days} for name, days in (closed or {}).items()}
    made = problem(plan("P", names), plan("Q", names), targets=special)
    return Board(lock(made, {"P": slots}, rooms), visits, KEY)


def days_of(found):
    return [[(one.visit_id, one.day) for one in changed] for changed in found]


T, U = visit("T", MONDAY), visit("U", TUESDAY)


def test_two_visits_of_a_plan_can_change_places():
    assert days_of(board(T, U).exchanges(T)) == [[("T/P", TUESDAY), ("U/P", MONDAY)]]


def test_a_visit_without_a_slot_stays():
    alone = replace(T, slot_plan="")

    assert days_of(board(alone, U).exchanges(alone)) == []


def test_visits_with_slots_of_another_plan_are_not_asked():
    other = visit("U", TUESDAY, "Q")

    assert days_of(board(T, other, planned={MONDAY: 1}).exchanges(T)) == []


def test_free_slots_come_first_by_the_tickets_of_their_days():
    found = days_of(board(T, U, planned=dict.fromkeys(DAYS, 1)).exchanges(T))

    names = order_by_ticket(f"{KEY}/other/T/P/", [d.isoformat() for d in (WEDNESDAY, THURSDAY)])
    assert [changed[0][1].isoformat() for changed in found[:2]] == names
    assert [len(changed) for changed in found] == [1, 1, 2]


def test_a_slot_that_is_taken_is_not_free():
    two = board(T, U, planned={MONDAY: 1, TUESDAY: 2})

    assert days_of(two.exchanges(T)) == [
        [("T/P", TUESDAY)],
        [("T/P", TUESDAY), ("U/P", MONDAY)],
    ]


def test_other_visits_are_asked_in_the_order_of_their_tickets():
    others = [visit(f"U{n}", TUESDAY) for n in range(6)]
    found = days_of(board(T, *others).exchanges(T))

    names = [f"U{n}/P" for n in range(6)]
    assert [changed[1][0] for changed in found] == order_by_ticket(f"{KEY}/visit/", names)
    assert [name for name, _ in (changed[0] for changed in found)] == ["T/P"] * 6


@pytest.mark.parametrize(
    ("closed", "possible"),
    [({"T": ["tue"]}, False), ({"U": ["mon"]}, False), ({"T": ["mon"], "U": ["tue"]}, True)],
)
def test_both_days_must_suit(closed, possible):
    assert bool(days_of(board(T, U, closed=closed).exchanges(T))) is possible


@pytest.mark.parametrize(("room", "possible"), [(2, False), (3, True), (None, True)])
def test_no_body_may_get_beyond_its_room(room, possible):
    large = visit("T", MONDAY, size=3)
    rooms = {("B1", TUESDAY): room}

    assert bool(days_of(board(large, U, rooms=rooms).exchanges(large))) is possible


def test_a_change_moves_visits_and_what_they_use():
    both = board(T, U, rooms={("B1", day): 4 for day in (MONDAY, TUESDAY)})
    (changed,) = both.exchanges(T)
    both.change(changed)
    assert {name: one.day for name, one in both.visits.items()} == {
        "T/P": TUESDAY,
        "U/P": MONDAY,
    }
    assert [both.ledger.left("B1", day) for day in (MONDAY, TUESDAY)] == [2, 2]

    both.change((replace(both.visits["T/P"], day=MONDAY),))
    assert [both.ledger.left("B1", day) for day in (MONDAY, TUESDAY)] == [0, 4]


def test_an_offer_changes_nothing_by_itself():
    both = board(T, U)
    list(both.exchanges(T))

    assert both.visits == {"T/P": T, "U/P": U}
