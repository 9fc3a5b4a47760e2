"""Lending: plans that refuse it, and bodies that could lend but are not asked yet."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.registry import Role
from scheduler.lottery.candidates.crews import Crew
from scheduler.planning.shortages.concern import Concern
from scheduler.planning.shortages.shortage import Change, Kind, Relaxation

MOST_LENDERS = 5
"""Bodies that are asked whether they could lend, those with least work first."""

LENDERS_TOLD = 2


def of_lending(concern: Concern) -> Iterator[Relaxation | None]:
    """Try officers of other bodies; experts are not lent."""
    if concern.short.kind is Kind.PAIRS or concern.crew.role is Role.EXPERT:
        return
    body_id, missing = concern.crew.body_id, concern.missing
    for plan in concern.plans:
        if not plan.lending:
            yield concern.tried(
                Relaxation(change=Change.LENDING, subject=plan.plan_id, size=missing)
            )
    told = 0
    for lender in _possible_lenders(concern):
        found = concern.tried(
            Relaxation(
                change=Change.BORROW, subject=body_id, lender=lender, amount=missing, size=missing
            )
        )
        yield found
        told += found is not None
        if told == LENDERS_TOLD:
            return


def _possible_lenders(concern: Concern) -> list[str]:
    """Return bodies that have officers and do not lend yet, those with least work first."""
    case, problem = concern.case, concern.problem
    asked = problem.policy.lending.get(concern.crew.body_id, ())
    others = sorted(problem.body.keys() - set(concern.short.body_ids) - set(asked))
    rosters = case.rosters(Crew(body_id) for body_id in others)
    work = case.demands(others)
    strain = {
        body_id: sum(one.places for one in work.get(body_id, ()))
        / len(rosters[Crew(body_id)].officer_ids)
        for body_id in others
        if rosters[Crew(body_id)].officer_ids
    }
    return sorted(strain, key=lambda body_id: (strain[body_id], body_id))[:MOST_LENDERS]
