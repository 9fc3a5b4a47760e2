"""Whether a team that a book leaves out could have been formed, seen through the rule team-size."""

from __future__ import annotations

from datetime import date
from itertools import combinations, permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.domain.planbook import Demand, ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.rules import forming, pair_not_repeated, relatives_apart, team_size
from scheduler.rules.forming import Apart, could_form
from scheduler.rules.view import CaseFile
from tests.cases import Case
from tests.shelf import FOOD
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import advised, helped

T8, T5 = ("T8/P3", "B2"), ("T5/P1", "B1")


def absent(case, key=T8):
    """Say that a team could not be formed, and send none."""
    return case.without_team(*key).short(ShortfallKind.DIRECT, *key)


def could(case, key=T8):
    """Tell whether the judge finds that the absent team could have been formed."""
    return absent(case, key).breaches(team_size) == [key]


# --- limits ------------------------------------------------------------------------------------


def busy(case, day, officer_id="O7"):
    row = {"target_id": "T6", "body_id": "B2", "day": day, "officer_ids": [officer_id]}
    return case.inspected("live", **row)


def test_two_free_officers_could_have_gone(case):
    # O5 and O7; O6 has a conflict.
    assert could(case)


@pytest.mark.parametrize(("day", "expected"), [(14, False), (13, True)])
def test_nobody_could_have_gone_on_a_day_that_is_full(case, day, expected):
    assert could(busy(case, date(2026, 3, day)).policy(max_per_day=1)) == expected


@pytest.mark.parametrize(("day", "expected"), [(8, True), (9, False), (15, False), (16, True)])
def test_nobody_could_have_gone_in_a_week_that_is_full(case, day, expected):
    assert could(busy(case, date(2026, 3, day)).policy(max_per_week=1)) == expected


def test_visits_of_this_draw_fill_a_day_as_well(case):
    # O5 goes to T1, now on the same day.
    same = case.visit("T1/P1", day=date(2026, 3, 14))

    assert not could(same.policy(max_per_day=1))
    assert could(same.policy(max_per_day=2))


# --- who may be asked --------------------------------------------------------------------------


def with_one_left(case):
    """Leave B1 only O1 for T5."""
    return case.officer("O3", cert_valid_to=None)


def test_officers_of_a_lending_body_could_have_gone(case):
    assert not could(with_one_left(case), T5)
    assert could(with_one_left(case).policy(lending={"B1": ("B2",)}), T5)


@pytest.mark.parametrize(
    ("left", "senior", "expected"),
    [
        (("O5",), "O1", True),
        # With one of its own there, the body owes the senior officer itself.
        (("O5",), "O5", False),
        (("O5",), None, False),
        # A team that is lent whole has one of its lender's.
        (("O5", "O7"), "O5", True),
        (("O5", "O7"), None, False),
    ],
)
def test_a_senior_officer_comes_from_the_body_unless_the_whole_team_is_lent(
    case, left, senior, expected
):
    lent = with_one_left(case).policy(lending={"B1": ("B2",)}, require_senior=True)
    for officer_id in {"O5", "O6", "O7"} - {*left}:
        lent = lent.officer(officer_id, cert_valid_to=None)

    assert could(lent.officer(senior, senior=True) if senior else lent, T5) == expected


def test_officers_of_a_body_that_may_not_lend_could_not(case):
    lending = with_one_left(case).policy(lending={"B1": ("B2",)})

    assert not could(lending.plan("P1", lending=False), T5)
    assert not could(lending.policy(remedies=(Remedy.DIRECT_ASSIGNMENT,)), T5)


def test_officers_of_a_lending_body_without_a_visit_of_its_own_could_have_gone(case):
    lending = with_one_left(case).person("O10", "B3").policy(lending={"B1": ("B3",)})

    assert could(lending, T5)
    assert not could(lending.officer("O10", status="off_duty"), T5)


def test_those_who_are_there_for_another_body_could_not(case):
    # O5 and O6 go to T1 for B2, and cannot stand in for B1; O7 can, with O1 or O2.
    key = ("T1/P1", "B1")
    lending = case.policy(lending={"B1": ("B2",)}).officer("O2", cert_valid_to=None)

    assert could(lending, key)
    assert not could(lending.officer("O7", cert_valid_to=None), key)


def test_experts_could_not_stand_in_for_officers(case):
    assert not could(case.officer("O7", role="expert"))


# --- rules between people ----------------------------------------------------------------------


def test_relatives_could_not_have_gone_together(case):
    assert not could(case.related("O5", "O7"))
    assert could(case.related("O5", "O6"))


def test_others_than_the_relatives_could_have_gone(case):
    assert could(case.related("O5", "O7").person("O10", "B2"))


def test_relatives_of_somebody_there_could_not_have_gone(case):
    # Of B1's three, O3 must not go to T1 and O1 is related to O5, who is there.
    key = ("T1/P1", "B1")

    assert could(case.officer("O3", qualifications=["food"]), key)
    assert not could(case.related("O1", "O5"), key)


def test_a_team_needs_a_senior_officer_if_the_policy_asks(case):
    asking = case.policy(require_senior=True).officer("O1", senior=True)

    # O6 may not go to T8; B1's team and the other of B2 are not in question.
    assert T8 not in absent(asking.officer("O6", senior=True)).breaches(team_size)
    assert could(asking.officer("O7", senior=True))


def test_a_senior_officer_needs_a_place_he_can_fill(case):
    asking = case.policy(require_senior=True).officer("O5", senior=True, may_lead=False)
    full = asking.demand(*T8, slots=(LEAD, LEAD)).person("O10", "B2")

    assert could(asking)
    assert not could(full)
    assert could(full.officer("O10", senior=True))


