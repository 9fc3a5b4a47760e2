"""One at a time: what is done to the dossiers of an office is done by one process alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from api.files.evidence.locking import READ_AND_WRITE, held
from api.usecases.ceremony.office import Office

P = ParamSpec("P")
T = TypeVar("T")

HELD = ".held"
"""A file that is held meanwhile; the kernel lets go of it however a process ends."""


def alone(verb: Callable[Concatenate[Office, P], T]) -> Callable[Concatenate[Office, P], T]:
    """Let *verb* wait for others in the same office, and see what they did."""

    @wraps(verb)
    def by_itself(office: Office, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with held(office.folder / HELD, READ_AND_WRITE):
            office.refresh()
            return verb(office, *args, **kwargs)

    return by_itself
