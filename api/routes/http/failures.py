"""From what was raised to what is answered: no text of an exception ever leaves."""

from __future__ import annotations

import errno
from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from api.routes.http.problems import problem_response
from scheduler.errors import Fault, FaultsError

RETRY_SECONDS = 5
log = structlog.get_logger()

CODES_OF_STATUS: Mapping[int, str] = {
    400: "request-malformed",
    404: "no-such-address",
    405: "method-unknown",
    413: "body-too-large",
    415: "media-type-unknown",
}


def tell_failures(app: FastAPI) -> None:
    """Let every failure be answered by a problem."""
    app.add_exception_handler(FaultsError, _faults)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(PoolTimeoutError, _database)
    app.add_exception_handler(OSError, _storage)
    app.add_exception_handler(Exception, internal)


def _faults(request: Request, error: Exception) -> Response:
    assert isinstance(error, FaultsError)  # noqa: S101 - as registered
    headers = {}
    if error.faults[0].code == "not-logged-in":
        headers["WWW-Authenticate"] = "Bearer"
    seconds = error.faults[0].facts.get("retry_seconds")
    if seconds is not None:
        headers["Retry-After"] = str(seconds)
    return problem_response(request, error.faults, headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as registered
    return problem_response(request, tuple(_field_fault(one) for one in error.errors()))


def _field_fault(one: Mapping[str, object]) -> Fault:
    """Return a fault for what pydantic found; of what was sent it repeats nothing."""
    kind, place = str(one["type"]), one["loc"]
    assert isinstance(place, tuple)  # noqa: S101 - pydantic's
    code = {"missing": "field-missing", "extra_forbidden": "field-unknown"}.get(
        kind, "request-malformed" if kind == "json_invalid" else "field-invalid"
    )
    where, *rest = place or ("body",)
    if where == "body":
        pointer = "".join(f"/{part}" for part in rest) if kind != "json_invalid" else "/"
        return Fault(code, pointer or "/", {"path": pointer or "/", "expected": kind})
    name = str(rest[0]) if rest else str(where)
    return Fault(code, name, {"expected": kind, "part": str(where)})


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as registered
    code = CODES_OF_STATUS.get(error.status_code, "request-malformed")
    fault = Fault(code, request.url.path, {"found": request.url.path[:200]})
    return problem_response(request, (fault,), dict(error.headers or {}))


def _database(request: Request, error: Exception) -> Response:
    gone = isinstance(error, PoolTimeoutError | OperationalError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )
    if not gone:
        return internal(request, error)
    log.warning("database-unavailable", kind=type(error).__name__)
    fault = Fault("database-unavailable", "database", {"retry_seconds": RETRY_SECONDS})
    return problem_response(request, (fault,), {"Retry-After": str(RETRY_SECONDS)})


def _storage(request: Request, error: Exception) -> Response:
    if not isinstance(error, OSError) or error.errno not in {errno.ENOSPC, errno.EDQUOT}:
        return internal(request, error)
    log.error("storage-full")
    return problem_response(request, (Fault("storage-full", "storage", {}),))


def internal(request: Request, error: Exception) -> Response:
    """Return the answer to a request that nobody foresaw could fail so."""
    log.error("internal", kind=type(error).__name__, exc_info=error)
    return problem_response(request, (Fault("internal", request.url.path, {}),))
