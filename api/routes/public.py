"""What everybody may read, without logging in: notices, draws, the log, a firm's proof."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse

from api.files.evidence.proof_page import proof_page
from api.files.evidence.proof_text import proof_text
from api.routes.http.answers import ALWAYS, problems
from api.routes.http.caching import NOT_MODIFIED, is_known, public_bytes, public_json
from api.routes.http.pages import Cursor, number_position, write_cursor
from api.routes.http.problems import language
from api.routes.http.reading import read
from api.routes.http.strictness import StrictRoute
from api.routes.schemas.base import Day
from api.routes.schemas.notices import NoticeOut, NoticePage, PublicDrawOut
from api.usecases.notices import public_draws
from api.usecases.notices.kinds import NoticeKind
from api.usecases.notices.proofs import public_proof
from api.usecases.notices.read_notice import ReadNotice, notice_bytes, read_notice
from api.usecases.notices.search import Asked, Hit, search
from api.usecases.transaction import Transaction
from scheduler.evidence.firm_proof import FirmProof

router = APIRouter(prefix="/public", route_class=StrictRoute, tags=["public"])

MINUTE = 60
DAY = 86_400
FOUND = ALWAYS | problems(404)
PRINTED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
CANONICAL = "application/json"

NoticeId = Annotated[int, Path(ge=1, le=1 << 53)]
Label = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[!-~]+$")]
TargetId = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[!-~]+$")]
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@router.get("/notices", operation_id="searchNotices", response_model=NoticePage, responses=ALWAYS)
async def search_notices(  # noqa: PLR0913, PLR0917 - what notices are looked for by
    request: Request,
    q: Annotated[str, Query(max_length=80, description="Words of a name, two signs or more.")] = "",
    code: Annotated[
        str | None,
        Query(pattern=r"^[0-9A-Za-z]{18}$", description="A social credit code, whole."),
    ] = None,
    kind: NoticeKind | None = None,
    body_id: Annotated[str | None, Query(min_length=1, max_length=64, pattern=r"^[!-~]+$")] = None,
    since: Day | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Cursor = None,
) -> Response:
    """Search the notices that count, newest first."""
    asked = Asked(
        words=CONTROLS.sub(" ", q),
        code=None if code is None else code.upper(),
        kind=kind,
        body_id=body_id,
        since=since,
    )
    before = number_position(cursor)

    def answer(tx: Transaction) -> Response:
        found = search(tx, asked, before=before, limit=limit)
        page = found[:limit]
        following = write_cursor(page[-1].id) if len(found) > limit else None
        listed = {"items": [_hit(one) for one in page], "next": following}
        return public_json(request, listed, MINUTE)

    return await read(request, answer)


@router.get(
    "/notices/{notice_id}", operation_id="getNotice", response_model=NoticeOut, responses=FOUND
)
async def get_notice(request: Request, notice_id: NoticeId) -> Response:
    """Read a notice, with its digest and the chain of what it superseded."""
    return await read(
        request, lambda tx: public_json(request, _notice(read_notice(tx, notice_id)), MINUTE)
    )


@router.get(
    "/notices/{notice_id}/document",
    operation_id="getNoticeDocument",
    response_class=Response,
    responses=FOUND,
)
async def get_document(request: Request, notice_id: NoticeId) -> Response:
    """Read the very bytes that a notice's digest is of."""

    def answer(tx: Transaction) -> Response:
        content, digest = notice_bytes(tx, notice_id)
        return public_bytes(request, content, CANONICAL, MINUTE, tag=digest)

    return await read(request, answer)


@router.get(
    "/draws/{label}", operation_id="getPublicDraw", response_model=PublicDrawOut, responses=FOUND
)
async def get_draw(request: Request, label: Label) -> Response:
    """Tell what is public of a draw: how far it has come, and its files once it is published."""
    return await read(
        request,
        lambda tx: public_json(request, _draw(public_draws.public_draw(tx, label)), MINUTE),
    )


@router.get(
    "/draws/{label}/files/{name:path}",
    operation_id="getPublicDrawFile",
    response_class=Response,
    responses=FOUND,
)
async def get_file(
    request: Request, label: Label, name: Annotated[str, Path(min_length=1, max_length=200)]
) -> Response:
    """Fetch a file of a published draw."""

    def answer(tx: Transaction) -> Response:
        return _file(request, public_draws.public_file(tx, label, name), DAY)

    return await read(request, answer)


@router.get("/log/{name}", operation_id="getPublicLog", response_class=Response, responses=FOUND)
async def get_log(
    request: Request, name: Literal["checkpoint", "log.jsonl", "keys.txt"]
) -> Response:
    """Fetch the log of the office: its signed head, its records, its keys."""
    return await read(request, lambda tx: _file(request, public_draws.log_file(tx, name), 0))


@router.get(
    "/proofs/{label}/{target_id}",
    operation_id="getFirmProof",
    response_class=Response,
    responses=ALWAYS | problems(403, 404, 409),
)
async def get_proof(
    request: Request,
    label: Label,
    target_id: TargetId,
    form: Annotated[Literal["html", "text"], Query(alias="format")] = "html",
    lang: Literal["zh", "en"] | None = None,
) -> Response:
    """Prove to a firm how a published draw went for it, as a page to print or as text."""
    return await read(
        request,
        lambda tx: proof_response(request, public_proof(tx, label, target_id), form, lang),
    )


def proof_response(
    request: Request,
    proof: FirmProof,
    form: str,
    lang: Literal["zh", "en"] | None,
) -> Response:
    """Return a proof as a page or as text."""
    tongue = lang or language(request)
    vary = {"Content-Language": tongue, "Vary": "Accept-Language"}
    if form == "text":
        return public_bytes(request, proof_text(proof, tongue).encode(), TEXT, DAY, **vary)
    headers = {**vary, "Content-Security-Policy": PRINTED}
    return public_bytes(request, proof_page(proof, tongue).encode(), HTML, DAY, **headers)


def _file(request: Request, path: FilePath, seconds: int) -> Response:
    """Return a file that others made, never shown as a page of ours."""
    told = path.stat()
    tag = f"{told.st_mtime_ns:x}-{told.st_size:x}"
    headers = {
        "ETag": f'"{tag}"',
        "Cache-Control": f"public, max-age={seconds}" if seconds else "no-cache",
    }
    if is_known(request, tag):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return FileResponse(path, media_type="application/octet-stream", headers=headers)


def _draw(found: public_draws.PublicDraw) -> dict[str, Any]:
    starts, ends = found.window
    return {
        "number": str(found.number),
        "state": found.state,
        "published": found.published,
        "starts": starts,
        "ends": ends,
        "plan_ids": list(found.plan_ids),
        "moments": dict(found.moments),
        "files": [{"path": path, "bytes": size} for path, size in found.files.items()],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {**asdict(hit), "published_at": _moment(hit.published_at)}


def _notice(found: ReadNotice) -> dict[str, Any]:
    notice, told = found.notice, found.is_told
    return {
        "id": notice.id,
        "kind": notice.kind,
        "subject": notice.subject,
        "title": notice.title if told else "",
        "document": notice.document if told else None,
        "digest": notice.digest,
        "published_at": _moment(notice.published_at),
        "supersedes": notice.supersedes,
        "superseded_by": found.superseded_by,
        "withdrawn": found.withdrawn,
        "chain": [
            {"id": one.id, "digest": one.digest, "published_at": _moment(one.published_at)}
            for one in found.chain
        ],
    }


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
