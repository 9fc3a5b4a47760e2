"""When something happens, plan to tell every endpoint that wants to know, in one transaction."""

from __future__ import annotations

from sqlmodel import Session, col, select

from api.tables.events import Event
from api.tables.webhooks import WebhookDelivery, WebhookEndpoint

ALL_ACTIONS = "*"


def plan_deliveries(session: Session, event: Event) -> None:
    """Add a delivery of *event* for every active endpoint that it concerns.

    Endpoints that are being taken away are waited for: else the delivery would refer to nothing.
    """
    active = select(WebhookEndpoint).where(col(WebhookEndpoint.active))
    for endpoint in session.exec(active.with_for_update(read=True, key_share=True)):
        if _concerns(endpoint, event) and endpoint.id and event.id:
            session.add(
                WebhookDelivery(
                    endpoint_id=endpoint.id, event_id=event.id, state="pending", next_at=event.at
                )
            )


def _concerns(endpoint: WebhookEndpoint, event: Event) -> bool:
    wanted = event.action in endpoint.actions or ALL_ACTIONS in endpoint.actions
    return wanted and (endpoint.body_id is None or f",{endpoint.body_id}," in event.bodies)
