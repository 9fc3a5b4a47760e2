"""Plans: compose, preview, change, cancel."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.routes.http.answers import CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, paged, text_position
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.base import BodyId, Day
from api.routes.schemas.plans import (
    PlanDocument,
    PlanOut,
    PlanVersionOut,
    PresetOut,
    PreviewOut,
    ReasonIn,
)
from api.tables.plans import PlanRow
from api.usecases.draws.report import pool_data
from api.usecases.plans import list_plans as listing
from api.usecases.plans import write_plan as writing
from api.usecases.plans.preview_plan import listed
from api.usecases.plans.preview_plan import preview_plan as previewed
from api.usecases.plans.the_plan import PlanState, bodies_of, the_plan
from api.usecases.transaction import Transaction
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import RATIO_PRESETS

router = APIRouter(route_class=TransactionalRoute, tags=["plans"])

PlanId = Annotated[str, Path(max_length=64, pattern=r"^[!-~]+$")]


@router.get("/plans", operation_id="listPlans", responses=KNOWN)
def list_plans(  # noqa: PLR0913, PLR0917 - as many as there are ways to look
    tx: Tx,
    request: Request,
    response: Response,
    state: PlanState | None = None,
    kind: PlanKind | None = None,
    body_id: Annotated[BodyId | None, Query()] = None,
    day: Day | None = None,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[PlanOut]:
    """List plans of your bodies, by number; `day` finds those whose window holds it."""
    found = listing.list_plans(
        tx,
        state=state,
        kind=kind,
        body_id=body_id,
        day=day,
        words=q,
        after=text_position(cursor),
        limit=limit,
    )
    return paged(
        request, response, found, limit, lambda row: _told(tx, row), lambda row: row.plan_id
    )


@router.post(
    "/plans", operation_id="createPlan", status_code=201, responses=KNOWN | problems(404, 409)
)
def create_plan(tx: Tx, response: Response, given: PlanDocument) -> PlanOut:
    """Create a plan; if anything is wrong with it, all of that is told at once."""
    row = writing.create_plan(tx, given)
    response.headers["Location"] = f"/api/v1/plans/{row.plan_id}"
    return _tagged(tx, response, row)


@router.post("/plans/preview", operation_id="previewPlan", responses=KNOWN)
def preview_plan(tx: Tx, given: PlanDocument) -> PreviewOut:
    """Tell pool and quota of a plan that is being composed; nothing is kept."""
    found = previewed(tx, given)
    if found.pool is None:
        count = listed(found)
        return PreviewOut(
            registry=found.registry, pool=count, quota=count, exclusions={}, strata=[]
        )
    return PreviewOut.model_validate({"registry": found.registry, **pool_data(found.pool)})


@router.get("/plans/presets", operation_id="listRatioPresets", responses=KNOWN)
def list_presets(tx: Tx) -> list[PresetOut]:
    """List the ratios by credit-risk class that a quota can name."""
    del tx
    return [
        PresetOut(name=name, ratios={grade: str(ratio) for grade, ratio in ratios.items()})
        for name, ratios in RATIO_PRESETS.items()
    ]


@router.get("/plans/{plan_id}", operation_id="getPlan", responses=FOUND)
def get_plan(tx: Tx, response: Response, plan_id: PlanId) -> PlanOut:
    """Tell a plan."""
    return _tagged(tx, response, the_plan(tx, plan_id))


@router.put("/plans/{plan_id}", operation_id="changePlan", responses=CHANGED)
def change_plan(
    tx: Tx, response: Response, plan_id: PlanId, given: PlanDocument, if_match: IfMatch = None
) -> PlanOut:
    """Give a plan a new version; a draw that it is in must be checked again."""
    require_match(if_match, the_plan(tx, plan_id).version)
    return _tagged(tx, response, writing.change_plan(tx, plan_id, given))


@router.post("/plans/{plan_id}/cancel", operation_id="cancelPlan", responses=CHANGED)
def cancel_plan(
    tx: Tx, response: Response, plan_id: PlanId, given: ReasonIn, if_match: IfMatch = None
) -> PlanOut:
    """Give up a plan that is not locked."""
    require_match(if_match, the_plan(tx, plan_id).version)
    return _tagged(tx, response, writing.cancel_plan(tx, plan_id, given.reason))


@router.get("/plans/{plan_id}/versions", operation_id="listPlanVersions", responses=FOUND)
def list_versions(tx: Tx, plan_id: PlanId) -> list[PlanVersionOut]:
    """List every version that a plan had, newest first."""
    return [PlanVersionOut.model_validate(row) for row in listing.plan_versions(tx, plan_id)]


def _tagged(tx: Transaction, response: Response, row: PlanRow) -> PlanOut:
    tag(response, row.version)
    return _told(tx, row)


def _told(tx: Transaction, row: PlanRow) -> PlanOut:
    return PlanOut.model_validate({**row.model_dump(), "bodies": bodies_of(tx, row.plan_id)})
