"""Who could have gone: officers are counted, and nobody else."""

from datetime import UTC, datetime

from scenarios.catalogue import build
from scheduler.domain.registry import Role
from scheduler.draw import prepare
from scheduler.explanation.tasks import explain_task
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text


def test_experts_of_a_body_are_not_counted_among_its_officers():
    problem = build("experts")
    lock = prepare(problem, locked_at=datetime(2026, 11, 27, tzinfo=UTC))
    book = play(lock, seed_text(problem.number, ("local 00",)))
    body = explain_task(lock, book, book.visits[0].tasks[0], draws=10).bodies[0]

    mine = problem.officers.frame.filter(body_id=body.body_id)
    officers = mine.filter(role=Role.OFFICER.value).height
    assert body.officers == officers < mine.height
    assert body.eligible + sum(count for _, count in body.kept_away) == officers
