"""Conflicts of interest between officers and targets (回避), and officers' leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    """Kinds of conflict (公务员法 2018, art. 74 and 76; 行政处罚法 2021, art. 43)."""

    SELF = "self"
    SPOUSE = "spouse"
    LINEAL = "lineal"
    COLLATERAL_3 = "collateral_3"
    IN_LAW = "in_law"
    OTHER = "other"


class ConflictState(StrEnum):
    """Where the decision stands. Until it is decided, nobody is sent into an open question."""

    APPLIED = "applied"
    DECIDED_AVOID = "decided_avoid"
    DECIDED_NOT = "decided_not"


class Subject(StrEnum):
    """What the officer's conflict is with."""

    TARGET = "target"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Conflict:
    """One declared conflict, in force on days of [since, until); None is open."""

    officer_id: str
    subject: Subject
    subject_id: str
    relation: Relation
    state: ConflictState = ConflictState.DECIDED_AVOID
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Tell whether the conflict keeps the officer away on *day*."""
        if self.state is ConflictState.DECIDED_NOT:
            return False
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Kinship:
    """Two people of the registry of officers who are relatives and never go to one visit."""

    officer_id: str
    relative_id: str
    relation: Relation = Relation.OTHER

    def __post_init__(self) -> None:
        if self.officer_id == self.relative_id:
            message = f"{self.officer_id} is not his own relative."
            raise ValueError(message)


def conflict_key(conflict: Conflict) -> tuple[str, ...]:
    """Return what conflicts are sorted by; a day that is not given comes first."""
    return (
        conflict.officer_id,
        conflict.subject.value,
        conflict.subject_id,
        conflict.relation.value,
        conflict.state.value,
        str(conflict.since or ""),
        str(conflict.until or ""),
    )


class Absence(StrEnum):
    """Why an officer is away."""

    LEAVE = "leave"
    TRAINING = "training"
    SECONDMENT = "secondment"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Leave:
    """An officer is away on the days of [starts, ends)."""

    officer_id: str
    starts: date
    ends: date
    absence: Absence = Absence.LEAVE

    def __post_init__(self) -> None:
        if self.starts >= self.ends:
            message = f"Leave of {self.officer_id} needs starts < ends."
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        return self.starts <= day < self.ends
