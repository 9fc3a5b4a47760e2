"""`drand`: a round of a public beacon, fixed by formula from the moment of the lock."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from scheduler.errors import Fault
from scheduler.evidence.sources.chains import CHAINS, LEAST_DELAY, MOST_DELAY, Chain
from scheduler.evidence.sources.context import Context, Delivery
from scheduler.evidence.sources.declaration import Declaration, hex_faults, number_faults
from scheduler.evidence.sources.kind import Kind, Known, Who

BYTES = re.compile(r"([0-9a-f]{2})+")
SIGNATURE, PREVIOUS = "signature", "previous_signature"


def randomness_of(signature: str) -> str:
    """Return the randomness of a round, as a beacon makes it of its signature (hex)."""
    return hashlib.sha256(bytes.fromhex(signature)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drand(Declaration):
    """Declares *round* of the network whose hash is *chain*, *delay* seconds after the lock."""

    KIND: ClassVar = Kind(
        name="drand",
        can_choose=Who.NOBODY_INSIDE,
        can_withhold=Who.NOBODY_INSIDE,
        known=Known.ROUND,
        independent=True,
    )
    FIELDS: ClassVar = {"chain": str, "round": int, "delay": int}

    chain: str
    round: int
    delay: int = LEAST_DELAY

    @classmethod
    def after(cls, chain: Chain, locked_at: datetime, delay: int = LEAST_DELAY) -> Self:
        """Return the one round of *chain* that a lock made at that moment may declare.

        *delay* is how many seconds later it has to be, at least.
        """
        return cls(chain=chain.hash, round=chain.round_for(locked_at, delay), delay=delay)

    @property
    def network(self) -> Chain:
        """The pinned network."""
        return CHAINS[self.chain]

    @property
    def head(self) -> str:
        """The type, the network and the round."""
        return f"{self.KIND.name} {self.chain} {self.round}"

    @property
    def proof_names(self) -> frozenset[str]:
        """The signature; of chained networks that of the round before, too."""
        return frozenset((SIGNATURE, PREVIOUS) if self.network.scheme.chained else (SIGNATURE,))

    @property
    def known_from(self) -> datetime:
        """The moment of the round."""
        return self.network.time_of(self.round)

    def delivery(self, signature: str, previous_signature: str = "") -> Delivery:
        """Return the delivery of a round's signature (hex), as a beacon tells it."""
        proof = {SIGNATURE: signature, PREVIOUS: previous_signature}
        asked = {name: text for name, text in proof.items() if name in self.proof_names}
        return Delivery(value=randomness_of(signature), proof=asked)

    def form_faults(self) -> Iterator[Fault]:
        """Yield a fault unless the network is pinned and the round a number."""
        if self.chain not in CHAINS:
            known = ", ".join(chain.name for chain in CHAINS.values())
            yield Fault("unknown-chain", "chain", {"found": self.chain, "known": known})
        yield from number_faults(self.round, "round")
        if not LEAST_DELAY <= self.delay <= MOST_DELAY:
            facts = {"found": self.delay, "least": LEAST_DELAY, "most": MOST_DELAY}
            yield Fault("beacon-delay-range", "delay", facts)

    def lock_faults(self, context: Context) -> Iterator[Fault]:
        """Yield a fault unless the round is the one that follows from the lock's moment."""
        due = self.network.round_for(context.locked_at, self.delay)
        facts: dict[str, str | int] = {"found": self.round, "expected": due}
        facts["locked_at"] = context.locked_at.isoformat()
        if self.known_from <= context.locked_at:
            yield Fault("round-known-before-lock", "round", facts)
        elif self.round != due:
            yield Fault("round-not-by-formula", "round", facts)

    def value_faults(self, value: str) -> Iterator[Fault]:
        """Yield a fault unless *value* is 64 hexadecimal digits."""
        return hex_faults(value, "line")

    def proof_faults(
        self, value: str, proof: Mapping[str, str], _context: Context
    ) -> Iterator[Fault]:
        """Yield a fault unless the network signed the round and the value is the signature's."""
        unreadable = [name for name in sorted(proof) if BYTES.fullmatch(proof[name]) is None]
        for name in unreadable:
            yield Fault("signature-not-hex", name, {"found": proof[name]})
        if unreadable:
            return
        if randomness_of(proof[SIGNATURE]) != value:
            yield Fault("randomness-unlike", "line", {"round": self.round})
        yield from self._signature_faults(proof)

    def _signature_faults(self, proof: Mapping[str, str]) -> Iterator[Fault]:
        from scheduler.evidence.sources import bls  # noqa: PLC0415 - it takes long to load

        chain = self.network
        facts: dict[str, str | int] = {"chain": chain.name, "round": self.round}
        message = chain.scheme.message(self.round, bytes.fromhex(proof.get(PREVIOUS, "")))
        try:
            signed = bls.is_signed(
                chain.scheme, chain.public_key, message, bytes.fromhex(proof[SIGNATURE])
            )
        except bls.PointError:
            yield Fault("signature-not-a-point", SIGNATURE, facts)
            return
        if not signed:
            yield Fault("round-not-signed", SIGNATURE, facts)
