"""Endpoints: made, changed, given a new secret, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import col, delete, func, select, update

from api.tables.webhooks import WebhookDelivery, WebhookEndpoint
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction
from api.usecases.webhooks.addresses import checked_url
from api.usecases.webhooks.message import new_secret
from api.usecases.webhooks.the_endpoint import SUBJECT, bodies_of, the_endpoint

MOST_ENDPOINTS = 100
"""Each is looked at for every event."""

OVERLAP = timedelta(days=1)
"""How long the old secret signs beside a new one."""


def create_endpoint(
    tx: Transaction, url: str, actions: Sequence[str], *, body_id: str | None = None
) -> WebhookEndpoint:
    """Let an address be told of *actions*; its secret is told once and never again.

    Raises:
        FaultsError: if it is not allowed, or nothing may be sent there.
    """
    tx.actor.require(Operation.WEBHOOK_WRITE, None if body_id is None else [body_id])
    known = tx.session.exec(select(func.count()).select_from(WebhookEndpoint)).one()
    if known >= MOST_ENDPOINTS:
        raise refusal("webhook-endpoints-full", "url", most=MOST_ENDPOINTS)
    endpoint = WebhookEndpoint(
        url=checked_url(url, tx.service.settings),
        secret=new_secret(tx.service.secret()),
        actions=sorted(set(actions)),
        body_id=body_id,
        created_by=tx.actor.login,
        created_at=tx.now,
    )
    tx.session.add(endpoint)
    tx.session.flush()
    _tell(tx, endpoint, "created")
    return endpoint


def change_endpoint(
    tx: Transaction,
    endpoint_id: int,
    *,
    url: str | None = None,
    actions: Sequence[str] | None = None,
    active: bool | None = None,
) -> WebhookEndpoint:
    """Change an endpoint; one that is active again is told what waited.

    Raises:
        FaultsError: if there is none, it is not allowed, or nothing may be sent there.
    """
    endpoint = the_endpoint(tx, endpoint_id, Operation.WEBHOOK_WRITE)
    if url is not None:
        endpoint.url = checked_url(url, tx.service.settings)
    if actions is not None:
        endpoint.actions = sorted(set(actions))
    if active is not None and active != endpoint.active:
        endpoint.active, endpoint.stopped_for, endpoint.failing_since = active, "", None
        let_wait(tx, endpoint, until=tx.now if active else None)
    endpoint.version += 1
    tx.session.add(endpoint)
    _tell(tx, endpoint, "changed", active=endpoint.active)
    return endpoint


def rotate_secret(tx: Transaction, endpoint_id: int) -> WebhookEndpoint:
    """Give an endpoint a new secret, told once; the old one signs too for another day.

    Raises:
        FaultsError: if there is none, or it is not allowed.
    """
    endpoint = the_endpoint(tx, endpoint_id, Operation.WEBHOOK_WRITE)
    endpoint.old_secret, endpoint.old_until = endpoint.secret, tx.now + OVERLAP
    endpoint.secret = new_secret(tx.service.secret())
    endpoint.version += 1
    tx.session.add(endpoint)
    _tell(tx, endpoint, "rotated")
    return endpoint


def delete_endpoint(tx: Transaction, endpoint_id: int) -> None:
    """Take an endpoint away, with all that was to be delivered to it.

    Raises:
        FaultsError: if there is none, or it is not allowed.
    """
    endpoint = the_endpoint(tx, endpoint_id, Operation.WEBHOOK_WRITE)
    # From here on nobody can plan another delivery to it.
    tx.session.refresh(endpoint, with_for_update=True)
    tx.session.exec(delete(WebhookDelivery).where(col(WebhookDelivery.endpoint_id) == endpoint.id))
    tx.session.delete(endpoint)
    tx.session.flush()
    _tell(tx, endpoint, "deleted")


def stop_endpoint(tx: Transaction, endpoint: WebhookEndpoint, failure: str) -> None:
    """Tell an endpoint nothing more, until somebody sets it active again."""
    endpoint.active, endpoint.stopped_for, endpoint.failing_since = False, failure, None
    endpoint.version += 1
    tx.session.add(endpoint)
    let_wait(tx, endpoint, until=None)
    _tell(tx, endpoint, "stopped", reason=failure)


def let_wait(tx: Transaction, endpoint: WebhookEndpoint, *, until: datetime | None) -> None:
    """Let what is still to be delivered wait, without end if *until* is None."""
    waiting = update(WebhookDelivery).where(
        col(WebhookDelivery.endpoint_id) == endpoint.id, col(WebhookDelivery.state) == "pending"
    )
    tx.session.exec(waiting.values(next_at=until))


def _tell(
    tx: Transaction, endpoint: WebhookEndpoint, what: str, *, reason: str = "", **facts: bool
) -> None:
    bodies = bodies_of(endpoint) or ()
    tx.tell(f"webhook.{what}", (SUBJECT, endpoint.id), bodies=bodies, reason=reason, **facts)
