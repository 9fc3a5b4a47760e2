"""The units of a plan get its slots in ticket order, on days that suit as many as can be."""

import hashlib
from collections import Counter
from datetime import timedelta
from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.dayplan import PlanDay
from scheduler.lottery.days.dealing import Slot, deal, slots_in_order
from scheduler.lottery.tickets import order_by_ticket
from tests.scheduler.lottery.days.worlds import KEY, MONDAY, TUESDAY, WEDNESDAY
from tests.scheduler.lottery.frequencies import fits, repetitions

ANY = frozenset({MONDAY, TUESDAY, WEDNESDAY})


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def slots(*days):
    """Return slots of P1 in this order, numbered by day."""
    seen = Counter()
    found = []
    for day in days:
        seen[day] += 1
        found.append(Slot("P1", day, seen[day]))
    return found


def test_slots_stand_in_the_order_of_their_tickets():
    planned = [PlanDay("P1", MONDAY, 3), PlanDay("P1", TUESDAY, 2)]
    names = [*(f"P1/2026-03-02/{k}" for k in (1, 2, 3)), *(f"P1/2026-03-03/{k}" for k in (1, 2))]

    found = [slot.name for slot in slots_in_order(planned, KEY)]

    assert found == sorted(names, key=lambda name: sha(f"{KEY}/slot/{name}"))


def test_units_take_the_slots_in_order_where_all_days_suit():
    table = slots(TUESDAY, MONDAY, TUESDAY)

    dealt = deal(["a", "b", "c"], dict.fromkeys("abc", ANY), table)

    assert dealt.slots == dict(zip("abc", table, strict=True))
    assert (dealt.misfits, dealt.free) == (frozenset(), ())


def test_a_unit_passes_over_a_day_that_does_not_suit():
    table = slots(TUESDAY, MONDAY)
    suits = {"a": frozenset({MONDAY}), "b": ANY}

    assert deal(["a", "b"], suits, table).slots == {"a": table[1], "b": table[0]}


def test_those_before_make_way_for_a_unit_with_less_choice():
    table = slots(MONDAY, TUESDAY)
    suits = {"a": ANY, "b": frozenset({MONDAY})}

    dealt = deal(["a", "b"], suits, table)

    assert dealt.slots == {"a": table[1], "b": table[0]}
    assert dealt.misfits == frozenset()


def test_those_before_make_way_along_the_shortest_chain():
    # c may have Monday alone; b could go to Wednesday at once, a only by way of others.
    table = slots(MONDAY, MONDAY, TUESDAY, WEDNESDAY)
    suits = {
        "a": frozenset({MONDAY, TUESDAY}),
        "b": frozenset({MONDAY, WEDNESDAY}),
        "d": frozenset({TUESDAY}),
        "c": frozenset({MONDAY}),
    }

    dealt = deal(["a", "b", "d", "c"], suits, table)

    assert {unit: slot.day for unit, slot in dealt.slots.items()} == {
        "a": MONDAY, "b": WEDNESDAY, "d": TUESDAY, "c": MONDAY,
    }  # fmt: skip


def test_those_before_make_way_along_a_longer_chain_if_need_be():
    table = slots(MONDAY, TUESDAY, WEDNESDAY)
    suits = {
        "a": frozenset({MONDAY, TUESDAY}),
        "b": frozenset({TUESDAY, WEDNESDAY}),
        "c": frozenset({MONDAY}),
    }

    dealt = deal(["a", "b", "c"], suits, table)

    assert [dealt.slots[unit].day for unit in "abc"] == [TUESDAY, WEDNESDAY, MONDAY]


def test_units_that_no_free_day_suits_get_what_is_left_over():
    table = slots(MONDAY, TUESDAY, WEDNESDAY)
    suits = {"a": frozenset({TUESDAY}), "b": frozenset({TUESDAY}), "c": frozenset()}

    dealt = deal(["c", "a", "b"], suits, table)

    assert dealt.misfits == {"b", "c"}
    # In ticket order: c before b, Monday before Wednesday.
    assert dealt.slots == {"a": table[1], "c": table[0], "b": table[2]}


def test_slots_that_nobody_needs_stay_free_and_units_may_go_without():
    table = slots(MONDAY, TUESDAY)

    assert deal(["a"], {"a": ANY}, table).free == (table[1],)
    assert deal(["a", "b", "c"], dict.fromkeys("abc", ANY), table).misfits == {"c"}
    assert "c" not in deal(["a", "b", "c"], dict.fromkeys("abc", ANY), table).slots


DAYS = [MONDAY + timedelta(days=n) for n in range(4)]


@st.composite
def tables(draw):
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=6))
    units = [f"u{n}" for n in range(draw(st.integers(1, len(days))))]
    suits = {unit: draw(st.frozensets(st.sampled_from(DAYS))) for unit in units}
    return units, suits, slots(*days)


@given(tables())
def test_as_many_units_as_possible_get_a_day_that_suits(table):
    units, suits, row = table
    dealt = deal(units, suits, row)

    best = max(
        sum(slot.day in suits[unit] for unit, slot in zip(units, chosen, strict=True))
        for chosen in permutations(row, len(units))
    )

    assert len(set(dealt.slots.values())) == len(units)
    assert sum(dealt.slots[unit].day in suits[unit] for unit in units) == best
    assert len(dealt.misfits) == len(units) - best
    assert {unit for unit in units if dealt.slots[unit].day not in suits[unit]} <= dealt.misfits


@given(tables())
def test_how_the_suitable_days_are_listed_does_not_matter(table):
    units, suits, row = table

    assert deal(units, dict(reversed(suits.items())), row) == deal(units, suits, row)


def test_every_unit_is_as_likely_as_any_other_to_get_any_slot():
    """Enough draws to catch a total variation of 0.05 for one of the six units."""
    planned = [PlanDay("P1", MONDAY, 3), PlanDay("P1", TUESDAY, 2), PlanDay("P1", WEDNESDAY, 1)]
    names = [f"T{n}/P1" for n in range(6)]
    cells = {slot.name: n for n, slot in enumerate(slots_in_order(planned, KEY))}
    seen = np.zeros((6, 6), np.int64)

    for number in range(repetitions(6, distance=0.05)):
        key = sha(f"deal {number}")
        dealt = deal(
            order_by_ticket(f"{key}/visit/", names),
            dict.fromkeys(names, ANY),
            slots_in_order(planned, key),
        )
        for row, name in enumerate(names):
            seen[row, cells[dealt.slots[name].name]] += 1

    assert all(fits(counts, among=6) for counts in seen)
