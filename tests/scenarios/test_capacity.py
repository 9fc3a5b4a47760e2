"""Worlds about what bodies can do: each can be drawn, and nothing is to spare."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from scenarios.catalogue import build
from scheduler.domain.calendar import WorkingCalendar
from scheduler.domain.policy import Remedy
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.planning.checking import check
from tests.scenarios.draws import broken, drawn, locked


@pytest.mark.parametrize("name", ["full", "rounds", "lending"])
def test_everything_is_staffed(name):
    assert [book.shortfalls for book in drawn(build(name))] == [()] * 5


def with_targets(problem, count):
    (plan,) = problem.plans
    quota = Quota(kind=QuotaKind.COUNT, otherwise=Fraction(count))
    targets = replace(plan.targets, quota=quota)
    return replace(problem, plans=(replace(plan, targets=targets),))


class TestFull:
    def test_every_day_is_planned_to_its_last_place_and_the_reserve_is_kept(self):
        days = locked(build("full")).days.body_days

        assert [(day.capacity, day.reserve, day.planned) for day in days] == [(8, 2, 6)] * 8

    def test_the_saturday_that_makes_up_for_the_holiday_is_worked(self):
        saturday = date(2026, 10, 10)

        for book in drawn(build("full")):
            assert sum(visit.day == saturday for visit in book.visits) == 3

    def test_one_visit_more_is_too_many(self):
        assert not check(with_targets(build("full"), 25)).is_sound

    def test_without_that_saturday_the_visits_do_not_fit(self):
        problem = build("full")
        calendar = WorkingCalendar(holidays=problem.calendar.holidays)

        assert not check(replace(problem, calendar=calendar)).is_sound

    def test_a_larger_reserve_leaves_too_little(self):
        problem = build("full")
        policy = replace(problem.policy, urgent_reserve=Fraction(1, 3))

        assert not check(replace(problem, policy=policy)).is_sound

    @pytest.mark.parametrize(
        ("limit", "rule"), [("max_per_day", "day-at-most"), ("max_per_week", "week-at-most")]
    )
    def test_without_a_limit_somebody_would_go_too_often(self, limit, rule):
        problem = build("full")
        loosened = replace(problem, policy=replace(problem.policy, **{limit: None}))

        assert rule in broken(problem, loosened, draws=20)


class TestRounds:
    def test_three_outings_of_four_stalls(self):
        for book in drawn(build("rounds")):
            assert [len(visit.tasks) for visit in book.visits] == [4, 4, 4]

    def test_an_outing_keeps_to_one_street(self):
        problem = build("rounds")

        for book in drawn(problem):
            for visit in book.visits:
                names = {problem.targets.row(name)["name"][:4] for name in visit.target_ids}
                assert len(names) == 1

    def test_one_by_one_there_would_be_too_many(self):
        problem = build("rounds")
        (plan,) = problem.plans

        assert not check(replace(problem, plans=(replace(plan, round_size=1),))).is_sound

    def test_whose_sister_trades_at_one_stall_stays_away_from_the_round(self):
        problem = build("rounds")

        for book in drawn(problem):
            (there,) = (v.visit_id for v in book.visits if "QY-0001" in v.target_ids)
            assert not any("B01-001" in t.officer_ids for t in book.teams if t.visit_id == there)
        assert "no-conflict" in broken(problem, replace(problem, conflicts=()), draws=20)


class TestLending:
    def test_the_neighbour_lends_what_he_can_and_the_district_the_rest(self):
        for book in drawn(build("lending")):
            lent = [use for use in book.remedies if use.remedy is Remedy.LENDING]

            assert Counter(use.now for use in lent) == {"B04": 4, "B01": 2}
            assert {use.places for use in lent} == {1}

    def test_the_officer_who_is_there_goes_to_every_visit(self):
        for book in drawn(build("lending")):
            assert all("B03-001" in team.officer_ids for team in book.teams)

    def test_without_lenders_no_team_could_be_drawn(self):
        problem = build("lending")
        alone = replace(problem, policy=replace(problem.policy, lending={}))

        assert not check(alone).is_sound
