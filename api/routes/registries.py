"""The registries: look into them, import files in two steps, take snapshots."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.records.registries.differences import Mode
from api.records.registries.kinds import KINDS
from api.routes.http.answers import CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.problems import language, told
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.base import BodyId
from api.routes.schemas.registries import (
    ChangeOut,
    CommitIn,
    Differences,
    ImportOut,
    RegistryOut,
    RowOut,
    SnapshotOut,
)
from api.tables.registries import RegistryImport
from api.usecases.people.roles import Operation
from api.usecases.registries import commit_import as committing
from api.usecases.registries import compare_import as comparing
from api.usecases.registries import rows as looking
from api.usecases.registries.imports import registry_kind, the_import
from api.usecases.registries.receive_import import receive_import
from api.usecases.registries.snapshots import take_snapshot
from scheduler.errors import Fault

router = APIRouter(route_class=TransactionalRoute, tags=["registries"])

Kind = Annotated[str, Path(json_schema_extra={"enum": list(KINDS)}, max_length=32)]
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


@router.get("/registries", operation_id="listRegistries", responses=KNOWN)
def list_registries(tx: Tx) -> list[RegistryOut]:
    """List the registries with their sizes."""
    return [
        RegistryOut(
            kind=kind,
            rows=count,
            last_change=(last.id or 0) if last else 0,
            changed_at=last.at if last else None,
        )
        for kind, count, last in looking.registries(tx)
    ]


@router.get("/registries/{kind}/rows", operation_id="listRegistryRows", responses=FOUND)
def list_rows(  # noqa: PLR0913, PLR0917 - as many as there are ways to look
    tx: Tx,
    request: Request,
    response: Response,
    kind: Kind,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")] = "",
    body_id: Annotated[BodyId | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RowOut]:
    """List rows as they hold now; `q` is the beginning of an id, or a part of a name."""
    registry = registry_kind(kind)
    after = number_position(cursor)
    found = looking.rows(tx, registry, words=q, body_id=body_id, after=after, limit=limit)

    def shown(row: Any) -> RowOut:  # noqa: ANN401 - of any registry
        key, values = looking.values_of(registry, row)
        return RowOut(key=key, values=values)

    return paged(request, response, found, limit, shown, lambda row: row["row_id"])


@router.get("/registries/{kind}/changes", operation_id="listRegistryChanges", responses=FOUND)
def list_changes(
    tx: Tx,
    request: Request,
    response: Response,
    kind: Kind,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ChangeOut]:
    """List the changes of a registry, newest first."""
    before = number_position(cursor)
    found = looking.changes(tx, registry_kind(kind), before=before, limit=limit)
    return paged(
        request, response, found, limit, ChangeOut.model_validate, lambda change: change.id
    )


@router.post(
    "/registries/{kind}/snapshots",
    operation_id="takeSnapshot",
    status_code=201,
    responses=FOUND,
)
def snapshot(tx: Tx, kind: Kind) -> SnapshotOut:
    """Freeze a registry as it is now; the same registry gives the same snapshot."""
    tx.actor.require(Operation.REGISTRY_READ)
    return SnapshotOut.model_validate(take_snapshot(tx, registry_kind(kind)))


@router.post(
    "/registries/{kind}/imports",
    operation_id="startImport",
    status_code=202,
    responses=FOUND | problems(415),
    openapi_extra=UPLOAD,
)
async def start_import(  # noqa: PLR0913, PLR0917 - what comes with a file
    tx: Tx,
    request: Request,
    response: Response,
    kind: Kind,
    file_name: FileName,
    mode: Mode = Mode.MERGE,
    body_id: Annotated[BodyId | None, Query()] = None,
) -> ImportOut:
    """Send a file. A worker reads it; look at `Location` until it is parsed."""
    content = await request.body()
    found = receive_import(tx, kind, file_name, content, mode=mode, body_id=body_id)
    response.headers["Location"] = f"/api/v1/imports/{found.id}"
    response.headers["Retry-After"] = "1"
    return _told(request, response, found)


@router.get("/imports/{import_id}", operation_id="getImport", responses=FOUND)
def get_import(tx: Tx, request: Request, response: Response, import_id: ImportId) -> ImportOut:
    """Tell how far an import has come, what is wrong with its rows and what it would change."""
    return _told(request, response, the_import(tx, import_id))


@router.post("/imports/{import_id}/commit", operation_id="commitImport", responses=CHANGED)
def commit_import(
    tx: Tx,
    request: Request,
    response: Response,
    import_id: ImportId,
    given: CommitIn,
    if_match: IfMatch = None,
) -> ImportOut:
    """Make the registry as the file says, all of it or nothing."""
    require_match(if_match, the_import(tx, import_id).version)
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

    def faults(kept: list[dict[str, Any]]) -> list[Any]:
        return [told(Fault(one["code"], one["place"], one["facts"]), lang) for one in kept]

    fields = found.model_dump(exclude={"faults", "notices", "differences"})
    return ImportOut(
        **{name: fields[name] for name in ImportOut.model_fields if name in fields},
        faults=faults(found.faults),
        notices=faults(found.notices),
        differences=Differences.model_validate(found.differences) if found.differences else None,
    )
