"""However many workers there are and whenever they die, nothing is sent twice at once or lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.usecases.webhooks import deliver_due as delivering
from api.usecases.webhooks.deliver_due import LEASE, deliver_due
from tests.service.webhooks.receiver import hang

WORKER = """
import sys
from datetime import datetime
from pathlib import Path
from tests.service.house import open_house
from api.usecases.webhooks.deliver_due import deliver_due

house = open_house(sys.argv[1], Path(sys.argv[2]), webhook_private_hosts=True)
house.clock.now = datetime.fromisoformat(sys.argv[3])
deliver_due(house.service)
"""


@pytest.mark.usefixtures("endpoint")
def test_two_workers_never_send_the_same_delivery(house, receiver, happen):
    for number in range(60):
        happen(f"P{number}")

    def work():
        while deliver_due(house.service, limit=7):
            pass

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(work) for _ in range(3)]:
            done.result()

    counts = Counter(heard.name for heard in receiver.heard)
    assert (len(counts), set(counts.values())) == (60, {1})


@pytest.mark.usefixtures("endpoint")
def test_while_one_worker_sends_another_finds_nothing_to_do(house, receiver, happen, monkeypatch):
    receiver.script = [hang]
    monkeypatch.setattr("api.usecases.webhooks.sending.SECONDS", 1.0)
    happen()
    sending = threading.Thread(target=deliver_due, args=(house.service,))
    sending.start()
    assert receiver.arrived.wait(10)

    assert deliver_due(house.service) == 0
    sending.join()
    assert len(receiver.heard) == 1


def test_what_a_killed_worker_was_sending_is_sent_by_another(
    house, admin, endpoint, receiver, happen, tmp_path
):
    receiver.script = [hang, 200]
    happen()
    url = house.service.settings.database
    command = [sys.executable, "-c", WORKER, url, str(tmp_path / "data")]
    with subprocess.Popen([*command, house.clock.now.isoformat()]) as worker:
        assert receiver.arrived.wait(30)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()

    assert deliver_due(house.service) == 0  # as far as anybody knows it is still being sent
    house.clock.now += LEASE
    assert deliver_due(house.service) == 1
    first, second = receiver.heard
    assert first.name == second.name
    told = admin.get(f"/webhook-endpoints/{endpoint['id']}/deliveries").json()["items"]
    assert [(one["state"], one["tries"]) for one in told] == [("delivered", 2)]


@pytest.mark.usefixtures("endpoint")
def test_a_success_counts_though_the_lease_ran_out(house, receiver, happen, monkeypatch):
    happen()
    send_all = delivering.send_all

    def send_late(*arguments):
        outcomes = send_all(*arguments)
        house.clock.now += LEASE
        monkeypatch.setattr(delivering, "send_all", send_all)
        receiver.script = [500]
        assert deliver_due(house.service) == 1
        return outcomes

    monkeypatch.setattr(delivering, "send_all", send_late)
    deliver_due(house.service)

    house.clock.now += LEASE * 100
    assert deliver_due(house.service) == 0


def test_an_endpoint_may_be_taken_away_while_something_is_sent_to_it(
    house, admin, endpoint, happen, monkeypatch
):
    happen()
    send_all = delivering.send_all

    def send_and_delete(*arguments):
        outcomes = send_all(*arguments)
        assert admin.delete(f"/webhook-endpoints/{endpoint['id']}").status_code == 204
        return outcomes

    monkeypatch.setattr(delivering, "send_all", send_and_delete)

    assert deliver_due(house.service) == 1
