"""Papers to print, and the calendar of an officer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response

from api.files.calendar_feed import MEDIA_TYPE
from api.routes.http.answers import ALWAYS, FOUND, KNOWN, problems
from api.routes.http.authentication import PublicTx, Tx
from api.routes.http.idempotency import tell_once
from api.routes.http.problems import language
from api.routes.http.transactions import TransactionalRoute
from api.routes.schemas.tasks import FeedOut
from api.usecases.feeds import keep_feed as keeping
from api.usecases.feeds.officer_feed import officer_feed
from api.usecases.tasks.papers import notice_paper, record_paper

router = APIRouter(route_class=TransactionalRoute, tags=["papers"])

Number = Annotated[str, Path(min_length=1, max_length=160, pattern=r"^[!-~]+$")]
Secret = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{20,100}$")]
Tongue = Literal["zh", "en"] | None
HTML = "text/html; charset=utf-8"
PRINTED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""A document made for paper has its style inside, and nothing else."""


def _page(content_type: str) -> dict[int | str, dict[str, Any]]:
    content = {content_type: {"schema": {"type": "string"}}}
    return {200: {"description": "The page.", "content": content}}


@router.get(
    "/tasks/{number}/notice",
    operation_id="getTaskNotice",
    response_class=Response,
    responses=FOUND | problems(409) | _page("text/html"),
)
def notice(tx: Tx, request: Request, number: Number, lang: Tongue = None) -> Response:
    """Print the notice of an inspection (行政检查通知书)."""
    tongue = lang or language(request)
    return _printed(notice_paper(tx, number, tongue), tongue)


@router.get(
    "/tasks/{number}/record",
    operation_id="getTaskRecord",
    response_class=Response,
    responses=FOUND | problems(409) | _page("text/html"),
)
def record(tx: Tx, request: Request, number: Number, lang: Tongue = None) -> Response:
    """Print the record of an inspection (现场检查笔录), filled in or to be filled in."""
    tongue = lang or language(request)
    return _printed(record_paper(tx, number, tongue), tongue)


@router.post("/tasks/mine/feed", operation_id="makeFeed", status_code=201, responses=KNOWN)
def make_feed(tx: Tx, response: Response) -> FeedOut:
    """Make a secret address for your calendar; the one before is worth nothing then."""
    tell_once(response)
    secret = keeping.make_feed(tx)
    base = tx.service.settings.base_url
    return FeedOut(url=f"{base}/api/v1/calendar-feeds/{secret}.ics")


@router.delete("/tasks/mine/feed", operation_id="revokeFeed", status_code=204, responses=FOUND)
def revoke_feed(tx: Tx) -> None:
    """Make the address of your calendar worth nothing."""
    keeping.revoke_feed(tx)


@router.get(
    "/calendar-feeds/{secret}.ics",
    operation_id="getFeed",
    response_class=Response,
    responses=ALWAYS | problems(404) | _page("text/calendar"),
)
def feed(tx: PublicTx, request: Request, secret: Secret, lang: Tongue = None) -> Response:
    """Subscribe to an officer's visits; who has the address needs no more."""
    content = officer_feed(tx, secret, lang or language(request))
    headers = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def _printed(page: str, lang: str) -> Response:
    headers = {
        "Content-Security-Policy": PRINTED,
        "Content-Language": lang,
        "Cache-Control": "private, no-store",
    }
    return Response(page, media_type=HTML, headers=headers)
