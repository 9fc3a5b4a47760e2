"""A service whose processes come and go: what tests do with it again and again."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor

import httpx

from api.jobs.durable import DurableQueue
from api.usecases.make_service import make_service
from tests.service.processes import PATIENCE, Running


def service_over(running: Running):
    """Return the service as this process sees it, to arrange things and to look at them."""
    return make_service(running.settings, DurableQueue(running.settings.database))


def state_of(client: httpx.Client, draw: int) -> str:
    return client.get(f"/draws/{draw}").json()["state"]


def actions(client: httpx.Client, draw: int) -> Counter[str]:
    """Return how often each thing has happened to a draw."""
    told = client.get(f"/draws/{draw}/history", params={"limit": 200}).json()["items"]
    return Counter(event["action"] for event in told)


def steps(client: httpx.Client, draw: int) -> list[str]:
    """Return the steps of work that were begun for a draw, in order."""
    told = client.get(f"/draws/{draw}/history", params={"limit": 200}).json()["items"]
    return [event["facts"]["step"] for event in told if event["action"] == "draw.progress"]


def kill_at(running: Running, client: httpx.Client, draw: int, step: str, begun: int = 0) -> None:
    """Kill the worker as soon as a draw has come to *step*, after so many steps before."""
    end = time.monotonic() + PATIENCE
    while step not in steps(client, draw)[begun:]:
        assert time.monotonic() < end, f"Waited for the step {step}."
    running.kill("worker")


def killed_during(running: Running, seconds: float, send) -> Future[httpx.Response]:
    """Send a request, and kill what answers it so many *seconds* later."""
    with ThreadPoolExecutor(1) as threads:
        sent = threads.submit(send)
        time.sleep(seconds)
        running.kill("api")
    return sent
