"""The officer registry (执法检查人员名录库)."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from api.files.coordinates import check_coordinates
from api.files.imports import Findings, Import
from api.files.known import Known, refer
from api.files.tables.parsing import IS_PLAIN, RAW, Parsed, parse
from api.files.tables.specs import SPECS
from scheduler.domain import frames
from scheduler.domain.calendar import Window
from scheduler.domain.registry import OFFICERS, OfficerRegistry, Role

EMPTY = OfficerRegistry.from_frame(frames.empty(OFFICERS))


def read_officers(
    path: Path, bodies: Known | None = None, window: Window | None = None
) -> Import[OfficerRegistry]:
    """Read the registry; *bodies*, if read before, give ids for names and refuse strangers.

    With the *window* of the draw, certificates that do not last are worth a notice.
    """
    findings = Findings(path.name)
    parsed = parse(path, SPECS["officers"], findings)
    if parsed is None:
        return findings.unreadable(EMPTY)
    parsed.require("name")
    parsed.require("body_id")
    settle_officer_ids(parsed)
    refer(parsed, "body_id", bodies, code="unknown-body")
    parsed.once("officer_id")
    if {"min_visits", "max_visits"} <= parsed.headings.keys():
        crossed = pl.col("min_visits") > pl.col("max_visits")
        parsed.fault(
            crossed,
            "minimum-above-maximum",
            "min_visits",
            low=pl.col("min_visits"),
            high=pl.col("max_visits"),
        )
    check_coordinates(parsed)
    if window is not None:
        _notice_certificates(parsed, window)
    good = parsed.good()
    return findings.result(
        OfficerRegistry.from_frame(good.select(name for name in good.columns if name in OFFICERS)),
        n_rows=parsed.n_rows,
        left_out=parsed.left_out("officer_id"),
    )


def _notice_certificates(parsed: Parsed, window: Window) -> None:
    """Name officers who will not be drawn, or not on every day: nothing is wrong with the row."""
    if not parsed.has("cert_valid_to"):
        parsed.findings.file_notice("no-certificates")
        return
    until, given = pl.col("cert_valid_to"), pl.col(RAW + "cert_valid_to").is_not_null()
    # Experts advise and need no certificate.
    officer = pl.lit(value=True)
    if parsed.has("role"):
        officer = pl.col("role").ne_missing(Role.EXPERT.value)
    parsed.notice(officer & ~given, "certificate-missing", "cert_valid_to")
    parsed.notice(officer & (until < window.starts), "certificate-expired", "cert_valid_to")
    within = (until >= window.starts) & (until < window.ends)
    parsed.notice(officer & within, "certificate-expires", "cert_valid_to")


def settle_officer_ids(parsed: Parsed) -> None:
    """Put the id of an officer into `officer_id`: his own number, else that of his certificate."""
    found = [name for name in ("officer_id", "cert_no") if parsed.has(name)]
    parsed.require(*found)
    own = pl.col("officer_id") if parsed.has("officer_id") else pl.lit(None)
    if parsed.has("cert_no"):
        unfit = own.is_null() & ~pl.col("cert_no").str.contains(IS_PLAIN)
        parsed.fault(unfit, "not-a-plain-id", "cert_no")
    parsed.frame = parsed.frame.with_columns(pl.coalesce(found).alias("officer_id"))
    parsed.headings.setdefault("officer_id", parsed.headings[found[0]])
