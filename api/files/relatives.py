"""Relatives among the officers (近亲属): they never go to one visit."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from api.files.imports import Findings, Import
from api.files.known import Known
from api.files.leave import settle_person
from api.files.tables.parsing import parse
from api.files.tables.specs import SPECS
from scheduler.domain.conflicts import Kinship, Relation

Relatives = tuple[Kinship, ...]
RELATIVE = ("relative_id", "relative_cert_no", "relative_name")
KEY = ("officer_id", "relative_id", "relation")


def read_relatives(path: Path, officers: Known | None = None) -> Import[Relatives]:
    """Read the pairs, sorted, the smaller id first; a pair that both name stands once.

    An officer nobody knows is a fault: a slip in his number would send the two together.
    """
    findings = Findings(path.name)
    parsed = parse(path, SPECS["relatives"], findings)
    if parsed is None:
        return findings.unreadable(())
    settle_person(parsed, officers)
    settle_person(parsed, officers, RELATIVE)
    parsed.default("relation", pl.lit(Relation.OTHER.value))
    one, other = pl.col("officer_id"), pl.col("relative_id")
    parsed.fault(one == other, "own-relative", "relative_id", who=one)
    pairs = {
        Kinship(
            officer_id=min(officer_id, relative_id),
            relative_id=max(officer_id, relative_id),
            relation=Relation(relation),
        )
        for officer_id, relative_id, relation in parsed.good().select(KEY).iter_rows()
    }
    return findings.result(tuple(sorted(pairs)), n_rows=parsed.n_rows)
