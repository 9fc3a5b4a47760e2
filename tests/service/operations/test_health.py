"""Whoever runs the service can see that it lives, whether it can answer, and how it is doing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.usecases.operations.heartbeat import EVERY, beat, last_beats
from tests.service.house import open_house


def client(house, address="127.0.0.1"):
    return TestClient(house.app, client=(address, 50_000), raise_server_exceptions=False)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr("api.routes.operations.FRESH_SECONDS", 0)


def checks(house, **params):
    answer = client(house).get("/readyz", params=params)
    return answer.status_code, answer.json()["checks"]


def test_a_process_that_answers_is_alive(house):
    answer = client(house).get("/livez")

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_a_service_with_all_it_needs_is_ready(house):
    beat(house.service, "worker-1")

    found = {"database": "ok", "migrations": "ok", "storage": "ok", "worker": "ok"}
    assert checks(house) == (200, found)
    assert checks(house, worker=True) == (200, found)


def test_without_a_worker_it_answers_and_says_so(house):
    assert checks(house)[0] == 200
    assert checks(house)[1]["worker"] == "failed"
    assert checks(house, worker=True)[0] == 503


def test_a_worker_that_was_not_seen_for_long_is_gone(house):
    beat(house.service, "worker-1")
    house.clock.now += timedelta(seconds=house.service.settings.worker_late_seconds)

    assert checks(house, worker=True)[0] == 503
    beat(house.service, "worker-2")
    assert checks(house, worker=True)[0] == 200


def test_a_sign_of_life_is_written_now_and_then(house):
    beat(house.service, "worker-1")
    with house.transaction() as tx:
        first = last_beats(tx.session)["worker-1"]
    beat(house.service, "worker-1")
    with house.transaction() as tx:
        assert last_beats(tx.session)["worker-1"] == first
    house.clock.now += EVERY
    beat(house.service, "worker-1")
    with house.transaction() as tx:
        assert last_beats(tx.session)["worker-1"] > first


def test_a_database_that_is_older_than_the_program_is_not_ready(house):
    with house.service.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    status, found = checks(house)

    assert (status, found["database"], found["migrations"]) == (503, "ok", "failed")


def test_a_store_that_cannot_be_written_is_not_ready(house):
    house.service.settings.data.mkdir(parents=True, exist_ok=True)
    house.service.settings.store.write_text("in the way")

    status, found = checks(house)

    assert (status, found["storage"]) == (503, "failed")


def test_a_database_that_cannot_be_reached_is_not_ready(tmp_path):
    house = open_house("postgresql://nobody@127.0.0.1:1/nothing", tmp_path / "data")

    status, found = checks(house)

    assert status == 503
    assert found == {
        "database": "failed",
        "migrations": "failed",
        "storage": "ok",
        "worker": "failed",
    }


def test_who_asks_again_at_once_is_told_the_same(house, monkeypatch):
    monkeypatch.setattr("api.routes.operations.FRESH_SECONDS", 60)
    asked = client(house)
    asked.get("/readyz", params={"worker": True})
    beat(house.service, "worker-1")

    assert asked.get("/readyz", params={"worker": True}).status_code == 503


def metric(body, name):
    (line,) = (line for line in body.splitlines() if line.startswith(name + " "))
    return float(line.rpartition(" ")[2])


def test_figures_tell_how_the_service_is_doing(house):
    beat(house.service, "worker-1")
    house.service.settings.data.mkdir()
    with house.transaction() as tx:
        tx.service.queue.run = lambda _job_id: None
        tx.enqueue("nothing", 1)
    client(house).get("/livez")

    body = client(house).get("/metrics").text

    assert metric(body, "doubledraw_database_up") == 1
    assert metric(body, 'doubledraw_jobs{state="queued"}') == 1
    assert metric(body, 'doubledraw_jobs{state="running"}') == 0
    assert metric(body, 'doubledraw_jobs_oldest_seconds{state="queued"}') > 0
    assert metric(body, 'doubledraw_webhook_deliveries{state="dead"}') == 0
    assert metric(body, 'doubledraw_worker_unseen_seconds{worker="worker-1"}') > 0
    assert metric(body, "doubledraw_storage_free_bytes") > 0
    assert 'doubledraw_requests_total{method="GET",route="/livez",status="200"}' in body


def test_figures_are_given_though_the_database_is_gone(tmp_path):
    house = open_house("postgresql://nobody@127.0.0.1:1/nothing", tmp_path / "data")
    (tmp_path / "data").mkdir()

    answer = client(house).get("/metrics")

    assert answer.status_code == 200
    assert metric(answer.text, "doubledraw_database_up") == 0


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.7", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 403),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}, 403),
        ("192.0.2.7", {"X-Forwarded-For": "127.0.0.1"}, 403),
    ],
)
def test_without_a_token_only_this_machine_sees_figures(house, address, headers, status):
    assert client(house, address).get("/metrics", headers=headers).status_code == status


def test_with_a_token_it_is_asked_for_from_everywhere(database_url, tmp_path):
    house = open_house(database_url, tmp_path / "data", metrics_token="sesame")  # noqa: S106
    house.service.settings.data.mkdir()

    for address in ("127.0.0.1", "192.0.2.7"):
        asked = client(house, address)
        assert asked.get("/metrics").status_code == 403
        assert asked.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 403
        right = {"Authorization": "Bearer sesame"}
        assert asked.get("/metrics", headers=right).status_code == 200
    house.service.engine.dispose()


def test_methods_that_somebody_makes_up_are_counted_as_one(house):
    asked = client(house)
    for number in range(3):
        asked.request(f"MADEUP{number}", "/livez")

    body = asked.get("/metrics").text

    assert 'method="(other)"' in body
    assert "MADEUP" not in body
