"""The application: its routes, what happens to every request, and the service that it runs."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI

from api.database.engine import connect
from api.files.store import Store
from api.jobs.queue import Queue
from api.routes import draws, people, plans, registries, rules, webhooks
from api.routes.http.failures import tell_failures
from api.routes.middleware.body_limit import BodyLimit
from api.routes.middleware.rate_limit import RateLimit
from api.routes.middleware.security import SecurityHeaders
from api.routes.middleware.tracing import Tracing
from api.settings import Settings
from api.usecases.service import Service

PREFIX = "/api/v1"
MEGABYTE = 1 << 20


def make_service(settings: Settings, queue: Queue) -> Service:
    """Return the service that *settings* describe."""
    return Service(
        settings=settings,
        engine=connect(settings.database),
        clock=lambda: datetime.now(UTC),
        secret=lambda: secrets.token_hex(32),
        queue=queue,
        store=Store(settings.store),
    )


def create_app(service: Service) -> FastAPI:
    """Return the application that answers for *service*."""
    app = FastAPI(
        title="DoubleDraw",
        summary="双随机、一公开: random, provable and workable inspection schedules",
        version="1",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.service = service
    api = APIRouter(prefix=PREFIX)
    for area in (people, registries, rules, plans, draws, webhooks):
        api.include_router(area.router)
    app.include_router(api)
    tell_failures(app)
    settings = service.settings
    app.add_middleware(SecurityHeaders)
    app.add_middleware(
        BodyLimit,
        usual=settings.body_megabytes * MEGABYTE,
        uploads=settings.upload_megabytes * MEGABYTE,
    )
    app.add_middleware(
        RateLimit, usual=settings.requests_per_minute, logins=settings.login_attempts_per_minute
    )
    app.add_middleware(Tracing)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    service: Service = app.state.service
    service.queue.close()
    service.engine.dispose()
