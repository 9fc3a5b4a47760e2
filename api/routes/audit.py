"""What has happened: the audit, and for everybody the history of what he may read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.routes.http.answers import FOUND, KNOWN
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.transactions import TransactionalRoute
from api.routes.schemas.audit import EventOut
from api.routes.schemas.base import BodyId, Instant
from api.usecases.audit.list_events import Wanted, the_event
from api.usecases.audit.list_events import list_events as listed

router = APIRouter(route_class=TransactionalRoute, tags=["audit"])

Word = Annotated[str | None, Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Moment = Annotated[Instant | None, Query(description="With its time zone.")]


@router.get("/events", operation_id="listEvents", responses=KNOWN)
def list_events(  # noqa: PLR0913, PLR0917 - as many as there are ways to look
    tx: Tx,
    request: Request,
    response: Response,
    actor: Word = None,
    action: Word = None,
    subject: Word = None,
    subject_id: Word = None,
    body_id: Annotated[BodyId | None, Query()] = None,
    since: Moment = None,
    until: Moment = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[EventOut]:
    """List what has happened, newest first; `until` is not included."""
    wanted = Wanted(
        actor=actor,
        action=action,
        subject=subject,
        subject_id=subject_id,
        body_id=body_id,
        since=since,
        until=until,
    )
    found = listed(tx, wanted, before=number_position(cursor), limit=limit)
    return paged(request, response, found, limit, EventOut.model_validate, lambda event: event.id)


@router.get("/events/{event_id}", operation_id="getEvent", responses=FOUND)
def get_event(tx: Tx, event_id: Annotated[int, Path(ge=1, le=1 << 53)]) -> EventOut:
    """Tell what happened, after a webhook told that something did."""
    return EventOut.model_validate(the_event(tx, event_id))
