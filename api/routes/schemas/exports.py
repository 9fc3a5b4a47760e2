"""Exports on the wire."""

from __future__ import annotations

from api.routes.schemas.base import Told


class ExportOut(Told):
    """Something that can be exported, and its columns."""

    kind: str
    columns: list[str]
