"""The district's month drawn once: what it needs, and what it leaves alone."""

from collections import Counter
from math import ceil

import pytest

from scheduler import draw
from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.plans import PlanKind
from scheduler.domain.registry import Role
from scheduler.planning.checking import check
from tests.scenarios.draws import MOMENT, seed


@pytest.fixture(scope="module")
def checked(binhai):
    return check(binhai)


@pytest.fixture(scope="module")
def lock(binhai, checked):
    return draw.lock(binhai, checked, locked_at=MOMENT)


@pytest.fixture(scope="module")
def days(lock):
    return lock.days


@pytest.fixture(scope="module")
def book(lock):
    return draw.draw(lock, seed(lock.problem, 0))  # had it broken a rule, there would be none


def places(book):
    """Count the officer-places of each body and day."""
    day = {visit.visit_id: visit.day for visit in book.visits}
    found = Counter()
    for team in book.teams:
        found[team.body_id, day[team.visit_id]] += len(team.officer_ids)
    return found


def test_the_check_finds_nothing_that_could_be_short(checked):
    assert checked.is_sound
    assert not checked.shortages
    assert not checked.pool_shortages


def test_every_team_is_drawn_and_hardly_a_visit_leaves_its_plan(book):
    kinds = Counter(short.kind for short in book.shortfalls)

    assert not kinds.keys() - {ShortfallKind.SPLIT, ShortfallKind.OFF_PLAN}
    assert kinds.total() <= 5


def test_the_reserve_of_every_body_and_day_is_left(days, book):
    used = places(book)

    for row in days.body_days:
        assert used[row.body_id, row.day] <= row.capacity - row.reserve
        assert row.reserve > 0


def test_the_reserve_decides_on_some_day(days):
    """One more team would still find officers, were it not for the reserve."""
    assert any(row.room < row.planned + 2 <= row.capacity for row in days.body_days)


def test_bodies_come_together_on_joint_visits(binhai, book):
    teams = Counter(team.visit_id for team in book.teams)
    joint = {plan.plan_id for plan in binhai.plans if plan.kind is PlanKind.JOINT_DUAL_RANDOM}
    visits = [v for v in book.visits if joint & {task.plan_id for task in v.tasks}]

    assert len(visits) > 90
    assert sum(teams[visit.visit_id] > 1 for visit in visits) > 80
    assert all(teams[visit.visit_id] == len(visit.demands) for visit in visits)


def test_loads_stay_within_bands_that_hardly_had_to_grow(book):
    widened = [body.widened for body in book.bodies]

    assert all(load.lowest <= load.drawn <= load.highest for load in book.loads)
    assert sum(widened) <= 10
    assert max(widened) <= 2


def test_rounds_make_fewer_visits_of_as_many_tasks(binhai, book):
    visits, tasks = Counter(), Counter()
    for visit in book.visits:
        (first, *_) = {task.plan_id for task in visit.tasks}
        visits[first] += 1
        tasks[first] += len(visit.tasks)
    for plan in binhai.plans:
        if plan.round_size > 1:
            assert visits[plan.plan_id] == ceil(tasks[plan.plan_id] / plan.round_size)


def test_experts_come_where_plans_ask_for_them(book):
    asked = {
        (visit.visit_id, demand.body_id): len(demand.experts)
        for visit in book.visits
        for demand in visit.demands
        if demand.experts
    }
    came = {(t.visit_id, t.body_id): len(t.expert_ids) for t in book.teams if t.experts}

    assert len(asked) > 60
    assert came == asked
    assert {load.role for load in book.loads} == set(Role)


def test_the_plan_with_overlapping_quotas_meets_them(binhai, book):
    rows = [
        binhai.targets.row(selection.target_id)
        for selection in book.selections
        if selection.plan_id == "BH2612-D001" and not selection.reserve
    ]
    quarters = Counter(row["quarter"] for row in rows)
    restaurants = sum(row["industry_code"] == "H6210" for row in rows)

    assert min(quarters[name] for name in ("塘沽", "汉沽", "大港")) >= len(rows) // 5 > 0
    assert restaurants <= len(rows) * 2 // 5
