"""Watch a draw: its history, and a stream of what happens to it (Server-Sent Events).

A stream lasts half a minute; a browser comes again by itself and says what it saw last. So the
service can stop at any time without keeping anybody waiting, and a draw at rest ends the watching.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from api.database.sessions import transaction
from api.routes.http.answers import FOUND
from api.routes.http.authentication import Tx, visitor
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.stopping import STOPPING
from api.routes.http.strictness import StrictRoute
from api.routes.http.transactions import TransactionalRoute, service_of
from api.routes.schemas.draws import StepEvent
from api.tables.events import Event
from api.usecases.draws.history import draw_events, events_since, is_at_rest
from api.usecases.draws.the_draw import the_draw
from api.usecases.people.actor import Actor
from api.usecases.service import Service
from api.usecases.transaction import Transaction

listing = APIRouter(route_class=TransactionalRoute, tags=["draws"])
streaming = APIRouter(route_class=StrictRoute, tags=["draws"])

DrawId = Annotated[int, Path(ge=1, le=1 << 53)]
MEDIA_TYPE = "text/event-stream"
LASTS_SECONDS = 30
POLL_SECONDS = 0.4
QUIET_SECONDS = 10
AT_ONCE = 200
EVENT = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "event": {"type": "string", "description": "The action, such as `draw.checked`."},
        "data": {"description": "What happened, as `listDrawEvents` tells it."},
        "retry": {"type": "integer"},
    },
}
"""One event of a stream, as OpenAPI 3.2 describes them."""

MOST_DIGITS = 15


@listing.get("/draws/{draw_id}/history", operation_id="listDrawEvents", responses=FOUND)
def list_events(
    tx: Tx,
    request: Request,
    response: Response,
    draw_id: DrawId,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[StepEvent]:
    """List what has happened to a draw, oldest first."""
    found = draw_events(tx, draw_id, after=number_position(cursor) or 0, limit=limit)
    return paged(request, response, found, limit, StepEvent.model_validate, lambda event: event.id)


@streaming.get(
    "/draws/{draw_id}/events",
    operation_id="watchDraw",
    response_class=StreamingResponse,
    responses=FOUND
    | {
        200: {
            "description": "A stream; each event has an id, and begins anew after the last seen.",
            "content": {MEDIA_TYPE: {"schema": EVENT}},
        },
        204: {"description": "Nothing happens to this draw any more."},
    },
)
def watch(
    request: Request,
    draw_id: DrawId,
    actor: Annotated[Actor, Depends(visitor)],
    last_event_id: Annotated[str | None, Header(max_length=40)] = None,
) -> Response:
    """Watch a draw; `Last-Event-ID` says what was seen already."""
    service = service_of(request)
    given = last_event_id or ""
    after = int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else 0
    with transaction(service.engine, writes=False) as session:
        the_draw(Transaction(service, session, actor, service.clock()), draw_id)
        over = is_at_rest(session, draw_id) and not events_since(session, draw_id, after, 1)
    if over:
        return Response(status_code=204)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = _stream(request, service, draw_id, after)
    return StreamingResponse(stream, media_type=MEDIA_TYPE, headers=headers)


async def _stream(
    request: Request, service: Service, draw_id: int, after: int
) -> AsyncIterator[bytes]:
    begun = told = monotonic()
    yield format_sse_event(retry=1000)
    while monotonic() - begun < LASTS_SECONDS and not STOPPING.is_set():
        if await request.is_disconnected():
            return
        events, over = await run_in_threadpool(_look, service, draw_id, after)
        for event in events:
            after = event.id or after
            yield format_sse_event(
                id=str(after),
                event=event.action,
                data_str=StepEvent.model_validate(event).model_dump_json(),
            )
        now = monotonic()
        if events:
            told = now
        elif over:
            return
        elif now - told > QUIET_SECONDS:
            told = now
            yield format_sse_event(comment="still here")
        await asyncio.sleep(POLL_SECONDS)


def _look(service: Service, draw_id: int, after: int) -> tuple[Sequence[Event], bool]:
    with transaction(service.engine, writes=False) as session:
        return events_since(session, draw_id, after, AT_ONCE), is_at_rest(session, draw_id)
