"""Results: what the plan book says of staffed pools: teams, loads, figures, shortfalls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import gcd

import numpy as np

from scheduler.domain.planbook import (
    BodyDraw,
    OfficerLoad,
    Shortfall,
    ShortfallKind,
    Team,
    Visit,
)
from scheduler.domain.registry import Role
from scheduler.lottery.teams import duties
from scheduler.lottery.teams.duties import People
from scheduler.lottery.teams.staffing import Staffing


def teams_of(
    visits: Sequence[Visit],
    staffings: Iterable[Staffing],
    aliases: Mapping[str, str],
    key: str,
) -> list[Team]:
    """Return the teams, by visit and body: own officers, lent ones, and experts."""
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    experts: dict[tuple[str, str], list[str]] = defaultdict(list)
    held: dict[str, frozenset[str]] = {}
    for staffing in staffings:
        for roster in staffing.manned.rosters:
            held |= dict(zip(roster.officer_ids, roster.qualifications, strict=True))
        pool = staffing.pool
        for position, call in enumerate(staffing.manned.calls):
            places = slice(pool.starts[position], pool.starts[position + 1])
            names = [pool.officer_ids[officer] for officer in staffing.holder[places]]
            sent = members if call.crew.role is Role.OFFICER else experts
            sent[call.visit.visit_id, call.body_id] += names
    people = People(held, aliases)
    return sorted(_teams(visits, members, experts, people, key), key=_by_visit_and_body)


def _by_visit_and_body(team: Team) -> tuple[str, str]:
    return team.visit_id, team.body_id


_Sent = dict[tuple[str, str], list[str]]


def _teams(
    visits: Sequence[Visit], members: _Sent, experts: _Sent, people: People, key: str
) -> Iterator[Team]:
    """Yield a team wherever officers go; experts come along, they do not go alone."""
    for visit in visits:
        for demand in visit.demands:
            mine = visit.visit_id, demand.body_id
            if mine in members:
                yield duties.team(
                    visit.visit_id, demand, members[mine], experts.get(mine, []), people, key
                )


def loads_of(staffings: Iterable[Staffing]) -> list[OfficerLoad]:
    """Return everybody's load, ascending by id."""
    found = [load for staffing in staffings for load in _loads(staffing)]
    return sorted(found, key=lambda load: load.officer_id)


def _loads(staffing: Staffing) -> Iterator[OfficerLoad]:
    pool, manned = staffing.pool, staffing.manned
    drawn = np.bincount(staffing.holder, minlength=len(pool.officer_ids))
    days, live = manned.spread("days_available"), manned.spread("live")
    for j, officer_id in enumerate(pool.officer_ids):
        roster = manned.rosters[manned.crew_of[j]]
        shares = staffing.shares[roster.crew]
        top = shares.places * int(days[j])
        common = gcd(top, shares.all_days)
        yield OfficerLoad(
            officer_id=officer_id,
            body_id=roster.body_id,
            days_available=int(days[j]),
            share=(top // common, shares.all_days // common),
            lowest=int(pool.lowest[j]),
            highest=int(pool.highest[j]),
            live=int(live[j]),
            drawn=int(drawn[j]),
            role=roster.role,
        )


def figures_of(staffings: Iterable[Staffing]) -> list[BodyDraw]:
    """Return the figures of each crew, ascending."""
    found = [figures for staffing in staffings for figures in _figures(staffing)]
    return sorted(found, key=lambda figures: (figures.body_id, figures.role))


def _figures(staffing: Staffing) -> Iterator[BodyDraw]:
    manned = staffing.manned
    for roster in manned.rosters:
        called = [call for call in manned.calls if call.crew == roster.crew]
        yield BodyDraw(
            body_id=roster.body_id,
            officers=len(roster.officer_ids),
            visits=len(called),
            places=sum(len(call.slots) for call in called),
            widened=staffing.widened,
            steps=staffing.steps,
            moves=staffing.moves,
            role=roster.role,
            pool=staffing.pool.name,
            watched=staffing.watched,
        )


def minima_missed(staffings: Iterable[Staffing]) -> Iterator[Shortfall]:
    """Yield the officers whose minimum could not be reached."""
    for staffing in staffings:
        crew = {o: r.body_id for r in staffing.manned.rosters for o in r.officer_ids}
        for officer_id, needed, reached in staffing.below_minimum:
            yield Shortfall(
                kind=ShortfallKind.BELOW_MINIMUM,
                body_id=crew[officer_id],
                subject=officer_id,
                needed=needed,
                available=reached,
            )
