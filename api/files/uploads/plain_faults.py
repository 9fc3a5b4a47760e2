"""Faults as plain data and back: so they cross a process, and so they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scheduler.errors import Fault

REPLACEMENT = "\ufffd"


def fault_data(fault: Fault) -> dict[str, Any]:
    """Return a fault as plain data, with signs that every database keeps."""
    facts = {
        name: fact.replace("\0", REPLACEMENT) if isinstance(fact, str) else fact
        for name, fact in fault.facts.items()
    }
    return {"code": fault.code, "place": fault.place.replace("\0", REPLACEMENT), "facts": facts}


def faults_of(data: Iterable[dict[str, Any]]) -> tuple[Fault, ...]:
    """Return faults from plain data."""
    return tuple(Fault(one["code"], one["place"], one["facts"]) for one in data)
