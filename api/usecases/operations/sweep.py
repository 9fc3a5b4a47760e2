"""Forget what serves nobody any more: it would only grow. What happened stays on record."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, delete

from api.tables.people import LoginSession
from api.tables.requests import IdempotentRequest
from api.tables.webhooks import WebhookDelivery
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.transaction import begin
from api.usecases.webhooks.deliveries import DeliveryState

REPEATED_WITHIN = timedelta(days=2)
"""Nobody repeats a request later than that and means the same."""

DELIVERED_FOR = timedelta(days=30)


def sweep(service: Service) -> int:
    """Delete sessions that are over, old requests and what was delivered; return how many rows."""
    with begin(service, SERVICE) as tx:
        over = (
            delete(LoginSession).where(col(LoginSession.expires_at) <= tx.now),
            delete(IdempotentRequest).where(col(IdempotentRequest.at) < tx.now - REPEATED_WITHIN),
            delete(WebhookDelivery).where(
                col(WebhookDelivery.state) == DeliveryState.DELIVERED.value,
                col(WebhookDelivery.delivered_at) < tx.now - DELIVERED_FOR,
            ),
        )
        return sum(tx.session.exec(statement).rowcount for statement in over)
