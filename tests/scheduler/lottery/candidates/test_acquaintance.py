"""Who knows whom: relatives, seniors, and with whom somebody was at last."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
import pytest

from scheduler.domain.registry import Role
from scheduler.lottery.candidates.acquaintance import bonds_of, last_company
from scheduler.lottery.candidates.bonds import NO_PAIRS
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.roster import crew_rosters
from tests.scheduler.lottery.candidates.asked import call, visit_on

DAY, LATER = date(2026, 3, 10), date(2026, 3, 17)
BEFORE, LAST = date(2026, 2, 25), date(2026, 3, 1)
MARKET = (Crew("B1"),)


def bonds(case, *, calls=(), crews=MARKET):
    problem = case.lock.problem
    rosters = list(crew_rosters(problem, set(crews)).values())
    order = sorted((o for r in rosters for o in r.officer_ids), reverse=True)
    return order, bonds_of(problem, calls, rosters, order, last_company(problem))


def pairs(order, found):
    return {tuple(sorted((order[a], order[b]))) for a, b in np.argwhere(found)}


def test_without_relatives_nobody_is_kept_apart(case):
    _, found = bonds(case)

    assert found.apart is NO_PAIRS
    assert not found.bind


def test_relatives_of_the_pool_are_kept_apart(case):
    order, found = bonds(case.related("O1", "O3"))

    assert pairs(order, found.apart) == {("O1", "O3")}
    assert (found.apart == found.apart.T).all()


def test_a_relative_outside_the_pool_does_not_matter(case):
    assert bonds(case.related("O1", "O5"))[1].apart is NO_PAIRS


def test_relatives_in_two_crews_of_one_pool_are_kept_apart(case):
    order, found = bonds(case.related("O1", "O5"), crews=(Crew("B1"), Crew("B2")))

    assert pairs(order, found.apart) == {("O1", "O5")}


def test_calls_that_owe_a_senior_want_one_and_seniors_are_known(case):
    calls = [call(visit_on("a", DAY)), call(visit_on("b", DAY), senior=True)]
    order, found = bonds(case.officer("O3", senior=True), calls=calls)

    assert found.wants.tolist() == [0, 1]
    assert [who for who, has in zip(order, found.has, strict=True) if has] == ["O3"]


def test_calls_take_turns_by_day_and_then_by_visit(case):
    calls = [call(visit_on(*of)) for of in (("c", DAY), ("a", LATER), ("b", DAY))]

    assert bonds(case, calls=calls)[1].turn.tolist() == [1, 2, 0]


class TestPairs:
    def test_are_nobodys_matter_unless_the_policy_says_so(self, case):
        _, found = bonds(case)

        assert found.mates is NO_PAIRS
        assert last_company(case.lock.problem) == {}

    def test_are_all_of_one_crew(self, case):
        two = case.policy(no_repeated_pairs=True)
        order, found = bonds(two, crews=(Crew("B1"), Crew("B2")))

        assert pairs(order, found.mates) == {
            *combinations(("O1", "O2", "O3"), 2),
            *combinations(("O5", "O6", "O7"), 2),
        }
        assert not found.mates.diagonal().any()

    def test_are_not_made_with_experts(self, case):
        advised = case.person("Z1", "B1", role=Role.EXPERT.value, cert_valid_to=None)
        order, found = bonds(
            advised.policy(no_repeated_pairs=True),
            crews=(Crew("B1"), Crew("B1", Role.EXPERT)),
        )

        assert "Z1" in order
        assert not found.mates[order.index("Z1")].any()

    @pytest.mark.parametrize("log", ["history", "live"])
    @pytest.mark.parametrize(("day", "known"), [(LAST, True), (date(2026, 3, 2), False)])
    def test_of_the_last_visit_before_the_window_count(self, case, log, day, known):
        met = case.policy(no_repeated_pairs=True).inspected(
            log, target_id="T6", day=day, visit_id="X", officer_ids=["O1", "O2"]
        )
        order, found = bonds(met)

        assert (("O1", "O2") in pairs(order, found.before)) is known

    def test_of_an_earlier_visit_do_not(self, case):
        met = case.policy(no_repeated_pairs=True)
        for name, day, who in (("X", BEFORE, ["O1", "O2"]), ("Y", LAST, ["O1", "O3"])):
            met = met.inspected(target_id="T6", day=day, visit_id=name, officer_ids=who)
        order, found = bonds(met)

        company = last_company(met.lock.problem)
        assert company["O1"] == {"O3"}
        assert company["O2"] == {"O1"}  # to him it was the last
        assert found.before[order.index("O2"), order.index("O1")]
        assert not found.before[order.index("O1"), order.index("O2")]

    def test_with_somebody_of_another_body_are_none(self, case):
        met = case.policy(no_repeated_pairs=True).inspected(
            target_id="T6", day=LAST, visit_id="X", officer_ids=["O1", "O5"]
        )
        order, found = bonds(met, crews=(Crew("B1"), Crew("B2")))

        assert last_company(met.lock.problem)["O1"] == {"O5"}
        assert not found.before[order.index("O1"), order.index("O5")]
