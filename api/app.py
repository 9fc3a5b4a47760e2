"""The application: its routes, what happens to every request, and the service that it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from api.jobs.durable import DurableQueue
from api.logs import configure_logs
from api.routes import (
    audit,
    draw_events,
    draw_files,
    draws,
    explanations,
    exports,
    oidc,
    operations,
    papers,
    people,
    plans,
    public,
    publications,
    recusals,
    registries,
    registry_imports,
    registry_snapshots,
    reports,
    results,
    rules,
    tasks,
    webhooks,
)
from api.routes.http.description import describe
from api.routes.http.failures import tell_failures
from api.routes.http.limits import Limits
from api.routes.http.stopping import heard
from api.routes.middleware.body_limit import BodyLimit
from api.routes.middleware.public_answers import PublicAnswers
from api.routes.middleware.rate_limit import RateLimit
from api.routes.middleware.security import SecurityHeaders
from api.routes.middleware.tracing import Tracing
from api.settings import Settings
from api.usecases.make_service import make_service
from api.usecases.service import Service

PREFIX = "/api/v1"
MEGABYTE = 1 << 20

ROUTERS = (
    public.router,  # first, because routes are tried in order and the whole town asks for these
    people.router,
    oidc.router,
    registries.router,
    registry_imports.router,
    registry_snapshots.router,
    rules.router,
    plans.router,
    draws.router,
    draw_events.listing,
    draw_events.streaming,
    draw_files.router,
    explanations.router,
    papers.router,
    tasks.router,
    results.router,
    recusals.router,
    reports.router,
    publications.router,
    webhooks.router,
    audit.router,
    exports.router,
)


def create_app(service: Service) -> FastAPI:
    """Return the application that answers for *service*."""
    app = FastAPI(
        title="DoubleDraw",
        summary="双随机、一公开: random, provable and workable inspection schedules",
        version="1",
        openapi_url=f"{PREFIX}/openapi.json",
        servers=[{"url": "/", "description": "This service."}],
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.service = service
    api = APIRouter(prefix=PREFIX)
    for router in ROUTERS:
        api.include_router(router)
    app.include_router(api)
    app.include_router(operations.router)
    describe(app)
    tell_failures(app)
    settings = service.settings
    if settings.public_answers_seconds:
        seconds = settings.public_answers_seconds
        app.add_middleware(PublicAnswers, prefix=f"{PREFIX}/public/", seconds=seconds)
    app.add_middleware(
        BodyLimit,
        usual=settings.body_megabytes * MEGABYTE,
        uploads=settings.upload_megabytes * MEGABYTE,
    )
    app.state.limits = Limits.of(settings)
    app.add_middleware(RateLimit, limits=app.state.limits)
    app.add_middleware(Tracing)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    with heard():
        yield
    service: Service = app.state.service
    service.queue.close()
    service.engine.dispose()


def application() -> FastAPI:
    """Return the application that the environment's settings describe."""
    settings = Settings()
    configure_logs(settings.logs)
    return create_app(make_service(settings, DurableQueue(settings.database)))
