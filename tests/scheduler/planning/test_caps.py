"""Caps between plans: found before the lock, and mended only as the policy says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from scenarios.catalogue import build
from scheduler.domain.calendar import Window
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.lock import Exclusion
from scheduler.domain.planbook import Selection
from scheduler.domain.policy import AnnualCaps, CapConflict
from scheduler.lottery.days.visits import meetings
from scheduler.lottery.seed import seed_text
from scheduler.planning.caps import Meter
from scheduler.planning.checking import check
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters
from scheduler.verification import replay
from tests.shelf import PLANS, PROBLEM

MOMENT = datetime(2026, 11, 30, tzinfo=UTC)

ONCE = replace(
    PROBLEM.policy,
    caps=AnnualCaps(total=1),
    item_once_a_year=False,
    one_plan_per_premises=False,
)


def problem(*, merging, cap_conflict=CapConflict.REFUSE, **priority):
    plans = tuple(
        replace(plan, merging=merging, priority=priority.get(plan.plan_id)) for plan in PLANS
    )
    return replace(PROBLEM, plans=plans, policy=replace(ONCE, cap_conflict=cap_conflict))


def test_plans_that_may_merge_share_the_last_visit():
    assert pools_and_clashes(problem(merging=True))[1] == ()


def test_plans_that_refuse_merging_clash_over_the_last_visit():
    (clash,) = pools_and_clashes(problem(merging=False))[1]

    assert clash.cap is Exclusion.CAP_TOTAL
    assert clash.plan_ids == ("P1", "P2")
    assert (clash.count, clash.target_id, clash.visits, clash.room) == (2, "T1", 2, 1)


def test_windows_without_a_common_working_day_are_two_visits():
    apart = problem(merging=True)
    early = replace(apart.plans[0], window=Window(date(2026, 3, 2), date(2026, 3, 9)))

    (clash,) = pools_and_clashes(replace(apart, plans=(early, *apart.plans[1:])))[1]

    assert clash.visits == 2


def test_fixed_days_without_a_common_one_are_two_visits():
    apart = problem(merging=True)
    tuesday, wednesday = date(2026, 3, 17), date(2026, 3, 18)
    first = replace(apart.plans[0], fixed_days=(tuesday, wednesday))
    other = replace(apart.plans[1], fixed_days=(date(2026, 3, 19),))
    same = replace(other, fixed_days=(wednesday,))

    (clash,) = pools_and_clashes(replace(apart, plans=(first, other, apart.plans[2])))[1]

    assert clash.visits == 2
    assert pools_and_clashes(replace(apart, plans=(first, same, apart.plans[2])))[1] == ()


def test_a_target_visited_too_often_already_is_no_clash_of_plans_that_leave_it_out():
    # T5 has had one visit this year, which is more than a cap of none.
    none_left = replace(ONCE, caps=AnnualCaps(total=0))

    pools, clashes = pools_and_clashes(replace(PROBLEM, policy=none_left, plans=PLANS[:1]))

    assert clashes == ()
    assert pools[0].size == 0


def test_by_priority_the_first_plan_keeps_the_target_and_the_other_counts_it_out():
    kept = problem(merging=False, cap_conflict=CapConflict.BY_PRIORITY, P1=2, P2=1)

    pools, clashes = pools_and_clashes(kept)

    assert clashes == ()
    assert pools[0].exclusions[Exclusion.KEPT_BY_OTHER_PLAN] == 2
    assert Exclusion.KEPT_BY_OTHER_PLAN not in pools[1].exclusions


def test_by_priority_a_list_that_exceeds_a_cap_still_clashes():
    # T5 was inspected in January; a list cannot drop it.
    kept = problem(merging=False, cap_conflict=CapConflict.BY_PRIORITY)
    again = replace(kept.plans[2], targets=replace(kept.plans[2].targets, target_ids=("T5",)))

    (clash,) = pools_and_clashes(replace(kept, plans=(*kept.plans[:2], again)))[1]

    assert (clash.plan_ids, clash.target_id, clash.visits, clash.room) == (("P3",), "T5", 1, 0)


def test_a_target_beyond_its_cap_that_no_plan_could_visit_is_no_clash():
    # T7 had three visits where one was allowed; as it is whitelisted, nobody draws it.
    rows = [
        {"visit_id": f"X{n}", "target_id": "T7", "body_id": "B1", "day": date(2026, 1, 5)}
        for n in range(3)
    ]
    history = InspectionLog.from_frame(pl.DataFrame(rows))

    for way in CapConflict:
        over = replace(problem(merging=True, cap_conflict=way), history=history)
        assert pools_and_clashes(over)[1] == ()


SPANS = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(sorted)
FIXED = st.none() | st.sets(st.integers(0, 12), min_size=1, max_size=3)


@given(
    mine=st.lists(SPANS, min_size=1, max_size=4),
    others=st.lists(SPANS, max_size=3),
    fixed=st.lists(FIXED, min_size=7, max_size=7),
    exempt=st.booleans(),
)
def test_no_draw_makes_more_visits_than_were_counted(mine, others, fixed, exempt):
    """T1 and T3 share premises: whatever of these plans is drawn there, T1 is not overcounted."""
    plans = [
        *(_plan(n, span, "T1", fixed[n]) for n, span in enumerate(mine)),
        *(
            _plan(n + 5, span, "T1" if exempt else "T3", fixed[n + 4])
            for n, span in enumerate(others)
        ),
    ]
    problem = replace(PROBLEM, plans=tuple(plans))
    members = {plan.plan_id: np.isin(PROBLEM.targets.ids, plan.listed_ids) for plan in plans}
    counted = [plan for plan in plans if plan.plan_id < "P5"]
    bound = Meter(Filters(problem), members).visits_per_target(counted)[0]

    for chosen in product((False, True), repeat=len(plans)):
        selections = [
            Selection(plan_id=plan.plan_id, target_id=plan.listed_ids[0])
            for plan, drawn in zip(plans, chosen, strict=True)
            if drawn
        ]
        made = meetings(problem, selections)

        assert (
            sum(
                any(task.plan_id < "P5" for task in m.tasks if task.target_id == "T1") for m in made
            )
            <= bound
        )


def _plan(number, span, target_id, fixed):
    first, last = (date(2026, 3, 9) + timedelta(days=day) for day in span)
    window = Window(first, last + timedelta(days=5))
    days = (date(2026, 3, 9) + timedelta(days=day) for day in sorted(fixed or ()))
    working = PROBLEM.calendar.working_days(window)
    return replace(
        PLANS[2],
        plan_id=f"P{number}",
        window=window,
        fixed_days=tuple(day for day in days if day in working),
        targets=replace(PLANS[2].targets, target_ids=(target_id,)),
    )


def test_a_neighbour_cannot_cost_a_target_more_than_its_cap():
    # Found in a draw: a neighbour's plan parted two plans that would have met.
    problem = build("neighbours")

    assert check(problem).faults or all(
        not replay(
            problem, locked_at=MOMENT, seed_text=seed_text(problem.number, (f"local {n:064x}",))
        ).violations
        for n in range(50)
    )
