"""Rule leader: a team is led by one of its officers who may lead, chosen by ticket.

    ticket = hex(sha256(K_officer + "/lead/" + visit + "/" + alias(officer)))
    leader = the officer with the lowest ticket among those who may lead

Those whom another body lends may lead as well; experts do not. If the policy requires a leader, at
least one officer may lead; else, where none may, the lowest ticket among all leads.

Source: practice has one officer in charge of each team (主检, 主办人). A policy, on by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.hashing import derived
from scheduler.domain.planbook import Team
from scheduler.domain.registry import LEADER
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "leader"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield teams without anybody who may lead, and wrong leaders."""
    for team in case.book.teams:
        subjects = (team.visit_id, team.body_id)
        able = [name for name in team.officer_ids if LEADER in case.held.get(name, ())]
        if not able and case.policy.require_leader:
            yield Violation(NAME, subjects, {"may_lead": 0})
        due = min(
            able or team.officer_ids,
            key=lambda officer_id: (_ticket(case, team, officer_id), officer_id),
            default="",
        )
        if team.leader != due:
            yield Violation(NAME, subjects, {"leads": team.leader, "due": due})


def _ticket(case: CaseFile, team: Team, officer_id: str) -> str:
    alias = case.problem.aliases.get(officer_id, officer_id)
    return derived(f"{case.officer_key}/lead/{team.visit_id}/{alias}")
