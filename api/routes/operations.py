"""Is it alive, can it answer, how is it doing: for whoever runs the service, not for its users."""

from __future__ import annotations

import hmac
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from time import monotonic

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from api.routes.http.transactions import service_of
from api.usecases.operations.check_readiness import NEEDED, check_readiness
from api.usecases.operations.measure import Figure, measure
from api.usecases.refusals import refusal
from api.usecases.service import Service

router = APIRouter(include_in_schema=False)

FRESH_SECONDS = 1.0
"""Whoever asks again so soon is told the same: asking costs a look at the database and the disk."""

FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "via")
SEVERAL_PROCESSES = "PROMETHEUS_MULTIPROC_DIR"

LABELS = {
    "jobs": "state",
    "jobs_oldest_seconds": "state",
    "webhook_deliveries": "state",
    "worker_unseen_seconds": "worker",
}
TOLD = {
    "database_up": "Whether the database could be asked.",
    "jobs": "Jobs that are not over.",
    "jobs_oldest_seconds": "Since when the oldest of them waits.",
    "storage_free_bytes": "What is free where the data is.",
    "webhook_deliveries": "Deliveries that wait, and those that were given up.",
    "worker_unseen_seconds": "Since when a worker has given no sign of life.",
}


@dataclass
class Known:
    """The last answer about readiness, and when it was found."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    at: float = float("-inf")
    checks: dict[str, bool] = field(default_factory=dict)


@router.get("/livez")
async def livez() -> Response:
    """Tell that this process answers; nothing else is asked."""
    return PlainTextResponse("alive\n", headers={"Cache-Control": "no-store"})


@router.get("/readyz")
def readyz(request: Request, *, worker: bool = False) -> Response:
    """Tell whether requests can be answered; with `?worker=true` also whether work is done."""
    checks = _checks(request)
    needed = (*NEEDED, "worker") if worker else NEEDED
    ready = all(checks[name] for name in needed)
    told = {"ready": ready, "checks": {name: "ok" if checks[name] else "failed" for name in checks}}
    return JSONResponse(told, 200 if ready else 503, headers={"Cache-Control": "no-store"})


def _checks(request: Request) -> dict[str, bool]:
    state = request.app.state
    if not hasattr(state, "readiness"):
        state.readiness = Known()
    known: Known = state.readiness
    with known.turn:
        if monotonic() - known.at >= FRESH_SECONDS:
            known.checks = check_readiness(service_of(request))
            known.at = monotonic()
        return known.checks


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Give figures for Prometheus."""
    if not _may_see_metrics(request):
        raise refusal("metrics-not-allowed", "/metrics")
    state = CollectorRegistry()
    state.register(State(service_of(request)))
    body = generate_latest(_registry()) + generate_latest(state)
    return Response(body, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _may_see_metrics(request: Request) -> bool:
    """Tell whether somebody carries the token or, where there is none, is on this machine."""
    token = service_of(request).settings.metrics_token
    if token:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    # Through a proxy on this machine everybody seems to be on it.
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _registry() -> CollectorRegistry:
    """Return the figures of requests: of all processes of the service if there are several."""
    if not os.environ.get(SEVERAL_PROCESSES):
        return REGISTRY
    all_processes = CollectorRegistry()
    MultiProcessCollector(all_processes)  # type: ignore[no-untyped-call]
    return all_processes


class State(Collector):
    """The state of the service as figures; without a database only that there is none."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each figure."""
        try:
            figures = [*measure(self.service), Figure("database_up", 1)]
        except SQLAlchemyError:
            figures = [Figure("database_up", 0)]
        for name, told in TOLD.items():
            label = LABELS.get(name)
            family = GaugeMetricFamily(
                f"doubledraw_{name}", told, labels=[label] if label else None
            )
            for figure in figures:
                if figure.name == name:
                    family.add_metric([figure.label] if label else [], figure.value)
            yield family
