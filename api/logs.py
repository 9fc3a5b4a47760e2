"""The log: what every process of the service writes to standard error, line by line.

For machines each line is a JSON object; on a terminal it is text in colours. What other libraries
log goes the same way. A log is read by more people than the database, so secrets, personal data
and texts of exceptions, which may quote either, stay out of it; where something failed stands in
it line by line of the source.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "(hidden)"
SECRET_WORDS = ("password", "secret", "token", "authorization", "cookie", "csrf", "dsn", "url")
QUIET = {"sqlalchemy": "WARNING", "alembic": "WARNING", "httpx": "WARNING", "httpcore": "WARNING"}
WITH_HANDLERS_OF_THEIR_OWN = ("uvicorn", "uvicorn.error", "dbos")
SILENT = "uvicorn.access"
"""It would tell whole addresses, with what was searched for; each request has a line of ours."""

MOST_FRAMES = 30

Kind = Literal["auto", "json", "text"]


def configure_logs(kind: Kind = "auto", stream: TextIO | None = None) -> None:
    """Let this process write its log; *auto* is for people on a terminal, else for machines."""
    target = stream or sys.stderr
    as_text = kind == "text" or (kind == "auto" and target.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_last(as_text=as_text),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in WITH_HANDLERS_OF_THEIR_OWN:
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger(SILENT).handlers = []
    logging.getLogger(SILENT).propagate = False
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)


def _last(*, as_text: bool) -> Iterable[Processor]:
    if as_text:
        # The formatter that it would choose by itself shows the values of variables.
        plain = structlog.dev.plain_traceback
        return (structlog.dev.ConsoleRenderer(exception_formatter=plain),)
    return (told_failure, structlog.processors.JSONRenderer(ensure_ascii=False, default=_type_name))


def without_secrets(_logger: WrappedLogger, _method: str, entry: EventDict) -> EventDict:
    """Hide what its name says is a secret, should somebody ever log one."""
    return {
        name: HIDDEN if any(word in name.lower() for word in SECRET_WORDS) else value
        for name, value in entry.items()
    }


def told_failure(_logger: WrappedLogger, _method: str, entry: EventDict) -> EventDict:
    """Tell an exception as its kinds and its places in the source, without what it says."""
    info = entry.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        entry["failure"] = list(_chain(error))
    return entry


def _chain(error: BaseException) -> Iterable[dict[str, Any]]:
    """Yield what failed, then what that came from, and so on."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        frames = traceback.extract_tb(following.__traceback__)[-MOST_FRAMES:]
        told: dict[str, Any] = {"kind": type(following).__qualname__}
        number = getattr(following, "errno", None) or getattr(following, "sqlstate", None)
        if isinstance(number, int | str):
            told["number"] = number
        told["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        yield told
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _type_name(value: object) -> str:
    """Return what is told of a value that JSON does not know: not what it holds."""
    return f"({type(value).__qualname__})"
