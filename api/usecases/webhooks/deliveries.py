"""Deliveries to an endpoint: looked at, sent again, and one to try it out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlmodel import col, select

from api.tables.events import Event
from api.tables.webhooks import WebhookDelivery, WebhookEndpoint
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction
from api.usecases.webhooks.the_endpoint import SUBJECT, bodies_of, the_endpoint


class DeliveryState(StrEnum):
    """DEAD was tried to the end; it is kept, and may be sent again."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


def deliveries(
    tx: Transaction,
    endpoint_id: int,
    *,
    state: DeliveryState | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Sequence[tuple[WebhookDelivery, Event]]:
    """Return deliveries to an endpoint, newest first; one more than *limit*.

    Raises:
        FaultsError: if there is no such endpoint, or it is not allowed.
    """
    endpoint = the_endpoint(tx, endpoint_id)
    query = (
        select(WebhookDelivery, Event)
        .join(Event, col(Event.id) == col(WebhookDelivery.event_id))
        .where(WebhookDelivery.endpoint_id == endpoint.id)
    )
    if state is not None:
        query = query.where(WebhookDelivery.state == state.value)
    if before is not None:
        query = query.where(col(WebhookDelivery.id) < before)
    return tx.session.exec(query.order_by(col(WebhookDelivery.id).desc()).limit(limit + 1)).all()


def resend(tx: Transaction, endpoint_id: int, delivery_id: int) -> tuple[WebhookDelivery, Event]:
    """Begin a delivery anew, as if it had never been tried; its message keeps its id.

    Raises:
        FaultsError: if there is none, it is not allowed, or the endpoint is not active.
    """
    endpoint = _active(tx, endpoint_id)
    found = tx.session.get(WebhookDelivery, delivery_id, with_for_update=True)
    event = tx.session.get(Event, found.event_id) if found else None
    if found is None or event is None or found.endpoint_id != endpoint.id:
        raise not_found("webhook-delivery", delivery_id)
    found.state, found.tries, found.next_at = DeliveryState.PENDING.value, 0, tx.now
    tx.session.add(found)
    tx.tell("webhook.resent", (SUBJECT, endpoint.id), bodies=bodies_of(endpoint) or (), of=event.id)
    return found, event


def send_test(tx: Transaction, endpoint_id: int) -> tuple[WebhookDelivery, Event]:
    """Plan to deliver an event that says nothing but that somebody tries the endpoint out.

    Raises:
        FaultsError: if there is no such endpoint, it is not allowed, or it is not active.
    """
    endpoint = _active(tx, endpoint_id)
    event = tx.tell("webhook.tested", (SUBJECT, endpoint.id), bodies=bodies_of(endpoint) or ())
    planned = select(WebhookDelivery).where(
        WebhookDelivery.endpoint_id == endpoint.id, WebhookDelivery.event_id == event.id
    )
    found = tx.session.exec(planned).first()  # it may want to hear of such events anyway
    if found is None:
        found = WebhookDelivery(
            endpoint_id=endpoint_id,
            event_id=event.id or 0,
            state=DeliveryState.PENDING.value,
            next_at=tx.now,
        )
        tx.session.add(found)
        tx.session.flush()
    return found, event


def _active(tx: Transaction, endpoint_id: int) -> WebhookEndpoint:
    endpoint = the_endpoint(tx, endpoint_id, Operation.WEBHOOK_WRITE)
    if not endpoint.active:
        raise refusal("webhook-endpoint-off", str(endpoint_id))
    return endpoint
