"""Visits: plans that meet at the same premises come together once (综合查一次).

A plan that makes rounds visits several targets in one go instead (`rounds`).

Rule: check-once
Rule: task-visited-once
Rule: right-bodies
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from scheduler.domain.calendar import Window
from scheduler.domain.frames import rows_by
from scheduler.domain.planbook import Demand, Selection, Task, Visit
from scheduler.domain.plans import Participation, Plan
from scheduler.domain.problem import Problem
from scheduler.domain.registry import LEADER
from scheduler.lottery.days.openings import Days, Openings
from scheduler.lottery.days.rounds import rounds


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task with what it takes: its plan, the bodies that come and their items."""

    task: Task
    plan: Plan
    window: Window
    premises_id: str
    parts: tuple[tuple[Participation, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A visit that has no day yet, and the assignments it was made of."""

    visit_id: str
    premises_id: str
    tasks: tuple[Task, ...]
    demands: tuple[Demand, ...]
    lead_body: str
    window: Window
    assignments: tuple[Assignment, ...]

    def on(self, day: date, slot_plan: str = "") -> Visit:
        """Return the visit on that day, in a slot of that plan."""
        return Visit(
            visit_id=self.visit_id,
            premises_id=self.premises_id,
            tasks=self.tasks,
            demands=self.demands,
            lead_body=self.lead_body,
            window=self.window,
            day=day,
            slot_plan=slot_plan,
        )


def meetings(problem: Problem, selections: Iterable[Selection]) -> list[Meeting]:
    """Return the visits that the selected targets need, ascending by id."""
    chosen = [s for s in selections if not s.reserve]
    rows = rows_by(problem.targets.frame, "target_id", (s.target_id for s in chosen))
    openings = Openings(problem)
    at_premises: dict[str, list[Assignment]] = defaultdict(list)
    in_rounds: dict[str, dict[str, Assignment]] = defaultdict(dict)
    for selection in chosen:
        row = rows[selection.target_id]
        assignment = _assignment(problem, problem.plan[selection.plan_id], row)
        if assignment.plan.round_size > 1:
            in_rounds[selection.plan_id][selection.target_id] = assignment
        else:
            at_premises[assignment.premises_id].append(assignment)
    found = [
        meeting_of(problem, group)
        for assignments in at_premises.values()
        for group in _groups(assignments, openings)
    ]
    for plan_id, mine in in_rounds.items():
        bundles = rounds([rows[name] for name in mine], problem.plan[plan_id].round_size)
        found += [meeting_of(problem, [mine[name] for name in bundle]) for bundle in bundles]
    return sorted(found, key=lambda meeting: meeting.visit_id)


def parted(problem: Problem, meeting: Meeting) -> list[Meeting]:
    """Return the visits that a merged one falls into, one for each of its plans."""
    of_plan: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in meeting.assignments:
        of_plan[assignment.task.plan_id].append(assignment)
    return [meeting_of(problem, of_plan[plan_id]) for plan_id in sorted(of_plan)]


def meeting_of_one(problem: Problem, plan: Plan, target_id: str) -> Meeting:
    """Return the visit that one task needs if no other plan meets it."""
    row = problem.targets.row(target_id)
    return meeting_of(problem, [_assignment(problem, plan, row)])


def _assignment(problem: Problem, plan: Plan, row: Mapping[str, Any]) -> Assignment:
    window = plan.window.intersection(problem.window)
    if window is None:
        message = f"Plan {plan.plan_id} has no day in the draw's window."
        raise ValueError(message)
    return Assignment(
        task=Task(plan.plan_id, row["target_id"]),
        plan=plan,
        window=window,
        premises_id=row["premises_id"],
        parts=tuple(applying(problem, plan, row)),
    )


def applying(
    problem: Problem, plan: Plan, row: Mapping[str, Any]
) -> Iterable[tuple[Participation, tuple[str, ...]]]:
    """Yield the participations that concern a target, each with its items that apply there."""
    for part in plan.participations:
        items = tuple(i for i in part.item_ids if problem.item[i].applies_to.holds(row))
        if items or not part.item_ids:
            yield part, items


def _groups(assignments: list[Assignment], openings: Openings) -> list[list[Assignment]]:
    """Group greedily by the last day, while a day on which all plans may come remains."""

    def order(one: Assignment) -> tuple[date, date, list[date], Task]:
        days = sorted(openings.of_plan(one.plan.plan_id))
        return days[-1], days[0], days, one.task

    groups = [[one] for one in assignments if not one.plan.merging]
    common: Days = frozenset()
    for one in sorted((o for o in assignments if o.plan.merging), key=order):
        mine = openings.of_plan(one.plan.plan_id)
        if common & mine:
            groups[-1].append(one)
            common &= mine
        else:
            groups.append([one])
            common = mine
    return groups


def meeting_of(problem: Problem, group: list[Assignment]) -> Meeting:
    """Return the visit that does all assignments of *group* together."""
    first = min(group, key=lambda one: one.task)
    window = group[0].window
    for one in group[1:]:
        window = Window(max(window.starts, one.window.starts), min(window.ends, one.window.ends))
    return Meeting(
        visit_id=f"{first.task.target_id}/{first.task.plan_id}",
        premises_id=first.premises_id,
        tasks=tuple(sorted(one.task for one in group)),
        demands=_demands(group, leader=problem.policy.require_leader),
        lead_body=_lead_body(group),
        window=window,
        assignments=tuple(sorted(group, key=lambda one: one.task)),
    )


def _lead_body(group: list[Assignment]) -> str:
    """Return the lead body of the plan that brings most bodies, if that body comes."""
    leading = min(group, key=lambda one: (-len(one.parts), one.task))
    return leading_body(leading.plan, [part.body_id for part, _ in leading.parts])


def leading_body(plan: Plan, coming: Sequence[str]) -> str:
    """Return who leads on site for *plan*: its lead body, or the first of those that come."""
    return plan.lead_body if plan.lead_body in coming else coming[0]


_Parts = tuple[tuple[Participation, tuple[str, ...]], ...]


def _parts_by_body(group: list[Assignment]) -> dict[str, _Parts]:
    parts: dict[str, _Parts] = defaultdict(tuple)
    for one in group:
        for part, items in one.parts:
            parts[part.body_id] += ((part, items),)
    return parts


def _together(places: Iterable[tuple[frozenset[str], ...]]) -> list[frozenset[str]]:
    """Return each kind of place as often as one plan asks for it, in a fixed order."""
    most: Counter[frozenset[str]] = Counter()
    for asked in places:
        most |= Counter(asked)
    return sorted(most.elements(), key=sorted)


def _demands(group: list[Assignment], *, leader: bool) -> tuple[Demand, ...]:
    parts = _parts_by_body(group)
    return tuple(_demand(body_id, parts[body_id], leader=leader) for body_id in sorted(parts))


@lru_cache(maxsize=4096)  # a plan asks most of its targets for the same
def _demand(body_id: str, parts: _Parts, *, leader: bool) -> Demand:
    slots = _together(part.slots for part, _ in parts)
    team_size = max(len(slots), *(part.team_size for part, _ in parts))
    if leader:
        slots = with_leader(slots, team_size)
    return Demand(
        body_id=body_id,
        team_size=team_size,
        slots=tuple(slots),
        item_ids=tuple(sorted({item for _, items in parts for item in items})),
        experts=tuple(_together(part.experts for part, _ in parts)),
    )


def with_leader(slots: list[frozenset[str]], team_size: int) -> list[frozenset[str]]:
    """Ask for a leader: in a free place if there is one, else in the first slot."""
    if any(LEADER in slot for slot in slots):
        return slots
    if len(slots) < team_size:
        return [*slots, frozenset({LEADER})]
    return [slots[0] | {LEADER}, *slots[1:]]
