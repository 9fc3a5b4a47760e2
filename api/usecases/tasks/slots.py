"""Slots: what the places of a team ask for, and which of them are open."""

from __future__ import annotations

from collections import Counter

from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.draws import DrawRow
from api.tables.plans import PlanRow
from api.tables.tasks import VisitRow
from api.usecases.draws.problem import kept_plan, kept_policy
from api.usecases.rules.policies import policy_version
from api.usecases.tasks.staffing import OVER
from api.usecases.tasks.states import TeamRole
from api.usecases.tasks.the_task import places_of, task_bodies, visit_tasks
from api.usecases.transaction import Transaction
from scheduler.domain.registry import LEADER
from scheduler.lottery.days.visits import with_leader

Slot = frozenset[str]


def slot_for(tx: Transaction, visit: VisitRow, body_id: str, officer_id: str) -> Slot:
    """Return what the open place asks for: the most that he can give, if several are open."""
    missing = open_slots(tx, visit, body_id)
    if not missing:
        return frozenset()
    held = held_by(tx, officer_id)
    fitting = [slot for slot in missing if slot <= held]
    return fitting[-1] if fitting else missing[-1]


def open_slots(tx: Transaction, visit: VisitRow, body_id: str) -> list[Slot]:
    """Return what the open places of a body's team ask for, the least first."""
    asked = Counter(_slots(tx, visit, body_id))
    for place in places_of(tx, visit, [body_id]):
        if place.role != TeamRole.EXPERT:
            asked[frozenset(place.slot)] -= 1
    return sorted((slot for slot, count in asked.items() if count > 0), key=len)


def held_by(tx: Transaction, officer_id: str) -> Slot:
    """Return what an officer can give, by the registry as it is now."""
    row = named_rows(tx.session, KINDS["officers"], [officer_id]).get(officer_id)
    if row is None:
        return frozenset()
    return frozenset(row["qualifications"]) | ({LEADER} if row["may_lead"] else set())


def _slots(tx: Transaction, visit: VisitRow, body_id: str) -> list[Slot]:
    """Return what the places of a body's team ask for, by the plans that meet at the visit."""
    most: Counter[Slot] = Counter()
    size = 0
    for task in visit_tasks(tx, visit):
        if task.state in OVER or body_id not in task_bodies(tx, task.number):
            continue
        plan = kept_plan(tx.session.get_one(PlanRow, task.plan_id).document)
        for part in plan.participations:
            if part.body_id == body_id:
                most |= Counter(part.slots)
                size = max(size, part.team_size)
    slots = sorted(most.elements(), key=sorted)
    size = max(size, len(slots))
    draw = tx.session.get_one(DrawRow, visit.draw_id)
    policy = kept_policy(policy_version(tx, draw.policy_version).document)
    slots = with_leader(slots, size) if policy.require_leader and size else slots
    return [*slots, *([frozenset()] * (size - len(slots)))]
