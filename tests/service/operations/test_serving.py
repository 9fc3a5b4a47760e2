"""The service as a process: started, watched, stopped without breaking off what it does."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date

import httpx

from api.cli.app import run
from api.database.migrating import upgrade
from api.routes import draw_events
from api.tables.draws import DrawRow
from api.usecases.people.roles import Role
from tests.databases.server import free_port

PATIENCE = 60


@contextmanager
def serving(database_url, folder, *options, **environment):
    """Run `doubledraw serve`; give the process and where it answers."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port), *options]
    told = {"DATABASE_URL": database_url, "DOUBLEDRAW_DATA": str(folder), **environment}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=os.environ | told, stderr=log, stdout=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for_answer(process, address, folder)
        yield process, address
    finally:
        process.kill()
        process.wait()


def wait_for_answer(process, address, folder):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, (folder / "log").read_text()
        try:
            if httpx.get(f"{address}/livez").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError((folder / "log").read_text())


def refused(address):
    try:
        httpx.get(f"{address}/livez", timeout=5)
    except httpx.TransportError:
        return True
    return False


def test_what_has_begun_is_answered_though_the_process_was_told_to_end(database_url, tmp_path):
    body = b'{"login": "nobody", "password": "not the password"}'
    with serving(database_url, tmp_path / "data") as (process, address):
        httpx.get(f"{address}/api/v1/registries", params={"secret": "whispered"})
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), PATIENCE) as begun:
            begun.sendall(
                b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body[:10]
            )
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            while not refused(address):
                time.sleep(0.05)
            begun.sendall(body[10:])
            answer = b"".join(iter(lambda: begun.recv(65_536), b""))
        assert process.wait(PATIENCE) == 0

    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"login-refused" in answer
    # Nobody looked on, so the log is for machines; it never has what somebody looked for.
    text = (tmp_path / "data" / "log").read_text()
    told = [(one.get("route"), one.get("status")) for one in map(json.loads, text.splitlines())]
    assert ("/registries", 401) in told
    assert "whispered" not in text


def test_several_processes_count_together(sqlite, tmp_path):
    url = sqlite.fresh_database()
    upgrade(url)
    with serving(url, tmp_path / "data", "--workers", "2") as (process, address):
        for _ in range(20):
            httpx.get(f"{address}/api/v1/registries")
        body = httpx.get(f"{address}/metrics").text
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0

    wanted = 'doubledraw_requests_total{method="GET",route="/registries",status="401"} 20.0'
    assert wanted in body
    assert "doubledraw_database_up 1.0" in body


def test_an_old_database_is_not_served(databases, monkeypatch, capsys):
    url = databases.fresh_database()
    monkeypatch.setenv("DATABASE_URL", url)

    assert run(["serve", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "database-not-migrated"
    databases.drop(url)


def test_a_database_that_cannot_be_reached_is_told(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")

    assert run(["serve", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "database-unreachable"


def test_a_stream_ends_when_the_process_was_told_to_end(house, monkeypatch):
    with house.transaction() as tx:
        draw = DrawRow(
            title="x",
            state="drawing",
            policy_version="1",
            starts=date(2026, 12, 1),
            ends=date(2027, 1, 1),
            created_by="x",
            created_at=tx.now,
        )
        tx.session.add(draw)
    planner = house.join("planner", Role.PLANNER)
    stopping = threading.Event()
    monkeypatch.setattr(draw_events, "STOPPING", stopping)
    threading.Timer(0.5, stopping.set).start()
    begun = time.monotonic()

    answer = planner.get(f"/draws/{draw.id}/events")

    assert answer.status_code == 200
    assert time.monotonic() - begun < draw_events.LASTS_SECONDS / 2
