from dataclasses import replace

import pytest

from scheduler.domain.planbook import Demand, Task
from scheduler.domain.plans import Participation
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.rules import right_bodies
from tests.shelf import FOOD
from tests.shelf_book import LEAD

DRUGS = frozenset({"drugs"})


def test_accepts_the_bodies_concerned_with_what_they_owe(case):
    assert case.breaches(right_bodies) == []


def test_reports_a_body_that_is_missing(case):
    alone = case.visit("T1/P1", demands=case.book.visits[0].demands[:1])

    assert alone.breaches(right_bodies) == [("T1/P1", "B2")]


def test_reports_a_body_without_an_item_there(case):
    uninvited = Demand(body_id="B2", team_size=2, slots=(LEAD,), item_ids=())
    more = case.visit("T5/P1", demands=(*case.book.visits[1].demands, uninvited))

    assert more.breaches(right_bodies) == [("T5/P1", "B2")]


def test_reports_a_body_named_twice(case):
    twice = case.visit("T8/P3", demands=case.book.visits[2].demands * 2)

    assert twice.breaches(right_bodies) == [("T8/P3", "B2")]


def test_reports_another_team_size(case):
    assert case.demand("T8/P3", "B2", team_size=3).breaches(right_bodies) == [("T8/P3", "B2")]


def test_reports_other_slots(case):
    assert case.demand("T1/P1", "B1", slots=(LEAD,)).breaches(right_bodies) == [("T1/P1", "B1")]


def test_accepts_slots_in_another_order(case):
    assert case.demand("T1/P1", "B1", slots=(LEAD, FOOD)).breaches(right_bodies) == []


def test_reports_other_items(case):
    assert case.demand("T1/P1", "B2", item_ids=()).breaches(right_bodies) == [("T1/P1", "B2")]


def with_b1(case, in_p1, in_p2):
    """Give B1 other parts in the two plans that meet at T1."""
    cooperating = case.lock.problem.plan["P2"].participations[1]
    return case.plan("P1", participations=(Participation(body_id="B1", **in_p1),)).plan(
        "P2", participations=(Participation(body_id="B1", item_ids=("I1",), **in_p2), cooperating)
    )


@pytest.mark.parametrize(
    ("in_p1", "in_p2", "team_size", "slots"),
    [
        # the larger team
        ({"team_size": 3}, {"team_size": 2}, 3, (LEAD,)),
        # for each set of qualifications the larger count, not the sum
        ({"slots": (FOOD,)}, {"slots": (FOOD,)}, 2, (FOOD, LEAD)),
        ({"slots": (FOOD, FOOD)}, {"slots": (FOOD,), "team_size": 3}, 3, (FOOD, FOOD, LEAD)),
        # more slots than either team is large; the first then asks for the leader
        ({"slots": (FOOD, FOOD)}, {"slots": (DRUGS,)}, 3, (DRUGS | LEAD, FOOD, FOOD)),
        # a slot that asks for a leader already
        ({"slots": (FOOD | LEAD,)}, {"slots": ()}, 2, (FOOD | LEAD,)),
    ],
)
def test_accepts_what_two_plans_of_one_body_owe_together(case, in_p1, in_p2, team_size, slots):
    owing = with_b1(case, in_p1, in_p2).demand("T1/P1", "B1", team_size=team_size, slots=slots)

    assert ("T1/P1", "B1") not in owing.breaches(right_bodies)


def test_reports_a_slot_for_a_leader_that_nobody_asked_for(case):
    leaderless = case.policy(require_leader=False)
    plain = (
        leaderless.demand("T1/P1", "B1", slots=(FOOD,))
        .demand("T1/P1", "B2", slots=())
        .demand("T5/P1", "B1", slots=())
        .demand("T8/P3", "B2", slots=())
    )

    assert plain.breaches(right_bodies) == []
    assert ("T5/P1", "B1") in leaderless.breaches(right_bodies)


def test_reports_a_lead_that_is_not_the_largest_plans(case):
    # P2 brings two bodies to T1, P1 one.
    assert case.visit("T1/P1", lead_body="B1").breaches(right_bodies) == [("T1/P1",)]


def test_accepts_the_lead_of_the_first_of_equal_plans(case):
    # P1 brings both bodies as well, and comes before P2.
    both = (Participation(body_id="B1"), Participation(body_id="B2"))
    equal = case.plan("P1", participations=both)

    assert ("T1/P1",) in equal.breaches(right_bodies)
    assert ("T1/P1",) not in equal.visit("T1/P1", lead_body="B1").breaches(right_bodies)


def test_accepts_the_initiating_body_where_the_lead_has_nothing_to_do(case):
    # P2 is led by B2, whose item applies to no food firm any more.
    food, hygiene = case.lock.problem.items
    elsewhere = Scope((Condition("labels", Operator.IN, ("school",)),))
    without = case.problem(items=(food, replace(hygiene, applies_to=elsewhere))).visit(
        "T1/P1", demands=case.book.visits[0].demands[:1]
    )

    assert without.breaches(right_bodies) == [("T1/P1",)]
    assert without.visit("T1/P1", lead_body="B1").breaches(right_bodies) == []


WATER = frozenset({"water"})


@pytest.mark.parametrize(
    ("in_p1", "in_p2", "experts"),
    [
        ((), (), ()),
        ((WATER,), (), (WATER,)),
        # for each set of qualifications the larger count, in alphabetical order
        ((WATER,), (WATER,), (WATER,)),
        ((WATER, WATER), (WATER, DRUGS), (DRUGS, WATER, WATER)),
    ],
)
def test_accepts_the_experts_that_two_plans_ask_for_together(case, in_p1, in_p2, experts):
    asking = with_b1(case, {"experts": in_p1}, {"experts": in_p2, "slots": (FOOD,)})
    owing = asking.demand("T1/P1", "B1", experts=experts)

    assert ("T1/P1", "B1") not in owing.breaches(right_bodies)


@pytest.mark.parametrize("experts", [(), (WATER,), (WATER, DRUGS), (DRUGS, WATER, WATER)])
def test_reports_other_experts(case, experts):
    # Due are drugs and water, in this order.
    asking = with_b1(case, {"experts": (WATER,)}, {"experts": (DRUGS,), "slots": (FOOD,)})
    owing = asking.demand("T1/P1", "B1", experts=experts)

    assert ("T1/P1", "B1") in owing.breaches(right_bodies)


def test_reports_what_a_round_does_not_owe(case):
    # P1 makes rounds: T5 and T4 are visited on one way, by one team with one expert.
    asking = case.plan("P1", merging=False, round_size=2,
                       participations=(Participation(body_id="B1", experts=(WATER,)),))  # fmt: skip
    both = asking.visit("T5/P1", tasks=(Task("P1", "T4"), Task("P1", "T5")))
    key = ("T5/P1", "B1")

    assert key not in both.demand(*key, experts=(WATER,)).breaches(right_bodies)
    assert key in both.demand(*key, experts=(WATER, WATER)).breaches(right_bodies)
