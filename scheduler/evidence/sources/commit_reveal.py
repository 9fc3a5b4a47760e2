"""`commit-reveal`: a party commits to a nonce before the lock, and reveals it after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from scheduler.domain.identifiers import is_plain
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault
from scheduler.evidence.commitments import sha256_hex
from scheduler.evidence.sources.context import Context
from scheduler.evidence.sources.declaration import Declaration, hex_faults
from scheduler.evidence.sources.kind import Kind, Known, Who


def nonce_commitment(draw: DrawNumber, party: str, nonce: str) -> str:
    """Return what *party* publishes before the lock; *nonce* has 64 hexadecimal digits."""
    return sha256_hex(f"doubledraw-reveal-1|{draw}|{party}|{nonce}".encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitReveal(Declaration):
    """Declares the nonce of *party*, to which *commit* binds it."""

    KIND: ClassVar = Kind(
        name="commit-reveal",
        can_choose=Who.PARTY,
        can_withhold=Who.PARTY,
        known=Known.REVEAL,
        independent=True,
    )
    FIELDS: ClassVar = {"party": str, "commit": str}

    party: str
    commit: str

    @property
    def head(self) -> str:
        """The type and the party."""
        return f"{self.KIND.name} {self.party}"

    def form_faults(self) -> Iterator[Fault]:
        """Yield a fault unless the party is an id and the commitment a hash."""
        if not is_plain(self.party):
            yield Fault("not-a-plain-id", "party", {"found": self.party})
        yield from hex_faults(self.commit, "commit")

    def lock_faults(self, context: Context) -> Iterator[Fault]:
        """Yield a fault unless the commitment is of this draw and was logged before its lock."""
        if (self.party, self.commit) not in context.logged:
            yield Fault("commitment-not-logged", "commit", {"party": self.party})
        if self.commit in context.earlier_commits:
            yield Fault("commitment-reused", "commit", {"party": self.party})

    def value_faults(self, value: str) -> Iterator[Fault]:
        """Yield a fault unless *value* is 64 hexadecimal digits."""
        return hex_faults(value, "line")

    def proof_faults(
        self, value: str, _proof: Mapping[str, str], context: Context
    ) -> Iterator[Fault]:
        """Yield a fault unless the nonce opens the commitment and is new."""
        if nonce_commitment(context.draw, self.party, value) != self.commit:
            yield Fault("nonce-opens-nothing", "line", {"party": self.party})
        if value in context.earlier_nonces:
            yield Fault("nonce-reused", "line", {"party": self.party})
