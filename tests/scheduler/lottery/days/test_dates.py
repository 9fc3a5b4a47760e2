"""Visits get the days that were planned before anybody knew whom they would be made to."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.policy import AnnualCaps
from scheduler.lottery.days.dates import dated, exchanges
from scheduler.lottery.days.visits import meetings
from tests.scheduler.lottery.days.worlds import (
    KEY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    lock,
    plan,
    problem,
    selections,
)

FOUR = ("T1", "T2", "T3", "T4")
HERE = {name: {"premises_id": "M"} for name in FOUR}


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def by_ticket(names, kind="visit"):
    return sorted(names, key=lambda name: sha(f"{KEY}/{kind}/{name}"))


def dates_of(locked, key=KEY):
    return dated(locked, meetings(locked.problem, selections(locked.problem)), key)


def days(locked):
    return {visit.visit_id: visit.day for visit in dates_of(locked).visits}


def kinds(dates):
    return [(told.kind, told.subject, told.body_id) for told in dates.shortfalls]


# --- plans for themselves ---------------------------------------------------------------------


def test_every_planned_slot_gets_a_visit_in_ticket_order():
    made = problem(plan("P1", FOUR))
    found = days(lock(made, {"P1": {MONDAY: 1, TUESDAY: 3}}))
    slots = by_ticket(["P1/2026-03-02/1", *(f"P1/2026-03-03/{k}" for k in (1, 2, 3))], "slot")

    assert found == {
        name: date.fromisoformat(slot.split("/")[1])
        for name, slot in zip(by_ticket(f"{t}/P1" for t in FOUR), slots, strict=True)
    }


def test_each_plan_is_dealt_for_itself():
    mine, theirs = plan("P1", FOUR), plan("P2", ("T5", "T6"), "B2")
    planned = {"P1": {MONDAY: 2, TUESDAY: 2}, "P2": {MONDAY: 1, WEDNESDAY: 1}}
    together = days(lock(problem(mine, theirs), planned))

    for one in (mine, theirs):
        assert days(lock(problem(one), planned)).items() <= together.items()


def test_visits_come_back_by_id_with_their_plans_and_nothing_to_tell():
    dates = dates_of(lock(problem(plan("P1", FOUR)), {"P1": {MONDAY: 4}}))

    assert [visit.visit_id for visit in dates.visits] == [f"{name}/P1" for name in FOUR]
    assert {visit.slot_plan for visit in dates.visits} == {"P1"}
    assert dates.shortfalls == ()


def test_the_order_of_the_meetings_does_not_matter():
    here = problem(plan("P1", FOUR), plan("P2", FOUR[:2]), targets=HERE)
    locked = lock(here, {"P1": {MONDAY: 2, TUESDAY: 2}, "P2": {TUESDAY: 2}})
    met = meetings(here, selections(here))

    assert dated(locked, reversed(met), KEY) == dated(locked, met, KEY)


def test_a_target_is_not_visited_on_a_day_on_which_it_is_closed():
    closed = {name: {"closed_days": ["mon"]} for name in FOUR[:2]}
    found = days(lock(problem(plan("P1", FOUR), targets=closed), {"P1": {MONDAY: 2, TUESDAY: 2}}))

    assert {found["T1/P1"], found["T2/P1"]} == {TUESDAY}
    assert {found["T3/P1"], found["T4/P1"]} == {MONDAY}


def test_a_round_is_closed_if_one_of_its_targets_is():
    closed = {"T1": {"closed_days": ["mon"], "street": "a"}, "T2": {"street": "a"}}
    rounds = plan("P1", FOUR, merging=False, round_size=2)
    found = days(lock(problem(rounds, targets=closed), {"P1": {MONDAY: 1, TUESDAY: 1}}))

    assert found == {"T1/P1": TUESDAY, "T3/P1": MONDAY}


# --- plans that meet --------------------------------------------------------------------------


def meeting_plans(**changes):
    return plan("P1", ("T1", "T3")), plan("P2", ("T1", "T4"), "B2", **changes)


PLANNED = {"P1": {MONDAY: 1, TUESDAY: 1}, "P2": {WEDNESDAY: 1, THURSDAY: 1}}


def test_plans_that_meet_take_the_first_of_their_slots_and_free_the_other():
    locked = lock(problem(*meeting_plans()), PLANNED)
    alone = days(lock(problem(plan("P1", ("T1", "T3"))), PLANNED))
    other = days(lock(problem(plan("P2", ("T1", "T4"), "B2")), PLANNED))
    slots = {
        f"P1/{alone['T1/P1']}/1": ("P1", alone["T1/P1"]),
        f"P2/{other['T1/P2']}/1": ("P2", other["T1/P2"]),
    }

    merged = dates_of(locked).visits[0]

    assert (merged.slot_plan, merged.day) == slots[by_ticket(slots, "slot")[0]]


def test_plans_that_meet_come_on_a_day_of_both_windows():
    later = plan("P2", ("T1", "T4"), "B2", fixed_days=(TUESDAY, THURSDAY))
    for number in range(20):
        key = sha(str(number))
        locked = lock(
            problem(plan("P1", ("T1", "T3")), later), PLANNED | {"P2": {TUESDAY: 1, THURSDAY: 1}}
        )

        merged = dates_of(locked, key).visits[0]

        assert merged.day in {TUESDAY, THURSDAY}


def test_a_plan_whose_only_slots_are_on_other_days_gives_way():
    fixed = plan("P2", ("T1", "T4"), "B2", fixed_days=(THURSDAY,))
    dates = dates_of(
        lock(problem(plan("P1", ("T1", "T3")), fixed), PLANNED | {"P2": {THURSDAY: 2}})
    )

    assert (dates.visits[0].day, dates.visits[0].slot_plan) == (THURSDAY, "P2")


def test_of_two_slots_on_one_day_the_smaller_plan_gives_its_own():
    planned = {"P1": {MONDAY: 2}, "P2": {MONDAY: 2}}
    slots = {
        dates_of(lock(problem(*meeting_plans()), planned), sha(str(n))).visits[0].slot_plan
        for n in range(20)
    }

    assert slots == {"P1"}


def test_plans_that_meet_pass_over_a_day_on_which_a_body_has_no_room():
    # P1 brings B1 alone, on Monday or Tuesday, where B2 has no room; so it is P2's day.
    rooms = {("B2", day): 0 for day in (MONDAY, TUESDAY)}
    locked = lock(problem(*meeting_plans()), PLANNED, rooms)

    for number in range(20):
        merged = dates_of(locked, sha(str(number))).visits[0]
        assert (merged.tasks[1].plan_id, merged.slot_plan) == ("P2", "P2")


def test_freed_places_count_before_the_visit_asks_for_room():
    # Both bodies can give one team on each day: the one that its own unit held.
    both = plan("P1", ("T1", "T3"), "B1", "B2"), plan("P2", ("T1", "T4"), "B1", "B2")
    rooms = {
        (body, day): 2 for body in ("B1", "B2") for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
    }

    dates = dates_of(lock(problem(*both), PLANNED, rooms))

    assert len(dates.visits) == 3
    assert dates.shortfalls == ()


def test_plans_that_meet_where_no_day_has_room_come_one_by_one_and_it_is_told():
    rooms = {("B2", day): 0 for day in (MONDAY, TUESDAY)}
    rooms |= {("B1", day): 1 for day in (WEDNESDAY, THURSDAY)}
    dates = dates_of(lock(problem(*meeting_plans()), PLANNED, rooms))
    visits = {visit.visit_id: visit for visit in dates.visits}

    assert {"T1/P1", "T1/P2"} <= visits.keys()
    assert visits["T1/P1"].day in {MONDAY, TUESDAY}
    assert visits["T1/P2"].day in {WEDNESDAY, THURSDAY}
    (told,) = dates.shortfalls
    assert (told.kind, told.subject, told.needed) == (ShortfallKind.SPLIT, "T1/P1", 2)
    assert (told.body_id, told.available) in {("B2", 0), ("B1", 1)}


def test_plans_that_meet_keep_together_where_a_cap_allows_no_other_visit():
    rooms = {("B2", day): 0 for day in (MONDAY, TUESDAY)}
    rooms |= {("B1", day): 1 for day in (WEDNESDAY, THURSDAY)}
    capped = problem(*meeting_plans(), caps=AnnualCaps(total=1), exempt_kinds=frozenset())
    dates = dates_of(lock(capped, PLANNED, rooms))

    assert len(dates.visits) == 3
    ((kind, subject, body),) = kinds(dates)
    assert (kind, subject) == (ShortfallKind.RESERVE, "T1/P1")
    assert body in {"B1", "B2"}


def test_targets_of_one_plan_at_one_premises_stay_together_and_free_a_slot():
    here = {name: {"premises_id": "M"} for name in ("T1", "T2")}
    locked = lock(problem(plan("P1", FOUR), targets=here), {"P1": {MONDAY: 2, TUESDAY: 2}})

    dates = dates_of(locked)

    assert len(dates.visits) == 3
    assert max(Counter(visit.day for visit in dates.visits).values()) <= 2


# --- days that suit nobody --------------------------------------------------------------------

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def test_a_target_closed_on_all_planned_days_gets_another_day_and_it_is_told():
    closed = {"T1": {"closed_days": ["mon", "tue"]}}
    dates = dates_of(
        lock(problem(plan("P1", FOUR), targets=closed), {"P1": {MONDAY: 2, TUESDAY: 2}})
    )
    (visit, *others) = dates.visits

    assert visit.day not in {MONDAY, TUESDAY}
    assert visit.slot_plan == ""
    assert {other.slot_plan for other in others} == {"P1"}
    assert kinds(dates) == [(ShortfallKind.OFF_PLAN, "T1/P1", "B1")]


def test_that_day_is_the_first_by_ticket_that_suits_and_has_room():
    closed = {"T1": {"closed_days": ["mon", "tue"]}}
    made = problem(plan("P1", FOUR), targets=closed)
    open_days = [day for day in made.days if day.weekday() not in {0, 1}]
    tickets = {day: sha(f"{KEY}/other/T1/P1/{day}") for day in open_days}
    first, second = sorted(open_days, key=tickets.__getitem__)[:2]
    planned = {"P1": {MONDAY: 2, TUESDAY: 2}}

    assert days(lock(made, planned))["T1/P1"] == first
    assert days(lock(made, planned, {("B1", first): 1}))["T1/P1"] == second


def test_a_target_closed_on_all_days_keeps_a_planned_one_and_it_is_told():
    closed = {"T1": {"closed_days": WEEKDAYS}}
    dates = dates_of(
        lock(problem(plan("P1", FOUR), targets=closed), {"P1": {MONDAY: 2, TUESDAY: 2}})
    )

    assert dates.visits[0].slot_plan == "P1"
    assert kinds(dates) == [(ShortfallKind.CLOSED, "T1/P1", "B1")]
    assert Counter(visit.day for visit in dates.visits) == {MONDAY: 2, TUESDAY: 2}


def test_a_target_closed_on_all_days_with_room_keeps_a_planned_one():
    closed = {"T1": {"closed_days": ["mon", "tue"]}}
    made = problem(plan("P1", FOUR), targets=closed)
    rooms = {("B1", day): 0 for day in made.days if day not in {MONDAY, TUESDAY}}
    dates = dates_of(lock(made, {"P1": {MONDAY: 2, TUESDAY: 2}}, rooms))

    assert kinds(dates) == [(ShortfallKind.CLOSED, "T1/P1", "B1")]


def test_a_plan_with_fixed_days_gets_no_others():
    closed = {"T1": {"closed_days": ["mon", "tue"]}}
    fixed = plan("P1", FOUR, fixed_days=(MONDAY, TUESDAY))
    dates = dates_of(lock(problem(fixed, targets=closed), {"P1": {MONDAY: 2, TUESDAY: 2}}))

    assert {visit.day for visit in dates.visits} == {MONDAY, TUESDAY}
    assert kinds(dates) == [(ShortfallKind.CLOSED, "T1/P1", "B1")]


def test_a_slot_that_plans_freed_goes_to_a_visit_without_a_day_that_suits():
    # T1 and T2 need one slot of two, and T3, closed on Monday, finds Tuesday free in the end.
    special = {"T1": {"premises_id": "M"}, "T2": {"premises_id": "M"}}
    special |= {name: {"closed_days": ["mon"]} for name in ("T3", "T4")}
    made = problem(plan("P1", FOUR), targets=special)

    for number in range(30):
        dates = dates_of(lock(made, {"P1": {MONDAY: 3, TUESDAY: 1}}), sha(str(number)))
        off = [told.subject for told in dates.shortfalls]
        assert len(off) == 1


def test_without_planned_days_visits_still_come_on_working_days():
    made = problem(plan("P1", FOUR))

    assert set(days(lock(made, {})).values()) <= set(made.days)


# --- more work than was reckoned with ---------------------------------------------------------


def partly(*targets):
    """A plan in which B2 has something to do at some targets only."""
    item = "I2"
    one = plan("P1", targets, "B1", "B2")
    parts = (one.participations[0], replace(one.participations[1], item_ids=(item,)))
    return replace(one, participations=parts)


@pytest.fixture
def some_food(case):
    """P1 visits six targets; B2 comes to T1 and T2, which sell food, and has one team a day."""
    item = next(item for item in case.lock.problem.items if item.item_id == "I2")
    six = [f"T{n}" for n in range(1, 7)]
    made = problem(partly(*six), targets={name: {"labels": ["food"]} for name in six[:2]})
    made = replace(made, items=(item,))
    rooms = {("B2", day): 2 for day in made.days}
    return lock(made, {"P1": {MONDAY: 2, TUESDAY: 2, WEDNESDAY: 2}}, rooms)


def test_visits_change_places_where_a_body_would_be_needed_too_often(some_food):
    for number in range(40):
        dates = dates_of(some_food, sha(str(number)))
        found = {visit.visit_id: visit.day for visit in dates.visits}

        assert found["T1/P1"] != found["T2/P1"]
        assert Counter(found.values()) == {MONDAY: 2, TUESDAY: 2, WEDNESDAY: 2}
        assert dates.shortfalls == ()


def test_visits_that_cannot_change_places_take_from_the_reserve_and_it_is_told(some_food):
    tight = lock(
        some_food.problem,
        {"P1": {MONDAY: 6}},
        {("B2", day): 2 for day in some_food.problem.days},
    )
    (told,) = dates_of(tight).shortfalls

    assert told.kind is ShortfallKind.RESERVE
    assert told.subject == by_ticket(["T1/P1", "T2/P1"])[1]
    assert (told.body_id, told.needed, told.available) == ("B2", 2, 0)


# --- another day for want of officers ---------------------------------------------------------


def moves(locked, visit_id="T1/P1"):
    dates = dates_of(locked)
    visit = next(one for one in dates.visits if one.visit_id == visit_id)
    return visit, list(exchanges(locked, dates.visits, visit, KEY))


def test_free_slots_are_offered_first_then_those_of_other_visits():
    here = {name: {"premises_id": "M"} for name in ("T2", "T3")}
    locked = lock(
        problem(plan("P1", FOUR), targets=here),
        {"P1": {MONDAY: 1, TUESDAY: 1, WEDNESDAY: 1, THURSDAY: 1}},
    )
    taken = {visit.visit_id: visit.day for visit in dates_of(locked).visits}

    visit, offers = moves(locked)

    (free,) = {MONDAY, TUESDAY, WEDNESDAY, THURSDAY} - set(taken.values())
    assert offers[0] == (replace(visit, day=free),)
    others = by_ticket(name for name in taken if name != "T1/P1")
    assert [[(one.visit_id, one.day) for one in offer] for offer in offers[1:]] == [
        [("T1/P1", taken[name]), (name, visit.day)] for name in others
    ]


def test_days_are_offered_only_if_they_suit_both():
    special = {"T1": {"closed_days": ["wed"]}, "T4": {"closed_days": ["mon", "tue", "wed"]}}
    made = problem(plan("P1", FOUR), targets=special)
    locked = lock(made, {"P1": {MONDAY: 1, TUESDAY: 1, WEDNESDAY: 1, THURSDAY: 1}})
    found = days(locked)

    visit, offers = moves(locked)

    assert visit.day in {MONDAY, TUESDAY}
    assert found["T4/P1"] == THURSDAY
    # Not Wednesday; and T4 could not come on Monday or Tuesday.
    assert [offer[0].day for offer in offers] == list({MONDAY, TUESDAY} - {visit.day})


def test_days_are_offered_only_if_every_body_keeps_its_room():
    here = {name: {"premises_id": "M"} for name in ("T2", "T3")}
    made = problem(plan("P1", FOUR), targets=here)
    planned = {"P1": {MONDAY: 1, TUESDAY: 1, WEDNESDAY: 1, THURSDAY: 1}}
    _, wide = moves(lock(made, planned))
    free = wide[0][0].day

    _, narrow = moves(lock(made, planned, {("B1", free): 1}))

    assert narrow == wide[1:]


def test_a_visit_without_a_slot_is_offered_no_other_day():
    closed = {"T1": {"closed_days": ["mon"]}}
    locked = lock(problem(plan("P1", FOUR), targets=closed), {"P1": {MONDAY: 4}})

    visit, offers = moves(locked)

    assert (visit.slot_plan, offers) == ("", [])
