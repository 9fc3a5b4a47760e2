"""Answers agree with the plan book they explain."""

from datetime import UTC, datetime

import pytest

from scenarios.catalogue import build
from scheduler.domain.planbook import Task
from scheduler.explanation.officers import explain_officer
from scheduler.explanation.subjects import UnknownSubjectError
from scheduler.explanation.targets import explain_target
from scheduler.explanation.tasks import explain_task
from scheduler.lottery.seed import seed_text
from scheduler.lottery.targets import n_reserves
from scheduler.verification import replay

PROBLEM = build("tiny")
REPLAY = replay(
    PROBLEM,
    locked_at=datetime(2026, 11, 30, tzinfo=UTC),
    seed_text=seed_text(PROBLEM.number, ("local " + "c3" * 32,)),
)
LOCK, BOOK = REPLAY.lock, REPLAY.book
IN_A_POOL = {
    (pool.plan_id, PROBLEM.targets.ids[row])
    for pool in LOCK.pools
    for part in pool.strata
    for row in part.rows
}


@pytest.mark.parametrize("target_id", PROBLEM.targets.ids)
def test_every_target_learns_what_the_book_says_of_it(target_id):
    drawn = {(s.plan_id, s.rank) for s in BOOK.selections if s.target_id == target_id}

    answer = explain_target(LOCK, BOOK, target_id)

    for view in answer.plans:
        excluded = any(applies for _, applies in view.reasons)
        assert ((view.plan.plan_id, target_id) in IN_A_POOL) == (view.rank is not None)
        assert excluded == (view.rank is None and not view.listed)
        if view.rank is not None:
            assert ((view.plan.plan_id, view.rank) in drawn) == (
                view.rank <= view.quota + n_reserves(view.quota, PROBLEM.policy)
            )
            assert view.selected == (view.ticket <= view.cutoff)
    assert {v.visit_id for v in answer.visits} == {
        v.visit_id for v in BOOK.visits if target_id in v.target_ids
    }


def test_an_officer_learns_his_visits_his_band_and_his_odds():
    team = BOOK.teams[0]

    answer = explain_officer(LOCK, BOOK, team.officer_ids[0], draws=50)

    assert team in answer.teams
    assert answer.load.lowest <= len(answer.teams) <= answer.load.highest
    assert all(0 <= share <= 1 for _, share in answer.odds)
    assert {visit_id for visit_id, _ in answer.odds[: len(answer.teams)]} == {
        t.visit_id for t in answer.teams
    }


def test_odds_of_a_visit_add_up_to_the_team():
    task = BOOK.visits[0].tasks[0]

    answer = explain_task(LOCK, BOOK, task, draws=50)

    for body in answer.bodies:
        assert sum(share for _, share in body.odds) == pytest.approx(len(body.team.places))
        assert body.eligible + sum(count for _, count in body.kept_away) == body.officers
        assert {name for name, _ in body.odds} >= set(body.team.officer_ids)


@pytest.mark.parametrize("ask", [explain_target, explain_officer])
def test_a_stranger_is_told_so(ask):
    with pytest.raises(UnknownSubjectError):
        ask(LOCK, BOOK, "nobody")


def test_a_task_that_was_not_drawn_is_told_so():
    with pytest.raises(UnknownSubjectError):
        explain_task(LOCK, BOOK, Task("P01", "nobody"))
