"""lock.json, manifest.json and SHA256SUMS."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from api.files.draws import draw_data
from api.files.planbook.edition import Edition
from api.files.planbook.lock_facts import cells_data, days_data
from scheduler.domain.hashing import plain
from scheduler.domain.lock import Lock, PlanPool
from scheduler.domain.planbook import PlanBook, ShortfallKind
from scheduler.domain.policy import Coordination, Remedy
from scheduler.evidence.commitments import sha256_hex
from scheduler.evidence.records import moment_text

FORMAT = "doubledraw-planbook-1"
MARKING = "内部资料，公布前保密 / Internal: confidential until published"

ALGORITHMS = {
    "canonical_text": "csv-utf8-lf-1",
    "keys": "sha256-hex-1",
    "targets": "lowest-sha256-ticket-1",
    "cells": "counted-or-walked-1",
    "visits": "greedy-by-window-end-2",
    "rounds": "hilbert-order-1",
    "days": "dealt-to-planned-days-1",
    "officers": "first-plan-and-walk-2",
    "remedies": "declared-order-1",
}
"""The rules that lead from the seed to the result; a number goes up when a rule changes."""


def read_moment(text: str) -> datetime:
    """Return the moment that a text of ISO 8601 with a time zone stands for.

    Raises:
        ValueError: if it is not one.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = f"A moment needs a time zone, got {text!r}."
        raise ValueError(message)
    return moment.astimezone(UTC)


def lock_data(lock: Lock, inputs: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what was frozen before the seed: when, from what, who could be drawn, how many.

    *days* and *cells* are what solvers found; `lock_facts` reads them back.
    """
    return {
        "format": FORMAT,
        "draw": draw_data(lock.problem),
        "locked_at": moment_text(lock.locked_at),
        "entropy": list(lock.entropy),
        "profile": lock.profile.value,
        "inputs": {name: sha256_hex(content) for name, content in sorted(inputs.items())},
        "policy": lock.problem.policy.version,
        "plans": [_pool_data(pool, lock) for pool in lock.pools],
        "days": days_data(lock.days),
        "cells": {plan_id: cells_data(cells) for plan_id, cells in sorted(lock.cells.items())},
    }


def _pool_data(pool: PlanPool, lock: Lock) -> dict[str, Any]:
    ids = lock.problem.targets.frame["target_id"]
    return {
        "plan_id": pool.plan_id,
        "registry": len(lock.problem.targets),
        "pool": pool.size,
        "quota": pool.quota,
        "exclusions": {reason.value: n for reason, n in sorted(pool.exclusions.items())},
        "strata": [
            {
                "stratum_no": number,
                "pool": len(part.rows),
                "quota": part.quota,
                # Of the ids in ascending order, a line feed after each.
                "pool_sha256": _digest_of_ids(ids.gather(part.rows).to_list()),
            }
            for number, part in enumerate(pool.strata, start=1)
        ],
    }


def _digest_of_ids(ids: list[str]) -> str:
    return sha256_hex("".join(f"{name}\n" for name in ids).encode())


def manifest_data(
    edition: Edition, files: Mapping[str, bytes], made_with: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the folder holds, and what a reader needs to check a ticket."""
    return {
        "format": FORMAT,
        "marking": MARKING,
        "draw": draw_data(edition.problem),
        "locked_at": moment_text(edition.lock.locked_at),
        "algorithms": ALGORITHMS,
        "made_with": dict(made_with),
        "keys": {
            "target": plain(edition.keys.target),
            "officer": plain(edition.keys.officer),
            "day": plain(edition.keys.day),
        },
        # Where plans draw independently, each has its own key: plans.csv, column ticket_key.
        "shared_tickets": edition.problem.policy.coordination is Coordination.SHARED,
        "counts": counts(edition),
        "files": {name: sha256_hex(content) for name, content in sorted(files.items())},
    }


def counts(edition: Edition) -> dict[str, int]:
    """Return the totals of a plan book."""
    book = edition.book
    return {
        "registry": len(edition.problem.targets),
        "officers": len(edition.problem.officers),
        "plans": len(edition.problem.plans),
        "pool": sum(pool.size for pool in edition.lock.pools),
        "quota": sum(pool.quota for pool in edition.lock.pools),
        "tasks": len(edition.selected),
        "reserves": len(edition.reserves),
        "targets": len({selection.target_id for selection in edition.selected}),
        "visits": len(book.visits),
        "merged_visits": sum(edition.is_merged(visit) for visit in book.visits),
        "visits_saved": sum(
            len(visit.tasks) - 1 for visit in book.visits if edition.is_merged(visit)
        ),
        "rounds": sum(edition.is_round(visit) for visit in book.visits),
        "days": len({visit.day for visit in book.visits}),
        "reserved": sum(row.reserve for row in edition.lock.days.body_days),
        "teams": len(book.teams),
        "places": sum(len(team.places) for team in book.teams),
        "lent": edition.lent,
        "experts_sent": sum(len(team.experts) for team in book.teams),
        "reserve_taken": _shortfalls(book, ShortfallKind.RESERVE),
        "moved": sum(use.remedy is Remedy.OTHER_DAY for use in book.remedies),
        "direct": _shortfalls(book, ShortfallKind.DIRECT),
        "splits": _shortfalls(book, ShortfallKind.SPLIT),
        "shortfalls": len(book.shortfalls),
    }


def _shortfalls(book: PlanBook, kind: ShortfallKind) -> int:
    return sum(short.kind is kind for short in book.shortfalls)


def sums_text(files: Mapping[str, bytes]) -> str:
    """Return the lines that `sha256sum -c` checks."""
    return "".join(f"{sha256_hex(content)}  {name}\n" for name, content in sorted(files.items()))
