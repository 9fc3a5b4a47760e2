"""The canonical file of each kind, as `write_problem` writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from api.files.calendars import calendar_data
from api.files.documents import write_document
from api.files.forms.plans import plans_data
from api.files.policy import policy_data
from api.files.table_rows import (
    bodies_frame,
    conflicts_frame,
    items_frame,
    leave_frame,
    relatives_frame,
)
from api.files.windows import window_data
from scheduler.domain.frames import canonical_csv

FRAMES: Mapping[str, Callable[[Any], pl.DataFrame]] = {
    "bodies": bodies_frame,
    "items": items_frame,
    "conflicts": conflicts_frame,
    "relatives": relatives_frame,
    "leave": leave_frame,
}
DOCUMENTS: Mapping[str, Callable[[Any], Any]] = {
    "plans": plans_data,
    "policy": policy_data,
    "calendar": calendar_data,
}


def canonical_file(kind: str, value: Any) -> tuple[str, bytes]:  # noqa: ANN401 - of that kind
    """Return name and content of the file that holds *value*."""
    if kind in DOCUMENTS:
        return f"{kind}.json", write_document(DOCUMENTS[kind](value))
    if kind == "draw":
        number, window = value
        data = {"number": number.series, "attempt": number.attempt, "window": window_data(window)}
        return "draw.json", write_document(data)
    if kind in FRAMES:
        return f"{kind}.csv", canonical_csv(FRAMES[kind](value))
    return f"{kind}.csv", canonical_csv(value.frame)
