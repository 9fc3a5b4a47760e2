"""Days that are no mistake by themselves and yet worth a word, once the window is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import polars as pl

from api.files.imports import Findings, Import
from scheduler.domain.calendar import Window
from scheduler.domain.problem import DrawNumber
from scheduler.domain.registry import OfficerRegistry, Registry

R = TypeVar("R", bound=Registry)


def notice_days(part: Import[R], draw: tuple[DrawNumber, Window] | None, file: str) -> Import[R]:
    """Add notices about certificates that run out and firms registered in the future."""
    if draw is None:
        return part
    window = draw[1]
    findings = Findings(file, notices=list(part.notices))
    frame = part.value.frame
    if isinstance(part.value, OfficerRegistry):
        until = pl.col("cert_valid_to")
        _name(frame.filter(until.is_null()), "certificate-missing", "cert_valid_to", findings)
        _name(frame.filter(until < window.starts), "certificate-expired", "cert_valid_to", findings)
        ends_within = (until >= window.starts) & (until < window.ends)
        _name(frame.filter(ends_within), "certificate-expires", "cert_valid_to", findings)
    else:
        later = pl.col("reg_date") >= window.ends
        _name(frame.filter(later), "registered-in-future", "reg_date", findings)
    return replace(part, notices=tuple(findings.notices))


def _name(frame: pl.DataFrame, code: str, column: str, findings: Findings) -> None:
    key = frame.columns[0]
    for name, day in frame.select(key, pl.col(column).cast(pl.String)).rows():
        findings.entry_notice(code, str(name), column=column, found=day or "")
