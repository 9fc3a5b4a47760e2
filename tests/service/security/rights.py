"""Who may do what, in plain words: for the table of what each operation asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from api.usecases.people.roles import PERMISSIONS, Operation, Role
from tests.service.security.world import LEAD, MEMBER, PARTNER, STRANGER


@dataclass(frozen=True)
class Who:
    """Somebody with one role, in the whole district or in one body."""

    role: Role
    place: str
    body_id: str | None
    officer_id: str | None = None

    @property
    def login(self) -> str:
        return f"{self.role}-of-{self.place}".replace("_", "-")

    def reaches(self, operation: Operation, bodies: tuple[str, ...]) -> bool:
        """Tell whether he may do this in matters of one of *bodies*."""
        return operation in PERMISSIONS[self.role] and (
            self.body_id is None or self.body_id in bodies
        )


PLACES = {"district": None, "lead": LEAD, "partner": PARTNER, "stranger": STRANGER}
OFFICERS = {
    "district": "B01-002",
    "lead": MEMBER,
    "partner": "B02-001",
    "stranger": "B03-001",
}
"""Of the lead's team one is sent to the tasks in question; the district's officer is not."""

EVERYBODY = [
    Who(role, place, body_id, OFFICERS[place] if role is Role.OFFICER else None)
    for role in Role
    for place, body_id in PLACES.items()
]


@dataclass(frozen=True)
class Right:
    """What somebody needs; *operations* are the scopes that a token needs for it."""

    allows: Callable[[Who], bool]
    operations: frozenset[Operation] = frozenset()
    public: bool = False

    def __and__(self, other: Right) -> Right:
        return Right(
            lambda who: self.allows(who) and other.allows(who), self.operations | other.operations
        )

    def __or__(self, other: Right) -> Right:
        return Right(
            lambda who: self.allows(who) or other.allows(who), self.operations | other.operations
        )


def touching(operation: Operation, *bodies: str) -> Right:
    """Ask for an operation in matters of one of *bodies*."""
    return Right(lambda who: who.reaches(operation, bodies), frozenset({operation}))


def of_district(operation: Operation) -> Right:
    """Ask for an operation in matters of the whole district."""
    return touching(operation)


def anywhere(*operations: Operation) -> Right:
    """Ask for one of some operations, in matters of whomever."""
    return Right(
        lambda who: not PERMISSIONS[who.role].isdisjoint(operations), frozenset(operations)
    )


def sent(*officers: str) -> Right:
    """Ask for one of the *officers* who are sent to a task."""
    return Right(lambda who: who.officer_id in officers, frozenset({Operation.TASK_WORK}))


SENT = sent(MEMBER)

KNOWN = Right(lambda _who: True)
PUBLIC = Right(lambda _who: True, public=True)
NOBODY = Right(lambda _who: False)
"""What belongs to somebody else, whatever role one has."""
