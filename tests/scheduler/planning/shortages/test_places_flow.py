"""The network of places: who is short, counted person by person however many share a node."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scheduler.domain.calendar import Window
from scheduler.domain.plans import ListedTargets, Participation, Plan, PlanKind
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.roster import UNLIMITED, Roster
from scheduler.lottery.candidates.timetable import week_of
from scheduler.planning.demand import PlanDemand
from scheduler.planning.officer_time import OfficerTime
from scheduler.planning.shortages.places_flow import Ask, most_places, shortest, unreached

CREW = Crew("B1")
DAYS = (date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 16))
FOOD, FREE = frozenset({"food"}), frozenset()


def time_of(held, *, most, least=0, in_week=UNLIMITED):
    """Return the time of people who hold *held*, there on all days, with the same limits."""
    count = len(held)
    roster = Roster(
        body_id="B1",
        officer_ids=tuple(f"O{n}" for n in range(count)),
        available=np.ones((count, len(DAYS)), np.bool_),
        qualifications=tuple(held),
        live=np.zeros(count, np.int64),
        hard_min=np.full(count, least, np.int64),
        hard_max=np.full(count, most, np.int64),
        senior=np.zeros(count, np.bool_),
    )
    weeks = tuple(week_of(day) for day in DAYS)
    return OfficerTime(
        roster=roster,
        weeks=weeks,
        on_day=np.full((count, len(DAYS)), UNLIMITED, np.int64),
        in_week={week: np.full(count, in_week, np.int64) for week in weeks},
        in_window=roster.hard_max,
    )


def ask(visits, *slots, days=(0, 1, 2)):
    plan = Plan(
        plan_id="P1",
        name="P1",
        kind=PlanKind.SPECIAL,
        window=Window(DAYS[0], date(2026, 3, 17)),
        participations=(Participation(body_id="B1", team_size=len(slots)),),
        targets=ListedTargets(target_ids=("T1",), reason="r", approver="a"),
        lead_body="B1",
    )
    return Ask(PlanDemand(plan, plan.participations[0], visits, visits), slots, days, (CREW,))


def test_people_who_are_alike_are_each_counted():
    cut = shortest([ask(4, FREE, FREE)], {CREW: time_of([FREE] * 3, most=2)})
    assert (cut.needed, cut.available, cut.officers) == (8, 6, 3)


def test_those_who_hold_what_is_asked_are_told_from_those_who_do_not():
    cut = shortest([ask(4, FOOD, FREE)], {CREW: time_of([FOOD, FOOD, FREE, FREE], most=1)})
    assert (cut.needed, cut.available, cut.officers) == (8, 4, 4)
    cut = shortest([ask(4, FOOD, FREE)], {CREW: time_of([FOOD, FREE, FREE, FREE], most=3)})
    assert (cut.qualifications, cut.needed, cut.available, cut.officers) == (("food",), 4, 3, 1)


def test_nobody_is_in_one_visit_twice_though_another_like_him_has_room():
    times = {CREW: time_of([FREE] * 2, most=UNLIMITED)}
    assert most_places([ask(2, FREE, FREE)], times) == 4
    assert most_places([ask(2, FREE, FREE, FREE)], times) == 4


@pytest.mark.parametrize(("in_week", "places"), [(1, 4), (2, 8), (4, 10)])
def test_the_week_limits_each_of_those_who_are_alike(in_week, places):
    times = {CREW: time_of([FREE] * 2, most=UNLIMITED, in_week=in_week)}
    assert most_places([ask(5, FREE, FREE)], times) == places


def test_whoever_differs_in_a_limit_has_a_limit_of_his_own():
    time = time_of([FREE] * 3, most=2)
    time = replace(time, in_window=np.array([2, 2, 5], np.int64))
    assert most_places([ask(5, FREE, FREE)], {CREW: time}) == 9
    assert most_places([ask(4, FREE, FREE)], {CREW: time}) == 8


def test_all_who_cannot_reach_their_least_number_are_named():
    time = time_of([FREE, FREE, FOOD], most=9, least=2)
    assert unreached([ask(3, FOOD, FREE)], time) == ([0, 1], 3)
    assert unreached([ask(4, FOOD, FREE)], time) == ([], 6)
