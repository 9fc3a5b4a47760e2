"""Rows: a salted commitment for each target that could be drawn, so that it can find itself.

A target learns from its own opening which plans could draw it, from which stratum; nobody learns
anything of another. All salts follow from one master text, so that an auditor can open them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.evidence.commitments import sha256_hex


@dataclass(frozen=True, slots=True, order=True)
class Membership:
    """That a target could be drawn by a plan: from which stratum, with which weight."""

    plan_id: str
    stratum_no: int
    weight: int = 1

    def __str__(self) -> str:
        return f"{self.plan_id}:{self.stratum_no}:{self.weight}"


def memberships_text(memberships: Iterable[Membership]) -> str:
    """Return the text that a row's commitment hashes, ascending by plan."""
    return ";".join(map(str, sorted(memberships)))


def row_salt(master: str, target_id: str) -> str:
    """Return the salt of a target's row; *master* is secret, of 64 hexadecimal digits."""
    return sha256_hex(f"doubledraw-row-salt-1|{master}|{target_id}".encode())


def row_commitment(salt: str, target_id: str, memberships: str) -> str:
    """Return the commitment to the row of one target."""
    return sha256_hex(f"doubledraw-row-1|{salt}|{target_id}|{memberships}".encode())


def row_commitments(rows: Mapping[str, str], master: str) -> list[str]:
    """Return the commitments to all *rows* (target -> memberships), ascending."""
    return sorted(
        row_commitment(row_salt(master, target_id), target_id, text)
        for target_id, text in rows.items()
    )


def rows_content(found: Iterable[str]) -> bytes:
    """Return the published file of commitments."""
    return "".join(f"{line}\n" for line in ("commitment", *found)).encode()
