"""Who asks: what they may do, and to whose matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.usecases.people.roles import PERMISSIONS, Operation, Role
from api.usecases.refusals import refusal


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a body, or in the whole district if *body_id* is None."""

    role: Role
    body_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose matters somebody may touch: those of *bodies*, or of *everybody*."""

    bodies: frozenset[str] = frozenset()
    everybody: bool = False

    def __contains__(self, body_id: str) -> bool:
        return self.everybody or body_id in self.bodies

    def __bool__(self) -> bool:
        return self.everybody or bool(self.bodies)

    def touches(self, bodies: Iterable[str]) -> bool:
        """Tell whether it holds at least one of *bodies*."""
        return self.everybody or not self.bodies.isdisjoint(bodies)


NOBODY = Reach()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An account at work. *scopes* narrow what a token may do; None is everything."""

    login: str
    account_id: int | None = None
    grants: frozenset[Grant] = frozenset()
    officer_id: str | None = None
    scopes: frozenset[str] | None = None

    def reach(self, operation: Operation) -> Reach:
        """Return whose matters this operation may be done to."""
        if self.scopes is not None and operation.value not in self.scopes:
            return NOBODY
        held = [grant for grant in self.grants if operation in PERMISSIONS[grant.role]]
        bodies = frozenset(grant.body_id for grant in held if grant.body_id is not None)
        return Reach(bodies, any(grant.body_id is None for grant in held))

    def require(self, operation: Operation, bodies: Iterable[str] | None = None) -> None:
        """Refuse what is not allowed in matters of one of *bodies*; None is the district's.

        Raises:
            FaultsError: if it is not allowed.
        """
        reach = self.reach(operation)
        allowed = reach.everybody if bodies is None else reach.touches(bodies)
        if not allowed:
            raise refusal("not-allowed", operation.value, operation=operation.value)

    def require_anywhere(self, operation: Operation) -> Reach:
        """Return whose matters this may be done to; refuse if it is nobody's.

        Raises:
            FaultsError: if it is not allowed at all.
        """
        reach = self.reach(operation)
        if not reach:
            raise refusal("not-allowed", operation.value, operation=operation.value)
        return reach


SERVICE = Actor(login="(service)")
"""The service itself, in what it does without being asked."""
