"""All exports by name, how to read one, and from where to go on next time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain
from pathlib import Path
from threading import BoundedSemaphore

from sqlmodel import col, func, select

from api.files.exports.headings import headings_of
from api.files.exports.pages import Page, Pages
from api.files.exports.parquet import write_parquet
from api.files.exports.workbook import write_workbook
from api.records.registries.kinds import KINDS
from api.tables.events import Event
from api.tables.registries import RegistryChange
from api.usecases.exports.asking import Export, pages
from api.usecases.exports.events import EVENTS, NOTICES
from api.usecases.exports.plans import DRAWS, PLANS
from api.usecases.exports.registries import REGISTRIES
from api.usecases.exports.tasks import RESULTS, TASKS
from api.usecases.people.actor import Actor
from api.usecases.refusals import not_found, refusal
from api.usecases.service import Service
from api.usecases.transaction import begin

EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (*REGISTRIES, PLANS, DRAWS, TASKS, RESULTS, NOTICES, EVENTS)
}

SETTLED = timedelta(minutes=5)
"""No transaction takes so long. Younger ones may still be kept after those with higher numbers."""

FILES_AT_ONCE = 2
BUSY_SECONDS = 30
OLD_SECONDS = 24 * 3600

_places = BoundedSemaphore(FILES_AT_ONCE)


def the_export(name: str) -> Export:
    """Return an export by its name.

    Raises:
        FaultsError: if there is none.
    """
    if name not in EXPORTS:
        raise not_found("export", name)
    return EXPORTS[name]


def export_pages(
    service: Service, actor: Actor, export: Export, since: int | None = None
) -> Iterator[Page]:
    """Return the pages of an export; the first one is read at once, so that a refusal comes now.

    Raises:
        FaultsError: if it is not allowed.
    """
    found = pages(service, actor, export, since)
    first = next(found, None)
    return found if first is None else chain([first], found)


def next_since(service: Service, actor: Actor, export: Export) -> int:
    """Return what to give as *since* next time, so that nothing is missed.

    Of the last minutes everything is told again: numbers are given before they can be seen.
    """
    number, at = (
        (RegistryChange.id, RegistryChange.at)
        if export.name in KINDS
        else (Event.id, Event.at)
    )
    with begin(service, actor, writes=False) as tx:
        query = select(func.max(number)).where(col(at) < tx.now - SETTLED)
        if export.name == "notices":
            return _last_notice(tx.session, tx.now - SETTLED)
        return tx.session.exec(query).one() or 0
