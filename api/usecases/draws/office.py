"""The office of the district: opened when needed, because others may have added to its log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from api.files.evidence.locking import READ_AND_WRITE, held
from api.usecases.ceremony.office import Office, Surroundings, open_office
from api.usecases.service import Service
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.history import NUMBER

DIGITS = 6
NUMBERING = ".numbering"
"""A file that is held while a number is taken."""


def office_of(service: Service) -> Office:
    """Open the office.

    Raises:
        FaultsError: if its log or its key is damaged.
    """
    settings = service.settings
    outside = Surroundings(clock=service.clock, secret=service.secret)
    settings.office.mkdir(parents=True, exist_ok=True, mode=0o700)
    return open_office(settings.office, settings.office_keys, outside, origin=settings.origin)


@contextmanager
def numbering(office: Office) -> Iterator[None]:
    """Let nobody else take a number meanwhile: two draws must never share one."""
    with held(office.folder / NUMBERING, READ_AND_WRITE):
        office.refresh()
        yield


def next_number(service: Service, office: Office) -> DrawNumber:
    """Return the number that the next draw of this year gets: the log allows no gaps."""
    prefix = f"{service.settings.division}-{service.clock().year}-"
    pattern = re.compile(re.escape(prefix) + f"[0-9]{{{DIGITS}}}")
    used = [one.series for one in office.history.attempts if pattern.fullmatch(one.series)]
    last = max((int(match[2]) for name in used if (match := NUMBER.fullmatch(name))), default=0)
    return DrawNumber(series=f"{prefix}{last + 1:0{DIGITS}}")
