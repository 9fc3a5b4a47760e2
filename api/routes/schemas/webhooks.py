"""Webhooks on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import BodyId, Given, Moment, Told
from api.usecases.webhooks.deliveries import DeliveryState

Url = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Action = Annotated[
    str,
    StringConstraints(max_length=64, pattern=r"^(\*|[a-z][a-z_-]*\.[a-z][a-z_-]*)$"),
]
Actions = Annotated[
    list[Action],
    Field(min_length=1, max_length=100, description="What to tell, like `draw.drawn`; `*` is all."),
]


class EndpointIn(Given):
    """An address to be told; of matters of one body only, if *body_id* is given."""

    url: Url
    actions: Actions
    body_id: BodyId | None = None


class EndpointChange(Given):
    """What is given changes; the rest stays."""

    url: Url | None = None
    actions: Actions | None = None
    active: bool | None = None


class EndpointOut(Told):
    """An endpoint, but not its secret.

    *stopped* says why the service stopped telling it anything; *failing_since* is there while no
    try succeeds.
    """

    id: int
    url: str
    actions: list[str]
    body_id: str | None
    active: bool
    failing_since: Moment | None
    stopped: ProblemFault | None = None
    version: int
    created_by: str
    created_at: Moment


class NewEndpointOut(EndpointOut):
    """An endpoint with its secret, told this once."""

    secret: str


class DeliveryOut(Told):
    """One event on its way. *failure* is what was wrong with the last try."""

    id: int
    event_id: int
    action: str
    state: DeliveryState
    tries: int
    next_at: Moment | None
    last_status: int | None
    failure: ProblemFault | None = None
    delivered_at: Moment | None
