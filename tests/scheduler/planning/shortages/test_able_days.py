"""Visits are planned on days on which their teams could go."""

from dataclasses import replace
from datetime import date

from scenarios.catalogue import build
from scheduler.planning.checking import check
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters
from scheduler.planning.shortages.able_days import able_days
from scheduler.planning.shortages.case import Case

HALF = date(2026, 12, 16)


def able(problem):
    """Return the days of each group of each plan, and the targets of the group."""
    filters = Filters(problem)
    pools = {pool.plan_id: pool for pool in pools_and_clashes(problem, filters)[0]}
    return {
        plan_id: [([problem.days[day] for day in group.days], group.target_ids) for group in groups]
        for plan_id, groups in able_days(Case(problem, pools, filters)).items()
    }


def test_a_body_is_planned_on_the_days_on_which_a_team_of_it_is_there():
    problem = build("apart_by_halves")
    leave = tuple(one for one in problem.leave if one.officer_id.startswith("B01"))
    there = replace(problem, leave=leave)

    assert able(there) == {"P01": [([day for day in there.days if day >= HALF], ())]}
    assert {row.day >= HALF for row in check(there).days.plan_days} == {True}


def test_a_plan_without_an_able_day_keeps_all_that_it_may_use():
    problem = build("apart_by_halves")

    assert able(problem) == {"P01": [(list(problem.days), ())]}


def test_listed_targets_that_differ_have_days_of_their_own():
    # Nobody but the fourth may go to the first target before Friday; one more may, after it.
    problem = build("related_until_friday")
    first, second = problem.plan["P01"].listed_ids
    longer = replace(problem.plan["P01"], window=problem.window)
    days = list(problem.days)

    assert able(replace(problem, plans=(longer,))) == {
        "P01": [(days, (second,)), ([day for day in days if day >= date(2026, 12, 7)], (first,))]
    }
