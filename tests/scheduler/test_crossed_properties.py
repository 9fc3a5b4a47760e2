"""Whatever the overlapping quotas: they are met and judged so, or told why they cannot be.

The judge shares no code with what it judges. False alarms are not possible.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduler.domain.lock import Lock
from scheduler.domain.overlap import Law, Margin, OverlappingQuota
from scheduler.domain.plans import DrawnTargets
from scheduler.lottery.seed import Keys, seed_text
from scheduler.lottery.targets import draw_targets
from scheduler.planning import fit
from scheduler.planning.cells.plans import lock_plans
from scheduler.planning.cells.published import cell_faults
from scheduler.planning.lock import pools_and_clashes
from scheduler.rules import lowest_tickets, quota_met
from scheduler.rules.view import CaseFile
from tests.scheduler.problems import any_problem
from tests.shelf_book import BOOK

MOMENT = datetime(2026, 2, 27, 9, tzinfo=UTC)
LEVELS = [
    *(("street", level) for level in ("east", "west")),
    *(("credit_risk_class", level) for level in ("A", "B", "-")),
]


@st.composite
def crossing(draw):
    """A quota over two columns."""
    size = draw(st.integers(1, 5))
    margins = []
    for column, level in draw(st.lists(st.sampled_from(LEVELS), unique=True)):
        least = draw(st.integers(0, 2))
        most = draw(st.integers(least, 5))
        margins.append(Margin(column=column, level=level, least=least, most=most))
    return OverlappingQuota(size=size, margins=tuple(margins), law=draw(st.sampled_from(Law)))


@st.composite
def crossed_problem(draw):
    """Any problem, all of whose drawing plans have overlapping quotas."""
    problem = draw(any_problem())
    plans = tuple(
        replace(plan, targets=replace(plan.targets, quota=draw(crossing())))
        if isinstance(plan.targets, DrawnTargets)
        else plan
        for plan in problem.plans
    )
    assume(any(isinstance(plan.targets, DrawnTargets) for plan in plans))
    return replace(problem, plans=plans)


@settings(max_examples=60, deadline=None)
@given(crossed_problem(), st.integers(0, 2**64 - 1))
def test_quotas_are_met_by_the_lowest_tickets_or_told_with_what_mends_them(problem, number):
    assume(not fit.faults(problem))
    pools, _ = pools_and_clashes(problem)
    found = lock_plans(problem, pools)
    drawing = {pool.plan_id for pool in pools}

    assert found.faults == ()
    assert set(found.locks) | {one.plan_id for one in found.unmet} == drawing
    for one in found.unmet:
        assert one.shortage.causes
        for relaxed in one.shortage.relaxations:
            assert relaxed.apply(one.quota) != one.quota
    text = seed_text(problem.number, (f"local {number:064x}",))
    case = drawn(problem, pools, found.locks, text)
    assert list(cell_faults(case.problem, case.lock.pools, found.locks)) == []
    assert [*quota_met.violations(case), *lowest_tickets.violations(case)] == []


def drawn(problem, pools, locks, text):
    """Draw the targets of the plans that could be locked."""
    lock = Lock(
        problem=replace(problem, plans=tuple(p for p in problem.plans if p.plan_id in locks)),
        pools=tuple(pool for pool in pools if pool.plan_id in locks),
        locked_at=MOMENT,
        cells=locks,
    )
    selections, strata = draw_targets(lock, Keys.from_seed(text).target)
    return CaseFile(
        lock, replace(BOOK, seed_text=text, selections=tuple(selections), strata=tuple(strata))
    )
