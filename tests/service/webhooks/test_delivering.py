"""What happens is told to whoever asked for it: thin, signed, at least once."""

from __future__ import annotations

import base64
import hashlib
import hmac
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest
from sqlmodel import select

from api.tables.webhooks import WebhookDelivery
from api.usecases.people.roles import Role
from api.usecases.webhooks.deliver_due import LEASE, deliver_due
from tests.service.webhooks.receiver import flood, hang, hang_up, receiving, trickle


@pytest.fixture
def deliver(house):
    """Send what is due, as a worker does; return how many were."""
    return lambda limit=50: deliver_due(house.service, limit)


@pytest.fixture
def listed(admin, endpoint):
    """Return the deliveries to the endpoint, as its administrator sees them."""

    def listed(**params):
        address = f"/webhook-endpoints/{endpoint['id']}/deliveries"
        found = admin.get(address, params=params)
        assert found.status_code == 200, found.text
        return found.json()["items"]

    return listed


def signature(secret, heard):
    """Return what the message should be signed with, worked out from the standard alone."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    name, stamp = heard.headers["webhook-id"], heard.headers["webhook-timestamp"]
    mac = hmac.new(key, f"{name}.{stamp}.".encode() + heard.body, hashlib.sha256)
    return "v1," + base64.b64encode(mac.digest()).decode()


@pytest.mark.usefixtures("endpoint")
def test_a_message_tells_that_something_happened_and_nothing_else(receiver, happen, deliver):
    event_id = happen()

    assert deliver() == 1
    (heard,) = receiver.heard
    assert heard.data.keys() == {"type", "timestamp", "data"}
    assert heard.data["type"] == "plan.created"
    assert heard.data["data"] == {
        "event_id": event_id,
        "action": "plan.created",
        "subject": "plan",
        "subject_id": "P01",
    }
    assert b"for us alone" not in heard.body


def test_a_message_is_signed_as_the_standard_says(receiver, endpoint, happen, deliver, house):
    happen()
    deliver()

    (heard,) = receiver.heard
    assert heard.headers["webhook-signature"] == signature(endpoint["secret"], heard)
    assert abs(int(heard.headers["webhook-timestamp"]) - house.clock.now.timestamp()) < 60


def test_for_a_day_after_a_change_both_secrets_sign(
    receiver, admin, endpoint, happen, deliver, house
):
    address = f"/webhook-endpoints/{endpoint['id']}/secret"
    secret = admin.post(address).json()["secret"]
    happen()
    deliver()
    house.clock.now += LEASE * 1_000
    happen()
    deliver()

    first, second = receiver.heard
    both = [signature(secret, first), signature(endpoint["secret"], first)]
    assert first.headers["webhook-signature"].split() == both
    assert second.headers["webhook-signature"] == signature(secret, second)


@pytest.mark.usefixtures("endpoint")
def test_ids_of_people_are_not_told(receiver, admin, house, deliver):
    address = {"url": receiver.url, "actions": ["account.created"]}
    assert admin.post("/webhook-endpoints", json=address).status_code == 201
    house.join("somebody", Role.OFFICER)

    deliver()

    (heard,) = receiver.heard
    assert heard.data["data"]["subject"] == "account"
    assert heard.data["data"]["subject_id"] is None
    assert b"somebody" not in heard.body


@pytest.mark.usefixtures("endpoint")
def test_only_actions_that_were_asked_for_are_told(receiver, happen, deliver):
    happen(action="plan.changed")

    assert deliver() == 0
    assert receiver.heard == []


def test_an_endpoint_of_a_body_is_told_of_its_matters_only(admin, receiver, happen, deliver):
    given = {"url": receiver.url, "actions": ["plan.created"], "body_id": "B02"}
    admin.post("/webhook-endpoints", json=given)
    happen("P01", bodies=("B01",))
    happen("P02", bodies=("B01", "B02"))

    deliver()

    assert [heard.data["data"]["subject_id"] for heard in receiver.heard] == ["P02"]


def test_what_is_taken_is_delivered_and_not_sent_again(receiver, happen, deliver, listed):
    happen()

    assert (deliver(), deliver()) == (1, 0)
    assert len(receiver.heard) == 1
    (told,) = listed()
    assert (told["state"], told["tries"], told["last_status"]) == ("delivered", 1, 204)
    assert told["delivered_at"] is not None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (500, "webhook-status"),
        (404, "webhook-status"),
        ((302, {"location": "http://169.254.169.254/"}), "webhook-redirect"),
        ((307, {"location": "/elsewhere"}), "webhook-redirect"),
        (hang_up, "webhook-connection"),
    ],
)
def test_what_is_not_taken_is_told_and_tried_again_under_the_same_id(
    receiver, happen, listed, house, answer, code
):
    deliver = partial(deliver_due, house.service)
    receiver.script = [answer, 200]
    happen()

    assert (deliver(), deliver()) == (1, 0)
    (told,) = listed()
    assert (told["state"], told["failure"]["code"]) == ("pending", code)
    assert told["failure"]["message"]
    house.clock.now += LEASE
    assert deliver() == 1
    first, second = receiver.heard
    assert (first.name, first.body) == (second.name, second.body)
    assert second.path == "/hook"
    assert listed()[0]["state"] == "delivered"


@pytest.mark.parametrize("answer", [hang, trickle])
def test_whoever_does_not_answer_in_time_has_not_answered(
    receiver, happen, deliver, listed, monkeypatch, answer
):
    monkeypatch.setattr("api.usecases.webhooks.sending.SECONDS", 0.3)
    receiver.script = [answer]
    happen()

    deliver()

    assert listed()[0]["failure"]["code"] == "webhook-timeout"


def test_an_answer_without_end_does_not_matter(receiver, happen, deliver, listed):
    receiver.script = [flood]
    happen()

    deliver()

    assert listed()[0]["state"] == "delivered"


def test_where_nobody_listens_the_connection_fails(admin, happen, deliver):
    with receiving() as gone:
        url = gone.url
    made = admin.post("/webhook-endpoints", json={"url": url, "actions": ["*"]}).json()
    happen()

    deliver()

    told = admin.get(f"/webhook-endpoints/{made['id']}/deliveries").json()["items"]
    assert {one["failure"]["code"] for one in told} == {"webhook-connection"}


def test_a_slow_receiver_does_not_hold_up_the_others(
    admin, receiver, endpoint, happen, deliver, monkeypatch
):
    monkeypatch.setattr("api.usecases.webhooks.sending.SECONDS", 0.3)
    with receiving(hang) as slow:
        given = {"url": slow.url, "actions": endpoint["actions"]}
        assert admin.post("/webhook-endpoints", json=given).status_code == 201
        for number in range(20):
            happen(f"P{number}")

        for _ in range(6):
            deliver(limit=4)

        assert len(receiver.heard) == 20
        assert len(slow.heard) <= 3  # it had its share once, and a try when nobody else waited


def test_a_test_is_sent_though_nobody_asked_for_such_events(receiver, admin, endpoint, deliver):
    sent = admin.post(f"/webhook-endpoints/{endpoint['id']}/test")

    assert sent.status_code == 202
    assert deliver() == 1
    (heard,) = receiver.heard
    assert heard.data["type"] == "webhook.tested"
    assert heard.data["data"]["subject_id"] == str(endpoint["id"])


def test_a_test_is_sent_once_to_whoever_hears_of_everything(admin, receiver, deliver):
    made = admin.post("/webhook-endpoints", json={"url": receiver.url, "actions": ["*"]}).json()
    deliver()
    receiver.heard.clear()

    admin.post(f"/webhook-endpoints/{made['id']}/test")
    deliver()

    assert [heard.data["type"] for heard in receiver.heard] == ["webhook.tested"]


def test_a_name_that_leads_inside_is_refused_when_it_is_looked_up(house, receiver, happen, listed):
    """A name may lead elsewhere by the time of the delivery; what counts is then."""
    closed = house.service.settings.model_copy(update={"webhook_private_hosts": False})
    happen()

    assert deliver_due(replace(house.service, settings=closed)) == 1
    assert receiver.heard == []
    assert listed()[0]["failure"]["code"] == "webhook-address-refused"


@pytest.mark.usefixtures("endpoint")
def test_nothing_is_planned_for_what_was_taken_back(house, deliver):
    with suppress(ZeroDivisionError), house.transaction() as tx:
        tx.tell("plan.created", ("plan", "P01"))
        raise ZeroDivisionError

    assert deliver() == 0
    with house.transaction() as tx:
        assert tx.session.exec(select(WebhookDelivery)).all() == []
