"""Who else is told what happens: endpoints, and every delivery to them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from api.tables.columns import NUMBER, data, moment, serial


class WebhookEndpoint(SQLModel, table=True):
    """An address that is told of *actions*; those that concern *body_id* only, if it is given."""

    __tablename__ = "webhook_endpoint"

    id: int | None = serial()
    url: str
    secret: str
    actions: list[str] = data()
    body_id: str | None = None
    active: bool = True
    version: int = 1
    created_by: str
    created_at: datetime = moment()


class WebhookDelivery(SQLModel, table=True):
    """One event on its way to one endpoint: pending, delivered, or dead after the last try."""

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
