"""Officers: from dated visits to staffed pools, with the remedies that it took."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import RemedyUse, Shortfall, Visit
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.bureaus import Bureau
from scheduler.lottery.candidates.calls import calls_of
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.records import Records
from scheduler.lottery.seed import Keys
from scheduler.lottery.teams.remedies import Arrangement, Desk, arranged, short_of
from scheduler.lottery.teams.staffing import Staffing, Tried, staff


@dataclass(frozen=True)
class OfficersDrawn:
    """The visits, some perhaps on another day, and who goes; pools ascending by name."""

    visits: tuple[Visit, ...]
    staffings: tuple[Staffing, ...]
    given_up: tuple[Shortfall, ...]
    uses: tuple[RemedyUse, ...]


def draw_officers(
    lock: Lock,
    visits: Iterable[Visit],
    keys: Keys,
    *,
    records: Records | None = None,
    executor: Executor | None = None,
    hasty: bool = False,
) -> OfficersDrawn:
    """Draw the officers and experts of every body that has demand.

    Pools do not depend on each other, so an executor may work on them in any order. *records* of
    the problem spare looking people up again. If *hasty*, walks begin anywhere: for rehearsals.
    """
    now, pools = staffable(lock, visits, keys, records=records, executor=executor, hasty=hasty)
    work = partial(_staffed, policy=lock.problem.policy, key=keys.officer)
    return OfficersDrawn(
        visits=tuple(now.visits[name] for name in sorted(now.visits)),
        staffings=tuple((executor.map if executor else map)(work, pools)),
        given_up=tuple(short for short in now.given_up.values() if short),
        uses=tuple(sorted(now.uses)),
    )


def _staffed(one: Tried, *, policy: Policy, key: str) -> Staffing:
    return staff(one.manned, policy=policy, key=key, beginning=one.beginning)


def staffable(
    lock: Lock,
    visits: Iterable[Visit],
    keys: Keys,
    *,
    records: Records | None = None,
    executor: Executor | None = None,
    hasty: bool = False,
) -> tuple[Arrangement, list[Tried]]:
    """Apply the remedies that it takes; return how things stand, and pools that can be staffed."""
    now = Arrangement({visit.visit_id: visit for visit in visits}, {}, {})
    records = records or Records(lock.problem)
    bureau = Bureau.of(records, now.visits.values(), keys.officer)
    desk = Desk(lock, bureau, keys.day, hasty)
    crews = crews_called(now.visits.values())
    pools = desk.tried(desk.pools(now, crews), executor)
    short = short_of(pools)
    if not short:
        return now, pools
    now = arranged(desk, now, short)
    lenders = {Crew(loan.lender) for loans in now.loans.values() for loan in loans}
    return now, desk.tried(desk.pools(now, crews | lenders), executor)


def officer_pools(problem: Problem, visits: Iterable[Visit], key: str) -> list[Manned]:
    """Return the pools of all crews that *visits* call, as if nothing were lent or given up."""
    visits = list(visits)
    calls = calls_of(visits, {}, senior=problem.policy.require_senior)
    return Bureau.of(Records(problem), visits, key).pools(crews_called(visits), calls)


def crews_called(visits: Iterable[Visit]) -> set[Crew]:
    """Return the crews that visits demand."""
    found = set()
    for visit in visits:
        for demand in visit.demands:
            found.add(Crew(demand.body_id))
            if demand.experts:
                found.add(Crew(demand.body_id, Role.EXPERT))
    return found
