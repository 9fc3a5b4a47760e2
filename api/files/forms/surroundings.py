"""What the plans of a document refer to."""

from __future__ import annotations

from dataclasses import dataclass

from api.files.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Bodies, items and targets that are known; None where that file was not read."""

    bodies: Known | None = None
    items: Known | None = None
    targets: Known | None = None
