"""Events on the wire."""

from __future__ import annotations

from typing import Any

from api.routes.schemas.base import Moment, Told


class EventOut(Told):
    """Something that happened. Who did it, why and how is left out if it is others' matter too."""

    id: int
    at: Moment
    actor: str | None
    action: str
    subject: str
    subject_id: str
    bodies: list[str]
    reason: str
    facts: dict[str, Any]
