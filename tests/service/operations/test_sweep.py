"""What serves nobody any more is forgotten; what happened is not."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import func, select

from api.tables.events import Event
from api.tables.people import LoginSession
from api.tables.requests import IdempotentRequest
from api.tables.webhooks import WebhookDelivery, WebhookEndpoint
from api.usecases.operations.sweep import DELIVERED_FOR, REPEATED_WITHIN, sweep
from api.usecases.people.accounts import new_account


def count(tx, table):
    return tx.session.exec(select(func.count()).select_from(table)).one()


def test_only_what_is_over_is_deleted(house):
    with house.transaction() as tx:
        event = tx.tell("plan.created", ("plan", "P01"))
        endpoint = WebhookEndpoint(
            url="x",
            secret="x",  # noqa: S106
            actions=[],
            created_by="x",
            created_at=tx.now,
        )
        tx.session.add(endpoint)
        tx.session.flush()
        for state, at in (
            ("delivered", tx.now - DELIVERED_FOR * 1.1),
            ("delivered", tx.now),
            ("dead", None),
            ("pending", None),
        ):
            tx.session.add(
                WebhookDelivery(
                    endpoint_id=endpoint.id, event_id=event.id, state=state, delivered_at=at
                )
            )
        for key, at in (("old", tx.now - REPEATED_WITHIN * 1.1), ("new", tx.now)):
            tx.session.add(IdempotentRequest(sender="x", key=key, fingerprint="", at=at))
    with house.transaction() as tx:
        account = new_account(tx, "somebody", "somebody")
        for digest, hours in (("a", -1), ("b", 1)):
            tx.session.add(
                LoginSession(
                    token_digest=digest,
                    account_id=account.id,
                    csrf_token="x",  # noqa: S106
                    created_at=tx.now,
                    expires_at=tx.now + timedelta(hours=hours),
                )
            )
        events = count(tx, Event)

    assert sweep(house.service) == 3
    assert sweep(house.service) == 0
    with house.transaction() as tx:
        assert count(tx, WebhookDelivery) == 3
        assert [one.key for one in tx.session.exec(select(IdempotentRequest))] == ["new"]
        assert [one.token_digest for one in tx.session.exec(select(LoginSession))] == ["b"]
        assert count(tx, Event) == events
