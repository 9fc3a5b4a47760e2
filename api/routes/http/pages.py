"""Pages of lists: a cursor that only this service reads, and a Link to the next page."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query, Request, Response
from pydantic import BaseModel

from api.usecases.refusals import refusal

T = TypeVar("T")
R = TypeVar("R")

MOST = 200

Limit = Annotated[int, Query(ge=1, le=MOST, description="Entries on a page.")]
Cursor = Annotated[
    str | None,
    Query(max_length=400, description="Where the page begins, as `next` of the one before told."),
]


class Page(BaseModel, Generic[T]):
    """A page of a list, and the cursor of the next one if there is more."""

    items: list[T]
    next: str | None = None


def position(cursor: str | None) -> Any:  # noqa: ANN401 - plain data
    """Return where a page begins, as `write_cursor` was told; None for the first.

    Raises:
        FaultsError: if it is no cursor of ours.
    """
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, binascii.Error, UnicodeError):
        raise refusal("cursor-unknown", "cursor", found=cursor[:40]) from None


def number_position(cursor: str | None) -> int | None:
    """Return the number at which a page begins.

    Raises:
        FaultsError: if it is no cursor of ours, or of another list.
    """
    found = position(cursor)
    whole = isinstance(found, int) and not isinstance(found, bool) and abs(found) < 1 << 62
    if found is not None and not whole:
        raise refusal("cursor-unknown", "cursor", found=(cursor or "")[:40])
    return None if found is None else int(found)


def text_position(cursor: str | None) -> str | None:
    """Return the text after which a page begins.

    Raises:
        FaultsError: if it is no cursor of ours, or of another list.
    """
    found = position(cursor)
    if found is not None and not (isinstance(found, str) and _is_text(found)):
        raise refusal("cursor-unknown", "cursor", found=(cursor or "")[:40])
    return found


def _is_text(found: str) -> bool:
    """Tell whether a database can be asked for it: half a surrogate and NUL are no text."""
    return "\0" not in found and found.encode(errors="replace").decode() == found


def write_cursor(at: object) -> str:
    """Return the cursor that leads to what follows *at*."""
    return base64.urlsafe_b64encode(json.dumps(at).encode()).decode().rstrip("=")


def paged(
    request: Request,
    response: Response,
    rows: Sequence[R],
    limit: int,
    make: Callable[[R], T],
    at: Callable[[R], object],
) -> Page[T]:
    """Return a page of *rows*, of which one more than *limit* was asked for."""
    shown = rows[:limit]
    following = write_cursor(at(shown[-1])) if len(rows) > limit and shown else None
    if following:
        link = request.url.include_query_params(cursor=following)
        response.headers["Link"] = f'<{link.path}?{link.query}>; rel="next"'
    return Page(items=[make(row) for row in shown], next=following)
