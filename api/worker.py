"""The worker: does the jobs that the service asks for, and the chores that come round.

`run_worker` stays until it is told to stop by SIGTERM or SIGINT; then it begins nothing new,
finishes what it has in hand, and what it cannot finish is begun again by the next worker of its
name.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import partial
from time import monotonic
from types import FrameType

import structlog

from api.jobs.durable import DurableQueue, Workers
from api.logs import configure_logs
from api.settings import Settings
from api.usecases.jobs.run_job import run_job
from api.usecases.make_service import make_service
from api.usecases.operations.heartbeat import beat
from api.usecases.operations.sweep import sweep
from api.usecases.service import Service
from api.usecases.webhooks.deliver_due import deliver_due

CHORE_SECONDS = 1.0
DELIVERIES_AT_ONCE = 20
log = structlog.get_logger()

HOUR = 3600.0

CHORES: tuple[tuple[float, Callable[[Service], object]], ...] = (
    (CHORE_SECONDS, lambda service: beat(service, service.settings.worker_name)),
    (CHORE_SECONDS, partial(deliver_due, limit=DELIVERIES_AT_ONCE)),
    (HOUR, sweep),
)
"""What every worker does by itself, and every how many seconds."""


def run_worker(settings: Settings) -> None:
    """Work until told to stop."""
    configure_logs(settings.logs)
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    service = make_service(settings, DurableQueue(settings.database))
    workers = Workers(
        settings.database,
        settings.worker_name,
        settings.worker_jobs,
        partial(run_job, service),
    )
    log.info("worker-started", worker=settings.worker_name)
    due = [0.0] * len(CHORES)
    while not stopping.wait(CHORE_SECONDS):
        for place, (seconds, chore) in enumerate(CHORES):
            if monotonic() >= due[place]:
                _do(chore, service)
                due[place] = monotonic() + seconds
    log.info("worker-stopping", worker=settings.worker_name)
    workers.stop()
    service.queue.close()
    service.engine.dispose()


def _do(chore: Callable[[Service], object], service: Service) -> None:
    """Do a chore; one that fails is done again when it is due next, and holds nobody up."""
    try:
        chore(service)
    except Exception:  # the database may be gone for a while
        log.exception("chore-failed")
