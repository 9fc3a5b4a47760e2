"""What a shortage concerns: its plans, crew and figures, looked up once for all that is tried."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.plans import Participation, Plan
from scheduler.domain.problem import Problem
from scheduler.lottery.candidates.crews import Crew
from scheduler.planning.demand import PlanDemand
from scheduler.planning.officer_time import OfficerTime
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.shortage import Kind, Relaxation, Shortage
from scheduler.planning.shortages.staff import Staff
from scheduler.planning.shortages.trial import Trial

MOST_PLANS = 6
"""Plans for which changes are tried, those that need most first."""


@dataclass(frozen=True)
class Concern:
    """A shortage in its case."""

    case: Case
    short: Shortage

    @cached_property
    def trial(self) -> Trial:
        """Where changes are tried."""
        return Trial(self.case, self.short)

    def tried(self, relaxation: Relaxation) -> Relaxation | None:
        """Return a change if it mends the shortage."""
        return relaxation if self.trial.mends(relaxation) else None

    @property
    def problem(self) -> Problem:
        """The problem as it stands."""
        return self.case.problem

    @cached_property
    def crew(self) -> Crew:
        """The crew that is short, or the first of them."""
        return Crew(self.short.body_ids[0], self.short.role)

    @property
    def staff(self) -> Staff:
        """Everybody of the crew."""
        return self.case.staff([self.crew])[self.crew]

    @property
    def time(self) -> OfficerTime:
        """What the people of the crew can still do."""
        return self.case.times([self.crew])[self.crew]

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans concerned, those with most visits first."""
        chosen = [self.problem.plan[plan_id] for plan_id in self.short.plan_ids]
        order = sorted(chosen, key=lambda plan: (-self.visits_of(plan), plan.plan_id))
        return tuple(order[:MOST_PLANS])

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The positions of the days of these plans, ascending."""
        return tuple(
            sorted({day for plan in self.plans for day in self.case.problem.days_of(plan)})
        )

    @cached_property
    def demands(self) -> dict[str, list[PlanDemand]]:
        """What the plans ask of the bodies that are short."""
        found: dict[str, list[PlanDemand]] = {plan_id: [] for plan_id in self.short.plan_ids}
        for demands in self.case.demands(self.short.body_ids).values():
            for demand in demands:
                if demand.plan.plan_id in found:
                    found[demand.plan.plan_id].append(demand)
        return found

    @property
    def parts(self) -> list[Participation]:
        """The parts that the bodies take in these plans."""
        return [demand.part for demands in self.demands.values() for demand in demands]

    def visits_of(self, plan: Plan) -> int:
        """Return how many visits of a plan are concerned: to *target_ids*, if those are."""
        if self.short.target_ids:
            return len(self.short.target_ids)
        return max((one.at_most for one in self.demands[plan.plan_id]), default=0)

    @property
    def visits(self) -> int:
        """Visits of all plans concerned."""
        return sum(self.visits_of(self.problem.plan[name]) for name in self.short.plan_ids)

    @property
    def all_visits(self) -> int:
        """Visits of the bodies concerned, in all their plans."""
        asked = self.case.demands(self.short.body_ids).values()
        return sum(one.at_most for demands in asked for one in demands)

    @property
    def missing(self) -> int:
        """Places that are missing in the window."""
        lacking = self.short.needed - self.short.available
        return lacking * self.visits if self.short.kind is Kind.TEAM else lacking

    @property
    def places_of_one(self) -> int:
        """Places that another officer could take in the plans concerned."""
        if self.short.kind is Kind.TEAM:
            return self.visits
        each = int(self.time.within(self.days).max(initial=0))
        return min(each, self.visits) or self.visits

    @cached_property
    def places_in_all(self) -> int:
        """Places of the whole draw: what a change of policy concerns."""
        asked = self.case.demands(self.problem.body)
        return sum(one.places for demands in asked.values() for one in demands)
