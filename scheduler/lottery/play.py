"""The lottery from seed to plan book: a table of contents. Integers only, no solver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from math import gcd

import numpy as np

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import (
    BodyDraw,
    Demand,
    OfficerLoad,
    PlanBook,
    Shortfall,
    ShortfallKind,
    Team,
    Visit,
)
from scheduler.domain.problem import Problem
from scheduler.lottery import people
from scheduler.lottery.dates import dated
from scheduler.lottery.eligibility import barriers, officer_pool
from scheduler.lottery.pool import OfficerPool
from scheduler.lottery.roster import Roster, rosters
from scheduler.lottery.seed import Keys, check_seed_text
from scheduler.lottery.staffing import Staffing, staff
from scheduler.lottery.targets import draw_targets
from scheduler.lottery.visits import meetings

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""


def play(
    lock: Lock,
    seed_text: str,
    *,
    executor: Executor | None = None,
    progress: Progress = lambda _step: None,
) -> PlanBook:
    """Repeat or make the draw that *seed_text* stands for. Same lock and text, same plan book.

    Raises:
        SeedTextError: if the text is not a seed text of this draw.
    """
    problem = lock.problem
    check_seed_text(seed_text, problem.number)
    keys = Keys.from_seed(seed_text)
    progress("targets")
    selections, strata = draw_targets(lock, keys.target)
    progress("visits")
    visits = dated(problem, meetings(problem, selections), keys.day)
    progress("officers")
    staffings = draw_officers(problem, visits, keys.officer, executor=executor)
    teams = sorted(
        _teams(visits, staffings, keys.officer), key=lambda team: (team.visit_id, team.body_id)
    )
    return PlanBook(
        seed_text=seed_text,
        selections=tuple(selections),
        strata=tuple(strata),
        visits=tuple(visits),
        teams=tuple(teams),
        loads=tuple(sorted(_loads(staffings), key=lambda load: load.officer_id)),
        bodies=tuple(_body(staffing) for staffing in staffings),
        shortfalls=tuple(sorted(_shortfalls(staffings))),
    )


def draw_officers(
    problem: Problem, visits: list[Visit], key: str, *, executor: Executor | None = None
) -> list[Staffing]:
    """Draw the officers of every body that has demand, ascending by body.

    Bodies do not depend on each other, so an executor may work on them in any order.
    """
    pools, of_body = officer_pools(problem, visits, key)
    work = partial(
        staff, slack=problem.policy.load_slack, factor=problem.policy.walk_factor, key=key
    )
    return list((executor.map if executor else map)(work, pools, of_body))


def officer_pools(
    problem: Problem, visits: list[Visit], key: str
) -> tuple[list[OfficerPool], list[Roster]]:
    """Return the pool and the roster of every body with demand, ascending by body."""
    bodies = {demand.body_id for visit in visits for demand in visit.demands}
    of_body = rosters(problem, bodies, key)
    known = barriers(problem, visits)
    wanting: dict[str, list[Visit]] = {body_id: [] for body_id in of_body}
    for visit in visits:
        for demand in visit.demands:
            wanting[demand.body_id].append(visit)
    pools = [officer_pool(problem, of_body[b], wanting[b], known, key) for b in of_body]
    return pools, list(of_body.values())


def _teams(visits: list[Visit], staffings: list[Staffing], key: str) -> Iterator[Team]:
    demands: dict[tuple[str, str], Demand] = {
        (visit.visit_id, demand.body_id): demand for visit in visits for demand in visit.demands
    }
    for staffing in staffings:
        pool, roster = staffing.pool, staffing.roster
        held = dict(zip(roster.officer_ids, roster.qualifications, strict=True))
        for position, visit_id in enumerate(pool.visit_ids):
            places = slice(pool.starts[position], pool.starts[position + 1])
            members = [pool.officer_ids[officer] for officer in staffing.holder[places]]
            yield people.team(visit_id, demands[visit_id, pool.body_id], members, held, key)


def _loads(staffings: Iterable[Staffing]) -> Iterator[OfficerLoad]:
    for staffing in staffings:
        shares, pool, roster = staffing.shares, staffing.pool, staffing.roster
        drawn = np.bincount(staffing.holder, minlength=len(pool.officer_ids))
        for j, officer_id in enumerate(pool.officer_ids):
            top = shares.places * int(shares.days[j])
            common = gcd(top, shares.all_days)
            yield OfficerLoad(
                officer_id=officer_id,
                body_id=pool.body_id,
                days_available=int(shares.days[j]),
                share=(top // common, shares.all_days // common),
                lowest=int(pool.lowest[j]),
                highest=int(pool.highest[j]),
                live=int(roster.live[j]),
                drawn=int(drawn[j]),
            )


def _body(staffing: Staffing) -> BodyDraw:
    return BodyDraw(
        body_id=staffing.pool.body_id,
        officers=len(staffing.pool.officer_ids),
        visits=len(staffing.pool.visit_ids),
        places=len(staffing.pool.needs),
        widened=staffing.widened,
        steps=staffing.steps,
        moves=staffing.moves,
    )


def _shortfalls(staffings: Iterable[Staffing]) -> Iterator[Shortfall]:
    for staffing in staffings:
        for kind, found in (
            (ShortfallKind.UNSTAFFED, staffing.unstaffed),
            (ShortfallKind.BELOW_MINIMUM, staffing.below_minimum),
        ):
            for subject, needed, available in found:
                yield Shortfall(
                    kind=kind,
                    body_id=staffing.pool.body_id,
                    subject=subject,
                    needed=needed,
                    available=available,
                )
