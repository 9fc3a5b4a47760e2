"""Faults as plain data and back: so they cross a process, and so they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scheduler.errors import Fault


def fault_data(fault: Fault) -> dict[str, Any]:
    """Return a fault as plain data."""
    return {"code": fault.code, "place": fault.place, "facts": dict(fault.facts)}


def faults_of(data: Iterable[dict[str, Any]]) -> tuple[Fault, ...]:
    """Return faults from plain data."""
    return tuple(Fault(one["code"], one["place"], one["facts"]) for one in data)
