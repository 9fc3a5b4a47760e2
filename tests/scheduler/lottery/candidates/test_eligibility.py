"""Which officer could be in the team of which visit, encoded for the draw."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scheduler.domain.conflicts import Conflict, ConflictState, Relation, Subject
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.calls import Loan, calls_of
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import barriers, officer_pool
from scheduler.lottery.candidates.records import Records
from scheduler.lottery.candidates.roster import UNLIMITED
from scheduler.lottery.candidates.timetable import engagements
from scheduler.lottery.tickets import order_by_ticket
from tests.shelf_people import advised

KEY = "5" * 64
FOOD = frozenset({"food"})
LEAD = frozenset({"lead"})
FREE = frozenset()


def manned(case, *crews, loans=None):
    problem, visits = case.lock.problem, case.book.visits
    return officer_pool(
        problem,
        Records(problem).rosters(crews, KEY).values(),
        [call for call in calls_of(visits, loans or {}, senior=False) if call.crew in crews],
        barriers(problem, visits),
        engagements(problem),
        KEY,
    )


def pool(case, body_id="B1"):
    return manned(case, Crew(body_id)).pool


def eligible(case, visit_id, body_id="B1"):
    """Return who could go, ascending."""
    return willing(pool(case, body_id), visit_id)


def willing(found, visit_id):
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


def test_experts_are_asked_for_their_places_only(case):
    found = manned(advised(case), Crew("B2", Role.EXPERT)).pool

    assert (found.name, found.visit_ids) == ("B2/experts", ("T8/P3",))
    assert found.officer_ids == ("E1",)
    assert willing(found, "T8/P3") == ["E1"]
    assert willing(manned(advised(case), Crew("B2")).pool, "T8/P3") == ["O5", "O7"]


def test_an_expert_must_know_what_he_is_asked_for(case):
    asked = advised(case).officer("E1", qualifications=["fire"])

    assert willing(manned(asked, Crew("B2", Role.EXPERT)).pool, "T8/P3") == []


def test_a_conflict_keeps_an_expert_away_like_anybody(case):
    told = avoiding(advised(case), "E1", Subject.TARGET, "T8")

    assert willing(manned(told, Crew("B2", Role.EXPERT)).pool, "T8/P3") == []


def test_two_crews_in_one_pool_are_each_asked_for_their_own_calls(case):
    found = manned(case, Crew("B1"), Crew("B2"))
    at = dict(zip(found.calls, found.pool.eligible, strict=True))

    assert found.pool.name == "B1"
    assert len(found.pool.officer_ids) == 6
    for call, row in at.items():
        crew = {found.rosters[found.crew_of[o]].crew for o in np.nonzero(row)[0]}
        assert crew == {call.crew}


def test_calls_of_one_visit_share_a_group_and_stand_side_by_side(case):
    found = manned(case, Crew("B1"), Crew("B2"))
    groups = found.pool.periods.group_of

    assert [g == h for g in groups for h in groups] == [
        one == other for one in found.pool.visit_ids for other in found.pool.visit_ids
    ]
    assert sorted(groups) == groups.tolist()


def test_what_is_lent_is_a_call_of_the_lender(case):
    loans = {("T5/P1", "B1"): (Loan("B2", (FREE,)),)}
    own, lent = manned(case, Crew("B1"), loans=loans), manned(case, Crew("B2"), loans=loans)
    call = lent.calls[lent.pool.visit_ids.index("T5/P1")]

    assert (call.body_id, call.crew, call.slots) == ("B1", Crew("B2"), (FREE,))
    assert willing(lent.pool, "T5/P1") == ["O5", "O6", "O7"]
    # The place that is left asks for somebody who may lead: O3 and O1.
    assert willing(own.pool, "T5/P1") == ["O1", "O3"]


def test_a_part_of_a_pool_keeps_calls_and_rosters_in_step(case):
    found = manned(case, Crew("B1"), Crew("B2"))
    officers, calls = [4, 1, 5, 0, 3, 2], [2, 0]
    part = found.taking(calls, officers)

    assert part.pool.visit_ids == tuple(call.visit.visit_id for call in part.calls)
    for column in ("days_available", "live", "hard_max"):
        assert part.spread(column).tolist() == found.spread(column)[officers].tolist()
    assert [part.rosters[crew].crew for crew in part.crew_of] == [
        found.rosters[found.crew_of[o]].crew for o in officers
    ]
    left = found.without([1])
    assert left.calls == found.calls[:1] + found.calls[2:]
    assert left.pool.visit_ids == found.pool.visit_ids[:1] + found.pool.visit_ids[2:]
