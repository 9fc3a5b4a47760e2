"""Finding: everything that is short at some bodies, before what would mend it is looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from scheduler.planning.causes import Cause
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.minima import minima_shortages
from scheduler.planning.shortages.pairs import pair_shortages
from scheduler.planning.shortages.places import places_shortages
from scheduler.planning.shortages.shortage import Kind, Shortage
from scheduler.planning.shortages.teams import team_shortages


def shortages(case: Case, bodies: Collection[str]) -> list[Shortage]:
    """Return what is short at *bodies*: what no draw avoids, and what one may meet."""
    possible = found_at(case, bodies, certain=False)
    if not possible:
        return []
    short = {body_id for one in possible for body_id in one.body_ids}
    certain = found_at(case, short, certain=True)
    return [*certain, *(one for one in possible if not _is_told(one, certain))]


def found_at(case: Case, bodies: Collection[str], *, certain: bool) -> list[Shortage]:
    """Return what is short if plans do not merge, or, *certain*, what no draw avoids."""
    with_them = {
        part.body_id
        for plan in case.problem.plans
        if not {part.body_id for part in plan.participations}.isdisjoint(bodies)
        for part in plan.participations
    }
    case.look_up(with_them)
    asked = case.demands(with_them)
    teams = merged(case, team_shortages(case, asked, bodies, certain=certain))
    impossible = {
        (plan_id, body_id, one.role)
        for one in teams
        for plan_id in one.plan_ids
        for body_id in one.body_ids
    }
    return [
        *teams,
        *places_shortages(case, bodies, impossible, certain=certain),
        *pair_shortages(case, bodies, certain=certain),
        *minima_shortages(case, bodies),
    ]


def _is_told(one: Shortage, certain: Collection[Shortage]) -> bool:
    """Tell whether a shortage that is possible is, as a whole or in part, certain."""
    return any(
        not one.keys.isdisjoint(other.keys)
        or (
            one.kind is other.kind is Kind.PLACES
            and one.role is other.role
            and not set(one.body_ids).isdisjoint(other.body_ids)
        )
        for other in certain
    )


_OF_TARGETS = frozenset({Cause.NO_CONFLICT, Cause.COOLING_OFF})


def merged(case: Case, teams: Iterable[Shortage]) -> list[Shortage]:
    """Return the same shortages, one for all plans, or listed targets, that are short alike."""
    alike: dict[Shortage, list[Shortage]] = defaultdict(list)
    for one in teams:
        plans = one.plan_ids if one.target_ids else ()
        alike[replace(one, plan_ids=plans, target_ids=())].append(one)
    return [_as_one(case, group) for group in alike.values()]


def _as_one(case: Case, group: list[Shortage]) -> Shortage:
    first = group[0]
    plans = tuple(dict.fromkeys(plan_id for one in group for plan_id in one.plan_ids))
    targets = tuple(target_id for one in group for target_id in one.target_ids)
    whole = targets == case.problem.plan[plans[0]].listed_ids
    if whole and len(targets) > 1 and not _OF_TARGETS.intersection(first.causes):
        targets = ()  # it is the plan that is short, whoever is on its list
    return replace(first, plan_ids=plans, target_ids=targets)
