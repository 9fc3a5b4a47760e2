"""Enforcement bodies (行政执法主体)."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from api.files.imports import Findings, Import
from api.files.tables.parsing import parse
from api.files.tables.specs import SPECS
from scheduler.domain.bodies import EnforcementBody, Level

Bodies = tuple[EnforcementBody, ...]


def read_bodies(path: Path) -> Import[Bodies]:
    """Read the bodies, sorted by id."""
    findings = Findings(path.name)
    parsed = parse(path, SPECS["bodies"], findings)
    if parsed is None:
        return findings.unreadable(())
    parsed.require("body_id")
    parsed.require("name")
    parsed.once("body_id")
    level = pl.col("level") if parsed.has("level") else pl.lit(None, dtype=pl.String())
    rows = parsed.good().sort("body_id").select("body_id", "name", level.alias("level"))
    return findings.result(
        tuple(
            EnforcementBody(body_id=body_id, name=name, level=Level(level or Level.DISTRICT))
            for body_id, name, level in rows.iter_rows()
        ),
        n_rows=parsed.n_rows,
        left_out=parsed.left_out("body_id"),
    )
