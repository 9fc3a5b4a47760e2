"""The column of closed days: every member read, in one form for one day."""

from __future__ import annotations

import polars as pl

from api.files.tables.parsing import Parsed
from api.files.values.closed_days import read_closed_days

NAME = "closed_days"


def settle_closed_days(parsed: Parsed) -> None:
    """Turn the members of `closed_days` into `mon` to `sun` and ISO days, each once."""
    if not parsed.has(NAME):
        return
    found = parsed.frame[NAME].explode().drop_nulls().unique().to_list()
    read = {member: read_closed_days(member) for member in found}
    strange = pl.col(NAME).list.eval(
        pl.element().filter(pl.element().is_in([m for m in found if read[m] is None]))
    )
    first = strange.list.first()
    parsed.fault(first.is_not_null(), "not-a-closed-day", NAME, member=first)
    meant = {member: "|".join(days or ()) for member, days in read.items()}
    parsed.frame = parsed.frame.with_columns(
        pl.col(NAME)
        .list.eval(
            pl.element()
            .replace_strict(meant, return_dtype=pl.String())
            .str.split("|")
            .explode()
            .replace("", None)
            .drop_nulls()
            .unique()
            .sort()
        )
        .alias(NAME)
    )
