"""A draw with one source of every type, two parties among them, and all as it should be.

The beacon is a real round, so the lock was made 60 seconds before it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from scheduler.domain.problem import DrawNumber
from scheduler.evidence.sources.commit_reveal import CommitReveal, nonce_commitment
from scheduler.evidence.sources.context import Context, Delivery, Published
from scheduler.evidence.sources.drand import Drand
from scheduler.evidence.sources.local import Local
from scheduler.evidence.sources.physical import Physical
from tests.scheduler.evidence.sources.beacons import QUICK

DRAW = DrawNumber(series="120116-2026-000012")
ROUND_AT = QUICK.chain.time_of(QUICK.number)
LOCKED_AT = ROUND_AT - timedelta(seconds=60)

NONCES = {"amr": "0a" * 32, "justice": "0b" * 32}
AMR, JUSTICE = (
    CommitReveal(party=party, commit=nonce_commitment(DRAW, party, nonce))
    for party, nonce in NONCES.items()
)
DICE = Physical(what="dice", digits=6)
MACHINE = Local()
BEACON = Drand(chain=QUICK.chain.hash, round=QUICK.number)
DECLARED = (AMR, JUSTICE, DICE, MACHINE, BEACON)

DELIVERED = {
    0: Delivery(value=NONCES["amr"]),
    1: Delivery(value=NONCES["justice"]),
    2: Delivery(value="314159"),
    3: Delivery(value="5e" * 32),
    4: BEACON.delivery(QUICK.signature),
}
MOMENTS = (10, 20, 30, 59, 61)  # seconds after the lock
PUBLISHED = {
    number: Published(
        line=declared.line(DELIVERED[number]),
        proof=DELIVERED[number].proof,
        at=LOCKED_AT + timedelta(seconds=MOMENTS[number]),
    )
    for number, declared in enumerate(DECLARED)
}
CONTEXT = Context(
    draw=DRAW,
    locked_at=LOCKED_AT,
    logged=frozenset((one.party, one.commit) for one in (AMR, JUSTICE)),
    require_independent=True,
)


def told(faults):
    """Return the code of each fault by its place."""
    return {fault.place: fault.code for fault in faults}


def changed(number, **changes):
    """Return what was published, with one delivery changed."""
    return PUBLISHED | {number: replace(PUBLISHED[number], **changes)}


def checked(declaration, value, context=CONTEXT, **proof):
    """Return the codes of what is wrong with a line that ends in *value*."""
    line = f"{declaration.head} {value}"
    return [fault.code for fault in declaration.check(line, proof, context)]
