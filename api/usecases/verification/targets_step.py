"""The step about targets: every ticket, and that the lowest of each public stratum were drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.files.evidence.documents import PUBLIC_LOCK
from api.usecases.verification.finding import Finding
from api.usecases.verification.public_draw import (
    SELECTIONS_FILE,
    STRATA_FILE,
    PublicDraw,
    Row,
)
from scheduler.domain.hashing import derived, plain
from scheduler.errors import Fault
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event, moment_text
from scheduler.lottery.tickets import MAX_WEIGHT


def targets_step(draw: PublicDraw, attempt: Attempt) -> Finding:
    """Check the tickets, their order, the counts of each plan, and the strata that are told."""
    faults = (*_unlike_record(draw, attempt), *_faults(draw))
    return Finding("targets", sum(map(len, draw.selections.values())), faults=faults)


def _unlike_record(draw: PublicDraw, attempt: Attempt) -> Iterator[Fault]:
    """Yield that public/lock.json is not of the lock in the log."""
    record, told = attempt.the(Event.LOCK), draw.lock
    same = record is not None and (
        told["draw"] == str(record.draw)
        and told["locked_at"] == moment_text(record.at)
        and sorted(draw.plans) == record.fields["plans"]
        and all(told[name] == record.fields[name] for name in ("profile", "algorithms"))
    )
    if not same:
        yield Fault("quoted-record-differs", PUBLIC_LOCK, {"quoted": Event.LOCK.value})


def _faults(draw: PublicDraw) -> Iterator[Fault]:
    for plan_id in sorted((draw.selections.keys() | draw.strata.keys()) - draw.plans.keys()):
        yield Fault("plan-not-locked", SELECTIONS_FILE, {"plan": plan_id})
    for plan_id, plan in draw.plans.items():
        rows = draw.selections.get(plan_id, [])
        due = plan["quota"] if plan["source"] == "draw" else plan["listed"]
        if len(rows) != due:
            yield _unlike("count-unlike-quota", plan_id, len(rows), due)
        if plan["source"] != "draw":
            yield from _tickets_of_a_list(plan_id, rows)
            continue
        if not _adds_up(plan):
            yield Fault("strata-unlike-lock", PUBLIC_LOCK, {"plan": plan_id})
        yield from _wrong_tickets(draw, plan, rows)
        order = [(row["ticket"], row["target_id"]) for row in rows]
        if order != sorted(set(order)) or len({row["target_id"] for row in rows}) != len(rows):
            yield Fault("tickets-out-of-order", SELECTIONS_FILE, {"plan": plan_id})
        yield from _wrong_strata(plan, rows, draw.strata.get(plan_id, []))


def _tickets_of_a_list(plan_id: str, rows: list[Row]) -> Iterator[Fault]:
    """Yield listed targets that are told as if they had been drawn."""
    for row in rows:
        if row["ticket"] or row["stratum_no"] or row["rank"]:
            facts = {"plan": plan_id, "target": row["target_id"], "found": row["ticket"]}
            yield Fault("ticket-wrong", SELECTIONS_FILE, facts)


def _adds_up(plan: Mapping[str, Any]) -> bool:
    """Tell whether registry, pool, exclusions and strata of a plan agree."""
    strata = plan["strata"]
    return (
        plan["registry"] == plan["pool"] + sum(plan["exclusions"].values())
        and plan["quota"] <= plan["pool"]
        and (not strata or sum(one["pool"] for one in strata) == plan["pool"])
    )


def _wrong_tickets(draw: PublicDraw, plan: Mapping[str, Any], rows: list[Row]) -> Iterator[Fault]:
    key = draw.ticket_key(plan["plan_id"])
    for row in rows:
        target = row["target_id"]
        names = (
            (f"{target}#{j}" for j in range(1, MAX_WEIGHT + 1)) if plan["weighted"] else [target]
        )
        if row["ticket"] not in {plain(derived(f"{key}{name}")) for name in names}:
            facts = {"plan": plan["plan_id"], "target": target, "found": row["ticket"]}
            yield Fault("ticket-wrong", SELECTIONS_FILE, facts)


def _wrong_strata(plan: Mapping[str, Any], rows: list[Row], told: list[Row]) -> Iterator[Fault]:
    """Check the strata that are told; a plan whose strata are not has one row with its totals."""
    plan_id, strata = plan["plan_id"], plan["strata"]
    if not strata:
        yield from _wrong_totals(plan, rows, told)
        return
    numbers = [(row["stratum_no"], row["stratum"], row["pool"]) for row in told]
    if numbers != [
        (str(one["stratum_no"]), "|".join(one["stratum"]), str(one["pool"])) for one in strata
    ]:
        yield Fault("strata-unlike-lock", STRATA_FILE, {"plan": plan_id})
        return
    if sum(int(row["quota"]) for row in told) != plan["quota"]:
        yield Fault("strata-unlike-lock", STRATA_FILE, {"plan": plan_id})
    for row, one in zip(told, strata, strict=True):
        if one["quota"] is not None and row["quota"] != str(one["quota"]):
            yield Fault("strata-unlike-lock", STRATA_FILE, {"plan": plan_id})
        drawn = [s for s in rows if s["stratum_no"] == row["stratum_no"]]
        ranks = [s["rank"] for s in drawn]
        if ranks != [str(rank) for rank in range(1, int(row["quota"]) + 1)]:
            found = {"plan": plan_id, "stratum": row["stratum_no"]}
            yield Fault("ranks-wrong", SELECTIONS_FILE, found)
        elif (drawn[-1]["ticket"] if drawn else "") != row["cutoff"]:
            found = {"plan": plan_id, "stratum": row["stratum_no"]}
            yield Fault("cutoff-wrong", STRATA_FILE, found)


def _wrong_totals(plan: Mapping[str, Any], rows: list[Row], told: list[Row]) -> Iterator[Fault]:
    """Check a plan whose strata are not told: nowhere may they be."""
    figures = [(row["stratum_no"], row["pool"], row["quota"], row["cutoff"]) for row in told]
    if figures != [("", str(plan["pool"]), str(plan["quota"]), "")]:
        yield Fault("strata-unlike-lock", STRATA_FILE, {"plan": plan["plan_id"]})
    for row in rows:
        if row["stratum_no"] or row["rank"]:
            found = {"plan": plan["plan_id"], "stratum": row["stratum_no"]}
            yield Fault("ranks-wrong", SELECTIONS_FILE, found)


def _unlike(code: str, plan_id: str, found: int, expected: int) -> Fault:
    return Fault(code, SELECTIONS_FILE, {"plan": plan_id, "found": found, "expected": expected})
