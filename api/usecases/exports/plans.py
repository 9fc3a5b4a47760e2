"""Plans and draws as exports."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col

from api.files.exports.pages import DATA, DAY, MOMENT, NUMBER, TEXT, TEXTS, Page
from api.tables.draws import DrawBody, DrawRow
from api.tables.plans import PlanBody, PlanRow
from api.usecases.exports.asking import Asked, Export, Query, collected
from api.usecases.people.roles import Operation

PLAN = {
    "plan_id": TEXT,
    "version": NUMBER,
    "state": TEXT,
    "kind": TEXT,
    "name": TEXT,
    "initiating_body": TEXT,
    "bodies": TEXTS,
    "starts": DAY,
    "ends": DAY,
    "draw_id": NUMBER,
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "document": DATA,
}
DRAW = {
    "id": NUMBER,
    "title": TEXT,
    "mode": TEXT,
    "state": TEXT,
    "publication": TEXT,
    "version": NUMBER,
    "series": TEXT,
    "attempt": NUMBER,
    "starts": DAY,
    "ends": DAY,
    "policy_version": TEXT,
    "bodies": TEXTS,
    "plan_ids": TEXTS,
    "created_by": TEXT,
    "created_at": MOMENT,
}


def _plans(asked: Asked) -> Query:
    names = (name for name in PLAN if name != "bodies")
    query = sa.select(*(col(getattr(PlanRow, name)) for name in names))
    if not asked.reach.everybody:
        mine = sa.select(col(PlanBody.plan_id)).where(col(PlanBody.body_id).in_(asked.reach.bodies))
        query = query.where(col(PlanRow.plan_id).in_(mine))
    if asked.since is not None:
        changed = col(PlanRow.plan_id).in_(asked.touched("plan"))
        drawn = sa.cast(col(PlanRow.draw_id), sa.String).in_(asked.touched("draw"))
        query = query.where(sa.or_(changed, drawn))
    return query


def _finish_plans(asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    bodies = collected(asked, PlanBody.plan_id, PlanBody.body_id, [row["plan_id"] for row in rows])
    return [
        {name: bodies[row["plan_id"]] if name == "bodies" else row[name] for name in PLAN}
        for row in rows
    ]


def _draws(asked: Asked) -> Query:
    names = (name for name in DRAW if name not in {"bodies", "plan_ids"})
    query = sa.select(*(col(getattr(DrawRow, name)) for name in names))
    if not asked.reach.everybody:
        mine = sa.select(col(DrawBody.draw_id)).where(col(DrawBody.body_id).in_(asked.reach.bodies))
        query = query.where(col(DrawRow.id).in_(mine))
    if asked.since is not None:
        query = query.where(sa.cast(col(DrawRow.id), sa.String).in_(asked.touched("draw")))
    return query


def _finish_draws(asked: Asked, rows: Sequence[sa.RowMapping]) -> Page:
    numbers = [row["id"] for row in rows]
    bodies = collected(asked, DrawBody.draw_id, DrawBody.body_id, numbers)
    plans = collected(asked, PlanRow.draw_id, PlanRow.plan_id, numbers)
    page = []
    for row in rows:
        made = dict(row) | {"bodies": bodies[row["id"]], "plan_ids": plans[row["id"]]}
        if not asked.whole(bodies[row["id"]]):
            made["created_by"] = None
        page.append({name: made[name] for name in DRAW})
    return page


PLANS = Export(
    name="plans",
    columns=PLAN,
    operation=Operation.PLAN_READ,
    key=col(PlanRow.plan_id),
    query=_plans,
    finish=_finish_plans,
)
DRAWS = Export(
    name="draws",
    columns=DRAW,
    operation=Operation.DRAW_READ,
    key=col(DrawRow.id),
    query=_draws,
    finish=_finish_draws,
)
