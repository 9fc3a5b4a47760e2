"""Rule lowest-tickets: in each stratum those with the lowest tickets are drawn, and nobody else.

    K_target = hex(sha256(K0 + "/target")),  K0 = hex(sha256(seed text))
    ticket   = hex(sha256(K + id)),          K = K_target, or hex(sha256(K_target + "/" + plan))
    weighted = min over j = 1..w of hex(sha256(K + id + "#" + j))

Ties go by id. Ranks count from 1; the next ranks after the quota stand by as reserves; the cutoff
is the ticket of the last one drawn. Every target of a pool is in the stratum of its own values.
Where quotas overlap, a cell's quota is as many as were drawn from it: quota-met judges how many.

Source: 国办发〔2015〕58号 and 企业信息公示暂行条例 art. 14 (targets by random lot, from their
registration numbers). A duty.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scheduler.domain.lock import StratumPool
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.planbook import Selection
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.policy import Policy
from scheduler.domain.quota import Quota, Stratum
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
        quota = plan.targets.quota
        for stratum in pool.strata:
            key = (plan.plan_id, stratum.stratum)
            rows = stratum.rows.tolist()
            for target_id in strata.strangers(rows, quota.columns, stratum.stratum):
                yield Violation(NAME, (key[0], *key[1], target_id), {"belongs": "elsewhere"})
            drawn = found.pop(key, [])
            tickets = office.tickets(plan, _weight_column(quota), rows)
            due = _due(stratum, drawn)
            wanted = due + _reserves(due, case.policy)
            lowest = _lowest(rows, tickets, drawn, wanted=wanted)
            expected = _expected(case, plan, stratum.stratum, due, lowest)
            yield from _differences(expected, drawn)
            yield from _cutoff(key, expected, cutoffs.get(key, ""))
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


def _weight_column(quota: Quota | OverlappingQuota) -> str | None:
    return quota.weight_column if isinstance(quota, Quota) else None


def _due(stratum: StratumPool, drawn: list[Selection]) -> int:
    if stratum.quota is not None:
        return stratum.quota
    return sum(not selection.reserve for selection in drawn)


def _reserves(quota: int, policy: Policy) -> int:
    return max(policy.min_reserves, math.ceil(quota * policy.reserve_ratio)) if quota else 0


def _lowest(
    rows: list[int], tickets: Mapping[int, str], drawn: list[Selection], *, wanted: int
) -> list[tuple[str, int]]:
    """Return the lowest *wanted* pairs of ticket and row."""
    # Pools are large and draws small: above the last ticket of a right draw nobody needs sorting.
    last = max((selection.ticket for selection in drawn), default="")
    low = [(ticket, row) for row in rows if (ticket := tickets[row]) <= last]
    if len(low) < min(wanted, len(rows)):
        low = [(tickets[row], row) for row in rows]
    # Registries ascend by id, so equal tickets in order of rows are in order of ids.
    return sorted(low)[:wanted]


def _expected(
    case: CaseFile, plan: Plan, stratum: Stratum, due: int, lowest: list[tuple[str, int]]
) -> list[Selection]:
    return [
        Selection(
            plan_id=plan.plan_id,
            target_id=case.problem.targets.ids[row],
            stratum=stratum,
            rank=rank,
            ticket=ticket,
            reserve=rank > due,
        )
        for rank, (ticket, row) in enumerate(lowest, start=1)
    ]


def _cutoff(
    key: tuple[str, Stratum], expected: list[Selection], published: str
) -> Iterator[Violation]:
    cutoff = max((one.ticket for one in expected if not one.reserve), default="")
    if published != cutoff:
        yield Violation(NAME, (key[0], *key[1]), {"cutoff": cutoff, "published": published})


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
