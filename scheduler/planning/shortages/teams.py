"""Teams that cannot go on any day of their plan: of one body, or of bodies that come together.

A plan that draws is tried without a target; what keeps officers from single targets shows in
rehearsals. The names on a list are known, so each of them is tried with its conflicts of interest,
its earlier inspections and its closed days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from scheduler.domain.planbook import Task
from scheduler.domain.plans import Plan
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.days.visits import Meeting
from scheduler.planning.causes import Cause
from scheduler.planning.demand import PlanDemand
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.one_visit import Barred, Cast, OneVisit, Team
from scheduler.planning.shortages.places_flow import common_to
from scheduler.planning.shortages.shortage import SENIOR, Kind, Shortage
from scheduler.planning.shortages.staff import barred_by

NOT_ENOUGH_OF_A_KIND = frozenset({Cause.QUALIFIED, Cause.LEADER, Cause.EXPERT_PLACES})
"""Causes for which the places are told that have too few people, not the whole team."""


def team_shortages(
    case: Case, asked: Mapping[str, list[PlanDemand]], bodies: Collection[str], *, certain: bool
) -> Iterator[Shortage]:
    """Yield the teams of *bodies* that cannot go; *asked* holds the demands on all of a plan."""
    by_plan: dict[str, list[PlanDemand]] = {}
    for demands in asked.values():
        for demand in sure(demands) if certain else demands:
            if demand.at_most:
                by_plan.setdefault(demand.plan.plan_id, []).append(demand)
    for plan in case.problem.plans:
        coming = by_plan.get(plan.plan_id, [])
        if any(demand.part.body_id in bodies for demand in coming):
            for outing in PlanOutings(case, plan, coming).outings():
                for visit in outing.impossible():
                    yield _told(plan, outing, visit, certain=certain)


def sure(asked: Iterable[PlanDemand]) -> list[PlanDemand]:
    """Return what each plan asks of a body at least; a leader may come with another plan."""
    asked = list(asked)
    merging = sum(demand.plan.merging for demand in asked)
    return [
        replace(one, at_most=one.at_least, joined=one.plan.merging and merging > 1) for one in asked
    ]


def teams_of(case: Case, demand: PlanDemand) -> Iterator[Team]:
    """Yield the teams that a demand asks of its body: officers, and experts."""
    body_id = demand.part.body_id
    slots = demand.slots(leader=case.problem.policy.require_leader)
    yield Team(Crew(body_id), slots, case.lenders(demand.plan, body_id))
    if demand.part.experts:
        yield Team(Crew(body_id, Role.EXPERT), demand.part.experts)


@dataclass(frozen=True, slots=True)
class Outing:
    """One visit of a plan, to *target_id* if the plan lists it: each team *alone*, and *together*.

    Together go the teams that come whatever the target.
    """

    target_id: str
    alone: tuple[OneVisit, ...]
    together: OneVisit

    def impossible(self) -> tuple[OneVisit, ...]:
        """Return the teams that cannot go; if each could for itself, all that must go together."""
        found = tuple(visit for visit in self.alone if not visit.is_possible())
        if not found and len(self.together.cast.teams) > 1 and not self.together.is_possible():
            return (self.together,)
        return found


@dataclass
class PlanOutings:
    """The outings that tell whether the teams of a plan can go, who are *coming*."""

    case: Case
    plan: Plan
    coming: list[PlanDemand]

    def outings(self) -> Iterator[Outing]:
        """Yield one outing for all targets that are drawn, or one for each that is listed."""
        teams = [team for demand in self.coming for team in teams_of(self.case, demand)]
        alone = {team: self.case.cast([team]) for team in teams}
        if self.plan.listed_ids is not None:
            yield from self._to_list(alone)
            return
        days = self.case.problem.days_of(self.plan)
        always = self.case.cast([team for team in teams if self._always_comes(team)])
        visits = tuple(OneVisit(cast, days) for cast in alone.values())
        yield Outing("", visits, OneVisit(always, days))

    def _to_list(self, alone: Mapping[Team, Cast]) -> Iterator[Outing]:
        for target_id, meeting in self.case.meetings[self.plan.plan_id].items():
            here = frozenset(demand.body_id for demand in meeting.demands)
            teams = [team for team in alone if team.crew.body_id in here]
            days, barred = self._days_at(target_id), self._barred(meeting)
            yield Outing(
                target_id,
                tuple(OneVisit(alone[team], days, barred) for team in teams),
                OneVisit(self.case.cast(teams), days, barred),
            )

    def _days_at(self, target_id: str) -> tuple[int, ...]:
        """Return the plan's days on which the target is open; all, if it never is."""
        problem = self.case.problem
        open_on = self.case.openings.suitable([Task(self.plan.plan_id, target_id)])
        days = problem.days_of(self.plan)
        return tuple(day for day in days if problem.days[day] in open_on) or days

    def _barred(self, meeting: Meeting) -> Barred:
        problem, known = self.case.problem, self.case.barriers

        def barred(day: int) -> Mapping[str, int]:
            visit = meeting.on(problem.days[day])
            return barred_by(known, visit, problem.policy.cooling_off_months)

        return barred

    def _always_comes(self, team: Team) -> bool:
        """Tell whether the body of *team* comes to every target of the pool."""
        parts = (x for x in self.plan.participations if x.body_id == team.crew.body_id)
        return self.case.always_comes(self.plan, next(parts))


