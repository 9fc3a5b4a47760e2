"""All exports by name, how to read one, and from where to go on next time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import chain

from sqlmodel import col, func, select

from api.files.exports.pages import Page
from api.records.registries.kinds import KINDS
from api.tables.events import Event
from api.tables.notices import NoticeRow
from api.tables.registries import RegistryChange
from api.usecases.exports.asking import Export, pages
from api.usecases.exports.events import EVENTS, NOTICES
from api.usecases.exports.plans import DRAWS, PLANS
from api.usecases.exports.registries import REGISTRIES
from api.usecases.exports.tasks import RESULTS, TASKS
from api.usecases.people.actor import Actor
from api.usecases.refusals import not_found
from api.usecases.service import Service
from api.usecases.transaction import begin

EXPORTS: Mapping[str, Export] = {
    export.name: export for export in (*REGISTRIES, PLANS, DRAWS, TASKS, RESULTS, NOTICES, EVENTS)
}

SETTLED = timedelta(minutes=5)
"""No transaction takes so long. Younger ones may still be kept after those with higher numbers."""


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
    return iter(()) if first is None else chain([first], found)


def next_since(service: Service, actor: Actor, export: Export) -> int:
    """Return what to give as *since* next time, asked before the first page is read.

    Registries count by their changes, notices by their own numbers, all else by events. Of the
    last minutes everything is told again: a number is given before others can see it.
    """
    if export.name in KINDS:
        number, at = col(RegistryChange.id), col(RegistryChange.at)
    elif export is NOTICES:
        number, at = col(NoticeRow.id), col(NoticeRow.published_at)
    else:
        number, at = col(Event.id), col(Event.at)
    with begin(service, actor, writes=False) as tx:
        settled = select(func.max(number)).where(at < tx.now - SETTLED)
        return tx.session.exec(settled).one() or 0
