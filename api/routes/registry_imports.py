"""Files into the registries, in two steps: sent and looked at, then committed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.files.readable import heading, readable
from api.records.registries.differences import Mode
from api.routes.http.answers import CHANGED, FOUND, problems
from api.routes.http.attachments import attachment, sent_as
from api.routes.http.authentication import Tx, whole_body
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.problems import ProblemFault, language, told
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.registries import Kind
from api.routes.schemas.base import BodyId
from api.routes.schemas.imports import (
    CommitIn,
    Differences,
    Example,
    Field,
    ImportBrief,
    ImportOut,
)
from api.tables.registries import RegistryImport
from api.usecases.registries import commit_import as committing
from api.usecases.registries import compare_import as comparing
from api.usecases.registries import report_import as reporting
from api.usecases.registries.imports import ImportState, imports, registry_kind, the_import
from api.usecases.registries.receive_import import receive_import
from api.wording.telling import Lang
from scheduler.errors import Fault

router = APIRouter(route_class=TransactionalRoute, tags=["registries"])

ImportId = Annotated[int, Path(ge=1, le=1 << 53)]
FileName = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f/\\]+$",
        description="The file's name; its ending tells what it is.",
    ),
]
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post(
    "/registries/{kind}/imports",
    operation_id="startImport",
    status_code=202,
    responses=FOUND | problems(415),
    openapi_extra=UPLOAD,
)
def start_import(  # noqa: PLR0913, PLR0917 - what comes with a file
    tx: Tx,
    content: Annotated[bytes, Depends(whole_body)],
    request: Request,
    response: Response,
    kind: Kind,
    file_name: FileName,
    mode: Mode = Mode.MERGE,
    body_id: Annotated[BodyId | None, Query()] = None,
) -> ImportOut:
    """Send a file. A worker reads it; look at `Location` until it is parsed."""
    found = receive_import(tx, kind, file_name, content, mode=mode, body_id=body_id)
    response.headers["Location"] = f"/api/v1/imports/{found.id}"
    response.headers["Retry-After"] = "1"
    return _told(request, response, found)


@router.get("/imports", operation_id="listImports", responses=FOUND)
def list_imports(  # noqa: PLR0913, PLR0917 - as many as there are ways to look
    tx: Tx,
    request: Request,
    response: Response,
    kind: Annotated[str | None, Query(max_length=32)] = None,
    state: ImportState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ImportBrief]:
    """List imports, newest first."""
    registry = None if kind is None else registry_kind(kind)
    before = number_position(cursor)
    found = imports(tx, kind=registry, state=state, before=before, limit=limit)
    return paged(request, response, found, limit, ImportBrief.model_validate, lambda row: row.id)


@router.get("/imports/{import_id}", operation_id="getImport", responses=FOUND)
def get_import(tx: Tx, request: Request, response: Response, import_id: ImportId) -> ImportOut:
    """Tell how far an import has come, what is wrong with its rows and what it would change."""
    return _told(request, response, the_import(tx, import_id))


@router.get(
    "/imports/{import_id}/report",
    operation_id="getImportReport",
    response_class=Response,
    responses=FOUND | problems(409) | sent_as(CSV, XLSX),
)
def get_report(tx: Tx, request: Request, import_id: ImportId) -> Response:
    """Fetch the file that was sent, with a column that says what is wrong in each row."""
    name, content = reporting.returned_import(tx, import_id, language(request))
    media_type = XLSX if name.endswith(".xlsx") else CSV
    return Response(content, media_type=media_type, headers=attachment(name))


@router.get(
    "/imports/{import_id}/differences",
    operation_id="getImportDifferences",
    response_class=StreamingResponse,
    responses=FOUND | problems(409) | sent_as(CSV),
)
def get_differences(tx: Tx, request: Request, import_id: ImportId) -> StreamingResponse:
    """Fetch all that an import changes, a line for each cell, as a CSV for people."""
    table = reporting.differences_table(tx, import_id, language(request))
    name = attachment(f"differences-{import_id}.csv")
    return StreamingResponse(table, media_type=CSV, headers=name)


@router.post("/imports/{import_id}/commit", operation_id="commitImport", responses=CHANGED)
def commit_import(
    tx: Tx,
    request: Request,
    response: Response,
    import_id: ImportId,
    given: CommitIn,
    if_match: IfMatch = None,
) -> ImportOut:
    """Make the registry as the file says, all of it or nothing; twice comes to the same."""
    seen = the_import(tx, import_id, update=True)
    # Who did not hear the answer to a commit still has in mind the version before it.
    done = seen.state == ImportState.COMMITTED and if_match == f'"{seen.version - 1}"'
    if not done:
        require_match(if_match, seen.version)
    found = committing.commit_import(tx, import_id, skip_bad=given.skip_bad, reason=given.reason)
    return _told(request, response, found)


@router.post("/imports/{import_id}/compare", operation_id="compareImport", responses=CHANGED)
def compare_import(tx: Tx, request: Request, response: Response, import_id: ImportId) -> ImportOut:
    """Tell anew what an import would change, after the registry has changed."""
    return _told(request, response, comparing.compare_again(tx, import_id))


@router.post("/imports/{import_id}/discard", operation_id="discardImport", responses=CHANGED)
def discard_import(tx: Tx, request: Request, response: Response, import_id: ImportId) -> ImportOut:
    """Give up an import."""
    return _told(request, response, committing.discard_import(tx, import_id))


def _told(request: Request, response: Response, found: RegistryImport) -> ImportOut:
    tag(response, found.version)
    lang = language(request)

    def faults(kept: list[dict[str, Any]]) -> list[ProblemFault]:
        return [told(Fault(one["code"], one["place"], one["facts"]), lang) for one in kept]

    return ImportOut(
        **ImportBrief.model_validate(found).model_dump(),
        faults=faults(found.faults),
        notices=faults(found.notices),
        differences=_differences(found.kind, found.differences, lang),
    )


def _differences(kind: str, kept: Mapping[str, Any] | None, lang: Lang) -> Differences | None:
    if kept is None:
        return None
    examples = [
        Example(
            change=entry["change"],
            key=entry["key"],
            name=entry["name"],
            fields=[
                Field(
                    column=column,
                    heading=heading(kind, column, lang),
                    before=readable(kind, column, before, lang),
                    after=readable(kind, column, after, lang),
                )
                for column, (before, after) in entry["fields"].items()
            ],
        )
        for entry in kept["examples"]
    ]
    return Differences(**{**kept, "examples": examples})
