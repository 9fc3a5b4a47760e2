"""Feasibility before the seed: can the officers of each body give the places its plans need?

A maximum flow from the plans' places to the officers (R. Ford, D. Fulkerson 1956). Names do not
matter yet: an officer can be in each visit of a plan once, on the days he is there. If the flow
falls short, the minimum cut names the plans that need more than some officers can give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scheduler.domain.problem import Problem
from scheduler.lottery.roster import UNLIMITED, Roster
from scheduler.lottery.visits import with_leader
from scheduler.planning.demand import PlanDemand, unavoidable
from scheduler.solving import flow
from scheduler.solving.flow import SINK, SOURCE, Network


class Change(StrEnum):
    """What would mend a shortage. Each has been checked to work."""

    MORE_OFFICERS = "more_officers"
    HIGHER_MAXIMUM = "higher_maximum"
    FEWER_VISITS = "fewer_visits"
    LOWER_MINIMUM = "lower_minimum"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A change that mends the shortage: *amount* officers more, visits at most, visits to cut."""

    remedy: Change
    subject: str
    amount: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """The plans *plan_ids* need *needed* places of a body, *officers* can give *available*.

    *certain*: no draw avoids it. Else it happens unless plans meet at the same targets.
    *qualifications* are those that the missing places ask for.
    """

    body_id: str
    plan_ids: tuple[str, ...]
    qualifications: tuple[str, ...]
    needed: int
    available: int
    officers: int
    certain: bool
    relaxations: tuple[Relaxation, ...] = ()
    target_id: str = ""  # the listed target that is short of officers, if it is only one


@dataclass(frozen=True, slots=True)
class BodyCapacity:
    """A body's month in figures. *capacity* is None when nothing limits an officer's visits."""

    body_id: str
    officers: int
    days_available: int
    visits: int
    places: int
    live: int
    capacity: int | None


