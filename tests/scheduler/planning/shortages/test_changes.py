"""A change changes what it says and nothing else."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.conflicts import Leave
from scheduler.domain.policy import Remedy
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.shortages.changes import applied
from scheduler.planning.shortages.shortage import Change, Relaxation

TINY = build("tiny")
WINDOW = TINY.window


def rows(problem):
    return {row["officer_id"]: row for row in problem.officers.frame.iter_rows(named=True)}


OF_PLANS = {
    Change.LENDING,
    Change.LATER,
    Change.EARLIER,
    Change.FEWER_VISITS,
    Change.SMALLER_TEAM,
    Change.WITHOUT_SLOT,
    Change.WITHOUT_EXPERTS,
}


def strict():
    """Return a world with every rule and limit that a change could lift."""
    problem = build("related_until_friday")
    frame = problem.officers.frame.with_columns(
        max_visits=pl.lit(0), min_visits=pl.lit(2), seconded=pl.lit(value=True),
        may_lead=pl.lit(value=False), qualifications=pl.lit([], pl.List(pl.String)),
    )  # fmt: skip
    policy = replace(
        problem.policy,
        max_per_day=2,
        max_per_week=2,
        cooling_off_months=6,
        require_senior=True,
        no_repeated_pairs=True,
    )
    (plan,) = problem.plans
    part = replace(
        plan.participations[0],
        team_size=3,
        slots=(frozenset({"food"}),),
        experts=(frozenset({"food"}),),
    )
    return replace(
        problem,
        officers=type(problem.officers).from_frame(frame),
        policy=policy,
        plans=(replace(plan, participations=(part,), lending=False),),
        leave=(Leave(officer_id="B01-001", starts=WINDOW.starts, ends=WINDOW.ends),),
    )


@pytest.mark.parametrize("change", Change)
def test_every_kind_of_change_changes_something(change):
    def parts(problem):
        return problem.officers.digest, problem.policy, problem.plans, problem.leave

    made = Relaxation(
        change=change,
        subject="P01" if change in OF_PLANS else "B01",
        lender="B02" if change is Change.BORROW else "B01",
        amount=1,
        officer_ids=("B01-001",),
        target_ids=strict().targets.ids[:1],
        qualifications=("food", "lead"),
        day=date(2026, 12, 3 if change is Change.EARLIER else 31),
    )

    before, after = parts(strict()), parts(applied(strict(), made))
    assert sum(one != other for one, other in zip(before, after, strict=True)) >= 1


def test_a_recall_cuts_the_window_out_of_the_leave_of_those_named():
    before, after = date(2026, 11, 20), date(2027, 1, 10)
    leave = tuple(
        Leave(officer_id=name, starts=before, ends=after) for name in ("B01-001", "B01-002")
    )
    recall = Relaxation(change=Change.RECALL, officer_ids=("B01-001",))

    assert applied(replace(TINY, leave=leave), recall).leave == (
        Leave(officer_id="B01-001", starts=before, ends=WINDOW.starts),
        Leave(officer_id="B01-001", starts=WINDOW.ends, ends=after),
        leave[1],
    )


def test_fewer_visits_are_taken_from_the_strata_that_give_most():
    problem = build("a_class_too_small")  # 3 of A, 3 of B, all 10 of C
    fewer = Relaxation(change=Change.FEWER_VISITS, subject="P01", amount=7)

    (pool,) = pools_and_clashes(applied(problem, fewer))[0]
    assert [stratum.quota for stratum in pool.strata] == [3, 3, 3]


def test_a_listed_target_is_taken_off_the_list_by_name():
    problem = build("everybody_related")
    first, second = problem.plan["P01"].listed_ids
    gone = Relaxation(change=Change.FEWER_VISITS, subject="P01", amount=1, target_ids=(first,))

    assert applied(problem, gone).plan["P01"].listed_ids == (second,)


def test_new_officers_hold_what_is_asked_and_have_names_of_their_own():
    more = Relaxation(
        change=Change.MORE_OFFICERS, subject="B02", amount=2, qualifications=("fire", "lead")
    )
    found = rows(applied(applied(TINY, more), more))
    new = [row for name, row in found.items() if name not in rows(TINY)]

    assert len(new) == 4
    assert {row["body_id"] for row in new} == {"B02"}
    assert all(row["may_lead"] and row["qualifications"] == ["fire"] for row in new)
    assert not any(row["senior"] for row in new)


def test_a_higher_maximum_leaves_those_alone_who_may_go_more_often():
    frame = TINY.officers.frame.with_columns(
        max_visits=pl.Series([2, 7, None, 2, 2, 2, 2, 2], dtype=pl.Int32)
    )
    problem = replace(TINY, officers=type(TINY.officers).from_frame(frame))
    problem = replace(problem, policy=replace(problem.policy, max_visits=4))
    higher = Relaxation(change=Change.HIGHER_MAXIMUM, subject="B01", amount=5)

    found = rows(applied(problem, higher))
    assert [found[f"B01-00{n}"]["max_visits"] for n in range(1, 6)] == [5, 7, 5, 5, 5]
    assert found["B02-001"]["max_visits"] == 2


@pytest.mark.parametrize(
    ("remedies", "then"),
    [
        ((Remedy.DIRECT_ASSIGNMENT,), (Remedy.LENDING, Remedy.DIRECT_ASSIGNMENT)),
        ((Remedy.OTHER_DAY,), (Remedy.OTHER_DAY, Remedy.LENDING)),
        (
            (Remedy.DIRECT_ASSIGNMENT, Remedy.LENDING),
            (Remedy.LENDING, Remedy.DIRECT_ASSIGNMENT),
        ),
    ],
)
def test_who_borrows_does_so_before_the_head_of_the_body_names_officers(remedies, then):
    policy = replace(TINY.policy, remedies=remedies)
    plans = tuple(replace(plan, lending=False) for plan in TINY.plans)
    borrow = Relaxation(change=Change.BORROW, subject="B01", lender="B02", amount=3)

    made = applied(replace(TINY, policy=policy, plans=plans), borrow)
    assert made.policy.lending == {"B01": ("B02",)}
    assert made.policy.remedies == then
    assert {plan.plan_id: plan.lending for plan in made.plans} == {
        "P01": True,
        "P02": False,
        "P03": True,
    }
