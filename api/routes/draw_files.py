"""The files of a draw, to fetch."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response

from api.routes.http.answers import FOUND, problems
from api.routes.http.authentication import Tx
from api.routes.http.problems import language
from api.routes.http.transactions import TransactionalRoute
from api.usecases.draws import files
from api.usecases.draws.the_draw import the_draw

router = APIRouter(route_class=TransactionalRoute, tags=["draws"])

DrawId = Annotated[int, Path(ge=1, le=1 << 53)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
HTML = "text/html; charset=utf-8"
PRINTED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""A document made for paper has its style inside, and nothing else."""


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string", "format": "binary"}
    content = {media_type.partition(";")[0]: {"schema": schema}}
    return FOUND | problems(409) | {200: {"description": "The file.", "content": content}}


@router.get(
    "/draws/{draw_id}/workbook",
    operation_id="getDrawWorkbook",
    response_class=Response,
    responses=_file(XLSX),
)
def workbook(tx: Tx, draw_id: DrawId) -> Response:
    """Fetch the workbook: plans, tasks, teams, loads."""
    return _sent(files.workbook_of(tx, draw_id), XLSX, f"draw-{draw_id}.xlsx")


@router.get(
    "/draws/{draw_id}/record",
    operation_id="getDrawRecord",
    response_class=Response,
    responses=_file(HTML),
)
def record(
    tx: Tx, request: Request, draw_id: DrawId, lang: Literal["zh", "en"] | None = None
) -> Response:
    """Fetch the record of the draw for printing, with lines for the witnesses."""
    content = files.record_of(tx, draw_id, lang or language(request))
    return Response(content, media_type=HTML, headers={"Content-Security-Policy": PRINTED})


@router.get(
    "/draws/{draw_id}/planbook",
    operation_id="getPlanbook",
    response_class=Response,
    responses=_file(ZIP),
)
def planbook(tx: Tx, draw_id: DrawId) -> Response:
    """Fetch all tables of the draw, as CSV and Parquet, in one archive."""
    return _sent(files.planbook_archive(tx, draw_id), ZIP, f"draw-{draw_id}.zip")


@router.get(
    "/draws/{draw_id}/bundles/{kind}",
    operation_id="getDrawBundle",
    response_class=Response,
    responses=_file(ZIP),
)
def bundle(tx: Tx, draw_id: DrawId, kind: Literal["public", "audit"]) -> Response:
    """Fetch a bundle of a published draw: what everybody, or an auditor, verifies it from."""
    the_draw(tx, draw_id)
    content = files.bundle_archive(tx, draw_id, audit=kind == "audit")
    return _sent(content, ZIP, f"draw-{draw_id}-{kind}.zip")


def _sent(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
