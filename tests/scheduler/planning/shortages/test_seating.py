"""How many places of a visit can be filled, against every way to fill them."""

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scheduler.planning.shortages.seating import Seating, SeniorTeam, seated

NOBODY = None


def ways(seating):
    """Yield every filling: who sits on each place, nobody twice."""
    n_places, n_people = seating.may.shape
    for way in permutations([*range(n_people), *[NOBODY] * n_places], n_places):
        if all(who is NOBODY or seating.may[place, who] for place, who in enumerate(way)):
            yield way


def worth(seating, way):
    """Count the places filled, less one for a team without its senior; None if it is unlawful."""
    going = set(way) - {NOBODY}
    if any(one in going and other in going for one, other in seating.apart):
        return None
    lacking = sum(
        bool(mine := {way[place] for place in team.places} & team.own) and not mine & team.senior
        for team in seating.teams
    )
    return len(going) - lacking


@st.composite
def seatings(draw):
    n_places, n_people = draw(st.integers(1, 3)), draw(st.integers(0, 4))
    may = draw(
        st.lists(
            st.lists(st.booleans(), min_size=n_people, max_size=n_people),
            min_size=n_places,
            max_size=n_places,
        )
    )
    people = st.sets(st.integers(0, n_people - 1)) if n_people else st.just(set())
    pairs = [(a, b) for b in range(n_people) for a in range(b)]
    apart = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    cut = draw(st.integers(0, n_places))
    teams = []
    for places in (range(cut), range(cut, n_places)):
        if len(places) and draw(st.booleans()):
            own = frozenset(draw(people))
            teams.append(SeniorTeam(tuple(places), own, own & frozenset(draw(people))))
    shape = (n_places, n_people)
    return Seating(np.array(may, np.bool_).reshape(shape), tuple(sorted(apart)), tuple(teams))


@given(seatings())
def test_a_visit_is_filled_exactly_where_there_is_a_way(seating):
    whole = len(seating.may)
    possible = any(worth(seating, way) == whole for way in ways(seating))

    assert (seated(seating).filled == whole) == possible


@given(seatings())
def test_places_that_are_short_have_fewer_people_than_places(seating):
    found = seated(seating)

    if found.short:
        who = {int(p) for place in found.short for p in np.nonzero(seating.may[place])[0]}
        assert set(found.people) == who
        assert len(found.short) - len(found.people) == len(seating.may) - found.filled


def test_relatives_do_not_fill_a_team_between_them():
    may = np.ones((2, 2), np.bool_)

    assert seated(Seating(may)).filled == 2
    assert seated(Seating(may, apart=((0, 1),))).filled == 1


def test_a_team_that_others_lend_whole_needs_no_senior_of_its_own():
    may = np.array([[True, False, True], [True, True, False]])
    team = SeniorTeam((0, 1), own=frozenset({0}), senior=frozenset())

    assert seated(Seating(may, teams=(team,))).filled == 2
    assert seated(Seating(may[:, :2], teams=(team,))).filled == 1
