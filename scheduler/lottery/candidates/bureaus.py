"""Pools: crews drawn together because a rule binds people of two of them; most are alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.planbook import Visit
from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.calls import Call
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import Barriers, Manned, barriers, officer_pool
from scheduler.lottery.candidates.records import Records
from scheduler.lottery.candidates.roster import Roster
from scheduler.lottery.candidates.timetable import Engagements


@dataclass(frozen=True)
class Bureau:
    """What all pools of a draw are made from; days of visits may change, the rest is looked up."""

    problem: Problem
    rosters: Mapping[Crew, Roster]
    known: Barriers
    engaged: Engagements
    key: str

    @classmethod
    def of(cls, records: Records, visits: Iterable[Visit], key: str) -> Bureau:
        """Look up everybody who may be called or lent to *visits*, under the officer key."""
        problem, visits = records.problem, list(visits)
        bodies = {demand.body_id for visit in visits for demand in visit.demands}
        lending = problem.policy.lending
        lenders = {lender for body_id in bodies for lender in lending.get(body_id, ())}
        experts = {d.body_id for visit in visits for d in visit.demands if d.experts}
        crews = {Crew(body_id) for body_id in bodies | lenders} | {
            Crew(body_id, Role.EXPERT) for body_id in experts
        }
        return cls(
            problem,
            records.rosters(crews, key),
            barriers(problem, visits),
            records.engaged,
            key,
        )

    @cached_property
    def relatives(self) -> frozenset[frozenset[Crew]]:
        """The pairs of crews that have relatives in each other."""
        crew = {o: crew for crew, roster in self.rosters.items() for o in roster.officer_ids}
        pairs = ((crew.get(k.officer_id), crew.get(k.relative_id)) for k in self.problem.relatives)
        return frozenset(
            frozenset((one, other)) for one, other in pairs if one and other and one != other
        )

    def pools(self, crews: Iterable[Crew], calls: Iterable[Call]) -> list[Manned]:
        """Return the pools of *crews* and all whom rules tie to them, ascending by name.

        *calls* are those of the whole draw; a crew without calls is a pool all the same.
        """
        by_crew: dict[Crew, list[Call]] = defaultdict(list)
        calls = list(calls)
        for call in calls:
            by_crew[call.crew].append(call)
        wanted = set(crews)
        return [
            officer_pool(
                self.problem,
                [self.rosters[crew] for crew in tied],
                [call for crew in tied for call in by_crew[crew]],
                self.known,
                self.engaged,
                self.key,
            )
            for tied in self._tied(wanted | set(by_crew), calls)
            if wanted & set(tied)
        ]

    def tied(self, crews: set[Crew], calls: Iterable[Call]) -> set[Crew]:
        """Return *crews* and all whom rules tie to them."""
        calls = list(calls)
        groups = self._tied(crews | {call.crew for call in calls}, calls)
        return {crew for group in groups if crews & set(group) for crew in group}

    def _tied(self, crews: set[Crew], calls: list[Call]) -> list[list[Crew]]:
        """Divide crews into those that must be drawn together: their relatives could meet."""
        root = {crew: crew for crew in crews}

        def find(crew: Crew) -> Crew:
            while root[crew] != crew:
                crew = root[crew]
            return crew

        for one, other in self._meeting(calls) if self.relatives else ():
            first, last = sorted((find(one), find(other)))
            root[last] = first
        groups: dict[Crew, list[Crew]] = defaultdict(list)
        for crew in sorted(crews):
            groups[find(crew)].append(crew)
        return [groups[crew] for crew in sorted(groups)]

    def _meeting(self, calls: list[Call]) -> set[tuple[Crew, Crew]]:
        """Return the pairs of crews with relatives in each other that are called to one visit."""
        at_visit: dict[str, set[Crew]] = defaultdict(set)
        for call in calls:
            at_visit[call.visit.visit_id].add(call.crew)
        found = set()
        for pair in self.relatives:
            one, other = sorted(pair)
            if any(one in there and other in there for there in at_visit.values()):
                found.add((one, other))
        return found
