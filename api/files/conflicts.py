"""Conflicts of interest between officers and targets (回避)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from api.files.imports import Findings, Import
from api.files.known import Known
from api.files.leave import end_days, settle_person
from api.files.tables.parsing import parse
from api.files.tables.specs import SPECS
from api.files.values.cell_columns import plain_width
from api.files.values.codes import tidy_codes
from scheduler.domain.conflicts import Conflict, ConflictState, Relation, Subject, conflict_key

Conflicts = tuple[Conflict, ...]
KEY = ("officer_id", "subject", "subject_id", "relation", "state", "since", "until")


def read_conflicts(
    path: Path, officers: Known | None = None, targets: Known | None = None
) -> Import[Conflicts]:
    """Read the conflicts, sorted.

    A conflict of an officer nobody knows is a fault: a slip in his number would send him there.
    A target nobody knows is a notice: the registry of this draw may be a part of all.
    """
    findings = Findings(path.name)
    parsed = parse(path, SPECS["conflicts"], findings)
    if parsed is None:
        return findings.unreadable(())
    settle_person(parsed, officers)
    parsed.require("subject_id")
    parsed.require("relation")
    end_days(parsed, "since", "until")
    parsed.default("subject", pl.lit(Subject.TARGET.value))
    parsed.default("state", pl.lit(ConflictState.DECIDED_AVOID.value))
    is_target = pl.col("subject") == Subject.TARGET.value
    narrow = parsed.frame.select(plain_width(pl.col("subject_id"))).to_series()
    parsed.frame = parsed.frame.with_columns(
        # A person or a group has any key; a target's is written as in the registry.
        pl.when(is_target).then(tidy_codes(narrow)).otherwise("subject_id").alias("subject_id")
    )
    if targets is not None:
        strange = ~pl.col("subject_id").is_in(sorted(targets.ids | targets.left_out))
        parsed.notice(is_target & strange, "unknown-target-of-conflict", "subject_id")
    parsed.once("subject_id", *KEY)
    conflicts = (_conflict(row) for row in parsed.good().select(KEY).iter_rows(named=True))
    return findings.result(tuple(sorted(conflicts, key=conflict_key)), n_rows=parsed.n_rows)


def _conflict(row: dict[str, Any]) -> Conflict:
    since: date | None = row["since"]
    return Conflict(
        officer_id=row["officer_id"],
        subject=Subject(row["subject"]),
        subject_id=row["subject_id"],
        relation=Relation(row["relation"]),
        state=ConflictState(row["state"]),
        since=since,
        until=row["until"],
    )
