"""Plans as plain data, as JSON and YAML hold them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from api.files.forms.form import Entry
from api.files.forms.participations import participation_data, read_participations
from api.files.forms.quotas import quota_data, read_quota
from api.files.forms.references import refer_to
from api.files.forms.scopes import read_scope, scope_data
from api.files.forms.suitability import read_suitability, suitability_data
from api.files.forms.surroundings import Surroundings
from api.files.values.cells import read_day
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
        "participations": [participation_data(part) for part in plan.participations],
        "targets": _targets_data(plan.targets),
        "lead_body": plan.lead_body,
        "merging": plan.merging,
        "priority": plan.priority,
        "fixed_days": [day.isoformat() for day in plan.fixed_days],
        "round_size": plan.round_size,
        "lending": plan.lending,
        "suitability": suitability_data(plan.suitability),
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


def read_plan(entry: Entry, around: Surroundings) -> Plan | None:
    """Read one plan; None after recording why."""
    plan_id = entry.text("plan_id")
    if plan_id and not is_plain(plan_id):
        entry.findings.entry_fault("not-a-plain-id", entry.at("plan_id"), found=plan_id)
    name = entry.text("name", plan_id)
    kind = entry.choice("kind", PlanKind)
    window = read_window(entry.entry("window"))
    parts = read_participations(entry, around)
    targets = _read_targets(entry.entry("targets"), around)
    lead = entry.text("lead_body", parts[0].body_id if parts else "")
    lead = around.bodies.resolve(lead) if around.bodies else lead
    manner = _read_manner(entry)
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
        **manner,
    )


def _read_manner(entry: Entry) -> dict[str, Any]:
    """Read how a plan's visits are made: alone or with others, when, in rounds, by whom."""
    round_size = entry.count("round_size", 1)
    if round_size < 1 and not entry.told("round_size"):
        entry.findings.entry_fault("must-be-at-least-one", entry.at("round_size"), found=0)
    merging = entry.truth("merging", default=round_size <= 1)
    if merging and round_size > 1:
        facts = {"found": round_size}
        entry.findings.entry_fault("rounds-do-not-merge", entry.at("merging"), **facts)
    return {
        "merging": merging,
        "priority": entry.optional_count("priority"),
        "fixed_days": _read_days(entry),
        "round_size": round_size,
        "lending": entry.truth("lending", default=True),
        "suitability": read_suitability(entry.entry("suitability", required=False)),
    }


def _read_days(entry: Entry) -> tuple[date, ...]:
    """Read the fixed days: in any order, each once."""
    found = {text: read_day(text) for text in entry.texts("fixed_days")}
    for text, day in found.items():
        if day is None:
            entry.findings.entry_fault("not-a-day", entry.at("fixed_days"), found=text)
    return tuple(sorted({day for day in found.values() if day is not None}))


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
        refer_to(entry, "target_ids", key, around.targets, code="unknown-target") for key in ids
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
