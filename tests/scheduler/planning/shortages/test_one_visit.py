"""Causes are a smallest set: with them alone a visit is impossible, without any one it is not."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.domain.registry import LEADER, Role
from scheduler.lottery.candidates.crews import Crew
from scheduler.planning.causes import Cause
from scheduler.planning.shortages.one_visit import LIFTED_IN_TURN, Cast, OneVisit, Team
from scheduler.planning.shortages.staff import KEEPING_AWAY, Staff

B1, B2 = Crew("B1"), Crew("B2")
FOOD, LEAD = frozenset({"food"}), frozenset({LEADER})
NOTHING = frozenset()


def staff(crew, held, away=(), senior=(), n_days=1):
    """Make people of a crew; *away* are the bits of each, on each day."""
    names = tuple(f"{crew.body_id}-{n}" for n in range(len(held)))
    bits = np.array(away or [[0] * n_days] * len(held), np.uint8).reshape(len(held), n_days)
    return Staff(crew, names, tuple(held), np.isin(np.arange(len(held)), senior), bits)


def visit(*teams, people, relatives=(), senior=False, days=(0,), barred=lambda _day: {}):
    kin = frozenset(frozenset(pair) for pair in relatives)
    cast = Cast(teams, {one.crew: one for one in people}, kin, senior)
    return OneVisit(cast, days, barred)


@st.composite
def visits(draw):
    held = st.sampled_from([NOTHING, FOOD, LEAD, FOOD | LEAD])
    n_days = draw(st.integers(1, 2))
    bits = st.sampled_from([0, 0, 0, *KEEPING_AWAY.values(), 3])
    people = []
    for crew in (B1, B2)[: draw(st.integers(1, 2))]:
        count = draw(st.integers(0, 3))
        away = [[draw(bits) for _ in range(n_days)] for _ in range(count)]
        senior = sorted(draw(st.sets(st.integers(0, 2), max_size=2)))
        people.append(staff(crew, [draw(held) for _ in range(count)], away, senior, n_days))
    teams = tuple(
        Team(one.crew, draw(st.sampled_from([(LEAD, NOTHING), (FOOD, LEAD), (FOOD | LEAD,)])))
        for one in people
    )
    names = [name for one in people for name in one.officer_ids]
    pairs = [(a, b) for n, b in enumerate(names) for a in names[:n]]
    relatives = draw(st.sets(st.sampled_from(pairs), max_size=2)) if pairs else set()
    return visit(
        *teams,
        people=people,
        relatives=relatives,
        senior=draw(st.booleans()),
        days=tuple(range(n_days)),
    )


@given(visits())
def test_causes_are_enough_and_none_can_be_spared(made):
    assume(not made.is_possible())
    causes = set(made.causes())
    others = frozenset(LIFTED_IN_TURN) - causes

    assert not made.is_possible(others)
    if causes != {Cause.TEAM_SIZE}:
        for cause in causes:
            assert made.is_possible(others | {cause})


def test_an_office_on_leave_is_told_as_such_whatever_else_it_lacks():
    away = KEEPING_AWAY[Cause.NOT_ON_LEAVE]
    people = staff(B1, [FOOD | LEAD, NOTHING, NOTHING], [[away], [away], [0]])

    assert visit(Team(B1, (LEAD, NOTHING)), people=[people]).causes() == (Cause.NOT_ON_LEAVE,)


def test_everybody_is_counted_under_the_first_rule_that_keeps_him():
    leave, conflict = (KEEPING_AWAY[x] for x in (Cause.NOT_ON_LEAVE, Cause.NO_CONFLICT))
    people = staff(B1, [LEAD] * 4, [[leave], [0], [leave], [0]])
    made = visit(
        Team(B1, (LEAD, NOTHING)),
        people=[people],
        barred=lambda _day: {"B1-0": conflict, "B1-1": conflict},
    )

    assert made.kept_away(0, B1) == ((Cause.NOT_ON_LEAVE, 2), (Cause.NO_CONFLICT, 1))
    assert made.causes() == (Cause.NOT_ON_LEAVE, Cause.NO_CONFLICT)


def test_a_target_is_visited_on_a_day_on_which_nobody_who_is_there_is_barred():
    leave, conflict = (KEEPING_AWAY[x] for x in (Cause.NOT_ON_LEAVE, Cause.NO_CONFLICT))
    people = staff(B1, [LEAD, LEAD], [[leave, 0], [0, 0]], n_days=2)

    def barred(day):
        return {"B1-1": conflict} if day else {}

    team = Team(B1, (LEAD, NOTHING))
    assert visit(team, people=[people], days=(0, 1)).is_possible()
    made = visit(team, people=[people], days=(0, 1), barred=barred)
    assert not made.is_possible()
    assert made.causes() == (Cause.NOT_ON_LEAVE, Cause.NO_CONFLICT)


@pytest.mark.parametrize(("lenders", "possible"), [((), False), (("B2",), True)])
def test_lenders_fill_the_places_that_a_body_cannot(lenders, possible):
    people = [staff(B1, [LEAD]), staff(B2, [NOTHING])]

    assert visit(Team(B1, (LEAD, NOTHING), lenders), people=people).is_possible() is possible


def test_relatives_of_two_bodies_do_not_meet():
    people = [staff(B1, [LEAD]), staff(B2, [LEAD])]
    teams = Team(B1, (LEAD,)), Team(B2, (LEAD,))

    assert visit(*teams, people=people).is_possible()
    kin = visit(*teams, people=people, relatives=[("B1-0", "B2-0")])
    assert kin.causes() == (Cause.RELATIVES_APART,)


def test_experts_who_are_missing_are_told_as_experts():
    crew = Crew("B1", Role.EXPERT)

    made = visit(Team(crew, (FOOD,)), people=[staff(crew, [])])
    assert made.causes() == (Cause.EXPERT_PLACES,)