def capacity(roster: Roster, asked: list[PlanDemand]) -> BodyCapacity:
    """Return the figures of one body: demand at most, against what its officers could give."""
    limited = (roster.hard_max < UNLIMITED // 2).all()
    return BodyCapacity(
        body_id=roster.body_id,
        officers=len(roster.officer_ids),
        days_available=int(roster.days_available.sum()),
        visits=sum(demand.at_most for demand in asked),
        places=sum(demand.places for demand in asked),
        live=int(roster.live.sum()),
        capacity=int(roster.hard_max.sum()) if limited else None,
    )


def shortage(problem: Problem, roster: Roster, asked: list[PlanDemand]) -> Shortage | None:
    """Return what is short at one body, if its plans do not all merge, or None."""
    found = _find(problem, roster, asked)
    if found is None:
        return _minimum_too_high(roster, asked)
    certain = _find(problem, roster, unavoidable(asked))
    shown = certain or found
    return Shortage(
        body_id=roster.body_id,
        plan_ids=shown.plan_ids,
        qualifications=shown.qualifications,
        needed=shown.needed,
        available=shown.available,
        officers=shown.officers,
        certain=certain is not None,
        relaxations=tuple(
            _relaxations(problem, roster, unavoidable(asked) if certain else asked, shown)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    plan_ids: tuple[str, ...]
    qualifications: tuple[str, ...]
    needed: int
    available: int
    officers: int


def _find(
    problem: Problem, roster: Roster, asked: list[PlanDemand], *, extra: int = 0, raised: int = 0
) -> _Cut | None:
    """Solve the flow; *extra* officers who can do everything, maxima *raised* to that number."""
    network = Network()
    officers = _officer_nodes(network, roster, raised)
    anyone = network.node()
    places: list[tuple[PlanDemand, frozenset[str], int]] = []
    for demand in asked:
        if demand.at_most:
            places += _plan_nodes(network, problem, roster, demand, officers, (anyone, extra))
    if extra:
        highest = max((int(x) for x in roster.hard_max), default=UNLIMITED)
        network.arc(anyone, SINK, extra * min(max(highest, raised), UNLIMITED))
    solved = flow.solve(network)
    total = sum(demand.places for demand in asked)
    if solved.value >= total:
        return None
    short = [(d, slot) for d, slot, node in places if solved.source_side[node]]
    needed = sum(demand.at_most for demand, _ in short)
    return _Cut(
        plan_ids=tuple(sorted({demand.plan.plan_id for demand, _ in short})),
        qualifications=_asked_for([slot for _, slot in short]),
        needed=needed,
        available=solved.value - (total - needed),
        officers=int(sum(solved.source_side[node] for node in officers)),
    )


def _asked_for(slots: list[frozenset[str]]) -> tuple[str, ...]:
    """Return the qualifications that are short; none if even free places are."""
    return tuple(sorted(set().union(*slots))) if all(slots) else ()


def _officer_nodes(network: Network, roster: Roster, raised: int) -> list[int]:
    nodes = []
    for most in roster.hard_max:
        node = network.node()
        network.arc(node, SINK, max(int(most), raised))
        nodes.append(node)
    return nodes


def _plan_nodes(
    network: Network,
    problem: Problem,
    roster: Roster,
    demand: PlanDemand,
    officers: list[int],
    anyone: tuple[int, int],
) -> list[tuple[PlanDemand, frozenset[str], int]]:
    """Add a node per place of the plan's team and one per officer who could be in it."""
    slots = _slots(demand, leader=problem.policy.require_leader)
    nodes = []
    for slot in slots:
        node = network.node()
        network.arc(SOURCE, node, demand.at_most)
        nodes.append((demand, slot, node))
    for j, most in enumerate(_visits_within_reach(problem, roster, demand)):
        held = roster.qualifications[j]
        if not most or not any(slot <= held for slot in slots):
            continue
        member = network.node()
        network.arc(member, officers[j], most)
        for _, slot, node in nodes:
            if slot <= held:
                network.arc(node, member, demand.at_most)
    if anyone[1]:
        member = network.node()
        network.arc(member, anyone[0], anyone[1] * demand.at_most)
        for _, _, node in nodes:
            network.arc(node, member, demand.at_most)
    return nodes


def _slots(demand: PlanDemand, *, leader: bool) -> list[frozenset[str]]:
    """Return what each place of the team needs, free places last but for the leader's."""
    slots = sorted(demand.part.slots, key=sorted)
    size = demand.part.team_size
    if leader and (len(slots) < size or not demand.joined):
        slots = with_leader(slots, size)
    return slots + [frozenset()] * (size - len(slots))


def _visits_within_reach(problem: Problem, roster: Roster, demand: PlanDemand) -> list[int]:
    """Return how many of the plan's visits each officer could make: all, if he is there at all.

    On which day a visit falls is not known yet; all of them may fall on the days he is there.
    """
    inside = np.array([day in demand.plan.window for day in problem.days], np.bool_)
    there = np.any(roster.available[:, inside], axis=1).tolist()
    return [demand.at_most if able else 0 for able in there]


def _relaxations(
    problem: Problem, roster: Roster, asked: list[PlanDemand], cut: _Cut
) -> list[Relaxation]:
    """Return changes that mend the shortage, found by bisection and so checked to work."""
    found = []
    officers = _least(
        lambda n: _find(problem, roster, asked, extra=n) is None, cut.needed - cut.available
    )
    if officers is not None:
        found.append(Relaxation(Change.MORE_OFFICERS, roster.body_id, officers))
    if len(roster.officer_ids):
        top = sum(demand.at_most for demand in asked)
        most = _least(lambda n: _find(problem, roster, asked, raised=n) is None, top)
        if most is not None:
            found.append(Relaxation(Change.HIGHER_MAXIMUM, roster.body_id, most))
    for demand in asked:
        if demand.plan.plan_id in cut.plan_ids:
            fewer = _least(_without(problem, roster, asked, demand), demand.at_most)
            if fewer is not None:
                found.append(Relaxation(Change.FEWER_VISITS, demand.plan.plan_id, fewer))
    return sorted(found, key=lambda relaxation: relaxation.amount)


def _without(
    problem: Problem, roster: Roster, asked: list[PlanDemand], cut: PlanDemand
) -> Callable[[int], bool]:
    """Return a test: is there no shortage if *cut* has this many visits fewer?"""

    def mends(fewer: int) -> bool:
        reduced = PlanDemand(cut.plan, cut.part, cut.at_least, cut.at_most - fewer)
        changed = [reduced if demand is cut else demand for demand in asked]
        return _find(problem, roster, changed) is None

    return mends


def _least(mends: Callable[[int], bool], most: int) -> int | None:
    """Return the least amount in 1..most that mends, or None."""
    if most < 1 or not mends(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if mends(middle) else (middle, high)
    return high


def _minimum_too_high(roster: Roster, asked: list[PlanDemand]) -> Shortage | None:
    """Return a shortage of places if the officers' minima together exceed what there is."""
    places = sum(demand.places for demand in asked)
    least = int(roster.hard_min.sum())
    if least <= places:
        return None
    fitting = _least(
        lambda cut: int(np.maximum(roster.hard_min - cut, 0).sum()) <= places,
        int(roster.hard_min.max()),
    )
    mend = () if fitting is None else (Relaxation(Change.LOWER_MINIMUM, roster.body_id, fitting),)
    return Shortage(
        body_id=roster.body_id,
        plan_ids=tuple(demand.plan.plan_id for demand in asked),
        qualifications=(),
        needed=least,
        available=places,
        officers=len(roster.officer_ids),
        certain=True,
        relaxations=mend,
    )
