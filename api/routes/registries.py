"""The registries: look into them, and edit their rows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.records.registries.kinds import KINDS
from api.routes.http.answers import CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.problems import language, told
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.base import BodyId, Reason
from api.routes.schemas.registries import (
    ChangeOut,
    RegistryOut,
    RowChange,
    RowIn,
    RowOut,
    RowVersion,
    RowWritten,
)
from api.usecases.registries import edit_row as editing
from api.usecases.registries import overview
from api.usecases.registries import rows as looking
from api.usecases.registries.imports import registry_kind

router = APIRouter(route_class=TransactionalRoute, tags=["registries"])

Kind = Annotated[str, Path(json_schema_extra={"enum": list(KINDS)}, max_length=32)]
Key = Annotated[
    str,
    Path(
        max_length=64,
        pattern=r"^[!-~]+$",
        description="The id of the row or, in registries without ids, the number of its own.",
    ),
]
At = Annotated[
    int | None,
    Query(ge=0, le=1 << 53, description="As it was after this change; without it, as it is."),
]


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
        for kind, count, last in overview.registries(tx)
    ]


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
    found = overview.changes(tx, registry_kind(kind), before=before, limit=limit)
    return paged(
        request, response, found, limit, ChangeOut.model_validate, lambda change: change.id
    )


@router.get("/registries/{kind}/rows", operation_id="listRegistryRows", responses=FOUND)
def list_rows(  # noqa: PLR0913, PLR0917 - as many as there are ways to look
    tx: Tx,
    request: Request,
    response: Response,
    kind: Kind,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")] = "",
    body_id: Annotated[BodyId | None, Query()] = None,
    at: At = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RowOut]:
    """List rows as they hold, or held; `q` is the beginning of an id, or a part of a name."""
    registry = registry_kind(kind)
    looking.require_change(tx, registry, at)
    after = number_position(cursor)
    found = looking.rows(tx, registry, words=q, body_id=body_id, at=at, after=after, limit=limit)
    return paged(request, response, found, limit, _shown, lambda row: row.row_id)


@router.get("/registries/{kind}/rows/{key}", operation_id="getRegistryRow", responses=FOUND)
def get_row(tx: Tx, response: Response, kind: Kind, key: Key, at: At = None) -> RowOut:
    """Return a row as it holds, or held."""
    registry = registry_kind(kind)
    looking.require_change(tx, registry, at)
    found = looking.the_row(tx, registry, key, at=at)
    tag(response, found.held_from)
    return _shown(found)


@router.get(
    "/registries/{kind}/rows/{key}/history",
    operation_id="getRegistryRowHistory",
    responses=FOUND,
)
def get_history(  # noqa: PLR0913, PLR0917 - a page is asked for with these
    tx: Tx,
    request: Request,
    response: Response,
    kind: Kind,
    key: Key,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RowVersion]:
    """Tell what a row has been, newest first: who changed it, when and why."""
    before = number_position(cursor)
    found = looking.versions(tx, registry_kind(kind), key, before=before, limit=limit)
    numbers = {number for row in found for number in (row.held_from, row.held_until) if number}
    changes = {
        number: ChangeOut.model_validate(change)
        for number, change in looking.changes_by_number(tx, sorted(numbers)).items()
    }

    def shown(row: looking.Row) -> RowVersion:
        return RowVersion(
            key=row.address,
            values=dict(row.values),
            held_from=changes[row.held_from],
            held_until=changes[row.held_until] if row.held_until else None,
        )

    return paged(request, response, found, limit, shown, lambda row: row.row_id)


@router.post(
    "/registries/{kind}/rows",
    operation_id="createRegistryRow",
    status_code=201,
    responses=FOUND | problems(409),
)
def create_row(
    tx: Tx, request: Request, response: Response, kind: Kind, given: RowIn
) -> RowWritten:
    """Add a row; it is judged as a row of a file is."""
    registry = registry_kind(kind)
    written = editing.create_row(tx, registry, given.values, reason=given.reason)
    response.headers["Location"] = f"/api/v1/registries/{kind}/rows/{written.row.address}"
    return _written(request, response, written)


@router.patch("/registries/{kind}/rows/{key}", operation_id="changeRegistryRow", responses=CHANGED)
def change_row(  # noqa: PLR0913, PLR0917 - what a change asks
    tx: Tx,
    request: Request,
    response: Response,
    kind: Kind,
    key: Key,
    given: RowChange,
    if_match: IfMatch = None,
) -> RowWritten:
    """Change some columns of a row; the result is judged as a row of a file is."""
    registry = registry_kind(kind)
    seen = editing.row_to_change(tx, registry, key)
    require_match(if_match, seen.held_from)
    written = editing.change_row(tx, registry, seen, given.values, reason=given.reason)
    return _written(request, response, written)


@router.delete(
    "/registries/{kind}/rows/{key}",
    operation_id="endRegistryRow",
    status_code=204,
    responses=CHANGED,
)
def end_row(
    tx: Tx,
    kind: Kind,
    key: Key,
    if_match: IfMatch = None,
    reason: Annotated[Reason, Query()] = "",
) -> None:
    """End a row; what it was stays in its history."""
    registry = registry_kind(kind)
    seen = editing.row_to_change(tx, registry, key)
    require_match(if_match, seen.held_from)
    editing.end_row(tx, registry, seen, reason=reason)


def _shown(row: looking.Row) -> RowOut:
    return RowOut(key=row.address, version=row.held_from, values=dict(row.values))


def _written(request: Request, response: Response, written: editing.Written) -> RowWritten:
    tag(response, written.row.held_from)
    lang = language(request)
    notices = [told(notice, lang) for notice in written.notices]
    return RowWritten(**_shown(written.row).model_dump(), notices=notices)
