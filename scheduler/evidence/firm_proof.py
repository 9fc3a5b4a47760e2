"""Proof for one firm: its own row, its own tickets, and nothing of anybody else.

The cutoff of a stratum is the ticket of the last target drawn there; it alone is told, for a ticket
means nothing without the line that it is held against.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.domain.hashing import Profile, derived, marked, plain
from scheduler.errors import Fault
from scheduler.evidence.commitments import commitment
from scheduler.evidence.merkle import MerkleError, leaf_hash, verify_inclusion
from scheduler.evidence.rows import Membership, memberships_text, row_commitment


@dataclass(frozen=True, slots=True)
class RowOpening:
    """What opens the row of a target, and leads from there to the root that was locked.

    *index* counts from 0 in a tree of *size* rows; *path* and *root* are hexadecimal.
    """

    salt: str
    memberships: str
    commitment: str
    index: int
    size: int
    path: tuple[str, ...]
    root: str


@dataclass(frozen=True, slots=True)
class PlanTicket:
    """How a target fared in one plan that could draw it.

    *key* is K, the key of the plan's tickets. In a plan with weights, *winner* is the j of the
    smallest of the target's tickets, from 1; else it is None and *weight* 1. *stratum* is empty
    unless everybody may know it. *cutoff* is empty where nobody was drawn. *quota_drawn* tells that
    quotas overlap, so that how many the stratum gives was drawn too.
    """

    plan_id: str
    plan_name: str
    key: str
    weight: int
    winner: int | None
    ticket: str
    stratum_no: int
    stratum: tuple[str, ...]
    pool: int
    quota: int
    cutoff: str
    quota_drawn: bool = False

    @property
    def drawn(self) -> bool:
        """Whether the target was drawn: its ticket is not above the cutoff."""
        return bool(self.cutoff) and self.ticket <= self.cutoff


@dataclass(frozen=True, slots=True)
class LogPlace:
    """Where the log holds the lock of a draw and its publication; lines count from 0.

    *keys* are the office's verifier keys that signed the head of the log: *size* records, *root*.
    *lock_salt* opens *lock_commitment*, which the lock's record has for public/lock.json.
    """

    origin: str
    keys: tuple[str, ...]
    size: int
    root: str
    lock: int
    publish: int
    lock_salt: str
    lock_commitment: str


@dataclass(frozen=True, slots=True)
class FirmProof:
    """All that one firm need be shown of a draw.

    *seed_hash* is the hash of seed.txt, from which *target_key*, K_target, is made, both in the
    *profile* of the draw. *row* is
    None and *plans* are empty if no plan could draw the firm. *listed* are ids and names of plans
    that have it on a list: those draw nobody.
    """

    draw: str
    locked_at: str
    target_id: str
    target_name: str
    seed_hash: str
    target_key: str
    row: RowOpening | None
    plans: tuple[PlanTicket, ...]
    listed: tuple[tuple[str, str], ...]
    log: LogPlace
    profile: Profile = Profile.SHA256


def hashed(text: str, profile: Profile) -> str:
    """Return the hash of *text* in the profile of a draw, as 64 hexadecimal digits."""
    return plain(derived(marked(text, profile)))


def smallest_ticket(key: str, target_id: str, weight: int, profile: Profile) -> tuple[str, int]:
    """Return the smallest ticket of a target of *weight* in a plan with weights, and its j."""
    return min((hashed(f"{key}{target_id}#{j}", profile), j) for j in range(1, weight + 1))


def proof_faults(proof: FirmProof, lock_content: bytes | None = None) -> Iterator[Fault]:
    """Yield what does not hold in *proof*; with nothing but it in hand, as its reader is.

    *lock_content* are the bytes of public/lock.json, if the reader has them.
    """
    target_key = hashed(f"{proof.seed_hash}/target", proof.profile)
    if target_key != proof.target_key:
        yield Fault("prove-key-wrong", proof.draw, {"found": proof.target_key})
    for plan in proof.plans:
        if plan.key not in {target_key, hashed(f"{target_key}/{plan.plan_id}", proof.profile)}:
            yield Fault("prove-key-wrong", plan.plan_id, {"found": plan.key})
        if _ticket(plan, proof.target_id, proof.profile) != (plan.ticket, plan.winner):
            yield Fault("prove-ticket-wrong", plan.plan_id, {"found": plan.ticket})
    yield from _row_faults(proof)
    if lock_content is not None:
        yield from _lock_faults(proof, lock_content)


def _ticket(plan: PlanTicket, target_id: str, profile: Profile) -> tuple[str, int | None]:
    if plan.winner is None:
        return hashed(f"{plan.key}{target_id}", profile), None
    return smallest_ticket(plan.key, target_id, plan.weight, profile)


def _row_faults(proof: FirmProof) -> Iterator[Fault]:
    row = proof.row
    if row is None:
        if proof.plans:
            yield Fault("prove-row-missing", proof.target_id, {})
        return
    text = memberships_text(Membership(p.plan_id, p.stratum_no, p.weight) for p in proof.plans)
    if row.memberships != text:
        yield Fault("prove-row-unlike", proof.target_id, {"found": row.memberships})
    if row.commitment != row_commitment(row.salt, proof.target_id, row.memberships):
        yield Fault("prove-row-unlike", proof.target_id, {"found": row.commitment})
    leaf = leaf_hash(row.commitment.encode())
    try:
        path = [bytes.fromhex(one) for one in row.path]
        verify_inclusion(leaf, row.index, row.size, path, bytes.fromhex(row.root))
    except (MerkleError, ValueError):
        yield Fault("prove-path-wrong", proof.target_id, {"found": row.root})


def _lock_faults(proof: FirmProof, content: bytes) -> Iterator[Fault]:
    log = proof.log
    if commitment("public/lock.json", log.lock_salt, content) != log.lock_commitment:
        yield Fault("prove-lock-unlike", proof.draw, {"found": log.lock_commitment})
    elif proof.row is not None and json.loads(content)["rows"]["root"] != proof.row.root:
        yield Fault("prove-path-wrong", proof.target_id, {"found": proof.row.root})
