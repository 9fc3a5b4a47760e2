"""Plans as plain data, as JSON and YAML hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from api.files.forms.form import Entry
from api.files.forms.quotas import quota_data, read_quota
from api.files.forms.scopes import read_scope, scope_data
from api.files.known import Known
from api.files.windows import read_window, window_data
from scheduler.domain.identifiers import is_plain
from scheduler.domain.plans import (
    DrawnTargets,
    ListedTargets,
    Participation,
    Plan,
    PlanKind,
    PublishedTargets,
    TargetSource,
)


def plans_data(plans: Iterable[Plan]) -> dict[str, Any]:
    """Return plans as plain data for a document."""
    return {"plans": [plan_data(plan) for plan in plans]}


def plan_data(plan: Plan) -> dict[str, Any]:
    """Return one plan as plain data."""
    return {
        "plan_id": plan.plan_id,
        "name": plan.name,
        "kind": plan.kind.value,
        "window": window_data(plan.window),
        "participations": [_participation_data(part) for part in plan.participations],
        "targets": _targets_data(plan.targets),
        "lead_body": plan.lead_body,
        "merging": plan.merging,
        "priority": plan.priority,
    }


def _participation_data(part: Participation) -> dict[str, Any]:
    return {
        "body_id": part.body_id,
        "team_size": part.team_size,
        "slots": [sorted(slot) for slot in part.slots],
        "item_ids": list(part.item_ids),
    }


def _targets_data(source: TargetSource) -> dict[str, Any]:
    match source:
        case DrawnTargets():
            return {"draw": {"scope": scope_data(source.scope), "quota": quota_data(source.quota)}}
        case ListedTargets():
            return {
                "list": {
                    "target_ids": list(source.target_ids),
                    "reason": source.reason,
                    "approver": source.approver,
                }
            }
        case PublishedTargets():
            return {
                "published": {
                    "target_ids": list(source.target_ids),
                    "draw_number": source.draw_number,
                    "digest": source.digest,
                }
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What plans refer to; None where that file was not read."""

    bodies: Known | None = None
    items: Known | None = None
    targets: Known | None = None


def read_plan(entry: Entry, around: Surroundings) -> Plan | None:
    """Read one plan; None after recording why."""
    plan_id = entry.text("plan_id")
    if plan_id and not is_plain(plan_id):
        entry.findings.entry_fault("not-a-plain-id", entry.at("plan_id"), found=plan_id)
    name = entry.text("name", plan_id)
    kind = entry.choice("kind", PlanKind)
    window = read_window(entry.entry("window"))
    parts = _participations(entry, around)
    targets = _read_targets(entry.entry("targets"), around)
    lead = entry.text("lead_body", parts[0].body_id if parts else "")
    merging = entry.truth("merging", default=True)
    priority = entry.optional_count("priority")
    lead = around.bodies.resolve(lead) if around.bodies else lead
    if entry.finish():
        _check_bodies(entry, parts, lead)
    if not entry.sound or window is None or targets is None:
        return None
    return Plan(
        plan_id=plan_id,
        name=name,
        kind=kind,
        window=window,
        participations=parts,
        targets=targets,
        lead_body=lead,
        merging=merging,
        priority=priority,
    )


def _refer(entry: Entry, key: str, text: str, known: Known | None, code: str) -> str:
    """Return the id that *text* means, after recording if nothing known is called so."""
    if known is None:
        return text
    found = known.resolve(text)
    if found not in known.ids:
        left_out = found in known.left_out
        entry.findings.entry_fault(
            "refers-to-left-out" if left_out else code, entry.at(key), found=text
        )
    return found


def _check_bodies(entry: Entry, parts: tuple[Participation, ...], lead: str) -> None:
    ids = [part.body_id for part in parts]
    if not ids:
        entry.findings.entry_fault("plan-without-body", entry.at("participations"))
    for body_id in sorted({body_id for body_id in ids if ids.count(body_id) > 1}):
        entry.findings.entry_fault("body-twice-in-plan", entry.at("participations"), found=body_id)
    if ids and lead not in ids:
        known = ", ".join(ids)
        entry.findings.entry_fault(
            "lead-not-in-plan", entry.at("lead_body"), found=lead, known=known
        )


def _participations(plan: Entry, around: Surroundings) -> tuple[Participation, ...]:
    parts = []
    for entry in plan.entries("participations", "body_id"):
        body_id = _refer(
            entry, "body_id", entry.text("body_id"), around.bodies, code="unknown-body"
        )
        team_size = entry.count("team_size", 2)
        slots = _slots(entry)
        item_ids = tuple(
            _refer(entry, "item_ids", item, around.items, code="unknown-item")
            for item in entry.texts("item_ids")
        )
        if entry.finish():
            _check_team(entry, team_size, len(slots))
        if entry.sound:
            parts.append(
                Participation(body_id=body_id, team_size=team_size, slots=slots, item_ids=item_ids)
            )
    return tuple(parts)


def _check_team(entry: Entry, team_size: int, n_slots: int) -> None:
    if team_size < 1:
        entry.findings.entry_fault("must-be-at-least-one", entry.at("team_size"), found=team_size)
    elif n_slots > team_size:
        entry.findings.entry_fault(
            "more-slots-than-officers", entry.at("slots"), found=n_slots, most=team_size
        )


def _slots(entry: Entry) -> tuple[frozenset[str], ...]:
    """Read the places of a team: a list of lists, or of texts like "food+fire"."""
    value = entry.raw("slots")
    if value is None:
        return ()
    slots = []
    for place in value if isinstance(value, list) else str(value).split("|"):
        words = place if isinstance(place, list) else str(place).split("+")
        if not all(isinstance(word, str) for word in words):
            entry.findings.entry_fault("not-a-list", entry.at("slots"), found=str(place)[:60])
        slots.append(frozenset(str(word).strip() for word in words if str(word).strip()))
    return tuple(slots)


def _read_targets(entry: Entry | None, around: Surroundings) -> TargetSource | None:
    if entry is None:
        return None
    given = [key for key in ("draw", "list", "published") if entry.has(key)]
    if len(given) != 1:
        value = ", ".join(given)
        entry.findings.entry_fault("one-source-of-targets", entry.path, found=value)
        return None
    inner = entry.entry(given[0])
    entry.finish()
    if inner is None:
        return None
    match given[0]:
        case "draw":
            return _read_draw(inner)
        case "list":
            return _read_list(inner, around)
        case _:
            return _read_published(inner, around)


def _read_draw(entry: Entry) -> TargetSource | None:
    scope = read_scope(entry.raw("scope"), entry.at("scope"), entry.findings)
    quota = read_quota(entry.raw("quota"), entry.at("quota"), entry)
    if not entry.finish() or quota is None:
        return None
    return DrawnTargets(scope=scope, quota=quota)


def _target_ids(entry: Entry, around: Surroundings) -> tuple[str, ...]:
    ids = entry.texts("target_ids")
    return tuple(
        _refer(entry, "target_ids", key, around.targets, code="unknown-target") for key in ids
    )


def _read_list(entry: Entry, around: Surroundings) -> TargetSource | None:
    targets = ListedTargets(
        target_ids=_target_ids(entry, around),
        reason=entry.text("reason"),
        approver=entry.text("approver"),
    )
    return targets if entry.finish() else None


def _read_published(entry: Entry, around: Surroundings) -> TargetSource | None:
    targets = PublishedTargets(
        target_ids=_target_ids(entry, around),
        draw_number=entry.text("draw_number"),
        digest=entry.text("digest"),
    )
    return targets if entry.finish() else None
