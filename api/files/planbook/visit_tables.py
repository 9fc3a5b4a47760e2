"""Tables about the work: visits, tasks, teams, loads, bodies, remedies, shortfalls."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from api.files.planbook.columns import table
from api.files.planbook.edition import Edition, TaskSheet
from scheduler.domain.registry import Role

VISITS = (
    "visit_id day premises_id window_starts window_ends lead_body bodies plan_ids target_ids tasks "
    "officers experts slot_plan merged"
)
TASKS = (
    "task_no plan_id plan_name target_id target_name street address premises_id visit_id day "
    "lead_body bodies item_ids officer_ids officer_names leader expert_ids expert_names"
)
TEAMS = "visit_id day body_id body_name officer_id officer_name home_body role place is_leader"
LOADS = (
    "officer_id officer_name body_id role days_available share_numerator share_denominator lowest "
    "highest live drawn"
)
BODIES = (
    "body_id body_name role officer_pool officers visits places least most widened steps moves "
    "watched"
)
REMEDIES = "remedy visit_id body_id was now places"
SHORTFALLS = "kind body_id subject needed available"


def visits(edition: Edition) -> pl.DataFrame:
    """One row per coming together: at one premises, or on a round."""
    return table(
        VISITS,
        (
            (
                visit.visit_id,
                visit.day,
                visit.premises_id,
                visit.window.starts,
                visit.window.ends,
                visit.lead_body,
                [demand.body_id for demand in visit.demands],
                sorted({task.plan_id for task in visit.tasks}),
                list(visit.target_ids),
                len(visit.tasks),
                sum(len(team.places) for team in edition.teams_of[visit.visit_id]),
                sum(len(team.experts) for team in edition.teams_of[visit.visit_id]),
                visit.slot_plan or None,
                edition.is_merged(visit),
            )
            for visit in edition.book.visits
        ),
    )


def tasks(edition: Edition) -> pl.DataFrame:
    """One row per plan and target: what a person needs to go there."""
    return table(
        TASKS,
        (
            (
                sheet.number,
                sheet.plan.plan_id,
                sheet.plan.name,
                sheet.target["target_id"],
                sheet.target["name"],
                sheet.target["street"],
                sheet.target["address"],
                sheet.target["premises_id"],
                sheet.visit.visit_id,
                sheet.visit.day,
                sheet.lead_body,
                list(sheet.bodies),
                list(sheet.item_ids),
                officer_ids(sheet),
                [edition.officers[officer]["name"] for officer in officer_ids(sheet)],
                sheet.leader or None,
                expert_ids(sheet),
                [edition.officers[expert]["name"] for expert in expert_ids(sheet)],
            )
            for sheet in edition.tasks
        ),
    )


def officer_ids(sheet: TaskSheet) -> list[str]:
    """Return the officers of all teams of a task."""
    return [officer for team in sheet.teams for officer in team.officer_ids]


def expert_ids(sheet: TaskSheet) -> list[str]:
    """Return the experts of all teams of a task."""
    return [expert for team in sheet.teams for expert in team.expert_ids]


def teams(edition: Edition) -> pl.DataFrame:
    """One row per visit, body and officer, then one per expert."""
    return table(
        TEAMS,
        (
            (
                team.visit_id,
                edition.visits[team.visit_id].day,
                team.body_id,
                edition.body_name(team.body_id),
                officer_id,
                edition.officers[officer_id]["name"],
                edition.home_body(officer_id),
                role.value,
                sorted(place),
                officer_id == team.leader,
            )
            for team in edition.book.teams
            for role, places in ((Role.OFFICER, team.places), (Role.EXPERT, team.experts))
            for officer_id, place in places
        ),
    )


def loads(edition: Edition) -> pl.DataFrame:
    """One row per officer who could be sent: his fair share, his band and what he was dealt."""
    return table(
        LOADS,
        (
            (
                load.officer_id,
                edition.officers[load.officer_id]["name"],
                load.body_id,
                load.role.value,
                load.days_available,
                *load.share,
                load.lowest,
                load.highest,
                load.live,
                load.drawn,
            )
            for load in edition.book.loads
        ),
    )


def bodies(edition: Edition) -> pl.DataFrame:
    """One row per body that sends officers, or experts; *least* and *most* are those of one."""
    drawn: dict[tuple[str, Role], list[int]] = defaultdict(list)
    for load in edition.book.loads:
        drawn[load.body_id, load.role].append(load.drawn)
    return table(
        BODIES,
        (
            (
                body.body_id,
                edition.body_name(body.body_id),
                body.role.value,
                body.pool or None,
                body.officers,
                body.visits,
                body.places,
                min(drawn[body.body_id, body.role], default=None),
                max(drawn[body.body_id, body.role], default=None),
                body.widened,
                body.steps,
                body.moves,
                body.watched,
            )
            for body in edition.book.bodies
        ),
    )


def remedies(edition: Edition) -> pl.DataFrame:
    """One row per remedy that helped a team to be formed, or named who is to help."""
    return table(
        REMEDIES,
        (
            (
                one.remedy.value,
                one.visit_id,
                one.body_id,
                one.was or None,
                one.now or None,
                one.places,
            )
            for one in edition.book.remedies
        ),
    )


def shortfalls(edition: Edition) -> pl.DataFrame:
    """One row per requirement that could not be met after the seed."""
    return table(
        SHORTFALLS,
        (
            (one.kind.value, one.body_id, one.subject, one.needed, one.available)
            for one in edition.book.shortfalls
        ),
    )
