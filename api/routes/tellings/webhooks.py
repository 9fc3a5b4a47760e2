"""Webhooks as they are answered: never with their secrets, but for one that was just made."""

from __future__ import annotations

from typing import Any

from fastapi import Request

from api.routes.http.problems import ProblemFault, language, told
from api.routes.schemas.webhooks import DeliveryOut, EndpointOut, NewEndpointOut
from api.tables.events import Event
from api.tables.webhooks import WebhookDelivery, WebhookEndpoint
from scheduler.errors import Fault


def endpoint_out(request: Request, endpoint: WebhookEndpoint) -> EndpointOut:
    """Return an endpoint without its secret."""
    return EndpointOut(**_fields(request, endpoint))


def new_endpoint_out(request: Request, endpoint: WebhookEndpoint) -> NewEndpointOut:
    """Return an endpoint with its secret, for once."""
    return NewEndpointOut(**_fields(request, endpoint), secret=endpoint.secret)


def delivery_out(request: Request, delivery: WebhookDelivery, event: Event) -> DeliveryOut:
    """Return a delivery of *event*."""
    fields = {name for name in DeliveryOut.model_fields if name not in {"action", "failure"}}
    failure = _why(request, delivery.last_failure, str(delivery.id), delivery.last_status)
    return DeliveryOut(**delivery.model_dump(include=fields), action=event.action, failure=failure)


def _fields(request: Request, endpoint: WebhookEndpoint) -> dict[str, Any]:
    fields = {name for name in EndpointOut.model_fields if name != "stopped"}
    stopped = _why(request, endpoint.stopped_for, str(endpoint.id))
    return {**endpoint.model_dump(include=fields), "stopped": stopped}


def _why(request: Request, code: str, place: str, status: int | None = None) -> ProblemFault | None:
    if not code:
        return None
    facts: dict[str, str | int] = {} if status is None else {"status": status}
    return told(Fault(code, place, facts), language(request))
