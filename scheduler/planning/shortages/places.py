"""Places: all visits of the window against what officers can give, with those who lend to them.

A body is tried alone first. If it falls short and others may lend, it is tried with all of them and
their own plans. The limits to blame are found by lifting each in turn.

Rule: load-at-most
Rule: day-at-most
Rule: week-at-most
Rule: lending
Rule: senior-present
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.registry import Role
from scheduler.lottery.candidates.crews import Crew
from scheduler.planning.causes import Cause
from scheduler.planning.demand import PlanDemand, unavoidable
from scheduler.planning.officer_time import OfficerTime
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.places_flow import Ask, Cut, Times, most_places, shortest
from scheduler.planning.shortages.shortage import SENIOR, Kind, Shortage

LIMITS = (Cause.DAY_AT_MOST, Cause.WEEK_AT_MOST, Cause.LOAD_AT_MOST)


def places_shortages(
    case: Case,
    bodies: Collection[str],
    impossible: Collection[tuple[str, str, Role]],
    *,
    certain: bool,
) -> Iterator[Shortage]:
    """Yield what is short at *bodies* over the window.

    *impossible* are the (plan, body, role) whose team cannot go even once: they are left out, since
    that is told for itself. *certain*: only what no draw avoids is asked for.
    """
    search = _Search(case, frozenset(impossible), certain)
    for body_id in sorted(bodies):
        crew = Crew(body_id)
        yield from search.of_crew(crew)
        yield from search.of_crew(Crew(body_id, Role.EXPERT))
        if case.problem.policy.require_senior:
            yield from search.of_crew(crew, senior=True)


@dataclass(frozen=True)
class _Search:
    case: Case
    impossible: frozenset[tuple[str, str, Role]]
    certain: bool

    def of_crew(self, crew: Crew, *, senior: bool = False) -> Iterator[Shortage]:
        """Yield the shortage of one crew, or of its seniors."""
        alone = self._asks([crew.body_id], crew.role, senior=senior, lent=False)
        if shortest(alone, self._times([crew], senior=senior)) is None:
            return
        group = self._group(crew)
        asks = self._asks([one.body_id for one in group], crew.role, senior=senior, lent=True)
        times = self._times(group, senior=senior)
        cut = shortest(asks, times)
        # A cut that needs none of this crew's places is told for the crew that it is about.
        if cut is None or not any(ask.crew == crew for ask in cut.asks):
            return
        if min(ask.crew for ask in cut.asks) != crew:
            return
        yield self._told(crew, cut, asks, times)

    def _group(self, crew: Crew) -> list[Crew]:
        """Return the crew with those who may lend to it, to them, and so on."""
        found = [crew]
        for one in found:
            for ask in self._asks([one.body_id], crew.role, lent=True):
                found += [lender for lender in ask.crews if lender not in found]
        return found

    def _asks(
        self, bodies: Sequence[str], role: Role, *, lent: bool, senior: bool = False
    ) -> list[Ask]:
        found: list[Ask] = []
        for demands in self.case.demands(bodies).values():
            asked = [one for one in demands if self._is_possible(one, role)]
            asked = unavoidable(asked) if self.certain else asked
            if role is Role.EXPERT:
                found += self.case.expert_asks(asked)
            else:
                found += self.case.asks(asked, lent=lent)
        if senior:
            return [replace(ask, slots=(frozenset({SENIOR}),)) for ask in found]
        return found

    def _is_possible(self, one: PlanDemand, role: Role) -> bool:
        return (one.plan.plan_id, one.part.body_id, role) not in self.impossible

    def _times(self, crews: Sequence[Crew], *, senior: bool) -> dict[Crew, OfficerTime]:
        times = self.case.times(crews)
        return {crew: _of_seniors(time) for crew, time in times.items()} if senior else times

    def _told(self, crew: Crew, cut: Cut, asks: Sequence[Ask], times: Times) -> Shortage:
        bodies = tuple(sorted({ask.crew.body_id for ask in cut.asks}))
        return Shortage(
            kind=Kind.PLACES,
            body_ids=bodies,
            plan_ids=tuple(sorted({ask.demand.plan.plan_id for ask in cut.asks})),
            causes=_limits_to_blame(asks, times),
            needed=cut.needed,
            available=cut.available,
            officers=cut.officers,
            certain=self.certain,
            qualifications=cut.qualifications,
            role=crew.role,
            lent=_lent(cut, bodies, times),
        )


def _of_seniors(time: OfficerTime) -> OfficerTime:
    """Return the same time, with seniors holding what a senior's place asks for."""
    held = tuple(
        names | {SENIOR} if is_one else names
        for names, is_one in zip(time.roster.qualifications, time.roster.senior, strict=True)
    )
    return replace(time, roster=replace(time.roster, qualifications=held))


def _limits_to_blame(asks: Sequence[Ask], times: Times) -> tuple[Cause, ...]:
    """Return a smallest set of limits that leave too few places."""
    lifted: tuple[Cause, ...] = ()
    for cause in LIMITS:
        tried = (*lifted, cause)
        if shortest(asks, {crew: time.without(tried) for crew, time in times.items()}) is not None:
            lifted = tried
    return tuple(cause for cause in Cause if cause in LIMITS and cause not in lifted)


def _lent(cut: Cut, bodies: Sequence[str], times: Times) -> tuple[tuple[str, int], ...]:
    """Return what each lender gives of the places of *cut*, asked one after the other."""
    own = {crew: time for crew, time in times.items() if crew.body_id in bodies}
    lenders = [crew for ask in cut.asks for crew in ask.crews if crew not in own]
    given, found = most_places(cut.asks, own), []
    for lender in dict.fromkeys(lenders):
        if given >= cut.available:
            break
        own[lender] = times[lender]
        now = min(most_places(cut.asks, own), cut.available)
        found.append((lender.body_id, now - given))
        given = now
    return tuple((body_id, places) for body_id, places in found if places)
