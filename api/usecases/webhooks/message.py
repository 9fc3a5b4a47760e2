"""What a webhook tells: that something happened, signed; whoever may know more asks for it.

Signatures are those of Standard Webhooks. Names of people never leave this way: ids are told only
of things, and only of kinds that are listed here.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks.webhooks import Webhook

from api.tables.events import Event
from api.tables.webhooks import WebhookDelivery, WebhookEndpoint

THINGS = frozenset(
    {
        "approval",
        "day",
        "draw",
        "import",
        "job",
        "notice",
        "plan",
        "policy",
        "registry",
        "snapshot",
        "task",
        "visit",
        "webhook-endpoint",
    }
)
"""Kinds of subjects whose ids say nothing about anybody."""

PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Message:
    """A delivery as it goes over the wire."""

    url: str
    body: bytes
    headers: dict[str, str]


def new_secret(entropy: str) -> str:
    """Return a signing secret made of *entropy*, 64 hexadecimal digits."""
    return PREFIX + base64.b64encode(bytes.fromhex(entropy)).decode()


def thin(event: Event) -> dict[str, object]:
    """Return what is told of an event."""
    return {
        "type": event.action,
        "timestamp": event.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": {
            "event_id": event.id,
            "action": event.action,
            "subject": event.subject,
            "subject_id": event.subject_id if event.subject in THINGS else None,
        },
    }


def message_of(
    endpoint: WebhookEndpoint, delivery: WebhookDelivery, event: Event, now: datetime
) -> Message:
    """Return the signed message of a delivery; repeated, it has the same id and body."""
    body = json.dumps(thin(event), separators=(",", ":"))
    # With the event's moment: numbers may come again when a database is restored.
    name = f"msg_{event.id}_{int(event.at.timestamp())}_{delivery.id}"
    return Message(
        url=endpoint.url,
        body=body.encode(),
        headers={
            "content-type": "application/json",
            "user-agent": "DoubleDraw",
            "webhook-id": name,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(
                Webhook(secret).sign(name, now, body) for secret in _secrets(endpoint, now)
            ),
        },
    )


def _secrets(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """Return the secrets that sign now; after a change the old one does so for a while."""
    if endpoint.old_secret and endpoint.old_until and now < endpoint.old_until:
        return [endpoint.secret, endpoint.old_secret]
    return [endpoint.secret]
