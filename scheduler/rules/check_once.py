"""Rule check-once: plans that meet on the same premises inspect there together.

The tasks of merging plans on one premises, ordered by the last, the first and then all of the days
on which their plans may come, by plan and by target, are taken one after the other into the open
group while there is still a day on which all its plans may come; if there is none, the next group
opens. A plan that refuses merging visits alone; what its rounds are, `rounds` says. Each
group is one visit, named after its first task by plan and target.

A group of several plans may fall apart into one visit for each of them, if the plan book says so
(SPLIT): on none of the days that were dealt to it had every body room. The body that is named comes
to the group, and had fewer places left than it needs.

Source: 综合查一次 in 优化营商环境条例 art. 54 and 浙江省综合行政执法条例 art. 13: checks of one
target at about the same time are made together. A duty; a plan may refuse for its own reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from scheduler.domain.planbook import Shortfall, ShortfallKind, Task
from scheduler.rules.day_rooms import days_of
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "check-once"

Group = frozenset[Task]


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield groups that did not become a visit, and visits that are not a group or ill named."""
    told = {s.subject: s for s in case.book.shortfalls if s.kind is ShortfallKind.SPLIT}
    groups = {_name(group): group for group in _groups(case)}
    yield from _untrue(case, groups, told)
    expected = {part: _name(part) for name in groups for part in _parts(groups[name], name in told)}
    found = {frozenset(visit.tasks): visit for visit in case.book.visits}
    for group in expected.keys() - found.keys():
        yield Violation(NAME, (expected[group],), {"apart": _told(group)})
    for group, visit in found.items():
        if any(_makes_rounds(case, task) for task in group):
            continue
        if group not in expected:
            yield Violation(NAME, (visit.visit_id,), {"together": _told(group)})
        elif visit.visit_id != expected[group]:
            yield Violation(NAME, (visit.visit_id,), {"name": expected[group]})
        for target_id in visit.target_ids:
            target = case.targets.get(target_id)
            if target is not None and target["premises_id"] != visit.premises_id:
                facts = {"premises": visit.premises_id, "registered": target["premises_id"]}
                yield Violation(NAME, (visit.visit_id, target_id), facts)


def _makes_rounds(case: CaseFile, task: Task) -> bool:
    plan = case.problem.plan.get(task.plan_id)
    return plan is not None and plan.round_size > 1


def _groups(case: CaseFile) -> Iterator[Group]:
    meeting: dict[str, list[Task]] = defaultdict(list)
    for task in filter(case.is_known, case.selected):
        if case.problem.plan[task.plan_id].merging:
            meeting[case.targets[task.target_id]["premises_id"]].append(task)
        elif not _makes_rounds(case, task):
            yield frozenset({task})
    days = {plan.plan_id: days_of(case.problem, plan) for plan in case.problem.plans}
    for tasks in meeting.values():
        yield from _grouped(tasks, days)


def _grouped(tasks: list[Task], days: dict[str, list[date]]) -> Iterator[Group]:
    def order(task: Task) -> tuple[list[date], list[date], list[date], Task]:
        mine = days[task.plan_id]
        return mine[-1:], mine[:1], mine, task

    group: list[Task] = []
    common: set[date] = set()
    for task in sorted(tasks, key=order):
        mine = set(days[task.plan_id])
        if group and not common & mine:
            yield frozenset(group)
            group = []
        common = common & mine if group else mine
        group.append(task)
    yield frozenset(group)


def _parts(group: Group, is_split: bool) -> Iterator[Group]:  # noqa: FBT001 - what was told of it
    if not is_split:
        yield group
        return
    for plan_id in sorted({task.plan_id for task in group}):
        yield frozenset(task for task in group if task.plan_id == plan_id)


def _untrue(
    case: CaseFile, groups: dict[str, Group], told: dict[str, Shortfall]
) -> Iterator[Violation]:
    """Yield what is told of groups that do not exist, have one plan, or lack nothing."""
    for name, shortfall in sorted(told.items()):
        group = groups.get(name, frozenset())
        coming = {part.participation.body_id for task in group for part in case.parts[task]}
        is_short = shortfall.available < shortfall.needed
        if (
            len({task.plan_id for task in group}) < 2  # noqa: PLR2004 - one plan cannot fall apart
            or shortfall.body_id not in coming
            or not is_short
        ):
            facts = {"needed": shortfall.needed, "available": shortfall.available}
            yield Violation(NAME, (name, shortfall.body_id), facts)


def _name(group: Group) -> str:
    first = min(group)
    return f"{first.target_id}/{first.plan_id}"


def _told(group: Group) -> str:
    return ", ".join(f"{task.plan_id}:{task.target_id}" for task in sorted(group))
