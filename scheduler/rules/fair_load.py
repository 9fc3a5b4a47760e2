"""Rule fair-load: officers of a body get work in proportion to the days they are there.

    T     = places staffed now + live places of the body's officers
    f     = T * days available / sum of days available
    low   = max(0, floor(f) - slack - widened - live)
    high  = max(0, ceil(f) + slack + widened - live)
    lowest  = min(max(low, least), most),  highest = max(min(high, most), lowest)
    lowest <= drawn <= highest

where *least* and *most* are what is left of the limits on his load, *least* lowered to what the
plan book says he can reach, and *widened* is the body's published widening. Every published figure
is recomputed.

Source: the district's visits per front-line officer (人均执法量) and participation rate. A policy:
slack 1 by default.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from scheduler.domain.planbook import OfficerLoad, ShortfallKind
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation
from scheduler.rules.workload import Duty

NAME = "fair-load"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield loads outside their band, and published figures that are missing or wrong."""
    figures = {row.body_id: row for row in case.book.bodies}
    published = {row.officer_id: row for row in case.book.loads}
    sent: dict[str, list[int]] = defaultdict(list)
    for team in case.book.teams:
        sent[team.body_id].append(len(team.places))
    for body_id, pool in _pools(case).items():
        sizes = sent[body_id]
        due = {"officers": len(pool), "visits": len(sizes), "places": sum(sizes)}
        row = figures.pop(body_id, None)
        found = {} if row is None else {name: getattr(row, name) for name in due}
        if found != due:
            told = {f"published_{name}": value for name, value in found.items()}
            yield Violation(NAME, (body_id,), due | told)
        slack = case.policy.load_slack + (row.widened if row else 0)
        for load in _loads(case, pool, places=sum(sizes), slack=slack):
            yield from _differences(load, published.pop(load.officer_id, None))
    for name in (*figures, *published):
        yield Violation(NAME, (name,), {"due": 0})


def _pools(case: CaseFile) -> dict[str, list[Duty]]:
    pools: dict[str, list[Duty]] = {body_id: [] for body_id in case.bodies}
    for duty in case.duties:
        if duty.is_in_pool and duty.body_id in pools:
            pools[duty.body_id].append(duty)
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
