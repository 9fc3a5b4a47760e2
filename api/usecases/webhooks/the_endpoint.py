"""Endpoints as far as somebody may see or change them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from api.tables.webhooks import WebhookEndpoint
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction

SUBJECT = "webhook-endpoint"

WITHOUT_KEY = {"key_share": True}
"""A lock that lets others plan deliveries to the row meanwhile, which refer to it."""


def endpoints(tx: Transaction) -> Sequence[WebhookEndpoint]:
    """Return the endpoints that the actor may see: all, or those of his bodies.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.WEBHOOK_READ)
    query = select(WebhookEndpoint).order_by(col(WebhookEndpoint.id))
    if not reach.everybody:
        query = query.where(col(WebhookEndpoint.body_id).in_(reach.bodies))
    return tx.session.exec(query).all()


def the_endpoint(
    tx: Transaction, endpoint_id: int, operation: Operation = Operation.WEBHOOK_READ
) -> WebhookEndpoint:
    """Return an endpoint that the actor may see, and may do *operation* to.

    Raises:
        FaultsError: if there is none, or it is not allowed.
    """
    lock = WITHOUT_KEY if operation is Operation.WEBHOOK_WRITE else None
    found = tx.session.get(WebhookEndpoint, endpoint_id, with_for_update=lock)
    reach = tx.actor.require_anywhere(Operation.WEBHOOK_READ)
    if found is None or not (reach.everybody or found.body_id in reach.bodies):
        raise not_found("webhook-endpoint", endpoint_id)
    tx.actor.require(operation, bodies_of(found))
    return found


def bodies_of(endpoint: WebhookEndpoint) -> list[str] | None:
    """Return whose matter an endpoint is; None is the district's."""
    return None if endpoint.body_id is None else [endpoint.body_id]
