"""Rule fair-load: those of a crew get work in proportion to the days they are there.

A crew are the officers of a body, or its experts. It is called if its body owes such a place, or
lends somebody.

    T     = places its people hold now, lent ones included + their live places
    f     = T * days available / sum of days available
    low   = max(0, floor(f) - slack - widened - live)
    high  = max(0, ceil(f) + slack + widened - live)
    lowest  = min(max(low, least), most),  highest = max(min(high, most), lowest)
    lowest <= drawn <= highest

where *least* and *most* are what is left of the limits on his load, *least* lowered to what the
plan book says he can reach, and *widened* is the crew's published widening. Every published figure
is recomputed.

Source: the district's visits per front-line officer (人均执法量) and participation rate. A policy:
slack 1 by default.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

from scheduler.domain.planbook import OfficerLoad, ShortfallKind
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation
from scheduler.rules.workload import Crew, Duty, crew_of

NAME = "fair-load"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield loads outside their band, and published figures that are missing or wrong."""
    figures = {Crew(row.body_id, row.role): row for row in case.book.bodies}
    published = {row.officer_id: row for row in case.book.loads}
    teams = _teams(case)
    for crew, pool in _pools(case).items():
        held = teams[crew]
        due = {"officers": len(pool), "visits": len(held), "places": held.total()}
        row = figures.pop(crew, None)
        found = {} if row is None else {name: getattr(row, name) for name in due}
        if found != due:
            told = {f"published_{name}": value for name, value in found.items()}
            yield Violation(NAME, (crew.body_id,), {"role": crew.role.value} | due | told)
        slack = case.policy.load_slack + (row.widened if row else 0)
        for load in _loads(case, pool, places=held.total(), slack=slack):
            yield from _differences(load, published.pop(load.officer_id, None))
    for name in (*(crew.body_id for crew in figures), *published):
        yield Violation(NAME, (name,), {"due": 0})


def _teams(case: CaseFile) -> dict[Crew, Counter[tuple[str, str]]]:
    """Return the teams, by visit and demanding body, with the places that each crew gives them."""
    teams: dict[Crew, Counter[tuple[str, str]]] = defaultdict(Counter)
    for officer, team, _, _ in case.postings:
        teams[crew_of(officer)][team.visit_id, team.body_id] += 1
    return teams


def _pools(case: CaseFile) -> dict[Crew, list[Duty]]:
    pools: dict[Crew, list[Duty]] = {crew: [] for crew in sorted(case.crews)}
    for duty in case.duties:
        if duty.is_in_pool and duty.crew in pools:
            pools[duty.crew].append(duty)
    return pools


def _loads(case: CaseFile, pool: list[Duty], *, places: int, slack: int) -> Iterator[OfficerLoad]:
    reached = {
        (shortfall.body_id, shortfall.subject): shortfall.available
        for shortfall in case.book.shortfalls
        if shortfall.kind is ShortfallKind.BELOW_MINIMUM
    }
    total = places + sum(duty.live for duty in pool)
    days = sum(duty.days_available for duty in pool)
    for duty in pool:
        share = Fraction(total * duty.days_available, days)
        least = min(duty.least_now, reached.get((duty.body_id, duty.officer_id), duty.least_now))
        lowest, highest = _band(duty, share, slack, least)
        yield OfficerLoad(
            officer_id=duty.officer_id,
            body_id=duty.body_id,
            days_available=duty.days_available,
            share=share.as_integer_ratio(),
            lowest=lowest,
            highest=highest,
            live=duty.live,
            drawn=duty.drawn,
            role=duty.crew.role,
        )


def _band(duty: Duty, share: Fraction, slack: int, least: int) -> tuple[int, int]:
    low = max(0, math.floor(share) - slack - duty.live)
    high = max(0, math.ceil(share) + slack - duty.live)
    most = max(high, least) if duty.most_now is None else duty.most_now
    lowest = min(max(low, least), most)
    return lowest, max(min(high, most), lowest)


def _differences(due: OfficerLoad, found: OfficerLoad | None) -> Iterator[Violation]:
    subjects = (due.body_id, due.officer_id)
    if not due.lowest <= due.drawn <= due.highest:
        facts = {"drawn": due.drawn, "lowest": due.lowest, "highest": due.highest}
        yield Violation(NAME, subjects, facts)
    if found != due:
        yield Violation(NAME, subjects, {"published": str(found), "due": str(due)})
