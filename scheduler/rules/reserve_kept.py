"""Rule reserve-kept: what a body keeps free for urgent calls on a day stays free.

    Σ over v on d of |team(v, b)| <= capacity[b, d] - reserve[b, d] + loans   as under `day-plan`

Officers count for the body whose team they are in. Those that it lends beyond what was planned are
left out: that a neighbour cannot form a team comes out as late as an urgent call does. Left
out are also teams of which the plan book says that they take from the reserve (RESERVE): chance
brought more work to the day than was reckoned with, which must be so.

Source: complaints and accidents cannot be planned (54号 keeps 个案检查 apart from planned ones). A
policy: the share is 0 by default, and without a daily maximum nothing is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from scheduler.domain.planbook import Shortfall, ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import Role
from scheduler.rules.day_rooms import NO_LIMIT
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "reserve-kept"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield bodies and days of which more is used than their room, and untrue words about it."""
    told = [s for s in case.book.shortfalls if s.kind is ShortfallKind.RESERVE]
    beyond = {(shortfall.subject, shortfall.body_id) for shortfall in told}
    used: Counter[tuple[str, date]] = Counter()
    for _, team, visit, place in case.postings:
        if place is Role.OFFICER and (visit.visit_id, team.body_id) not in beyond:
            used[team.body_id, visit.day] += 1
    for key, places in sorted(used.items()):
        room = _usable(case, key)
        if room is not None and places > room:
            yield Violation(NAME, (key[0], key[1].isoformat()), {"used": places, "room": room})
    yield from _untrue(case, told)


def _untrue(case: CaseFile, told: list[Shortfall]) -> Iterator[Violation]:
    """Yield what is told of visits that do not need the reserve.

    On a day that visits left for another one afterwards, there may be room again.
    """
    left = {use.was for use in case.book.remedies if use.remedy is Remedy.OTHER_DAY}
    moved = {use.visit_id for use in case.book.remedies if use.remedy is Remedy.OTHER_DAY}
    owed: dict[tuple[str, date], int] = defaultdict(int)
    sizes: dict[tuple[str, str], int] = {}
    for visit in case.book.visits:
        for demand in visit.demands:
            owed[demand.body_id, visit.day] += demand.team_size
            sizes[visit.visit_id, demand.body_id] = demand.team_size
    for shortfall in told:
        key = (shortfall.subject, shortfall.body_id)
        if sizes.get(key) != shortfall.needed or shortfall.available >= shortfall.needed:
            facts = {"needed": shortfall.needed, "due": sizes.get(key, 0)}
            yield Violation(NAME, key, facts)
            continue
        day = case.visits[shortfall.subject].day
        room = _usable(case, (shortfall.body_id, day))
        unmoved = shortfall.subject not in moved and day.isoformat() not in left
        if unmoved and (room is None or owed[shortfall.body_id, day] <= room):
            facts = {"owed": owed[shortfall.body_id, day], "available": shortfall.available}
            yield Violation(NAME, key, facts)


def _usable(case: CaseFile, key: tuple[str, date]) -> int | None:
    """Return the places that a body's visits may use on a day, with what was planned to be lent."""
    own = case.rooms.get(key, NO_LIMIT).usable
    return None if own is None else own + case.lock.days.borrowed.get(key, 0)
