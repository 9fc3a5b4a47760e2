"""Blocks: plans that share bodies, and what their visits ask of each on a day.

Plans that have no body in common, not even through others, do not depend on each other: their
days are planned apart. Days are positions in the working days of the draw's window.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.planning.days.supply import Supply

Grid = tuple[tuple[int, ...], ...]
"""Visits by plan of a block, and by day."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a plan asks of a body: *places* by the plan's visits on one day, from 0 to all."""

    body_id: str
    places: tuple[int, ...]

    @property
    def per_visit(self) -> int | None:
        """Places of each visit, if every visit takes as many; else None."""
        step = self.places[1]
        even = all(places == step * visits for visits, places in enumerate(self.places))
        return step if even else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLoad:
    """A plan with so many *visits*, 1 or more, to spread over *days*, 1 or more, ascending."""

    plan_id: str
    visits: int
    days: tuple[int, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class DayBlock:
    """Plans that share bodies. Values only, so that it can be planned in another process."""

    n_days: int
    bodies: tuple[Supply, ...]  # ascending
    loads: tuple[PlanLoad, ...]  # ascending

    @property
    def position(self) -> Mapping[str, int]:
        """Body -> its place among *bodies*."""
        return {supply.body_id: n for n, supply in enumerate(self.bodies)}


def blocks(
    n_days: int, loads: Iterable[PlanLoad], supply: Mapping[str, Supply]
) -> Iterator[DayBlock]:
    """Divide plans into blocks that do not depend on each other, by their smallest plan."""
    members: dict[str, list[PlanLoad]] = defaultdict(list)
    leader = _leaders(loads := tuple(loads))
    for load in loads:
        members[leader[load.claims[0].body_id]].append(load)
    for block in members.values():
        bodies = sorted({claim.body_id for load in block for claim in load.claims})
        yield DayBlock(n_days, tuple(supply[body] for body in bodies), tuple(block))


def _leaders(loads: Iterable[PlanLoad]) -> dict[str, str]:
    """Return for each body the one that stands for all those it is joined to by plans."""
    group: dict[str, set[str]] = {}
    for load in loads:
        joined = {claim.body_id for claim in load.claims}
        joined = joined.union(*(group.get(body, ()) for body in joined))
        group.update(dict.fromkeys(joined, joined))
    return {body: min(joined) for body, joined in group.items()}
