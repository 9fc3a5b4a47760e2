"""A case: a problem with its pools, and what the search for shortages looks up in it once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np

from scheduler.domain.lock import PlanPool, StratumPool
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets, Participation, Plan
from scheduler.domain.problem import Problem
from scheduler.domain.quota import Quota
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import Barriers, barriers
from scheduler.lottery.candidates.roster import Roster, crew_rosters
from scheduler.lottery.candidates.timetable import Engagements, engagements
from scheduler.lottery.days.openings import Openings
from scheduler.lottery.days.visits import Meeting, meeting_of_one
from scheduler.planning.demand import PlanDemand, demands
from scheduler.planning.officer_time import OfficerTime, time_of
from scheduler.planning.pool import Filters
from scheduler.planning.quotas import amount_due
from scheduler.planning.shortages.one_visit import Cast, Team
from scheduler.planning.shortages.places_flow import Ask
from scheduler.planning.shortages.staff import Staff, staff_of


@dataclass(frozen=True)
class Case:
    """A problem that may be changed to see what would mend it.

    *filters* belong to the registry of targets, which no change touches; a changed case keeps them.
    """

    problem: Problem
    pools: Mapping[str, PlanPool]
    filters: Filters
    _times: dict[Crew, OfficerTime] = field(default_factory=dict)
    _staff: dict[Crew, Staff] = field(default_factory=dict)
    _demands: dict[str, list[PlanDemand]] = field(default_factory=dict)
    _casts: dict[tuple[Team, ...], Cast] = field(default_factory=dict)

    @cached_property
    def engaged(self) -> Engagements:
        """Visits that officers have from elsewhere."""
        return engagements(self.problem)

    @cached_property
    def openings(self) -> Openings:
        """The days of plans and targets."""
        return Openings(self.problem)

    @cached_property
    def relatives(self) -> frozenset[frozenset[str]]:
        """Pairs who must not meet."""
        return frozenset(
            frozenset((one.officer_id, one.relative_id)) for one in self.problem.relatives
        )

    @cached_property
    def meetings(self) -> dict[str, dict[str, Meeting]]:
        """By plan with a list, and by target: the visit there if no other plan meets it."""
        return {
            plan.plan_id: {
                target_id: meeting_of_one(self.problem, plan, target_id)
                for target_id in plan.listed_ids
            }
            for plan in self.problem.plans
            if plan.listed_ids is not None
        }

    @cached_property
    def barriers(self) -> Barriers:
        """What keeps officers from the targets that plans list."""
        any_day = self.problem.days[0]
        listed = (one for meetings in self.meetings.values() for one in meetings.values())
        return barriers(self.problem, (meeting.on(any_day) for meeting in listed))

    def cast(self, teams: Iterable[Team]) -> Cast:
        """Return teams that go together, with everybody who comes into question for them."""
        teams = tuple(teams)
        if teams not in self._casts:
            self._casts[teams] = Cast(
                teams=teams,
                staff=self.staff({crew for team in teams for crew in team.crews}),
                relatives=self.relatives,
                senior=self.problem.policy.require_senior,
            )
        return self._casts[teams]

    def demands(self, bodies: Collection[str]) -> dict[str, list[PlanDemand]]:
        """Return what plans ask of *bodies*, ascending by body; nothing is no entry."""
        missing = [body_id for body_id in bodies if body_id not in self._demands]
        if missing:
            asked = demands(self.problem, self.pools, self.filters, missing)
            self._demands.update({body_id: asked.get(body_id, []) for body_id in missing})
        asking = (body_id for body_id in sorted(set(bodies)) if self._demands[body_id])
        return {body_id: self._demands[body_id] for body_id in asking}

    def rosters(self, crews: Iterable[Crew]) -> dict[Crew, Roster]:
        """Return who of *crews* could go on some day."""
        return {crew: time.roster for crew, time in self.times(crews).items()}

    def times(self, crews: Iterable[Crew]) -> dict[Crew, OfficerTime]:
        """Return what the people of *crews* can still do."""
        wanted = sorted(set(crews))
        missing = [crew for crew in wanted if crew not in self._times]
        if missing:
            for crew, roster in crew_rosters(self.problem, missing).items():
                self._times[crew] = time_of(self.problem, roster, self.engaged)
        return {crew: self._times[crew] for crew in wanted}

    def staff(self, crews: Iterable[Crew]) -> dict[Crew, Staff]:
        """Return everybody of *crews* with what keeps him away."""
        wanted = sorted(set(crews))
        missing = [crew for crew in wanted if crew not in self._staff]
        self._staff.update(staff_of(self.problem, missing) if missing else {})
        return {crew: self._staff[crew] for crew in wanted}

    def look_up(self, bodies: Collection[str]) -> None:
        """Look up all people of *bodies*, and of those who may lend to them, in one go."""
        lending = self.problem.policy.lending
        known = list(bodies)
        for body_id in known:
            known += [lender for lender in lending.get(body_id, ()) if lender not in known]
        crews = [Crew(body_id, role) for body_id in known for role in Role]
        self.times(crews)
        self.staff(crews)

    def always_comes(self, plan: Plan, part: Participation) -> bool:
        """Tell whether a body comes to every target that a plan may draw, or lists."""
        concerned, pool = self.filters.concerned(part), self.pools.get(plan.plan_id)
        if pool is not None:
            return all(bool(concerned[stratum.rows].all()) for stratum in pool.strata)
        position = self.problem.targets.position
        rows = np.array([position[target_id] for target_id in plan.listed_ids or ()], np.int64)
        return bool(concerned[rows].all())

    def lenders(self, plan: Plan, body_id: str) -> tuple[str, ...]:
        """Return who could lend to a body for a plan after the seed, in the order of the policy."""
        return self.problem.policy.lenders(body_id) if plan.lending else ()

    def asks(self, asked: Iterable[PlanDemand], *, lent: bool) -> list[Ask]:
        """Return the places that *asked* need of a body's officers; with lenders, if *lent*."""
        leader = self.problem.policy.require_leader
        return [
            Ask(
                demand=one,
                slots=one.slots(leader=leader),
                days=self.problem.days_of(one.plan),
                crews=(
                    Crew(one.part.body_id),
                    *(Crew(x) for x in self.lenders(one.plan, one.part.body_id) if lent),
                ),
            )
            for one in asked
            if one.at_most
        ]

    def expert_asks(self, asked: Iterable[PlanDemand]) -> list[Ask]:
        """Return the places that *asked* need of a body's experts."""
        return [
            Ask(
                demand=one,
                slots=one.part.experts,
                days=self.problem.days_of(one.plan),
                crews=(Crew(one.part.body_id, Role.EXPERT),),
            )
            for one in asked
            if one.at_most and one.part.experts
        ]

    def changed(self, problem: Problem) -> Self:
        """Return the case of *problem*, which differs from this one, but not in its targets."""
        pools = {
            plan_id: _quotas_again(problem, pool)
            if problem.plan[plan_id].targets != self.problem.plan[plan_id].targets
            or problem.officers is not self.problem.officers
            else pool
            for plan_id, pool in self.pools.items()
        }
        return replace(
            self, problem=problem, pools=pools, _times={}, _staff={}, _demands={}, _casts={}
        )


def _quotas_again(problem: Problem, pool: PlanPool) -> PlanPool:
    """Return the same pool with the quotas that its plan has now."""
    plan = problem.plan[pool.plan_id]
    match plan.targets:
        case DrawnTargets(quota=Quota() as quota):
            strata = tuple(
                StratumPool(
                    part.stratum,
                    part.rows,
                    amount_due(problem, plan, quota, part.stratum, len(part.rows)),
                )
                for part in pool.strata
            )
            return replace(pool, strata=strata)
        case DrawnTargets(quota=OverlappingQuota() as crossed):
            return replace(pool, sample=crossed.size)
    return pool
