"""Passwords: argon2id with the library's parameters, and the same time for unknown names."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.usecases.refusals import refusal

SHORTEST = 12
LONGEST = 128

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")
"""Checked for a name that is unknown, so that time does not tell which names exist."""


def hashed(password: str) -> str:
    """Return what is kept of a password.

    Raises:
        FaultsError: if it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise refusal("password-length", "password", shortest=SHORTEST, longest=LONGEST)
    return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Tell whether *password* is the one of which *kept* was kept; None is nobody's."""
    try:
        found = _HASHER.verify(kept or _NOBODY, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return found and kept is not None
