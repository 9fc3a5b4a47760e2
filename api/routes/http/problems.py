"""Problems (RFC 9457): a stable code, every fault with its place, both languages, a trace id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from api.routes.http.statuses import STATUSES, TITLES, UNPROCESSABLE
from api.wording.telling import Lang, what
from scheduler.errors import Fault

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 100
ABOUT = "https://doubledraw.example/problems/"
INDEXED = re.compile(r"\[([^\]]*)\]")


class ProblemFault(BaseModel):
    """One thing that is wrong: what, where, what was expected, what to do."""

    code: str
    message: str
    place: str
    pointer: str | None = None
    file: str | None = None
    row: int | None = None
    column: str | None = None
    facts: dict[str, Any] = {}


class Problem(BaseModel):
    """Why a request was not done. *faults* has all that was found, at most 100 of *n_faults*."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    trace_id: str
    n_faults: int
    faults: list[ProblemFault]


def language(request: Request) -> Lang:
    """Return the language that somebody prefers; Chinese unless English comes first."""
    preferred = request.headers.get("accept-language", "").lower()
    english, chinese = preferred.find("en"), preferred.find("zh")
    return "en" if english >= 0 and (chinese < 0 or english < chinese) else "zh"


def problem_response(
    request: Request, faults: tuple[Fault, ...], headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the answer that tells *faults*; the first one gives code and status."""
    lang, first = language(request), faults[0]
    status = STATUSES.get(first.code, UNPROCESSABLE)
    problem = Problem(
        type=ABOUT + first.code,
        title=getattr(TITLES[status], lang),
        status=status,
        code=first.code,
        detail=what(first, lang),
        trace_id=getattr(request.state, "trace_id", ""),
        n_faults=len(faults),
        faults=[told(fault, lang) for fault in faults[:MOST_FAULTS]],
    )
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status,
        headers={"Content-Language": lang, "Vary": "Accept-Language", **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def told(fault: Fault, lang: Lang) -> ProblemFault:
    """Return a fault as an answer holds it."""
    facts = fault.facts
    row = facts.get("row")
    return ProblemFault(
        code=fault.code,
        message=what(fault, lang),
        place=fault.place,
        pointer=_pointer_of(fault),
        file=str(facts["file"]) if "file" in facts else None,
        row=row if isinstance(row, int) else None,
        column=str(facts["column"]) if "column" in facts else None,
        facts={name: fact for name, fact in facts.items() if name not in _PLACES},
    )


_PLACES = ("file", "row", "column", "path")


def _pointer_of(fault: Fault) -> str | None:
    """Return where in a document a fault is; for a key that is or should not be there, itself."""
    path = fault.facts.get("path")
    if path is None:
        return None
    key = {"missing-key": "key", "unknown-key": "found"}.get(fault.code, "")
    return _pointer(str(path)) + (_pointer(str(fault.facts.get(key, ""))) if key else "")


def _pointer(path: str) -> str:
    """Return a path like `participations[0].body_id` as a JSON pointer (RFC 6901)."""
    if path.startswith("/"):
        return path
    parts = INDEXED.sub(r".\1", path).split(".")
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts if part)
