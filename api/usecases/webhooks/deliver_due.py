"""A worker's step, again and again: send what is due, and put on record how it went.

A delivery is taken on in one transaction and settled in another; in between nothing is held. If
the worker dies there, its lease runs out and another worker sends it again, under the same id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from api.tables.events import Event
from api.tables.webhooks import WebhookDelivery, WebhookEndpoint
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.transaction import Transaction, begin
from api.usecases.webhooks.deliveries import DeliveryState
from api.usecases.webhooks.keep_endpoint import stop_endpoint
from api.usecases.webhooks.message import Message, message_of
from api.usecases.webhooks.schedule import PATIENCE, next_delay
from api.usecases.webhooks.sending import Outcome, send_all
from api.usecases.webhooks.the_endpoint import WITHOUT_KEY

LEASE = timedelta(minutes=2)
"""Much longer than sending may take."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this worker has taken on, and which of its tries this is."""

    delivery_id: int
    endpoint_id: int
    tries: int
    message: Message


def deliver_due(service: Service, limit: int = 50) -> int:
    """Send at most *limit* deliveries that are due; return how many were."""
    with begin(service, SERVICE) as tx:
        claims = list(_claim(tx, limit))
    if not claims:
        return 0
    outcomes = send_all([claim.message for claim in claims], service.settings)
    with begin(service, SERVICE) as tx:
        _settle(tx, list(zip(claims, outcomes, strict=True)))
    return len(claims)


def _claim(tx: Transaction, limit: int) -> Iterator[Claim]:
    """Take deliveries on, as many for each endpoint.

    An endpoint that fails has its turn when nothing is due elsewhere, and with one delivery, to
    try it: whoever waits for it holds up nobody else.
    """
    waiting = (
        select(WebhookEndpoint)
        .join(WebhookDelivery, col(WebhookDelivery.endpoint_id) == col(WebhookEndpoint.id))
        .where(WebhookEndpoint.active, *_due(tx))
        .group_by(col(WebhookEndpoint.id))
        .order_by(func.min(WebhookDelivery.next_at))
        .limit(limit)
    )
    found = tx.session.exec(waiting).all()
    well = [endpoint for endpoint in found if endpoint.failing_since is None]
    for endpoint in well or found:
        # SQLite knows no locks of rows: there a transaction that writes is alone anyway.
        query = (
            select(WebhookDelivery)
            .where(WebhookDelivery.endpoint_id == endpoint.id, *_due(tx))
            .order_by(col(WebhookDelivery.next_at), col(WebhookDelivery.id))
            .limit(max(1, limit // len(well)) if well else 1)
            .with_for_update(skip_locked=True)
        )
        for delivery in tx.session.exec(query).all():
            yield _taken(tx, endpoint, delivery)


def _due(tx: Transaction) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    pending = col(WebhookDelivery.state) == DeliveryState.PENDING.value
    return pending, col(WebhookDelivery.next_at) <= tx.now


def _taken(tx: Transaction, endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> Claim:
    delivery.tries += 1
    delivery.next_at = tx.now + LEASE
    tx.session.add(delivery)
    event = tx.session.get_one(Event, delivery.event_id)
    return Claim(
        delivery_id=delivery.id or 0,
        endpoint_id=delivery.endpoint_id,
        tries=delivery.tries,
        message=message_of(endpoint, delivery, event, tx.now),
    )


def _settle(tx: Transaction, sent: Sequence[tuple[Claim, Outcome]]) -> None:
    """Put outcomes on record, always in the same order: so no two workers wait for each other."""

    def order(pair: tuple[Claim, Outcome]) -> tuple[int, int]:
        return pair[0].endpoint_id, pair[0].delivery_id

    for endpoint_id, pairs in groupby(sorted(sent, key=order), lambda pair: pair[0].endpoint_id):
        endpoint = tx.session.get(WebhookEndpoint, endpoint_id, with_for_update=WITHOUT_KEY)
        if endpoint is None:
            continue  # taken away meanwhile, with its deliveries
        for claim, outcome in pairs:
            delivery = tx.session.get(WebhookDelivery, claim.delivery_id, with_for_update=True)
            if delivery is not None and delivery.state == DeliveryState.PENDING:
                _settle_one(tx, endpoint, delivery, claim, outcome)


def _settle_one(
    tx: Transaction,
    endpoint: WebhookEndpoint,
    delivery: WebhookDelivery,
    claim: Claim,
    outcome: Outcome,
) -> None:
    if not outcome.failure:
        delivery.state, delivery.next_at = DeliveryState.DELIVERED.value, None
        delivery.delivered_at = tx.now
        endpoint.failing_since = None
    elif delivery.tries != claim.tries:
        return  # our lease ran out, and somebody else tries by now
    else:
        _failed(tx, endpoint, delivery, outcome)
    delivery.last_status, delivery.last_failure = outcome.status, outcome.failure
    tx.session.add(delivery)
    tx.session.add(endpoint)


def _failed(
    tx: Transaction, endpoint: WebhookEndpoint, delivery: WebhookDelivery, outcome: Outcome
) -> None:
    if not endpoint.active:
        delivery.next_at = None
        return
    endpoint.failing_since = endpoint.failing_since or tx.now
    if outcome.is_gone:
        stop_endpoint(tx, endpoint, "webhook-gone")
        return
    delay = next_delay(delivery.tries, tx.service.secret(), outcome.wish)
    delivery.next_at = tx.now + delay if delay else None
    if delay is None:
        delivery.state = DeliveryState.DEAD.value
        if tx.now - endpoint.failing_since >= PATIENCE:
            stop_endpoint(tx, endpoint, "webhook-failing")
