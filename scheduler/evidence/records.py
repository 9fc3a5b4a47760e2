"""Records: one JSON object for each event of a draw, a leaf of the log.

A record is its bytes. Fields are read out of them; nothing is ever written again from fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from scheduler.domain.hashing import Profile
from scheduler.domain.identifiers import is_plain
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.canonical import NotCanonicalError, canonical
from scheduler.evidence.commitments import HEX, sha256_hex

SCHEMA = "doubledraw-record-1"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class Event(StrEnum):
    """What a record tells."""

    COMMIT = "commit"
    LOCK = "lock"
    ENTROPY = "entropy"
    EXEC = "exec"
    VACANCY = "vacancy"
    REPLACE = "replace"
    VOID = "void"
    PUBLISH = "publish"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its published bytes, and what they say."""

    content: bytes
    event: Event
    draw: DrawNumber
    at: datetime
    fields: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 of the published bytes, as other records quote it."""
        return sha256_hex(self.content)


LONGEST_NAME = 255

Check = Callable[[Any], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and is_plain(value)


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and HEX.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_plans(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and value == sorted(set(value))


def _are_sources(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and _is_text(one.get("type")) for one in value)
    )


def _are_documents(value: object) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_is_name(name) and _is_hash(one) for name, one in value.items())
    )


def _is_name(name: str) -> bool:
    """Tell whether a document may be called so: a bar would end the name inside a commitment."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and "|" not in name


def _are_algorithms(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _is_profile(value: object) -> bool:
    return isinstance(value, str) and value in tuple(Profile)


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


FIELDS: Mapping[Event, Mapping[str, Check]] = {
    Event.COMMIT: {"party": _is_text, "commit": _is_hash},
    Event.LOCK: {
        "profile": _is_profile,
        "algorithms": _are_algorithms,
        "announced": _is_truth,
        "plans": _are_plans,
        "entropy": _are_sources,
        "documents": _are_documents,
    },
    Event.ENTROPY: {"source": _is_number, "commitment": _is_hash},
    Event.EXEC: {"lock": _is_hash, "documents": _are_documents},
    Event.VACANCY: {
        "number": _is_number,
        "kind": _is_text,
        "reason": _is_text,
        "by": _is_text,
        "second": _is_text,
        "entropy": _are_sources,
        "documents": _are_documents,
    },
    Event.REPLACE: {"number": _is_number, "vacancy": _is_hash, "documents": _are_documents},
    Event.VOID: {"reason": _is_text, "by": _is_text, "second": _is_text},
    Event.PUBLISH: {"exec": _is_hash, "manifest": _is_hash, "by": _is_text, "second": _is_text},
    Event.OUTCOME: {"documents": _are_documents},
}
"""The fields of each event beside those that all have, and what each must be."""

COMMON = ("schema", "event", "draw", "at")


def moment_text(moment: datetime) -> str:
    """Return a moment as records tell it, in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_record(event: Event, draw: DrawNumber, at: datetime, **fields: object) -> Record:
    """Make a record.

    Raises:
        FaultsError: if a field is missing, too much, or not what it must be.
    """
    data = {"schema": SCHEMA, "event": event.value, "draw": str(draw), "at": moment_text(at)}
    return read_record(canonical(data | fields), 0)


def read_record(content: bytes, line: int) -> Record:
    """Read a record; *line* is its number in the log, from 0.

    Raises:
        FaultsError: if it is none; all that is wrong with it is listed.
    """
    data = _object(content)
    if data is None or data.get("schema") != SCHEMA or data.get("event") not in tuple(Event):
        raise _unreadable(line, ["schema", "event"])
    event = Event(data["event"])
    draw, at = parse_draw(data.get("draw")), _moment(data.get("at"))
    wanted = FIELDS[event]
    wrong = [name for name, check in wanted.items() if name not in data or not check(data[name])]
    wrong += [name for name in data if name not in wanted and name not in COMMON]
    wrong += [name for name, value in (("draw", draw), ("at", at)) if value is None]
    if wrong or draw is None or at is None:
        raise _unreadable(line, wrong)
    if not _is_canonical(data, content):
        raise _unreadable(line, ["canonical"])
    fields = {name: data[name] for name in wanted}
    return Record(content, event, draw, at, MappingProxyType(fields))


def _is_canonical(data: dict[str, Any], content: bytes) -> bool:
    try:
        return canonical(data) == content
    except (NotCanonicalError, RecursionError):  # there is no such form
        return False


def _unreadable(line: int, wrong: list[str]) -> FaultsError:
    facts: dict[str, str | int] = {"line": line, "fields": ", ".join(sorted(wrong))}
    return FaultsError((Fault("record-unreadable", f"log.jsonl[{line}]", facts),))


def _object(content: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(content.decode())
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def parse_draw(text: object) -> DrawNumber | None:
    """Return the number that a text like `120116-2026-000012/1` tells, None if it tells none."""
    if not isinstance(text, str):
        return None
    series, slash, attempt = text.partition("/")
    if not (slash and attempt.isascii() and attempt.isdecimal() and attempt[0] != "0"):
        return None
    try:
        return DrawNumber(series=series, attempt=int(attempt))
    except ValueError:
        return None


def _moment(text: object) -> datetime | None:
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
