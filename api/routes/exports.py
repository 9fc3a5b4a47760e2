"""Whole tables for other systems: lines of JSON while they are read, or a file once it is made."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask

from api.files.exports import lines, parquet, workbook
from api.routes.http.answers import FOUND, problems
from api.routes.http.authentication import visitor
from api.routes.http.strictness import StrictRoute
from api.routes.http.transactions import service_of
from api.routes.schemas.exports import ExportOut
from api.usecases.exports.exports import EXPORTS, export_pages, next_since, the_export
from api.usecases.exports.write_file import forget_file, write_file
from api.usecases.people.actor import Actor

router = APIRouter(route_class=StrictRoute, tags=["exports"])

Kind = Annotated[str, Path(json_schema_extra={"enum": list(EXPORTS)}, max_length=32)]
Visitor = Annotated[Actor, Depends(visitor)]
Since = Annotated[
    int | None,
    Query(ge=0, le=1 << 53, description="Only what changed since, as `Next-Since` told before."),
]
NEXT = "Next-Since"
TOLD = {NEXT: {"description": "What to give as `since` next time.", "schema": {"type": "integer"}}}


def _file(media_type: str) -> dict[int | str, dict[str, object]]:
    schema = {"type": "string", "format": "binary"}
    return {
        200: {
            "description": "The table.",
            "content": {media_type: {"schema": schema}},
            "headers": TOLD,
        }
    }


@router.get("/exports", operation_id="listExports", responses=FOUND)
def list_exports(actor: Visitor) -> list[ExportOut]:
    """List what can be exported, with its columns."""
    del actor
    return [
        ExportOut(kind=export.name, columns=list(export.columns)) for export in EXPORTS.values()
    ]


@router.get(
    "/exports/{kind}.jsonl",
    operation_id="exportLines",
    response_class=StreamingResponse,
    responses=FOUND | _file(lines.MEDIA_TYPE),
)
def export_lines(request: Request, kind: Kind, actor: Visitor, since: Since = None) -> Response:
    """Send a table as lines of JSON; an answer that breaks off is not whole."""
    service, export = service_of(request), the_export(kind)
    following = next_since(service, actor, export)
    found = export_pages(service, actor, export, since)
    return StreamingResponse(
        lines.lines(found),
        media_type=lines.MEDIA_TYPE,
        headers=_headers(f"{kind}.jsonl", following),
    )


@router.get(
    "/exports/{kind}.parquet",
    operation_id="exportParquet",
    response_class=FileResponse,
    responses=FOUND | problems(507) | _file(parquet.MEDIA_TYPE),
)
def export_parquet(request: Request, kind: Kind, actor: Visitor, since: Since = None) -> Response:
    """Send a table as a Parquet file."""
    return _as_file(request, actor, kind, "parquet", parquet.MEDIA_TYPE, since)


@router.get(
    "/exports/{kind}.xlsx",
    operation_id="exportWorkbook",
    response_class=FileResponse,
    responses=FOUND | problems(507) | _file(workbook.MEDIA_TYPE),
)
def export_workbook(request: Request, kind: Kind, actor: Visitor, since: Since = None) -> Response:
    """Send a table as a workbook; no cell in it is a formula."""
    return _as_file(request, actor, kind, "xlsx", workbook.MEDIA_TYPE, since)


def _as_file(
    request: Request, actor: Actor, kind: str, form: str, media_type: str, since: int | None
) -> Response:
    service, export = service_of(request), the_export(kind)
    following = next_since(service, actor, export)
    path = write_file(service, actor, export, form, since)
    return FileResponse(
        path,
        media_type=media_type,
        headers=_headers(path.name, following),
        background=BackgroundTask(forget_file, path),
    )


def _headers(name: str, following: int) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        NEXT: str(following),
    }
