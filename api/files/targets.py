"""The target registry (检查对象名录库)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from api.files.closed_days import settle_closed_days
from api.files.coordinates import check_coordinates
from api.files.imports import Findings, Import
from api.files.tables.parsing import IS_PLAIN, RAW, Parsed, parse
from api.files.tables.specs import SPECS
from api.files.tables.specs.targets import ID_COLUMNS
from api.files.values.codes import (
    DIGITS_LOST,
    IS_LEGACY,
    LOOKS_LIKE_CODE,
    SCIENTIFIC,
    expected_ends,
    tidy_codes,
)
from scheduler.domain import frames
from scheduler.domain.calendar import Window
from scheduler.domain.registry import TARGETS, TargetRegistry, TargetType

END = "\x1fend"
WITHOUT_CODE = tuple(t.value for t in (TargetType.AREA, TargetType.PRODUCT, TargetType.PROJECT))
"""Types of targets that have no code of their own by nature."""

EMPTY = TargetRegistry.from_frame(frames.empty(TARGETS))


def read_targets(path: Path, window: Window | None = None) -> Import[TargetRegistry]:
    """Read the registry: the value holds the good rows, every other row is named.

    With the *window* of the draw, firms registered after it are worth a notice.
    """
    findings = Findings(path.name)
    parsed = parse(path, SPECS["targets"], findings)
    if parsed is None:
        return findings.unreadable(EMPTY)
    # A code beside an id of its own is kept as one more column.
    beside = ["uscc"] if parsed.has("uscc") and parsed.has("target_id") else []
    parsed.require("name")
    settle_ids(parsed, ID_COLUMNS, "target_id")
    _mark_own_ids(parsed)
    parsed.once("target_id")
    settle_closed_days(parsed)
    check_coordinates(parsed)
    if window is not None and parsed.has("reg_date"):
        parsed.notice(pl.col("reg_date") >= window.ends, "registered-in-future", "reg_date")
    good = parsed.good()
    kept = [name for name in good.columns if name in TARGETS or name in parsed.extra]
    return findings.result(
        TargetRegistry.from_frame(good.select(*kept, *beside)),
        n_rows=parsed.n_rows,
        left_out=parsed.left_out("target_id"),
    )


def settle_ids(parsed: Parsed, sources: Sequence[str], name: str) -> None:
    """Put the id of a target into column *name*: tidy, and judged where it is a code.

    The first of the columns *sources* that has a value in the row gives it.
    """
    found = [source for source in sources if parsed.has(source)]
    parsed.require(*found)
    tidied = parsed.frame.with_columns(tidy_codes(parsed.frame[source]) for source in found)
    for source in found:
        parsed.frame = tidied.with_columns(expected_ends(tidied[source]).alias(END))
        _judge(parsed, source)
    ids = tidied.select(pl.coalesce(found)).to_series()
    parsed.frame = tidied.with_columns(ids.alias(name), expected_ends(ids).alias(END))
    parsed.headings.setdefault(name, parsed.headings[found[0]])


def _judge(parsed: Parsed, source: str) -> None:
    code, raw = pl.col(source), pl.col(RAW + source)
    lost = code.str.contains(SCIENTIFIC) | (
        code.str.contains(DIGITS_LOST) & (code.str.slice(-1) != pl.col(END))
    )
    meant = code.str.contains(LOOKS_LIKE_CODE) & ~lost
    parsed.fault(lost, "digits-lost", source)
    parsed.fault(~code.str.contains(IS_PLAIN) & ~meant & ~lost, "not-a-plain-id", source)
    parsed.fault(meant & pl.col(END).is_null(), "wrong-characters-in-code", source)
    wrong = meant & (code.str.slice(-1) != pl.col(END))
    parsed.fault(wrong, "wrong-check-character", source, expected=pl.col(END))
    parsed.notice(code.str.contains(IS_LEGACY), "legacy-number", source)
    parsed.notice((code != raw) & ~lost, "code-tidied", source, used=code)


def _mark_own_ids(parsed: Parsed) -> None:
    """Mark firms that have neither code nor legacy number: one firm may then stand twice."""
    code = pl.col("target_id")
    named = code.str.contains(IS_LEGACY) | code.str.contains(LOOKS_LIKE_CODE)
    named |= (code.str.slice(-1) == pl.col(END)).fill_null(value=False)
    is_firm = pl.lit(value=True)
    if parsed.has("target_type"):
        is_firm = ~pl.col("target_type").is_in(WITHOUT_CODE).fill_null(value=False)
    parsed.notice(~named & is_firm, "own-id", "target_id")
