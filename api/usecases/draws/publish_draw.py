"""A worker's step: open a draw to everybody, and write its bundles."""

from __future__ import annotations

import shutil
from pathlib import Path

from api.files.planbook.edition import draw_label
from api.tables.draws import DrawRow
from api.usecases.ceremony.publish_draw import publish_draw as publish_in_office
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import office_of
from api.usecases.draws.progress import DrawSteps
from api.usecases.draws.states import DrawState, Publication, enter
from api.usecases.notices.draw_notice import publish_draw_notice
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.transaction import begin
from scheduler.domain.problem import DrawNumber

BUNDLES = "bundles"


def publish_draw(service: Service, draw_id: int, by: str, second: str) -> None:
    """Publish a draw; if it fails the draw stays sealed, and tells why."""
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id)
        number = number_of(draw) if draw else None
        if draw is None or number is None or draw.publication != Publication.PUBLISHING:
            return
        state = DrawState(draw.state)
    public, audit = bundle_folders(service, number)
    for folder in (public, audit):
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
    steps = DrawSteps(service, draw_id, state)
    try:
        publish_in_office(office_of(service), number, public, audit, steps, by=by, second=second)
    except Exception:
        _set(service, draw_id, state, Publication.SEALED)
        raise
    _set(service, draw_id, state, Publication.PUBLISHED)


def bundle_folders(service: Service, number: DrawNumber) -> tuple[Path, Path]:
    """Return the folders of a draw's public and audit bundles."""
    folder = service.settings.data / BUNDLES / draw_label(number)
    return folder / "public", folder / "audit"


def _set(service: Service, draw_id: int, state: DrawState, publication: Publication) -> None:
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id, with_for_update=True)
        if draw is None or draw.publication != Publication.PUBLISHING:
            return
        draw.publication = publication.value
        enter(tx, draw, state)
        if publication is Publication.PUBLISHED:
            publish_draw_notice(tx, draw)
            tx.enqueue("log-outcomes", draw_id)
