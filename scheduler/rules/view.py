"""The case file: a lock and a plan book, with the rows they speak of looked up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import polars as pl

from scheduler.domain import frames
from scheduler.domain.conflicts import Conflict, Leave
from scheduler.domain.hashing import derived, marked
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook, Task, Team, Visit
from scheduler.domain.plans import Participation, Plan
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import LEADER, Role
from scheduler.rules.day_rooms import Rooms, rooms_of
from scheduler.rules.outings import Outing, Outings, earlier_outings
from scheduler.rules.workload import Crew, Duty, crew_of, duties_of

Row = Mapping[str, Any]


class Drawn(NamedTuple):
    """A target that came out of a plan's draw, to be visited or standing by."""

    plan: Plan
    target: Row


class Part(NamedTuple):
    """A participation that concerns a target, with those of its items that do, ascending."""

    participation: Participation
    item_ids: tuple[str, ...]


class Posting(NamedTuple):
    """Somebody sent to a visit, in the place of an officer or of an expert."""

    officer: Row
    team: Team
    visit: Visit
    place: Role


@dataclass(frozen=True)
class CaseFile:
    """What the rules read.

    A book that was tampered with may name plans, targets, visits or officers that do not exist.
    The collections below leave those out, so that one such name does not stop the whole judge;
    lowest-tickets, task-visited-once, team-size, own-body and expert-places report them.
    """

    lock: Lock
    book: PlanBook

    @property
    def problem(self) -> Problem:
        """The problem that was locked."""
        return self.lock.problem

    @property
    def policy(self) -> Policy:
        """The policy that was locked."""
        return self.lock.problem.policy

    # --- keys ---------------------------------------------------------------------------------

    @cached_property
    def _root(self) -> str:
        """K0."""
        return derived(marked(self.book.seed_text, self.lock.profile))

    @cached_property
    def target_key(self) -> str:
        """The key that target tickets start with."""
        return derived(self._root + "/target")

    @cached_property
    def officer_key(self) -> str:
        """The key that officer tickets start with."""
        return derived(self._root + "/officer")

    # --- targets ------------------------------------------------------------------------------

    @cached_property
    def targets(self) -> Mapping[str, Row]:
        """Registry rows of all targets drawn, standing by or visited."""
        named = {selection.target_id for selection in self.book.selections}
        named |= {task.target_id for visit in self.book.visits for task in visit.tasks}
        return frames.rows_by(self.problem.targets.frame, "target_id", named)

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        """What came out of this draw; what was listed is left out."""
        return tuple(
            Drawn(plan, self.targets[selection.target_id])
            for selection in self.book.selections
            if (plan := self.problem.plan.get(selection.plan_id)) is not None
            and plan.listed_ids is None
            and selection.target_id in self.targets
        )

    @cached_property
    def drawn_unexempted(self) -> tuple[Drawn, ...]:
        """What came out of this draw for plans of a kind that has to leave firms in peace."""
        return tuple(one for one in self.drawn if not self.policy.is_exempt(one.plan))

    @cached_property
    def past(self) -> Mapping[str, tuple[Row, ...]]:
        """Inspections made, or drawn earlier and still open, of the same targets; by target."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for log in (self.problem.history, self.problem.live):
            known = log.frame.filter(pl.col("target_id").is_in(sorted(self.targets)))
            for row in known.iter_rows(named=True):
                rows[row["target_id"]].append(row)
        return {target_id: tuple(rows[target_id]) for target_id in self.targets}

    def concerns(self, item_id: str, target: Row) -> bool:
        """Tell whether an inspection item applies to a target."""
        return self.problem.item[item_id].applies_to.holds(target)

    # --- visits -------------------------------------------------------------------------------

    @cached_property
    def selected(self) -> tuple[Task, ...]:
        """The tasks that the selections call for, in the book's order."""
        return tuple(
            Task(selection.plan_id, selection.target_id)
            for selection in self.book.selections
            if not selection.reserve
        )

    @cached_property
    def parts(self) -> Mapping[Task, tuple[Part, ...]]:
        """For each task selected or visited: the participations that concern its target."""
        tasks = {*self.selected, *(task for visit in self.book.visits for task in visit.tasks)}
        return {task: tuple(self._parts(task)) for task in tasks if self.is_known(task)}

    def is_known(self, task: Task) -> bool:
        """Tell whether both the plan and the target exist."""
        return task.plan_id in self.problem.plan and task.target_id in self.targets

    def _parts(self, task: Task) -> Iterator[Part]:
        target = self.targets[task.target_id]
        for participation in self.problem.plan[task.plan_id].participations:
            items = tuple(
                item_id
                for item_id in sorted(participation.item_ids)
                if self.concerns(item_id, target)
            )
            if items or not participation.item_ids:
                yield Part(participation, items)

    @cached_property
    def rooms(self) -> Rooms:
        """What each body can give on each day, and keeps free."""
        return rooms_of(self.lock)

    @cached_property
    def visits(self) -> Mapping[str, Visit]:
        """Visits by id."""
        return {visit.visit_id: visit for visit in self.book.visits}

    # --- officers -----------------------------------------------------------------------------

    @cached_property
    def officers(self) -> Mapping[str, Row]:
        """Registry rows of everybody, experts too, who was sent or whose body could be asked.

        Asked are the bodies that owe somebody, and those that lend to them.
        """
        owing = {demand.body_id for visit in self.book.visits for demand in visit.demands}
        lending = {home for body_id in owing for home in self.policy.lending.get(body_id, ())}
        sent = {name for team in self.book.teams for name in (*team.officer_ids, *team.expert_ids)}
        asked = pl.col("body_id").is_in(sorted(owing | lending))
        occur = asked | pl.col("officer_id").is_in(sorted(sent))
        rows = self.problem.officers.frame.filter(occur).iter_rows(named=True)
        return {row["officer_id"]: row for row in rows}

    @cached_property
    def held(self) -> Mapping[str, frozenset[str]]:
        """Qualifications by officer, with the one that stands for being allowed to lead."""
        return {
            officer_id: frozenset((*row["qualifications"], *([LEADER] if row["may_lead"] else ())))
            for officer_id, row in self.officers.items()
        }

    @cached_property
    def postings(self) -> tuple[Posting, ...]:
        """Everybody who was sent, by team: officers, then experts."""
        return tuple(
            Posting(self.officers[name], team, self.visits[team.visit_id], place)
            for team in self.book.teams
            if team.visit_id in self.visits
            for place, names in (
                (Role.OFFICER, team.officer_ids),
                (Role.EXPERT, team.expert_ids),
            )
            for name in names
            if name in self.officers
        )

    @cached_property
    def crews(self) -> frozenset[Crew]:
        """The crews that are called.

        The officers of a body that owes a team or sent one of them, and its experts where it owes
        one.
        """
        called = {crew_of(posting.officer) for posting in self.postings}
        crews = {crew for crew in called if crew.role is Role.OFFICER}
        for visit in self.book.visits:
            for demand in visit.demands:
                crews.add(Crew(demand.body_id, Role.OFFICER))
                if demand.experts:
                    crews.add(Crew(demand.body_id, Role.EXPERT))
        return frozenset(crews)

    @cached_property
    def outings(self) -> Outings:
        """Visits drawn now, by officer and expert sent."""
        found: dict[str, set[Outing]] = defaultdict(set)
        for officer, _, visit, _ in self.postings:
            found[officer["officer_id"]].add(Outing(visit.day, visit.visit_id))
        return {name: frozenset(outings) for name, outings in found.items()}

    @cached_property
    def earlier(self) -> Outings:
        """Visits of history and live tasks, by officer and expert."""
        return earlier_outings(self.problem, self.officers)

    @cached_property
    def leave(self) -> Mapping[str, tuple[Leave, ...]]:
        """Absences by officer."""
        found: dict[str, tuple[Leave, ...]] = defaultdict(tuple)
        for absence in self.problem.leave:
            found[absence.officer_id] += (absence,)
        return found

    @cached_property
    def conflicts(self) -> Mapping[str, tuple[Conflict, ...]]:
        """Declared conflicts by officer."""
        found: dict[str, tuple[Conflict, ...]] = defaultdict(tuple)
        for conflict in self.problem.conflicts:
            found[conflict.officer_id] += (conflict,)
        return found

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What each of these officers and experts can give and was given, by id."""
        return duties_of(self.problem, self.officers, self.leave, self.book.teams)
