"""Policies: every version is kept, the newest counts for new draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from api.files.documents import write_document
from api.files.forms.form import Entry
from api.files.forms.texts import text_faults
from api.files.imports import Findings
from api.files.policy import DEFAULTS, policy_data, read_policy_entry
from api.tables.plans import PolicyVersion
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.rules.known import known_bodies
from api.usecases.transaction import Transaction
from scheduler.domain.policy import Policy
from scheduler.errors import FaultsError
from scheduler.evidence.commitments import sha256_hex

LONGEST_VERSION = 100


def current_policy(tx: Transaction) -> PolicyVersion:
    """Return the newest policy; until there is one, the defaults of the national rules."""
    found = tx.session.exec(select(PolicyVersion).order_by(col(PolicyVersion.id).desc())).first()
    return found or keep_policy(tx, DEFAULTS)


def policy_version(tx: Transaction, version: str) -> PolicyVersion:
    """Return a policy by its version.

    Raises:
        FaultsError: if there is none.
    """
    query = select(PolicyVersion).where(PolicyVersion.version == version)
    found = tx.session.exec(query).first()
    if found is None:
        raise not_found("policy", version)
    return found


def policies(tx: Transaction) -> Sequence[PolicyVersion]:
    """Return all versions, newest first."""
    tx.actor.require_anywhere(Operation.PLAN_READ)
    return tx.session.exec(select(PolicyVersion).order_by(col(PolicyVersion.id).desc())).all()


def add_policy(tx: Transaction, document: Mapping[str, Any]) -> PolicyVersion:
    """Add a version of the policy, which counts from now on.

    Raises:
        FaultsError: if it is not allowed, has faults (all are named), or its version is taken.
    """
    tx.actor.require(Operation.RULES_WRITE)
    policy = policy_of(tx, document)
    taken = select(PolicyVersion).where(PolicyVersion.version == policy.version)
    if tx.session.exec(taken).first():
        raise refusal("version-taken", "version", found=policy.version)
    return keep_policy(tx, policy)


def policy_of(tx: Transaction, document: Mapping[str, Any]) -> Policy:
    """Return the policy that a document describes.

    Raises:
        FaultsError: with all that is wrong with it.
    """
    faults = tuple(text_faults(document))
    if faults:
        raise FaultsError(faults)
    findings = Findings("policy")
    policy = read_policy_entry(Entry(document, "", findings), known_bodies(tx))
    if policy is not None and len(policy.version) > LONGEST_VERSION:
        facts = {"found": len(policy.version), "most": LONGEST_VERSION}
        findings.entry_fault("name-unfit", "version", **facts)
    if policy is None or findings.faults:
        raise FaultsError(tuple(findings.faults))
    return policy


def keep_policy(tx: Transaction, policy: Policy) -> PolicyVersion:
    """Keep a policy as the newest."""
    document = policy_data(policy)
    kept = PolicyVersion(
        version=policy.version,
        document=document,
        digest=sha256_hex(write_document(document)),
        at=tx.now,
        actor=tx.actor.login,
    )
    tx.session.add(kept)
    tx.session.flush()
    tx.tell("policy.added", ("policy", policy.version), digest=kept.digest)
    return kept
