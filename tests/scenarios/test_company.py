"""Worlds about who goes with whom: each can be drawn, and its rule decides something."""

from dataclasses import replace

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.registry import OfficerRegistry, Role
from scheduler.planning.checking import check
from tests.scenarios.draws import broken, drawn


def with_policy(problem, **changes):
    return replace(problem, policy=replace(problem.policy, **changes))


@pytest.mark.parametrize("name", ["family", "seniors", "experts", "repeat"])
def test_everything_is_staffed(name):
    assert [book.shortfalls for book in drawn(build(name))] == [()] * 5


class TestFamily:
    def test_without_the_rule_relatives_would_go_together(self):
        problem = build("family")

        assert broken(problem, replace(problem, relatives=())) == {"relatives-apart"}

    def test_the_sister_never_joins_her_brothers_visits(self):
        for book in drawn(build("family")):
            joint = {team.visit_id for team in book.teams if team.body_id == "B02"}
            of_market = [team for team in book.teams if team.body_id == "B01"]

            assert len(joint) == 4
            assert not any("B01-001" in t.officer_ids for t in of_market if t.visit_id in joint)
            assert any("B01-001" in team.officer_ids for team in of_market)


class TestSeniors:
    def test_three_of_eight_are_senior(self):
        assert build("seniors").officers.frame["senior"].sum() == 3

    def test_without_the_rule_some_team_would_have_none(self):
        problem = build("seniors")

        assert broken(problem, with_policy(problem, require_senior=False)) == {"senior-present"}


class TestExperts:
    def test_both_who_know_food_advise_as_often_as_they_can(self):
        for book in drawn(build("experts")):
            loads = {load.officer_id: load for load in book.loads if load.role is Role.EXPERT}

            assert {name: load.drawn for name, load in loads.items()} == {
                "ZJ-001": 2,
                "ZJ-002": 3,
                "ZJ-003": 0,
            }

    def test_experts_come_on_top_of_two_officers(self):
        for book in drawn(build("experts")):
            assert {len(team.officer_ids) for team in book.teams} == {2}
            assert {len(team.expert_ids) for team in book.teams} == {1}

    @pytest.mark.parametrize(("expert", "most"), [("ZJ-001", 1), ("ZJ-002", 2)])
    def test_one_time_less_is_too_few(self, expert, most):
        problem = build("experts")
        less = pl.when(officer_id=expert).then(most).otherwise("max_visits").alias("max_visits")
        frame = problem.officers.frame.with_columns(less.cast(pl.Int32))
        (short,) = check(replace(problem, officers=OfficerRegistry.from_frame(frame))).shortages

        assert (short.needed, short.available, short.role) == (5, 4, Role.EXPERT)

    def test_an_officer_or_an_expert_in_something_else_does_not_fill_the_place(self):
        problem = build("experts")
        others = problem.officers.frame.filter(~pl.col("officer_id").is_in(["ZJ-001", "ZJ-002"]))
        (short,) = check(replace(problem, officers=OfficerRegistry.from_frame(others))).shortages

        assert short.available == 0


class TestRepeat:
    def test_six_officers_make_sixty_visits(self):
        for book in drawn(build("repeat")):
            assert len(book.visits) == 60
            assert len(book.loads) == 6

    def test_without_the_rule_a_pair_would_go_together_again(self):
        problem = build("repeat")
        loosened = with_policy(problem, no_repeated_pairs=False)

        assert broken(problem, loosened) == {"pair-not-repeated"}

    def test_the_pair_of_the_last_day_does_not_begin_together(self):
        for book in drawn(build("repeat")):
            first = min(
                (visit.day, visit.visit_id, team.officer_ids)
                for visit, team in zip(book.visits, book.teams, strict=True)
                if "B01-001" in team.officer_ids
            )

            assert first[2] != ("B01-001", "B01-002")
