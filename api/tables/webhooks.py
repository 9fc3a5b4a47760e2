"""Who else is told what happens: endpoints, and every delivery to them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial


class WebhookEndpoint(SQLModel, table=True):
    """An address that is told of *actions*; those that concern *body_id* only, if it is given.

    *old_secret* signs beside *secret* until *old_until*, so that a receiver can change over.
    *failing_since* is when the first of all tries failed since one succeeded; *stopped_for* says
    why the service itself stopped telling it anything.
    """

    __tablename__ = "webhook_endpoint"

    id: int | None = serial()
    url: str
    secret: str
    old_secret: str | None = None
    old_until: datetime | None = moment(default=None, nullable=True)
    actions: list[str] = data()
    body_id: str | None = None
    active: bool = True
    failing_since: datetime | None = moment(default=None, nullable=True)
    stopped_for: str = ""
    version: int = 1
    created_by: str
    created_at: datetime = moment()


class WebhookDelivery(SQLModel, table=True):
    """One event on its way to one endpoint: pending, delivered, or dead after the last try.

    A worker that takes one on moves *next_at* to when another may, should the first one die.
    Without *next_at* a pending one waits for its endpoint to be active again.
    """

    __tablename__ = "webhook_delivery"

    id: int | None = serial()
    endpoint_id: int = Field(foreign_key="webhook_endpoint.id", index=True, sa_type=NUMBER)
    event_id: int = Field(foreign_key="event.id", index=True, sa_type=NUMBER)
    state: str = Field(index=True)
    tries: int = 0
    next_at: datetime | None = moment(default=None, nullable=True, index=True)
    last_status: int | None = None
    last_failure: str = ""
    delivered_at: datetime | None = moment(default=None, nullable=True)
