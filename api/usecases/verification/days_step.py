"""The step about days: every target is visited once for its plan, on days that were planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from api.usecases.verification.finding import Finding
from api.usecases.verification.public_draw import VISITS_FILE, PublicDraw
from scheduler.errors import Fault

Facts = dict[str, str | int]


def days_step(draw: PublicDraw) -> Finding:
    """Check the visits against the selections, the window and the days that were locked."""
    return Finding("days", len(draw.visits), faults=tuple(_faults(draw)))


def _faults(draw: PublicDraw) -> Iterator[Fault]:
    due = Counter(
        f"{plan_id}/{row['target_id']}" for plan_id, rows in draw.selections.items() for row in rows
    )
    found = Counter(task for visit in draw.visits for task in visit["tasks"].split("|"))
    for task in sorted(due.keys() | found.keys()):
        if due[task] != found[task]:
            told: Facts = {"task": task, "found": found[task], "expected": due[task]}
            yield _fault("visits-unlike-selections", told)
    window = draw.lock["window"]
    first, end = date.fromisoformat(window["starts"]), date.fromisoformat(window["ends"])
    taken: Counter[tuple[str, str]] = Counter()
    for row, visit in enumerate(draw.visits, start=2):
        if not first <= date.fromisoformat(visit["day"]) < end:
            yield _fault("day-outside-window", {"row": row, "found": visit["day"]})
        slot = visit["slot_plan"]
        if not slot:
            continue
        taken[slot, visit["day"]] += 1
        if slot not in {task.partition("/")[0] for task in visit["tasks"].split("|")}:
            told = {"plan": slot, "day": visit["day"], "found": 1, "expected": 0}
            yield _fault("day-overfull", told)
    for (plan_id, day), visits in sorted(taken.items()):
        planned = draw.lock["days"].get(plan_id, {}).get(day, 0)
        if visits > planned:
            facts: Facts = {"plan": plan_id, "day": day, "found": visits, "expected": planned}
            yield _fault("day-overfull", facts)


def _fault(code: str, facts: Facts) -> Fault:
    return Fault(code, VISITS_FILE, facts)
