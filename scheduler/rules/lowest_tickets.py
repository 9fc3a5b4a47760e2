"""Rule lowest-tickets: in each stratum those with the lowest tickets are drawn, and nobody else.

    K_target = hex(sha256(K0 + "/target")),  K0 = hex(sha256(seed text))
    ticket   = hex(sha256(K + id)),          K = K_target, or hex(sha256(K_target + "/" + plan))
    weighted = min over j = 1..w of hex(sha256(K + id + "#" + j))

Ties go by id. Ranks count from 1; the next ranks after the quota stand by as reserves; the cutoff
is the ticket of the last one drawn. Every target of a pool is in the stratum of its own values.

Source: 国办发〔2015〕58号 and 企业信息公示暂行条例 art. 14 (targets by random lot, from their
registration numbers). A duty.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scheduler.domain.lock import StratumPool
from scheduler.domain.planbook import Selection
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.quota import Stratum
from scheduler.rules.strata import Strata
from scheduler.rules.tickets import TicketOffice
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "lowest-tickets"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield targets in a wrong stratum, wrongly drawn or ranked, left out, and wrong cutoffs."""
    office = TicketOffice(case)
    strata = Strata(case.problem.targets)
    found = _selections(case)
    cutoffs = {(row.plan_id, row.stratum): row.cutoff for row in case.book.strata}
    for pool in case.lock.pools:
        plan = case.problem.plan.get(pool.plan_id)
        if plan is None or not isinstance(plan.targets, DrawnTargets):
            continue  # pool-reconciles reports a pool without a plan
        tickets = office.tickets(plan, plan.targets.quota.weight_column)
        for stratum in pool.strata:
            rows = stratum.rows.tolist()
            subjects = (plan.plan_id, *stratum.stratum)
            for target_id in strata.strangers(rows, plan.targets.quota.columns, stratum.stratum):
                yield Violation(NAME, (*subjects, target_id), {"belongs": "other stratum"})
            expected = _expected(case, plan, stratum, zip(map(tickets, rows), rows, strict=True))
            cutoff = expected[stratum.quota - 1].ticket if 0 < stratum.quota <= len(rows) else ""
            published = cutoffs.get((plan.plan_id, stratum.stratum), "")
            if published != cutoff:
                yield Violation(NAME, subjects, {"cutoff": cutoff, "published": published})
            yield from _differences(expected, found.pop((plan.plan_id, stratum.stratum), []))
    for strays in found.values():
        yield from _differences([], strays)


def _selections(case: CaseFile) -> dict[tuple[str, Stratum], list[Selection]]:
    """Group the selections that a draw must account for; listed-targets judges the others."""
    listed = {plan.plan_id for plan in case.problem.plans if plan.listed_ids is not None}
    groups: dict[tuple[str, Stratum], list[Selection]] = defaultdict(list)
    for selection in case.book.selections:
        if selection.plan_id not in listed:
            groups[selection.plan_id, selection.stratum].append(selection)
    return groups


def _expected(
    case: CaseFile, plan: Plan, stratum: StratumPool, tickets: Iterator[tuple[str, int]]
) -> list[Selection]:
    quota, policy = stratum.quota, case.policy
    reserves = max(policy.min_reserves, math.ceil(quota * policy.reserve_ratio)) if quota else 0
    ids = case.problem.targets.ids
    # Registries ascend by id, so equal tickets in order of rows are in order of ids.
    return [
        Selection(
            plan_id=plan.plan_id,
            target_id=ids[row],
            stratum=stratum.stratum,
            rank=rank,
            ticket=ticket,
            reserve=rank > quota,
        )
        for rank, (ticket, row) in enumerate(heapq.nsmallest(quota + reserves, tickets), start=1)
    ]


def _differences(expected: Sequence[Selection], found: Sequence[Selection]) -> Iterator[Violation]:
    right = {selection.target_id: selection for selection in expected}
    seen: set[str] = set()
    for selection in found:
        target_id = selection.target_id
        if target_id in seen or right.get(target_id) != selection:
            facts = {"found": _told(selection), "expected": _told(right.get(target_id))}
            yield Violation(NAME, (selection.plan_id, target_id), facts)
        seen.add(target_id)
    for target_id in right.keys() - seen:
        facts = {"found": _told(None), "expected": _told(right[target_id])}
        yield Violation(NAME, (right[target_id].plan_id, target_id), facts)


def _told(selection: Selection | None) -> str:
    if selection is None:
        return "not drawn"
    state = "standing by" if selection.reserve else "drawn"
    return f"{state}, rank {selection.rank}, ticket {selection.ticket}"
