"""A world drawn a few times, and what a rule changes."""

from datetime import UTC, datetime

from scheduler.draw import draw, prepare
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text
from scheduler.rules.judge import judge

MOMENT = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
DRAWS = 5


def locked(problem):
    return prepare(problem, locked_at=MOMENT)


def drawn(problem, draws=DRAWS):
    """Return plan books of *problem*; each has passed the judge, or `draw` would have raised."""
    lock = locked(problem)
    return [draw(lock, seed(problem, number)) for number in range(draws)]


def broken(problem, loosened, draws=DRAWS):
    """Return the rules of *problem* that books break which were drawn as if it were *loosened*."""
    strict, loose = locked(problem), locked(loosened)
    books = [play(loose, seed(problem, number)) for number in range(draws)]
    return {violation.rule for book in books for violation in judge(strict, book)}


def seed(problem, number):
    return seed_text(problem.number, (f"local {number:064x}",))
