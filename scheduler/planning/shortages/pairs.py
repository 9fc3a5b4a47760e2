"""Pairs: bodies too small to make visits in a row without sending a pair twice running.

No flow carries this rule, so the first visits of a body go to CP-SAT as a row of teams. Whoever
cannot make so few cannot make all of them either.

Rule: pair-not-repeated
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from ortools.sat.python import cp_model

from scheduler.lottery.candidates.calls import Slot
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.roster import Roster
from scheduler.planning.causes import Cause
from scheduler.planning.demand import PlanDemand, unavoidable
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.shortage import Kind, Shortage
from scheduler.solving import cpsat

LONGEST_ROW = 6
"""Visits in a row that are tried, at most."""

SPARE = 2
"""With so many officers more than two teams need, every row is taken to be possible."""


def pair_shortages(case: Case, bodies: Collection[str], *, certain: bool) -> Iterator[Shortage]:
    """Yield the bodies that cannot make their visits one after the other.

    Bodies that may be lent officers or lend them, or whose plans want different teams, are left to
    rehearsals.
    """
    policy = case.problem.policy
    if not policy.no_repeated_pairs:
        return
    tied = {one for body, lenders in policy.lending.items() for one in (body, *lenders)}
    demands = {body: asked for body, asked in case.demands(bodies).items() if body not in tied}
    rosters = case.rosters([Crew(body_id) for body_id in demands])
    for body_id, asked in demands.items():
        some = [one for one in (unavoidable(asked) if certain else asked) if one.at_most]
        kinds = {one.slots(leader=policy.require_leader) for one in some}
        if len(kinds) == 1:
            yield from _of_body(some, kinds.pop(), rosters[Crew(body_id)], certain=certain)


def _of_body(
    some: Sequence[PlanDemand], slots: tuple[Slot, ...], roster: Roster, *, certain: bool
) -> Iterator[Shortage]:
    there, visits = len(roster.officer_ids), sum(one.at_most for one in some)
    if not len(slots) <= there < 2 * len(slots) + SPARE:
        return  # enough, or too few for one team, which is told for itself
    longest = longest_row(slots, roster.qualifications, min(visits, LONGEST_ROW))
    if longest == min(visits, LONGEST_ROW) or not longest:
        return
    yield Shortage(
        kind=Kind.PAIRS,
        body_ids=(roster.body_id,),
        plan_ids=tuple(one.plan.plan_id for one in some),
        causes=(Cause.PAIR_NOT_REPEATED,),
        needed=visits,
        available=longest,
        officers=there,
        certain=certain,
    )


def longest_row(slots: Sequence[Slot], held: Sequence[Slot], most: int) -> int:
    """Return how many teams, up to *most*, people who hold *held* can form in a row."""
    longest = 0
    while longest < most and _is_possible(slots, held, longest + 1):
        longest += 1
    return longest


def _is_possible(slots: Sequence[Slot], held: Sequence[Slot], visits: int) -> bool:
    model = cp_model.CpModel()
    goes = [[model.new_bool_var("") for _ in held] for _ in range(visits)]
    for row in goes:
        seats = [
            [model.new_bool_var("") if slot <= names else 0 for names in held] for slot in slots
        ]
        for seat in seats:
            model.add(sum(seat) == 1)
        for person, there in enumerate(row):
            model.add(sum(seat[person] for seat in seats) == there)
    for first, last in combinations(range(visits), 2):
        for pair in combinations(range(len(held)), 2):
            _keep_apart(model, goes[first : last + 1], pair)
    return cpsat.solve(model, lambda _solver: True, presolve=False).proven() is not None


def _keep_apart(
    model: cp_model.CpModel, row: Sequence[Sequence[cp_model.IntVar]], pair: tuple[int, int]
) -> None:
    """Let two who go to the first and the last visit of *row* each have another one between."""
    ends = [visit[person] for visit in (row[0], row[-1]) for person in pair]
    for person in pair:
        between = [visit[person] for visit in row[1:-1]]
        model.add_bool_or([*(end.negated() for end in ends), *between])
