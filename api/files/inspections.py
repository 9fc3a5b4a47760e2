"""Inspections already made (历史检查) and tasks still open (未完成任务)."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from api.files.imports import Findings, Import
from api.files.known import Known, notice_strangers, refer, resolve_members
from api.files.tables.parsing import Parsed, parse
from api.files.tables.specs import SPECS
from api.files.targets import settle_ids
from scheduler.domain.inspections import INSPECTIONS, InspectionLog

SOURCES = ("target_id", "uscc", "legacy_regno")
NEEDED = ("visit_id", "target_id", "body_id")


def read_inspections(
    path: Path,
    table: str = "history",
    *,
    bodies: Known | None = None,
    targets: Known | None = None,
    officers: Known | None = None,
) -> Import[InspectionLog]:
    """Read a log; *table* is `history` or `live_tasks`.

    What it says about targets and officers that are gone is still true, so strangers there are
    only a notice; a body that nobody knows is a fault, because caps count by body.
    """
    findings = Findings(path.name)
    parsed = parse(path, SPECS[table], findings)
    if parsed is None:
        return findings.unreadable(InspectionLog.none())
    settle_ids(parsed, SOURCES, "target_id")
    parsed.require("body_id")
    parsed.require("day")
    refer(parsed, "body_id", bodies, code="unknown-body")
    resolve_members(parsed, "officer_ids", officers)
    if targets is not None:
        strangers = ~pl.col("target_id").is_in(sorted(targets.ids | targets.left_out))
        parsed.notice(strangers, "unknown-target-in-log", "target_id")
    notice_strangers(parsed, "officer_ids", officers, code="unknown-officer-in-log")
    _number_visits(parsed)
    parsed.once("visit_id", *NEEDED)
    good = parsed.good()
    return findings.result(
        InspectionLog.from_frame(good.select(name for name in good.columns if name in INSPECTIONS)),
        n_rows=parsed.n_rows,
    )


def _number_visits(parsed: Parsed) -> None:
    """Without a number, one body at one target on one day is one visit."""
    own = pl.concat_str(
        "target_id", "body_id", pl.col("day").dt.to_string("%Y-%m-%d"), separator="/"
    )
    parsed.default("visit_id", own)
    parsed.headings.setdefault("visit_id", parsed.headings["target_id"])
