"""Rule team-size: every body sends one team of the size it owes, and never a lone officer.

    |team| = team size owed >= the policy's smallest team

A body that has not enough officers sends nobody, and the plan book says so: a team is whole or
absent. DIRECT leaves it to the head of the body to name officers, where the policy has that remedy;
where it has not, UNSTAFFED carries the visit to the next window. Either may be said only if no
whole team can be formed of officers whom no rule about single officers keeps away, who are not at
the visit already, and whose limits (window, week, day) leave room for one more: officers of the
body, and of bodies that may lend to it there. A whole team fills its slots, has a senior officer if
the policy asks for one, and brings nobody together whom `relatives-apart` or `pair-not-repeated`
keeps apart, the rest of the book being as it is. Where somebody is kept apart and there are more
than 10,000 teams to try, the word is believed. A drawn firm is not let off.

Source: 行政处罚法 (2021) art. 42 (not fewer than two qualified officers); the same number in
食品生产经营监督检查管理办法 art. 23 and 特种设备安全监督检查办法 art. 19. Direct assignment where
officers are too few for a draw: 国发〔2019〕5号. A duty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.planbook import Demand, Shortfall, ShortfallKind, Team
from scheduler.domain.policy import Remedy
from scheduler.rules.staffable import Key, staffable
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "team-size"

ABSENT = (ShortfallKind.UNSTAFFED, ShortfallKind.DIRECT)


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield missing, repeated, uncalled-for and misshapen teams, and untrue shortfalls."""
    teams: dict[Key, list[Team]] = defaultdict(list)
    for team in case.book.teams:
        teams[team.visit_id, team.body_id].append(team)
    told: dict[Key, list[Shortfall]] = defaultdict(list)
    for shortfall in case.book.shortfalls:
        if shortfall.kind in ABSENT:
            told[shortfall.subject, shortfall.body_id].append(shortfall)
    demands = {(v.visit_id, owed.body_id): owed for v in case.book.visits for owed in v.demands}
    for key, demand in demands.items():
        yield from _in_demand(key, demand, teams.get(key, []), told.get(key, []))
        if demand.team_size < case.policy.min_team_size:
            facts = {"owed": demand.team_size, "smallest": case.policy.min_team_size}
            yield Violation(NAME, key, facts)
    for key in sorted({*teams, *told} - demands.keys()):
        yield Violation(NAME, key, {"owed": 0, "teams": len(teams.get(key, []))})
    absent = {key: demands[key] for key in told.keys() & demands.keys()}
    for key in sorted(absent):
        yield from _kind(case, key, told[key])
    for key, officers in staffable(case, absent) if absent else ():
        yield Violation(NAME, key, {"free": ", ".join(sorted(officers))})


def _kind(case: CaseFile, key: Key, told: list[Shortfall]) -> Iterator[Violation]:
    is_direct = Remedy.DIRECT_ASSIGNMENT in case.policy.remedies
    due = ShortfallKind.DIRECT if is_direct else ShortfallKind.UNSTAFFED
    if [shortfall.kind for shortfall in told] != [due]:
        facts = {"told": ", ".join(shortfall.kind.value for shortfall in told), "due": due.value}
        yield Violation(NAME, key, facts)


def _in_demand(
    key: Key, demand: Demand, teams: list[Team], told: list[Shortfall]
) -> Iterator[Violation]:
    due = 0 if told else 1
    if len(teams) != due:
        yield Violation(NAME, key, {"teams": len(teams), "due": due})
    for team in teams:
        size, distinct = len(team.officer_ids), len(set(team.officer_ids))
        if size != demand.team_size or distinct != size:
            facts = {"owed": demand.team_size, "sent": size, "distinct": distinct}
            yield Violation(NAME, key, facts)
    for shortfall in told:
        if shortfall.needed != demand.team_size:
            yield Violation(NAME, key, {"owed": demand.team_size, "needed": shortfall.needed})
