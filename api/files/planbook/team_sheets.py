"""Sheets about people: teams, their loads, visits made together, remedies."""

from __future__ import annotations

from collections.abc import Iterator

from api.files.planbook.edition import Edition, Row, TaskSheet
from api.files.planbook.sheet_values import Cell, bodies, joined, officer_name
from api.files.planbook.terms import term
from api.files.planbook.visit_tables import expert_ids, officer_ids
from scheduler.domain.planbook import Team, Visit
from scheduler.domain.policy import Remedy

LEADER_MARK = "★"
EXPERTS = "专家："

TEAMS = "visit_id day body_name leader_name members target_names address"


def teams(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    """Yield a row per team: who goes where."""
    for team in edition.book.teams:
        visit = edition.visits[team.visit_id]
        yield (
            visit.visit_id,
            visit.day,
            edition.body_name(team.body_id),
            officer_name(team.leader, edition),
            _with_experts(
                joined(_members(team, edition)),
                joined(_told(edition.officers[expert], expert) for expert in team.expert_ids),
            ),
            *_where(visit, edition),
        )


def _members(team: Team, edition: Edition) -> Iterator[str]:
    for officer_id in team.officer_ids:
        mark = LEADER_MARK if officer_id == team.leader else ""
        home = edition.home_body(officer_id)
        lent = "" if home == team.body_id else f"（{edition.body_name(home)}借调）"
        yield f"{mark}{_told(edition.officers[officer_id], officer_id)}{lent}"


def _told(officer: Row, officer_id: str) -> str:
    return f"{officer['name']}（{officer['cert_no'] or officer_id}）"


def _with_experts(officers: str, experts: str) -> str:
    return "；".join(filter(None, (officers, experts and f"{EXPERTS}{experts}")))


def task_members(sheet: TaskSheet, edition: Edition) -> str:
    """Return the names of everybody who goes, officers before experts."""

    def names(people: list[str]) -> str:
        return joined(str(edition.officers[one]["name"]) for one in people)

    return _with_experts(names(officer_ids(sheet)), names(expert_ids(sheet)))


def _where(visit: Visit, edition: Edition) -> tuple[str, str | None]:
    """Return the names of a visit's targets, and their addresses: one if they are in one place."""
    targets = [edition.targets[target_id] for target_id in visit.target_ids]
    addresses = [str(target["address"]) for target in targets if target["address"]]
    if not edition.is_round(visit):
        del addresses[1:]
    return joined(str(target["name"]) for target in targets), joined(addresses) or None


LOADS = "body_name unit officer_id officer_name role days_available share lowest highest live drawn"


def loads(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    """Yield a row per officer and expert, in the order of `edition.loads_by_body`."""
    for load in edition.loads_by_body:
        officer = edition.officers[load.officer_id]
        yield (
            edition.body_name(load.body_id),
            officer["unit"],
            load.officer_id,
            officer["name"],
            term(load.role, "zh"),
            load.days_available,
            round(load.share[0] / load.share[1], 2),
            load.lowest,
            load.highest,
            load.live,
            load.drawn,
        )


MERGED = "visit_id day target_names address plan_names bodies tasks saved"


def merged(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    """Yield a row per visit that saves another one."""
    for visit in filter(edition.is_merged, edition.book.visits):
        plans = sorted({task.plan_id for task in visit.tasks})
        yield (
            visit.visit_id,
            visit.day,
            *_where(visit, edition),
            joined(edition.problem.plan[plan_id].name for plan_id in plans),
            bodies((demand.body_id for demand in visit.demands), edition),
            len(visit.tasks),
            len(visit.tasks) - 1,
        )


REMEDIES = "remedy visit_id day body_name was now places"


def remedies(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    """Yield a row per remedy; a lending body has its name."""
    for one in edition.book.remedies:
        lends = one.remedy is Remedy.LENDING and one.now in edition.problem.body
        now = edition.body_name(one.now) if lends else one.now
        visit = edition.visits[one.visit_id]
        yield (
            term(one.remedy, "zh"),
            one.visit_id,
            visit.day,
            edition.body_name(one.body_id),
            one.was or None,
            now or None,
            one.places or None,
        )


SHORTFALLS = "kind body_name subject needed available"


def shortfalls(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    """Yield a row per requirement that could not be met."""
    for one in edition.book.shortfalls:
        yield (
            term(one.kind, "zh"),
            edition.body_name(one.body_id),
            one.subject,
            one.needed,
            one.available,
        )
