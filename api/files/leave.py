"""Officers' leave (请假、培训、借调)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from api.files.imports import Findings, Import
from api.files.known import Known, refer
from api.files.tables.parsing import Parsed, parse
from api.files.tables.specs import SPECS
from scheduler.domain.conflicts import Absence, Leave

Leaves = tuple[Leave, ...]
PERSON = ("officer_id", "cert_no", "officer_name")
KEY = ("officer_id", "starts", "ends", "absence")


def read_leave(path: Path, officers: Known | None = None) -> Import[Leaves]:
    """Read the leave, sorted; an officer nobody knows is a fault."""
    findings = Findings(path.name)
    parsed = parse(path, SPECS["leave"], findings)
    if parsed is None:
        return findings.unreadable(())
    settle_person(parsed, officers)
    parsed.require("starts")
    parsed.require(*(name for name in ("ends", "last_day") if parsed.has(name)))
    end_days(parsed, "starts", "ends")
    parsed.default("absence", pl.lit(Absence.LEAVE.value))
    parsed.once("officer_id", *KEY)
    rows = parsed.good().select(KEY).iter_rows()
    return findings.result(
        tuple(
            sorted(
                Leave(officer_id=officer_id, starts=starts, ends=ends, absence=Absence(absence))
                for officer_id, starts, ends, absence in rows
            )
        ),
        n_rows=parsed.n_rows,
    )


def settle_person(
    parsed: Parsed, officers: Known | None, columns: tuple[str, ...] = PERSON
) -> None:
    """Put the officer into the first of *columns*: by number, certificate or unique name."""
    found = [name for name in columns if parsed.has(name)]
    parsed.require(*found)
    settled = columns[0]
    parsed.frame = parsed.frame.with_columns(pl.coalesce(found).alias(settled))
    parsed.headings.setdefault(settled, parsed.headings[found[0]])
    refer(parsed, settled, officers, code="unknown-officer")


def end_days(parsed: Parsed, starts: str, ends: str) -> None:
    """Put the day after the last one into column *ends*, and find ends before the start."""
    last = pl.col("last_day")
    after_last = pl.when(last < date.max).then(last + pl.duration(days=1)).otherwise(last)
    given = [pl.col(ends)] if parsed.has(ends) else []
    sources = [*given, *([after_last] if parsed.has("last_day") else [])]
    nothing = pl.lit(None, dtype=pl.Date())
    begin = pl.col(starts) if parsed.has(starts) else nothing
    parsed.frame = parsed.frame.with_columns(
        pl.coalesce(*sources, nothing).alias(ends), begin.alias(starts)
    )
    shown = ends if given else "last_day"
    if sources:
        began = pl.col(starts).dt.to_string("%Y-%m-%d")
        parsed.fault(pl.col(starts) >= pl.col(ends), "ends-before-start", shown, since=began)
