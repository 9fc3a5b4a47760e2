"""Rule qualified: every slot that asks for qualifications is filled by one officer who has them.

    filled slots = slots owed;   slot <= qualifications (+ "lead" for those who may lead)

The other places are free. Nobody fills two.

Source: item lists say what they demand of inspectors (检查人员要求), officer registries who has it
(岗位资质资格). A duty where a plan asks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.domain.planbook import Demand, Team
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "qualified"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield slots left open or made up, and officers who lack what their slot asks for."""
    owed = {
        (visit.visit_id, demand.body_id): demand
        for visit in case.book.visits
        for demand in visit.demands
    }
    for team in case.book.teams:
        demand = owed.get((team.visit_id, team.body_id))
        if demand is not None:  # team-size reports a team that nobody owes
            yield from _slots(team, demand)
        for officer_id, slot in team.places:
            missing = slot - case.held.get(officer_id, frozenset())
            if missing:
                subjects = (team.visit_id, team.body_id, officer_id)
                yield Violation(NAME, subjects, {"lacks": "+".join(sorted(missing))})


def _slots(team: Team, demand: Demand) -> Iterator[Violation]:
    owed = Counter(demand.slots)
    filled = Counter(slot for _, slot in team.places if slot)
    for slot in sorted(owed | filled, key=sorted):
        if owed[slot] != filled[slot]:
            name = "+".join(sorted(slot))
            subjects = (team.visit_id, team.body_id)
            facts = {"owed": owed[slot], "filled": filled[slot]}
            yield Violation(NAME, subjects, {"slot": name, **facts})
