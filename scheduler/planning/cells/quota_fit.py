"""Fit of overlapping quotas: do their columns and levels occur in the registry?"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.quota import NO_VALUE
from scheduler.errors import Fault


def overlapping_faults(frame: pl.DataFrame, quota: OverlappingQuota, place: str) -> Iterator[Fault]:
    """Yield columns that *frame* has not, or whose cells are lists, and levels that nobody has."""
    for column in quota.columns:
        if column not in frame.columns or isinstance(frame.schema[column], pl.List):
            yield Fault("unknown-column", f"{place}.margins", {"column": column})
            continue
        known = set(frame[column].cast(pl.String).fill_null(NO_VALUE).unique())
        for margin in quota.margins:
            if margin.column == column and margin.level not in known:
                facts = {"found": margin.level, "columns": column}
                yield Fault("unknown-stratum", f"{place}.margins", facts)
