"""Small blocks of plans and bodies, and every distribution of their visits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from scheduler.planning.days.block import Claim, DayBlock, Grid, PlanLoad
from scheduler.planning.days.supply import Supply


def supply(
    body_id: str, *officers: int, per_officer: int | None = 1, live: tuple[int, ...] = ()
) -> Supply:
    """Make a body with so many officers on each day, and no reserve."""
    return Supply(
        body_id=body_id,
        officers=officers,
        live=live or (0,) * len(officers),
        per_officer=per_officer,
        reserved=Fraction(0),
    )


def load(plan_id: str, visits: int, days: tuple[int, ...], **sizes: int) -> PlanLoad:
    """Make a plan to whose every visit each body sends a team of that size."""
    claims = tuple(
        Claim(body_id, tuple(size * count for count in range(visits + 1)))
        for body_id, size in sizes.items()
    )
    return PlanLoad(plan_id=plan_id, visits=visits, days=days, claims=claims)


@st.composite
def small_blocks(draw: st.DrawFn) -> DayBlock:
    """Up to three plans, two bodies and three days, often too full."""
    n_days = draw(st.integers(1, 3))
    limit = draw(st.sampled_from([None, 1, 1]))
    bodies = []
    for body_id in ("B1", "B2")[: draw(st.integers(1, 2))]:
        officers = draw(st.lists(st.integers(0, 7), min_size=n_days, max_size=n_days))
        live = draw(st.lists(st.integers(0, 1), min_size=n_days, max_size=n_days))
        bodies.append(supply(body_id, *officers, per_officer=limit, live=tuple(live)))
    if draw(st.integers(0, 2)) == 0:
        cut = draw(st.integers(1, n_days))
        bodies = [draw(_with_weeks(one, n_days, cut)) for one in bodies]
    loads = []
    for number in range(draw(st.integers(1, 3))):
        days = draw(st.sets(st.integers(0, n_days - 1), min_size=1))
        mine = draw(st.lists(st.sampled_from(bodies), min_size=1, unique_by=lambda s: s.body_id))
        visits = draw(st.integers(1, 4))
        claims = tuple(Claim(one.body_id, draw(_places(visits))) for one in sorted(mine, key=_name))
        loads.append(
            PlanLoad(plan_id=f"P{number}", visits=visits, days=tuple(sorted(days)), claims=claims)
        )
    taking_part = {claim.body_id for one in loads for claim in one.claims}
    return DayBlock(n_days, tuple(s for s in bodies if s.body_id in taking_part), tuple(loads))


@st.composite
def _with_weeks(draw: st.DrawFn, one: Supply, n_days: int, cut: int) -> Supply:
    """Limit what officers do in weeks, of which a second begins on day *cut*, if there is one."""
    weeks = tuple(w for w in (tuple(range(cut)), tuple(range(cut, n_days))) if w)
    left = draw(st.lists(st.integers(0, 8), min_size=len(weeks), max_size=len(weeks)))
    return replace(one, weeks=weeks, in_week=tuple(left), per_week=1)


def _name(one: Supply) -> str:
    return one.body_id


@st.composite
def _places(draw: st.DrawFn, visits: int) -> tuple[int, ...]:
    """Places that grow by a whole team or not at all, as quantiles do; mostly always by one."""
    size = draw(st.integers(1, 3))
    steps = draw(
        st.just([1] * visits) | st.lists(st.integers(0, 1), min_size=visits, max_size=visits)
    )
    return tuple(size * sum(steps[:count]) for count in range(visits + 1))


def distributions(block: DayBlock) -> Iterator[Grid]:
    """Yield every way to spread all visits, whether or not there is room."""
    yield from product(*(_spreads(one, block.n_days) for one in block.loads))


def _spreads(one: PlanLoad, n_days: int) -> list[tuple[int, ...]]:
    ways = product(*(range(one.visits + 1 if day in one.days else 1) for day in range(n_days)))
    return [way for way in ways if sum(way) == one.visits]
