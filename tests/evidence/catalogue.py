"""The catalogue of tamperings, and hands that change the texts of a bundle.

Who does it decides how much agrees again: an outsider changes files; a rewriter also writes new
sums, manifest and openings; the operator logs anew with the office's own key. `touches` says
whether targets, records or something else is changed: the standalone verifier judges the first
two as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from api.files.evidence.documents import PUBLIC_LOCK, SEED
from scheduler.evidence.canonical import canonical
from scheduler.evidence.commitments import sha256_hex
from scheduler.evidence.keys import KeyType, SigningKey
from scheduler.lottery.seed import Keys
from tests.evidence.office import Good
from tests.evidence.rebuilding import (
    Files,
)

SELECTIONS, STRATA, VISITS = "public/selections.csv", "public/strata.csv", "public/visits.csv"
TEAMS, LEAVE, CONFLICTS = "audit/teams.csv", "audit/inputs/leave.csv", "audit/inputs/conflicts.csv"
REGISTRY, OFFICERS = "audit/inputs/targets.csv", "audit/inputs/officers.csv"
AUDIT_LOCK = "audit/lock.json"

STRANGER = SigningKey("office.example/log", KeyType.NOTE, b"x" * 32)
"""A key of somebody else under the office's name."""


class Who(StrEnum):
    OUTSIDER = "outsider"
    REWRITER = "rewriter"
    OPERATOR = "operator"


class Touches(StrEnum):
    TARGETS = "targets"
    RECORDS = "records"
    OTHER = "other"


@dataclass(frozen=True)
class Tampering:
    """What is done, by whom, and the step that finds it before any other."""

    name: str
    make: Callable[[Good], Files]
    step: str
    who: Who
    touches: Touches


CATALOGUE: list[Tampering] = []


def tampering(step: str, who: Who = Who.OPERATOR, touches: Touches = Touches.TARGETS):
    """Put a function into the catalogue, named as it is."""

    def register(make: Callable[[Good], Files]) -> Callable[[Good], Files]:
        CATALOGUE.append(Tampering(make.__name__, make, step, who, touches))
        return make

    return register


def by_operator(step: str, touches: Touches = Touches.TARGETS):
    return tampering(step, Who.OPERATOR, touches)


on_records = by_operator("order", Touches.RECORDS)
on_entropy = by_operator("entropy", Touches.RECORDS)


def lines_of(good: Good, name: str) -> list[str]:
    """Return the lines of a document, the heading first."""
    return good.documents[name].decode().splitlines()


def text_of(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def cells(line: str) -> list[str]:
    """Take apart a line without quoted commas."""
    return line.split(",")


def changed(good: Good, name: str, old: str, new: str) -> bytes:
    """Exchange one text in a document that must hold it."""
    content = good.documents[name].decode()
    assert old in content, (name, old)
    return content.replace(old, new, 1).encode()


def locked(good: Good, edit: Callable[[dict], None], name: str = PUBLIC_LOCK) -> bytes:
    """Change a lock.json."""
    data = json.loads(good.documents[name])
    edit(data)
    return canonical(data) if name == PUBLIC_LOCK else json.dumps(data).encode()


def flipped(content: bytes) -> bytes:
    """Change one bit in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes((content[middle] ^ 1,)) + content[middle + 1 :]


def selected(good: Good, plan_id: str) -> list[list[str]]:
    """Return the rows of a plan's selections: plan, target, name, ticket, stratum, rank."""
    rows = (cells(line) for line in lines_of(good, SELECTIONS))
    return [row for row in rows if row[0] == plan_id]


def ticket(good: Good, target_id: str) -> str:
    key = Keys.from_seed(good.documents[SEED].decode()).target
    return sha256_hex(f"{key}{target_id}".encode())
