"""Webhooks: who else is told what happens, and how that went."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.routes.http.answers import CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.idempotency import tell_once
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.webhooks import (
    DeliveryOut,
    EndpointChange,
    EndpointIn,
    EndpointOut,
    NewEndpointOut,
)
from api.routes.tellings.webhooks import delivery_out, endpoint_out, new_endpoint_out
from api.usecases.webhooks import deliveries as delivering
from api.usecases.webhooks import keep_endpoint as keeping
from api.usecases.webhooks.deliveries import DeliveryState
from api.usecases.webhooks.the_endpoint import endpoints, the_endpoint

router = APIRouter(prefix="/webhook-endpoints", route_class=TransactionalRoute, tags=["webhooks"])

Number = Annotated[int, Path(ge=1, le=1 << 53)]
State = Annotated[DeliveryState | None, Query(description="Only those in this state.")]


@router.get("", operation_id="listWebhookEndpoints", responses=KNOWN)
def list_endpoints(tx: Tx, request: Request) -> list[EndpointOut]:
    """List the endpoints: all, or those of your bodies."""
    return [endpoint_out(request, one) for one in endpoints(tx)]


@router.post("", operation_id="createWebhookEndpoint", status_code=201, responses=KNOWN)
def create_endpoint(
    tx: Tx, request: Request, response: Response, given: EndpointIn
) -> NewEndpointOut:
    """Let an address be told; the secret that signs is in this answer and never again."""
    tell_once(response)
    made = keeping.create_endpoint(tx, given.url, given.actions, body_id=given.body_id)
    response.headers["Location"] = f"/api/v1/webhook-endpoints/{made.id}"
    tag(response, made.version)
    return new_endpoint_out(request, made)


@router.get("/{endpoint_id}", operation_id="getWebhookEndpoint", responses=FOUND)
def get_endpoint(tx: Tx, request: Request, response: Response, endpoint_id: Number) -> EndpointOut:
    """Tell about an endpoint."""
    found = the_endpoint(tx, endpoint_id)
    tag(response, found.version)
    return endpoint_out(request, found)


@router.patch("/{endpoint_id}", operation_id="changeWebhookEndpoint", responses=CHANGED)
def change_endpoint(
    tx: Tx,
    request: Request,
    response: Response,
    endpoint_id: Number,
    given: EndpointChange,
    if_match: IfMatch = None,
) -> EndpointOut:
    """Change an endpoint; one that is active again is told what waited meanwhile."""
    require_match(if_match, the_endpoint(tx, endpoint_id).version)
    changed = keeping.change_endpoint(
        tx, endpoint_id, url=given.url, actions=given.actions, active=given.active
    )
    tag(response, changed.version)
    return endpoint_out(request, changed)


@router.delete(
    "/{endpoint_id}", operation_id="deleteWebhookEndpoint", status_code=204, responses=FOUND
)
def delete_endpoint(tx: Tx, endpoint_id: Number) -> None:
    """Take an endpoint away, with all that was still to be delivered."""
    keeping.delete_endpoint(tx, endpoint_id)


@router.post("/{endpoint_id}/secret", operation_id="rotateWebhookSecret", responses=FOUND)
def rotate_secret(
    tx: Tx, request: Request, response: Response, endpoint_id: Number
) -> NewEndpointOut:
    """Make a new secret, told this once; for a day the old one signs too."""
    tell_once(response)
    changed = keeping.rotate_secret(tx, endpoint_id)
    tag(response, changed.version)
    return new_endpoint_out(request, changed)


@router.post(
    "/{endpoint_id}/test",
    operation_id="testWebhookEndpoint",
    status_code=202,
    responses=FOUND | problems(409),
)
def test_endpoint(tx: Tx, request: Request, endpoint_id: Number) -> DeliveryOut:
    """Send an event that says nothing; look at the deliveries for how it went."""
    return delivery_out(request, *delivering.send_test(tx, endpoint_id))


@router.get("/{endpoint_id}/deliveries", operation_id="listWebhookDeliveries", responses=FOUND)
def list_deliveries(  # noqa: PLR0913, PLR0917 - a page is asked for with these
    tx: Tx,
    request: Request,
    response: Response,
    endpoint_id: Number,
    state: State = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[DeliveryOut]:
    """List deliveries, newest first; those in the state `dead` were given up."""
    before = number_position(cursor)
    found = delivering.deliveries(tx, endpoint_id, state=state, before=before, limit=limit)
    return paged(
        request,
        response,
        found,
        limit,
        lambda row: delivery_out(request, *row),
        lambda row: row[0].id,
    )


@router.post(
    "/{endpoint_id}/deliveries/{delivery_id}/resend",
    operation_id="resendWebhookDelivery",
    status_code=202,
    responses=FOUND | problems(409),
)
def resend(tx: Tx, request: Request, endpoint_id: Number, delivery_id: Number) -> DeliveryOut:
    """Send one again, with the id that it had, whatever came of it."""
    return delivery_out(request, *delivering.resend(tx, endpoint_id, delivery_id))
