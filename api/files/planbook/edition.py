"""A plan book made ready for its tables: who is who, which task belongs to which visit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from scheduler.domain.frames import rows_by
from scheduler.domain.hashing import plain
from scheduler.domain.lock import Lock, PlanPool, stratum_numbers
from scheduler.domain.planbook import (
    OfficerLoad,
    PlanBook,
    Selection,
    StratumDraw,
    Task,
    Team,
    Visit,
)
from scheduler.domain.plans import Plan
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.quota import Stratum
from scheduler.domain.registry import Role
from scheduler.lottery.days.visits import applying, leading_body
from scheduler.lottery.seed import Keys
from scheduler.lottery.targets import ticket_key

Row = Mapping[str, Any]


class TaskSheet(NamedTuple):
    """One task with all that an inspection needs: *bodies* and *items* of its own plan only."""

    number: str
    plan: Plan
    target: Row
    visit: Visit
    bodies: tuple[str, ...]
    item_ids: tuple[str, ...]
    teams: tuple[Team, ...]
    lead_body: str
    leader: str


@dataclass(frozen=True)
class Edition:
    """What the tables of a plan book look up."""

    lock: Lock
    book: PlanBook

    @property
    def problem(self) -> Problem:
        """The problem that was locked."""
        return self.lock.problem

    @cached_property
    def keys(self) -> Keys:
        """The keys that the seed text gives."""
        return Keys.from_seed(self.book.seed_text)

    def ticket_key(self, plan: Plan) -> str:
        """Return the key that the tickets of *plan* start with; empty if it has none."""
        if plan.listed_ids is not None:
            return ""
        return plain(ticket_key(plan, self.problem.policy, self.keys.target))

    @cached_property
    def pools(self) -> Mapping[str, PlanPool]:
        """Pools by plan."""
        return {pool.plan_id: pool for pool in self.lock.pools}

    @cached_property
    def stratum_no(self) -> Mapping[tuple[str, Stratum], int]:
        """Number of a stratum in its plan, from 1, so that tables need not tell what it is."""
        return stratum_numbers(self.lock.pools)

    @cached_property
    def selected(self) -> tuple[Selection, ...]:
        """Who is to be visited, without reserves."""
        return tuple(s for s in self.book.selections if not s.reserve)

    @cached_property
    def reserves(self) -> tuple[Selection, ...]:
        """Who stands by."""
        return tuple(s for s in self.book.selections if s.reserve)

    @cached_property
    def strata_of(self) -> Mapping[str, tuple[StratumDraw, ...]]:
        """The figures of the strata of each plan."""
        found: dict[str, tuple[StratumDraw, ...]] = defaultdict(tuple)
        for stratum in self.book.strata:
            found[stratum.plan_id] += (stratum,)
        return found

    @cached_property
    def targets(self) -> Mapping[str, Row]:
        """Registry rows of everyone drawn or standing by."""
        named = (selection.target_id for selection in self.book.selections)
        return rows_by(self.problem.targets.frame, "target_id", named)

    @cached_property
    def officers(self) -> Mapping[str, Row]:
        """Registry rows of everyone, experts too, who is sent or could have been."""
        named = {load.officer_id for load in self.book.loads}
        for team in self.book.teams:
            named.update((*team.officer_ids, *team.expert_ids))
        return rows_by(self.problem.officers.frame, "officer_id", named)

    def body_name(self, body_id: str) -> str:
        """Return the name of a body."""
        return self.problem.body[body_id].name

    @cached_property
    def loads_by_body(self) -> tuple[OfficerLoad, ...]:
        """Loads by body, officers before experts."""
        order = list(Role)
        return tuple(
            sorted(
                self.book.loads,
                key=lambda load: (load.body_id, order.index(load.role), load.officer_id),
            )
        )

    def home_body(self, officer_id: str) -> str:
        """Return the body that an officer belongs to: another than the team's if he is lent."""
        return str(self.officers[officer_id]["body_id"])

    @cached_property
    def lent(self) -> int:
        """Places that were filled by officers of other bodies."""
        return sum(
            self.home_body(officer_id) != team.body_id
            for team in self.book.teams
            for officer_id in team.officer_ids
        )

    def is_round(self, visit: Visit) -> bool:
        """Tell whether a team goes round to neighbouring targets of one plan in one visit."""
        return self.problem.plan[visit.tasks[0].plan_id].round_size > 1

    def is_merged(self, visit: Visit) -> bool:
        """Tell whether several tasks are done in one coming together at one premises."""
        return len(visit.tasks) > 1 and not self.is_round(visit)

    @cached_property
    def visit_of(self) -> Mapping[Task, Visit]:
        """The visit of each task."""
        return {task: visit for visit in self.book.visits for task in visit.tasks}

    @cached_property
    def visits_of_plan(self) -> Mapping[str, tuple[Visit, ...]]:
        """The visits in which each plan takes part."""
        found: dict[str, dict[str, Visit]] = defaultdict(dict)
        for task, visit in self.visit_of.items():
            found[task.plan_id][visit.visit_id] = visit
        return {plan_id: tuple(visits.values()) for plan_id, visits in found.items()}

    @cached_property
    def visits(self) -> Mapping[str, Visit]:
        """Visits by id."""
        return {visit.visit_id: visit for visit in self.book.visits}

    @cached_property
    def teams_of(self) -> Mapping[str, tuple[Team, ...]]:
        """The teams of each visit, ascending by body."""
        found: dict[str, tuple[Team, ...]] = defaultdict(tuple)
        for team in self.book.teams:
            found[team.visit_id] += (team,)
        return found

    @cached_property
    def tasks(self) -> tuple[TaskSheet, ...]:
        """All tasks, by plan and target, numbered within their plan."""
        seen: Counter[str] = Counter()
        sheets = []
        for task in sorted(self.visit_of):
            seen[task.plan_id] += 1
            number = f"{draw_label(self.problem.number)}-{task.plan_id}-{seen[task.plan_id]:03}"
            sheets.append(self._sheet(number, task))
        return tuple(sheets)

    def _sheet(self, number: str, task: Task) -> TaskSheet:
        plan, visit = self.problem.plan[task.plan_id], self.visit_of[task]
        target = self.targets[task.target_id]
        parts = list(applying(self.problem, plan, target))
        bodies = tuple(part.body_id for part, _ in parts)
        teams = tuple(team for team in self.teams_of[visit.visit_id] if team.body_id in bodies)
        lead_body = leading_body(plan, bodies)
        return TaskSheet(
            number=number,
            plan=plan,
            target=target,
            visit=visit,
            bodies=bodies,
            item_ids=tuple(sorted(item for _, items in parts for item in items)),
            teams=teams,
            lead_body=lead_body,
            leader=next((team.leader for team in teams if team.body_id == lead_body), ""),
        )


def draw_label(number: DrawNumber) -> str:
    """Return the number of a draw for use inside another number: the attempt only if not first."""
    return number.series if number.attempt == 1 else f"{number.series}.{number.attempt}"
