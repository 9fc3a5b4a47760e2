"""Deliveries are tried for three days, then kept as dead; endpoints that never answer are left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from api.tables.events import Event
from api.usecases.webhooks.deliver_due import deliver_due
from api.usecases.webhooks.schedule import DELAYS, JITTER, PATIENCE, next_delay

FRESH = "80000000"


@pytest.fixture
def give_up(house):
    """Send what is due as often as it takes until nothing waits; return how often."""

    def give_up():
        tries = 0
        for _ in range(3 * len(DELAYS)):
            tries += deliver_due(house.service)
            house.clock.now += DELAYS[-1] * (1 + JITTER)
        return tries

    return give_up


@pytest.fixture
def address(endpoint):
    return f"/webhook-endpoints/{endpoint['id']}"


def test_a_delivery_is_dead_after_its_last_try_and_can_be_seen(
    admin, address, receiver, happen, give_up
):
    receiver.script = [500]
    happen()

    assert give_up() == len(DELAYS) + 1
    (dead,) = admin.get(f"{address}/deliveries", params={"state": "dead"}).json()["items"]
    assert (dead["tries"], dead["failure"]["code"]) == (len(DELAYS) + 1, "webhook-status")
    assert dead["next_at"] is None
    assert admin.get(f"{address}/deliveries", params={"state": "pending"}).json()["items"] == []


def test_an_endpoint_that_always_failed_is_told_nothing_more(
    admin, address, receiver, happen, give_up, house
):
    receiver.script = [500]
    happen()
    give_up()

    told = admin.get(address).json()
    assert (told["active"], told["stopped"]["code"]) == (False, "webhook-failing")
    assert admin.get(address).headers["etag"] == '"2"'
    happen()
    receiver.heard.clear()
    assert deliver_due(house.service) == 0
    with house.transaction() as tx:
        last = tx.session.exec(select(Event).where(col(Event.action) == "webhook.stopped")).one()
    assert (last.subject_id, last.reason) == (address.rpartition("/")[2], "webhook-failing")


def test_an_endpoint_that_took_something_meanwhile_stays(admin, address, receiver, happen, house):
    receiver.script = [500]
    happen("P01")
    for number in range(len(DELAYS) + 1):
        receiver.script = [500]
        deliver_due(house.service)
        receiver.script = [200]
        happen(f"Q{number}")
        deliver_due(house.service)
        house.clock.now += DELAYS[-1] * (1 + JITTER)

    assert admin.get(address).json()["active"]


def test_a_receiver_that_is_gone_is_told_nothing_more(admin, address, receiver, happen, house):
    receiver.script = [410]
    happen("P01")
    happen("P02")

    deliver_due(house.service)

    told = admin.get(address).json()
    assert (told["active"], told["stopped"]["code"]) == (False, "webhook-gone")
    house.clock.now += PATIENCE
    assert deliver_due(house.service) == 0


def test_what_waited_is_sent_once_the_endpoint_is_active_again(
    admin, address, receiver, happen, house
):
    receiver.script = [410, 200]
    happen("P01")
    happen("P02")
    deliver_due(house.service, limit=1)
    tag = admin.get(address).headers["etag"]

    again = admin.patch(address, json={"active": True}, headers={"If-Match": tag})

    assert (again.json()["active"], again.json().get("stopped")) == (True, None)
    assert deliver_due(house.service) == 2
    assert {heard.data["data"]["subject_id"] for heard in receiver.heard} == {"P01", "P02"}


def test_what_is_switched_off_waits(admin, address, receiver, happen, house):
    happen("P01")
    admin.patch(address, json={"active": False}, headers={"If-Match": '"1"'})
    happen("P02")

    assert deliver_due(house.service) == 0
    admin.patch(address, json={"active": True}, headers={"If-Match": '"2"'})
    assert deliver_due(house.service) == 1
    assert [heard.data["data"]["subject_id"] for heard in receiver.heard] == ["P01"]


def test_a_dead_delivery_can_be_sent_again_under_its_id(
    admin, address, receiver, happen, give_up, house
):
    receiver.script = [500]
    happen("P01")
    give_up()
    (dead,) = admin.get(f"{address}/deliveries", params={"state": "dead"}).json()["items"]
    again = f"{address}/deliveries/{dead['id']}/resend"

    assert admin.post(again).json()["code"] == "webhook-endpoint-off"
    admin.patch(address, json={"active": True}, headers={"If-Match": '"2"'})
    receiver.script = [200]
    assert admin.post(again).status_code == 202
    assert deliver_due(house.service) == 1
    assert receiver.heard[-1].name == receiver.heard[0].name
    assert admin.get(f"{address}/deliveries").json()["items"][-1]["state"] == "delivered"


def test_another_endpoints_delivery_is_not_sent_again(admin, address, receiver, happen):
    given = {"url": receiver.url, "actions": ["*"]}
    other = admin.post("/webhook-endpoints", json=given).json()
    happen()
    listed = admin.get(f"/webhook-endpoints/{other['id']}/deliveries").json()["items"]

    found = admin.post(f"{address}/deliveries/{listed[0]['id']}/resend")

    assert found.status_code == 404


@pytest.mark.usefixtures("endpoint")
def test_a_receiver_may_ask_for_time(receiver, happen, house):
    receiver.script = [(503, {"retry-after": "3600"}), 200]
    happen()
    deliver_due(house.service)

    house.clock.now += timedelta(minutes=59)
    assert deliver_due(house.service) == 0
    house.clock.now += timedelta(minutes=2)
    assert deliver_due(house.service) == 1


def test_delays_add_up_to_about_three_days():
    assert timedelta(days=3) < PATIENCE < timedelta(days=3.5)
    assert list(DELAYS) == sorted(DELAYS)


def test_a_delay_is_longer_by_up_to_a_fifth_and_never_shorter():
    assert next_delay(1, "00000000") == DELAYS[0]
    assert DELAYS[0] < next_delay(1, FRESH) < next_delay(1, "ffffffff") <= DELAYS[0] * 1.2


def test_after_the_last_try_there_is_none():
    assert next_delay(len(DELAYS), FRESH) is not None
    assert next_delay(len(DELAYS) + 1, FRESH) is None


def test_a_wish_counts_up_to_a_day():
    assert next_delay(1, FRESH, timedelta(hours=1)) == timedelta(hours=1)
    assert next_delay(1, FRESH, timedelta(days=100)) == timedelta(days=1)
    assert next_delay(5, FRESH, timedelta(seconds=1)) > DELAYS[4]
