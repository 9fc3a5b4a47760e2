"""What surrounds the sources of one draw: the lock, the log before it, and what was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.domain.problem import DrawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The draw, the moment of its lock, and what the log held when it was locked.

    *logged* are the commitments (party, commit) logged for this draw before its lock; the *earlier*
    ones are those of all other draws and attempts, nonces as far as they are open.
    """

    draw: DrawNumber
    locked_at: datetime
    logged: frozenset[tuple[str, str]] = frozenset()
    earlier_commits: frozenset[str] = frozenset()
    earlier_nonces: frozenset[str] = frozenset()
    require_independent: bool = False

    def __post_init__(self) -> None:
        _check_zone(self.locked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a source delivered: the *value* in its line, and what proves it."""

    value: str
    proof: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is published of one delivery: its *line*, its proof, and the moment it was logged."""

    line: str
    at: datetime
    proof: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_zone(self.at)


def _check_zone(moment: datetime) -> None:
    if moment.utcoffset() is None:
        message = f"A moment needs its time zone, got {moment.isoformat()}."
        raise ValueError(message)
