"""Rule rounds: a plan that makes rounds bundles neighbouring targets by a fixed order.

Its targets stand in the order of the Hilbert curve over the square of 2³² metres a side around the
origin of their coordinates, if all of them have coordinates; else in that of division, street,
address and premises. Ties go by id. The row is cut into ⌈n / q⌉ rounds whose sizes differ by one at
most, the larger first. Each round is one visit, named after its smallest task, at whose premises it
is registered.

Source: one team makes one round on one day in one neighbourhood (片区检查), which spares travel;
the order is fixed so that nobody can choose who is visited together. A policy: 1 by default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.planbook import Task
from scheduler.domain.plans import Plan
from scheduler.rules.view import CaseFile, Row
from scheduler.rules.violation import Violation

NAME = "rounds"

Group = frozenset[Task]

STEPS = 32

# How the curve runs through the four quarters of a square, (right, upper) each, and how it is
# turned in them: as it is, mirrored at the rising or the falling diagonal, or upside down.
CURVE = {
    "as it is": {
        (0, 0): (0, "rising"), (0, 1): (1, "as it is"),
        (1, 1): (2, "as it is"), (1, 0): (3, "falling"),
    },
    "rising": {
        (0, 0): (0, "as it is"), (1, 0): (1, "rising"),
        (1, 1): (2, "rising"), (0, 1): (3, "upside down"),
    },
    "falling": {
        (1, 1): (0, "upside down"), (0, 1): (1, "falling"),
        (0, 0): (2, "falling"), (1, 0): (3, "as it is"),
    },
    "upside down": {
        (1, 1): (0, "falling"), (1, 0): (1, "upside down"),
        (0, 0): (2, "upside down"), (0, 1): (3, "rising"),
    },
}  # fmt: skip


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield rounds that did not become a visit, and visits that are no round or ill named."""
    expected = {group: min(group) for group in _rounds(case)}
    found = {frozenset(visit.tasks): visit for visit in case.book.visits}
    for group in expected.keys() - found.keys():
        yield Violation(NAME, (_name(expected[group]),), {"apart": _told(group)})
    for group, visit in found.items():
        plans = (case.problem.plan.get(task.plan_id) for task in group)
        if group not in expected:
            if any(plan is not None and plan.round_size > 1 for plan in plans):
                yield Violation(NAME, (visit.visit_id,), {"together": _told(group)})
            continue
        first = expected[group]
        if visit.visit_id != _name(first):
            yield Violation(NAME, (visit.visit_id,), {"name": _name(first)})
        premises = case.targets[first.target_id]["premises_id"]
        if visit.premises_id != premises:
            facts = {"premises": visit.premises_id, "registered": premises}
            yield Violation(NAME, (visit.visit_id,), facts)


def _rounds(case: CaseFile) -> Iterator[Group]:
    selected: dict[str, list[Row]] = defaultdict(list)
    for task in filter(case.is_known, case.selected):
        selected[task.plan_id].append(case.targets[task.target_id])
    for plan_id, rows in selected.items():
        plan = case.problem.plan[plan_id]
        if plan.round_size > 1:
            yield from _cut(plan, sorted(rows, key=_position if _located(rows) else _address))


def _cut(plan: Plan, row: list[Row]) -> Iterator[Group]:
    rest, rounds = len(row), (len(row) + plan.round_size - 1) // plan.round_size
    start = 0
    for left in range(rounds, 0, -1):
        size = (rest + left - 1) // left
        yield frozenset(Task(plan.plan_id, one["target_id"]) for one in row[start : start + size])
        start, rest = start + size, rest - size


def _located(rows: list[Row]) -> bool:
    return not any(row["easting"] is None or row["northing"] is None for row in rows)


def _position(row: Row) -> tuple[int, str]:
    x, y = (row[name] + 2 ** (STEPS - 1) for name in ("easting", "northing"))
    distance, turn = 0, "as it is"
    for bit in reversed(range(STEPS)):
        quarter, turn = CURVE[turn][x >> bit & 1, y >> bit & 1]
        distance = 4 * distance + quarter
    return distance, row["target_id"]


def _address(row: Row) -> tuple[str, ...]:
    named = (row[name] or "" for name in ("division_code", "street", "address", "premises_id"))
    return (*named, row["target_id"])


def _name(task: Task) -> str:
    return f"{task.target_id}/{task.plan_id}"


def _told(group: Group) -> str:
    return ", ".join(f"{task.plan_id}:{task.target_id}" for task in sorted(group))
