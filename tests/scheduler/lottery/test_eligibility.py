"""Which officer could be in the team of which visit, encoded for the draw."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scheduler.domain.conflicts import Conflict, ConflictState, Relation, Subject
from scheduler.lottery.eligibility import barriers, officer_pool
from scheduler.lottery.roster import UNLIMITED, rosters
from scheduler.lottery.tickets import order_by_ticket

KEY = "5" * 64
FOOD = frozenset({"food"})
LEAD = frozenset({"lead"})


def pool(case, body_id="B1"):
    problem, visits = case.lock.problem, case.book.visits
    roster = rosters(problem, [body_id], KEY)[body_id]
    return officer_pool(problem, roster, visits, barriers(problem, visits), KEY)


def eligible(case, visit_id, body_id="B1"):
    """Return who could go, ascending."""
    found = pool(case, body_id)
    row = found.eligible[found.visit_ids.index(visit_id)]
    return sorted(np.array(found.officer_ids)[row].tolist())


def needs(case, visit_id, body_id="B1"):
    """Return the bits needed in each place of a visit."""
    found = pool(case, body_id)
    visit = found.visit_ids.index(visit_id)
    return found.needs[found.starts[visit] : found.starts[visit + 1]].tolist()


def avoiding(case, officer_id, subject, subject_id, **changes):
    one = Conflict(
        officer_id=officer_id, subject=subject, subject_id=subject_id, relation=Relation.OTHER
    )
    return case.problem(conflicts=(replace(one, **changes),))


def test_the_shelf_has_these_chances(case):
    assert eligible(case, "T1/P1") == ["O1", "O2"]  # O3 was there in November
    assert eligible(case, "T5/P1") == ["O1", "O3"]  # O2's spouse is in the group
    assert eligible(case, "T8/P3", "B2") == ["O5", "O7"]  # O6 has applied to stay away


@pytest.mark.parametrize(
    ("subject", "subject_id"),
    [(Subject.TARGET, "T1"), (Subject.PERSON, "k1"), (Subject.TARGET, "T3")],
)
def test_a_conflict_with_anything_of_a_visit_keeps_away(case, subject, subject_id):
    assert "O1" not in eligible(avoiding(case, "O1", subject, subject_id), "T1/P1")


@pytest.mark.parametrize(
    ("subject", "subject_id"),
    [(Subject.TARGET, "T4"), (Subject.GROUP, "T1"), (Subject.PERSON, "T1")],
)
def test_a_conflict_with_something_else_does_not(case, subject, subject_id):
    assert "O1" in eligible(avoiding(case, "O1", subject, subject_id), "T1/P1")


@pytest.mark.parametrize(
    ("changes", "goes"),
    [
        ({}, False),
        ({"state": ConflictState.APPLIED}, False),  # an open question is not tried
        ({"state": ConflictState.DECIDED_NOT}, True),
        ({"since": date(2026, 3, 18)}, False),  # begins on the day of the visit
        ({"since": date(2026, 3, 19)}, True),
        ({"until": date(2026, 3, 19)}, False),
        ({"until": date(2026, 3, 18)}, True),  # ends before it
    ],
)
def test_a_conflict_counts_on_the_day_of_the_visit(case, changes, goes):
    told = avoiding(case, "O1", Subject.TARGET, "T1", **changes)

    assert ("O1" in eligible(told, "T1/P1")) is goes


@pytest.mark.parametrize(("day", "goes"), [(date(2025, 3, 18), True), (date(2025, 3, 19), False)])
@pytest.mark.parametrize("log", ["history", "live"])
def test_cooling_off_counts_back_from_the_day_of_the_visit(case, day, goes, log):
    been = case.inspected(log, target_id="T3", day=day, officer_ids=["O1"])

    assert ("O1" in eligible(been, "T1/P1")) is goes


def test_without_cooling_off_one_may_return_the_next_day(case):
    assert "O3" in eligible(case.policy(cooling_off_months=0), "T1/P1")


def test_nobody_goes_on_a_day_of_leave(case):
    assert "O3" in eligible(case, "T5/P1")  # his first day back
    assert "O3" not in eligible(case.visit("T5/P1", day=date(2026, 3, 16)), "T5/P1")


def test_who_fits_no_place_of_a_full_team_does_not_go(case):
    led = case.demand("T1/P1", "B1", slots=(FOOD, FOOD | LEAD)).policy(cooling_off_months=0)

    assert eligible(led, "T1/P1") == ["O1", "O2"]  # O3 knows nothing about food


def test_a_free_place_is_open_to_all(case):
    free = case.demand("T1/P1", "B1", slots=(FOOD,)).policy(cooling_off_months=0)

    assert eligible(free, "T1/P1") == ["O1", "O2", "O3"]


def test_places_with_a_need_come_first(case):
    assert [bits != 0 for bits in needs(case, "T5/P1")] == [True, False]


def test_what_every_officer_holds_is_no_need(case):
    # All three of B2 may lead.
    assert needs(case, "T1/P1", "B2") == [0, 0]
    assert needs(case.officer("O7", may_lead=False), "T1/P1", "B2") == [1, 0]


def test_holds_are_told_in_the_same_bits_as_needs(case):
    found = pool(case)
    held = dict(zip(found.officer_ids, found.holds.tolist(), strict=True))
    food, lead = needs(case, "T1/P1")

    assert {held["O1"], held["O2"], held["O3"]} == {food | lead, food, lead}
    assert held["O1"] == food | lead


def test_a_qualification_that_nobody_holds_is_a_need_that_nobody_fills(case):
    found = pool(case.demand("T5/P1", "B1", slots=(frozenset({"divers"}),)))
    place = found.starts[found.visit_ids.index("T5/P1")]

    assert all(int(found.needs[place]) & ~int(held) for held in found.holds)


def test_visits_and_officers_stand_in_ticket_order(case):
    found = pool(case)

    assert list(found.visit_ids) == order_by_ticket(f"{KEY}/visit/", ["T1/P1", "T5/P1"])
    assert list(found.officer_ids) == order_by_ticket(f"{KEY}/officer/", ["O1", "O2", "O3"])


def test_loads_are_free_until_the_band_is_known(case):
    found = pool(case)

    assert found.lowest.tolist() == [0, 0, 0]
    assert found.highest.tolist() == [UNLIMITED] * 3


def test_a_body_that_sends_nobody_to_a_visit_has_no_place_there(case):
    assert "T8/P3" not in pool(case).visit_ids
    assert pool(case, "B2").starts.tolist() == [0, 2, 4]


def test_a_body_without_officers_has_visits_all_the_same(case):
    gone = case
    for officer_id in ("O1", "O2", "O3"):
        gone = gone.officer(officer_id, status="off_duty")

    assert pool(gone).eligible.shape == (2, 0)