def test_a_pair_that_would_be_repeated_could_not_have_gone(case):
    met = {"target_id": "T6", "body_id": "B2", "officer_ids": ["O5", "O7"]}
    before = case.inspected(day=date(2026, 2, 20), **met)

    assert could(before)
    assert not could(before.policy(no_repeated_pairs=True))


def test_a_pair_that_would_be_repeated_afterwards_could_not_have_gone(case):
    # O5 and O7 go to T1 four days later.
    after = case.team("T1/P1", "B2", places=(("O5", LEAD), ("O7", FOOD)))

    assert could(after)
    assert not could(after.policy(no_repeated_pairs=True))
    assert could(after.policy(no_repeated_pairs=True).person("O10", "B2"))


def test_a_colleague_who_is_there_already_counts_for_a_repeated_pair(case):
    # B2 has lent O6 to B1 for T5. O5 goes to T8 with O7 before that day, to T1 with O6 after it.
    lent = helped(case).policy(no_repeated_pairs=True)
    visit = lent.book.visits[1]

    pairs = Apart(CaseFile(lent.lock, lent.book)).pairs(visit, {"O5", "O6"})

    assert pairs == {frozenset({"O5", "O6"}), frozenset({"O5", "O7"})}


def test_too_many_teams_to_try_are_believed(case, monkeypatch):
    # O5 and O7 must not meet each other, and O10 and O11 neither.
    tied = case.related("O5", "O7").person("O10", "B2").person("O11", "B2").related("O10", "O11")

    assert could(tied)
    monkeypatch.setattr(forming, "MOST_TRIALS", 5)
    assert not could(tied)


def test_the_expert_of_an_absent_team_keeps_nobody_away(case):
    assert could(advised(case).related("E1", "O7"))


# --- against every team, one by one ------------------------------------------------------------

NAMES = ("O5", "O6", "O7", "O10", "O11")
SLOTS = (LEAD, FOOD, LEAD | FOOD)


@given(
    leads=st.sets(st.sampled_from(NAMES)),
    food=st.sets(st.sampled_from(NAMES)),
    seniors=st.sets(st.sampled_from(NAMES)),
    kin=st.sets(st.sampled_from(list(combinations(NAMES, 2)))),
    slots=st.lists(st.sampled_from(SLOTS), max_size=3),
    size=st.integers(2, 3),
    asks_for_senior=st.booleans(),
    free=st.sets(st.sampled_from(NAMES)),
)
def test_the_answer_is_that_of_trying_all_teams(
    *, leads, food, seniors, kin, slots, size, asks_for_senior, free
):
    slots = tuple(slots[:size])
    case = Case().person("O10", "B2").person("O11", "B2").policy(require_senior=asks_for_senior)
    for name in NAMES:
        skills = ["food"] if name in food else []
        case = case.officer(name, may_lead=name in leads, senior=name in seniors,
                            qualifications=skills)  # fmt: skip
    for pair in kin:
        case = case.related(*pair)
    case = case.demand(*T8, slots=slots, team_size=size)
    visit = case.book.visits[2]
    file = CaseFile(case.lock, case.book)

    def fits(team):
        held = {
            name: frozenset({"lead"} if name in leads else ())
            | frozenset({"food"} if name in food else ())
            for name in team
        }
        seated = any(
            all(slot <= held[name] for slot, name in zip(slots, order, strict=False))
            for order in permutations(team)
        )
        apart = not any(set(pair) <= set(team) for pair in kin)
        return seated and apart and (not asks_for_senior or bool(seniors & set(team)))

    expected = any(fits(team) for team in combinations(sorted(free), size))
    found = could_form(Apart(file), visit, visit.demands[0], frozenset(free), frozenset())
    assert found == expected


COUPLES = st.sampled_from(list(combinations(NAMES, 2)))
ANYBODY = Demand(body_id="B2", team_size=2, slots=(), item_ids=())


def sending(case, teams):
    """Send these people, whatever they can do."""
    for key, team in teams.items():
        case = case.team(*key, places=tuple((name, FREE) for name in sorted(team)))
    return case


@given(
    teams=st.fixed_dictionaries({("T1/P1", "B2"): COUPLES, T5: COUPLES}),
    day=st.sampled_from([date(2026, 3, day) for day in (16, 17, 18, 19)]),
    past=st.lists(COUPLES, max_size=2),
    kin=st.sets(COUPLES, max_size=2),
)
def test_a_team_could_be_formed_if_the_book_with_it_breaks_no_rule(*, teams, day, past, kin):
    case = Case().person("O10", "B2").person("O11", "B2").policy(no_repeated_pairs=True)
    for number, pair in enumerate(past):
        row = {"target_id": "T6", "day": date(2026, 2, 20), "officer_ids": list(pair)}
        case = case.inspected(visit_id=f"X{number}", **row)
    for pair in kin:
        case = case.related(*pair)
    case = sending(case.visit("T8/P3", day=day), teams)
    without = case.without_team(*T8)
    file = CaseFile(without.lock, without.book)

    def is_kept(one):
        return not one.breaches(relatives_apart) and not one.breaches(pair_not_repeated)

    assume(is_kept(without))
    found = could_form(Apart(file), file.visits["T8/P3"], ANYBODY, frozenset(NAMES), frozenset())
    assert found == any(is_kept(sending(case, {T8: team})) for team in combinations(NAMES, 2))
