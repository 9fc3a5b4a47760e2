"""Snapshots of the registries: take them, list them, fetch them whole."""

from __future__ import annotations

import base64
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse

from api.routes.http.answers import FOUND
from api.routes.http.attachments import attachment, sent_as
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.transactions import TransactionalRoute
from api.routes.registries import Kind
from api.routes.schemas.registries import SnapshotOut
from api.tables.registries import Snapshot
from api.usecases.registries import snapshots
from api.usecases.registries.imports import registry_kind

router = APIRouter(route_class=TransactionalRoute, tags=["registries"])

Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
CSV = "text/csv; charset=utf-8"
PARQUET = "application/vnd.apache.parquet"


@router.post(
    "/registries/{kind}/snapshots",
    operation_id="takeSnapshot",
    status_code=201,
    responses=FOUND,
)
def take(tx: Tx, response: Response, kind: Kind) -> SnapshotOut:
    """Freeze a registry as it is now; the same registry gives the same snapshot."""
    found = snapshots.freeze_registry(tx, registry_kind(kind))
    response.headers["Location"] = f"/api/v1/snapshots/{found.digest}"
    return SnapshotOut.model_validate(found)


@router.get("/registries/{kind}/snapshots", operation_id="listSnapshots", responses=FOUND)
def list_snapshots(
    tx: Tx,
    request: Request,
    response: Response,
    kind: Kind,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[SnapshotOut]:
    """List the snapshots that were taken of a registry, newest first."""
    before = number_position(cursor)
    found = snapshots.snapshots_of(tx, registry_kind(kind), before=before, limit=limit)
    return paged(request, response, found, limit, SnapshotOut.model_validate, lambda row: row.id)


@router.get("/snapshots/{digest}", operation_id="getSnapshot", responses=FOUND)
def get_snapshot(tx: Tx, digest: Digest) -> SnapshotOut:
    """Tell of which registry a snapshot is, and after which change."""
    return SnapshotOut.model_validate(snapshots.the_snapshot(tx, digest))


@router.get(
    "/snapshots/{digest}/rows.csv",
    operation_id="getSnapshotText",
    response_class=FileResponse,
    responses=FOUND | sent_as(CSV),
)
def get_text(tx: Tx, digest: Digest) -> FileResponse:
    """Fetch the canonical CSV of a snapshot: the bytes that its digest names."""
    found, path = snapshots.snapshot_text(tx, digest)
    return FileResponse(path, media_type=CSV, headers=_headers(found, "csv"))


@router.get(
    "/snapshots/{digest}/rows.parquet",
    operation_id="getSnapshotParquet",
    response_class=Response,
    responses=FOUND | sent_as(PARQUET),
)
def get_parquet(tx: Tx, digest: Digest) -> Response:
    """Fetch the rows of a snapshot as Parquet, with the types of their columns."""
    found, content = snapshots.snapshot_parquet(tx, digest)
    return Response(content, media_type=PARQUET, headers=_headers(found, "parquet"))


def _headers(found: Snapshot, ending: str) -> dict[str, str]:
    """Return what is said about a file that never changes; a proxy must not keep it."""
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        "ETag": f'"{found.digest}.{ending}"',
        **attachment(f"{found.kind}-{found.digest[:12]}.{ending}"),
    }
    if ending == "csv":
        digest = base64.b64encode(bytes.fromhex(found.digest)).decode()
        headers["Repr-Digest"] = f"sha-256=:{digest}:"
    return headers
