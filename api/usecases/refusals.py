"""One fault as an error: what a use case raises when it must say no."""

from __future__ import annotations

from scheduler.errors import Fault, FaultsError


def refusal(code: str, place: str, /, **facts: str | int) -> FaultsError:
    """Return the error for *code* at *place*."""
    return FaultsError((Fault(code, place, facts),))


def not_found(what: str, name: object) -> FaultsError:
    """Return the error that there is no *what* of that name, or none that one may see."""
    return refusal("not-found", str(name), kind=what, found=str(name))
