"""Rule check-once: plans that meet on the same premises inspect there together.

The tasks of merging plans on one premises, ordered by the end and then the start of their plans'
windows, by plan and by target, are taken one after the other into the open group while the windows
of all its plans and the draw's window still share a working day; if they do not, the next group
opens. A plan that refuses merging visits alone. Each group is one visit, named after its first
task by plan and target.

Source: 综合查一次 in 优化营商环境条例 art. 54 and 浙江省综合行政执法条例 art. 13: checks of one
target at about the same time are made together. A duty; a plan may refuse for its own reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import Task
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "check-once"

Group = frozenset[Task]


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield groups that did not become a visit, and visits that are not a group or ill named."""
    expected = {group: _name(group) for group in _groups(case)}
    found = {frozenset(visit.tasks): visit for visit in case.book.visits}
    for group in expected.keys() - found.keys():
        yield Violation(NAME, (expected[group],), {"apart": _told(group)})
    for group, visit in found.items():
        if group not in expected:
            yield Violation(NAME, (visit.visit_id,), {"together": _told(group)})
        elif visit.visit_id != expected[group]:
            yield Violation(NAME, (visit.visit_id,), {"name": expected[group]})
        for target_id in visit.target_ids:
            target = case.targets.get(target_id)
            if target is not None and target["premises_id"] != visit.premises_id:
                facts = {"premises": visit.premises_id, "registered": target["premises_id"]}
                yield Violation(NAME, (visit.visit_id, target_id), facts)


def _groups(case: CaseFile) -> Iterator[Group]:
    meeting: dict[str, list[Task]] = defaultdict(list)
    for task in filter(case.is_known, case.selected):
        if case.problem.plan[task.plan_id].merging:
            meeting[case.targets[task.target_id]["premises_id"]].append(task)
        else:
            yield frozenset({task})
    for tasks in meeting.values():
        yield from _grouped(case, tasks)


def _grouped(case: CaseFile, tasks: list[Task]) -> Iterator[Group]:
    window_of = {task: case.problem.plan[task.plan_id].window for task in tasks}
    tasks.sort(key=lambda task: (window_of[task].ends, window_of[task].starts, task))
    group: list[Task] = []
    common: Window | None = None
    for task in tasks:
        shared = common.intersection(window_of[task]) if common is not None else None
        if group and (shared is None or not case.problem.calendar.working_days(shared)):
            yield frozenset(group)
            group = []
        if not group:
            shared = case.problem.window.intersection(window_of[task])
        group.append(task)
        common = shared
    yield frozenset(group)


def _name(group: Group) -> str:
    first = min(group)
    return f"{first.target_id}/{first.plan_id}"


def _told(group: Group) -> str:
    return ", ".join(f"{task.plan_id}:{task.target_id}" for task in sorted(group))