def _told(plan: Plan, outing: Outing, visit: OneVisit, *, certain: bool) -> Shortage:
    cast, day, causes = visit.cast, visit.best_day(), visit.causes()
    found = visit.seated(day)
    needed, available = len(cast.places), found.filled
    slots = [cast.places[place] for place in found.short]
    bodies = tuple(sorted({team.crew.body_id for team in cast.teams}))
    qualifications: tuple[str, ...] = ()
    if found.short and len(bodies) == 1 and NOT_ENOUGH_OF_A_KIND.intersection(causes):
        needed, available = len(found.short), len(found.people)
        qualifications = common_to(slots)
    elif causes == (Cause.SENIOR_PRESENT,):
        needed, available, qualifications = 1, 0, (SENIOR,)
    crews = [team.crew for team in cast.teams]
    lending = [crew for crew in cast.crews if crew not in crews]
    return Shortage(
        kind=Kind.TEAM,
        body_ids=bodies,
        plan_ids=(plan.plan_id,),
        causes=causes,
        needed=needed,
        available=available,
        officers=sum(len(cast.staff[crew].officer_ids) for crew in crews),
        certain=certain,
        qualifications=qualifications,
        role=crews[0].role,
        target_ids=(outing.target_id,) if outing.target_id else (),
        officer_ids=_relatives(visit, day) if Cause.RELATIVES_APART in causes else (),
        kept_away=_kept_away(visit, day, crews),
        lent=tuple(
            (crew.body_id, sum(cast.crew_of[who] == crew for who in found.people))
            for crew in lending
        ),
        able=tuple(_able(outing.alone)) if visit is outing.together else (),
    )


def _able(alone: Iterable[OneVisit]) -> Iterable[tuple[str, int]]:
    """Return for each body on how many days its teams could go, each for itself."""
    days: dict[str, set[int]] = {}
    for visit in alone:
        mine = {day for day in visit.days if visit.can_go(day)}
        body_id = visit.cast.teams[0].crew.body_id
        days[body_id] = days.get(body_id, mine) & mine
    return ((body_id, len(days[body_id])) for body_id in sorted(days))


def _relatives(visit: OneVisit, day: int) -> tuple[str, ...]:
    """Return those who could go on a day and are relatives of each other."""
    there = {visit.cast.people[n] for n in np.nonzero(visit.away(day) == 0)[0].tolist()}
    return tuple(sorted(set().union(*(pair for pair in visit.cast.relatives if pair <= there))))


def _kept_away(visit: OneVisit, day: int, crews: Iterable[Crew]) -> tuple[tuple[Cause, int], ...]:
    counted: dict[Cause, int] = {}
    for crew in crews:
        for cause, count in visit.kept_away(day, crew):
            counted[cause] = counted.get(cause, 0) + count
    return tuple((cause, counted[cause]) for cause in Cause if cause in counted)
