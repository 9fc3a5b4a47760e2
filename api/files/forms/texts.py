"""Texts of a document that nobody could keep or read: with control characters, or without end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.errors import Fault

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""All but tab and line feed, which people type."""

LONGEST = 20_000
OF_PATH = 60
"""So much of a key stands in a path: keys may be as long as texts."""


def text_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each text, or key, of a document that cannot be kept.

    Documents may be nested as deep as JSON can be read, so there is a list of what is left to look
    at and no recursion.
    """
    left: list[tuple[str, Any]] = [("", document)]
    while left:
        path, value = left.pop()
        match value:
            case str():
                yield from _faults(value, path)
            case Mapping():
                for key, member in value.items():
                    yield from _faults(key, path)
                    left.append((f"{path}/{key[:OF_PATH]}", member))
            case list():
                left += [(f"{path}/{number}", member) for number, member in enumerate(value)]


def _faults(text: str, path: str) -> Iterator[Fault]:
    where = path or "/"
    if CONTROLS.search(text):
        yield Fault("control-characters", where, {"path": where})
    if len(text) > LONGEST:
        yield Fault("text-too-long", where, {"path": where, "found": len(text), "most": LONGEST})
