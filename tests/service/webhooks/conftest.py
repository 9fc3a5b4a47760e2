"""A service that may tell receivers on this machine, and somebody who keeps its endpoints."""

from __future__ import annotations

import pytest

from tests.service.webhooks.receiver import receiving


@pytest.fixture
def house(database_url, tmp_path):
    """A service whose webhooks may go inside."""
    from tests.service.house import open_house  # noqa: PLC0415 - loads all of the service

    opened = open_house(database_url, tmp_path / "data", webhook_private_hosts=True)
    yield opened
    opened.service.engine.dispose()


@pytest.fixture
def receiver():
    """A receiver that takes everything, until a test tells it otherwise."""
    with receiving() as opened:
        yield opened


@pytest.fixture
def admin(house):
    """Somebody who keeps accounts and endpoints."""
    from api.usecases.people.roles import Role  # noqa: PLC0415 - loads all of the service

    return house.join("admin", Role.ADMIN)


@pytest.fixture
def endpoint(admin, receiver):
    """An endpoint at the receiver that is told of everything in plans."""
    made = admin.post("/webhook-endpoints", json={"url": receiver.url, "actions": ["plan.created"]})
    assert made.status_code == 201, made.text
    return made.json()


@pytest.fixture
def happen(house):
    """Let something happen to a plan, as often as it is called."""

    def happen(plan_id="P01", action="plan.created", bodies=("B01",)):
        with house.transaction() as tx:
            return tx.tell(action, ("plan", plan_id), bodies=bodies, note="for us alone").id

    return happen
