"""Small officer pools for the tests of the first plan and the walk: as strategies and by name."""

from __future__ import annotations

from hypothesis import strategies as st

from scheduler.lottery.pool import OfficerPool
from tests.scheduler.lottery.enumeration import pool

QUALIFICATIONS = (0, 1, 2, 3)
"""Sets of two qualifications, as bits."""


@st.composite
def small_pools(draw, *, max_visits: int = 4, max_officers: int = 5) -> OfficerPool:
    """Any small pool, possible or not: few eligible, slots, limits on both sides."""
    n_officers = draw(st.integers(1, max_officers))
    names = st.sets(st.integers(0, n_officers - 1), min_size=1)
    allowed = draw(st.lists(names, min_size=1, max_size=max_visits))
    sizes = draw(st.lists(st.integers(1, 3), min_size=len(allowed), max_size=len(allowed)))
    highest = draw(st.lists(st.integers(0, 3), min_size=n_officers, max_size=n_officers))
    needs = {
        visit: sorted(draw(st.lists(st.sampled_from(QUALIFICATIONS), max_size=size)), reverse=True)
        for visit, size in enumerate(sizes)
    }
    holds = st.lists(st.sampled_from(QUALIFICATIONS), min_size=n_officers, max_size=n_officers)
    return pool(
        allowed,
        sizes=sizes,
        lowest=[draw(st.integers(0, most)) for most in highest],
        highest=highest,
        needs=needs,
        holds=draw(holds),
    )


@st.composite
def feasible_pools(draw, *, max_visits: int = 3, max_officers: int = 4) -> OfficerPool:
    """A pool built around a hidden plan, which it allows: limits and slots are those it meets."""
    n_officers = draw(st.integers(2, max_officers))
    officers = st.integers(0, n_officers - 1)
    holds = draw(
        st.lists(st.sampled_from(QUALIFICATIONS), min_size=n_officers, max_size=n_officers)
    )
    teams = draw(
        st.lists(
            st.lists(officers, min_size=1, max_size=min(3, n_officers), unique=True),
            min_size=1,
            max_size=max_visits,
        )
    )
    loads = [sum(officer in team for team in teams) for officer in range(n_officers)]
    return pool(
        [set(team) | draw(st.sets(officers)) for team in teams],
        sizes=[len(team) for team in teams],
        lowest=[max(0, load - draw(st.integers(0, 1))) for load in loads],
        highest=[load + draw(st.integers(0, 1)) for load in loads],
        needs={
            visit: sorted(holds[o] & draw(st.sampled_from(QUALIFICATIONS)) for o in team)[::-1]
            for visit, team in enumerate(teams)
        },
        holds=holds,
    )
