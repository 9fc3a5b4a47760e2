"""Which sources of entropy a lock declares, in the one order that is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event
from scheduler.evidence.sources.chains import CHAINS, LEAST_DELAY
from scheduler.evidence.sources.commit_reveal import CommitReveal
from scheduler.evidence.sources.declaration import Declaration
from scheduler.evidence.sources.drand import Drand
from scheduler.evidence.sources.local import Local
from scheduler.evidence.sources.physical import Physical

NETWORKS = {chain.name: chain for chain in CHAINS.values()}
"""Pinned networks of beacons, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Sources that a planner asks for; every body that committed is one anyway.

    *physical* are things thrown, with how many digits each; *beacon* names a network, or is empty;
    its round comes *delay* seconds after the lock.
    """

    physical: Sequence[tuple[str, int]] = ()
    local: bool = True
    beacon: str = ""
    delay: int = LEAST_DELAY

    def __call__(self, attempt: Attempt, now: datetime) -> Sequence[Declaration]:
        """Declare them for an attempt that is locked *now*."""
        declared: list[Declaration] = [
            CommitReveal(party=record.fields["party"], commit=record.fields["commit"])
            for record in attempt.of(Event.COMMIT)
        ]
        declared += [Physical(what=what, digits=digits) for what, digits in self.physical]
        declared += [Local()] if self.local else []
        if self.beacon:
            declared.append(Drand.after(NETWORKS[self.beacon], now, self.delay))
        return declared
