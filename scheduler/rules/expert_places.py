"""Rule expert-places: experts come on top of the officers, one for each place that asks for one.

    role(j) = officer                  for j in team(v, b)
    role(j) = expert, body(j) = b      for j in experts(v, b)
    places filled = places owed,  place <= qualifications(j),  nobody in two

or the plan book says that none could be found (NO_EXPERT), and no expert is sent. A team that is
not formed has no experts either. Experts never count to the size of a team.

Source: third parties do not inspect (国办发〔2024〕54号); specialists may be asked to join
(食品生产经营监督检查管理办法 art. 23). A duty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from scheduler.domain.planbook import Shortfall, ShortfallKind, Team
from scheduler.domain.registry import Role
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "expert-places"

Places = tuple[frozenset[str], ...]


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield people in the wrong kind of place, experts too many or too few, and untrue words."""
    for officer, team, _, place in case.postings:
        if place is Role.OFFICER and officer["role"] != Role.OFFICER:
            subjects = (team.visit_id, team.body_id, officer["officer_id"])
            yield Violation(NAME, subjects, {"place": place.value, "role": officer["role"]})
    owed = {
        (visit.visit_id, demand.body_id): demand.experts
        for visit in case.book.visits
        for demand in visit.demands
    }
    told: dict[tuple[str, str], list[Shortfall]] = defaultdict(list)
    for shortfall in case.book.shortfalls:
        if shortfall.kind is ShortfallKind.NO_EXPERT:
            told[shortfall.subject, shortfall.body_id].append(shortfall)
    for team in case.book.teams:
        key = (team.visit_id, team.body_id)
        yield from _people(case, team)
        yield from _places(team, () if key in told else owed.get(key, ()))
    for key, shortfalls in told.items():
        needed = [shortfall.needed for shortfall in shortfalls]
        due = len(owed.get(key, ()))
        if needed != [due] or not due:
            facts: dict[str, str | int] = {"owed": due, "needed": ", ".join(map(str, needed))}
            yield Violation(NAME, key, facts)


def _people(case: CaseFile, team: Team) -> Iterator[Violation]:
    for name, place in team.experts:
        subjects = (team.visit_id, team.body_id, name)
        expert = case.officers.get(name)
        if expert is None:
            yield Violation(NAME, subjects, {"home": "unknown"})
        elif expert["role"] != Role.EXPERT or expert["body_id"] != team.body_id:
            yield Violation(NAME, subjects, {"role": expert["role"], "home": expert["body_id"]})
        missing = place - case.held.get(name, frozenset())
        if missing:
            yield Violation(NAME, subjects, {"lacks": "+".join(sorted(missing))})


def _places(team: Team, due: Places) -> Iterator[Violation]:
    if not (due or team.experts):
        return
    subjects = (team.visit_id, team.body_id)
    owed, filled = Counter(due), Counter(place for _, place in team.experts)
    for place in sorted(owed | filled, key=sorted):
        if owed[place] != filled[place]:
            facts = {"owed": owed[place], "filled": filled[place]}
            yield Violation(NAME, subjects, {"expert": "+".join(sorted(place)), **facts})
    if len(set(team.expert_ids)) != len(team.experts):
        facts = {"experts": len(team.experts), "distinct": len(set(team.expert_ids))}
        yield Violation(NAME, subjects, facts)
