"""The part of a registry that a body keeps."""

from __future__ import annotations

import polars as pl

from api.records.registries.frames import registry_frame
from api.records.registries.kinds import KINDS, RegistryKind
from api.usecases.transaction import Transaction


def own_part(
    tx: Transaction, kind: RegistryKind, frame: pl.DataFrame, body_id: str | None
) -> pl.DataFrame:
    """Return the rows of *frame* that belong to a body; all if it is None."""
    if body_id is None:
        return frame
    if kind.body:
        return frame.filter(pl.col(kind.body) == body_id)
    officers = registry_frame(tx.session, KINDS["officers"])
    own = officers.filter(pl.col("body_id") == body_id)["officer_id"].to_list()
    return frame.filter(pl.col("officer_id").is_in(own))
