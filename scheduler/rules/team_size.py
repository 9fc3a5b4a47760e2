"""Rule team-size: every body sends one team of the size it owes, and never a lone officer.

    |team| = team size owed >= the policy's smallest team

A body that has not enough officers sends nobody and the plan book says so (UNSTAFFED): a team is
whole or absent. It may say so only if no whole team can be formed of officers whom no rule keeps
away and whose limit leaves room for one more visit: a drawn firm is not let off.

Source: 行政处罚法 (2021) art. 42 (not fewer than two qualified officers); the same number in
食品生产经营监督检查管理办法 art. 23 and 特种设备安全监督检查办法 art. 19. A duty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.planbook import Demand, Shortfall, ShortfallKind, Team
from scheduler.rules.staffable import could_staff, free_officers
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "team-size"

Key = tuple[str, str]
"""Visit and body."""


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield missing, repeated, uncalled-for and misshapen teams, and untrue shortfalls."""
    teams: dict[Key, list[Team]] = defaultdict(list)
    for team in case.book.teams:
        teams[team.visit_id, team.body_id].append(team)
    unstaffed = {
        (shortfall.subject, shortfall.body_id): shortfall
        for shortfall in case.book.shortfalls
        if shortfall.kind is ShortfallKind.UNSTAFFED
    }
    demands = {(v.visit_id, owed.body_id): owed for v in case.book.visits for owed in v.demands}
    for key, demand in demands.items():
        yield from _in_demand(key, demand, teams[key], unstaffed.get(key))
        if demand.team_size < case.policy.min_team_size:
            facts = {"owed": demand.team_size, "smallest": case.policy.min_team_size}
            yield Violation(NAME, key, facts)
    for key in sorted({*teams, *unstaffed} - demands.keys()):
        yield Violation(NAME, key, {"owed": 0, "teams": len(teams[key])})
    absent = unstaffed.keys() & demands.keys()
    if absent:
        for key, officers in free_officers(case, sorted(absent)).items():
            if could_staff(case, demands[key], officers):
                yield Violation(NAME, key, {"free": ", ".join(sorted(officers))})


def _in_demand(
    key: Key, demand: Demand, teams: list[Team], shortfall: Shortfall | None
) -> Iterator[Violation]:
    due = 0 if shortfall else 1
    if len(teams) != due:
        yield Violation(NAME, key, {"teams": len(teams), "due": due})
    for team in teams:
        size, distinct = len(team.officer_ids), len(set(team.officer_ids))
        if size != demand.team_size or distinct != size:
            facts = {"owed": demand.team_size, "sent": size, "distinct": distinct}
            yield Violation(NAME, key, facts)
    if shortfall and shortfall.needed != demand.team_size:
        yield Violation(NAME, key, {"owed": demand.team_size, "needed": shortfall.needed})
