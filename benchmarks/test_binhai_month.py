"""A month of a district, from pools and days to judge. Targets: 5 s in one process, and 800 MB."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from scenarios.catalogue import build
from scheduler.draw import prepare
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text
from scheduler.planning.checking import check
from scheduler.planning.lock import pools_and_clashes
from scheduler.rules.judge import judge

MOMENT = datetime(2026, 11, 27, 9, tzinfo=UTC)
ONCE = {"rounds": 5, "warmup_rounds": 1}


@pytest.fixture(scope="module")
def problem():
    return build("binhai")


@pytest.fixture(scope="module")
def lock(problem):
    return prepare(problem, locked_at=MOMENT)


def seed(problem):
    return seed_text(problem.number, (f"local {7:064x}",))


def month(problem):
    """Make a plan book and judge it: check with pools and days, draw, rules."""
    lock = prepare(problem, locked_at=MOMENT)
    book = play(lock, seed(problem))
    return book, judge(lock, book)


def test_pools(benchmark, problem):
    pools, clashes = benchmark.pedantic(pools_and_clashes, (problem,), **ONCE)

    assert pools
    assert not clashes


def test_check(benchmark, problem):
    assert benchmark.pedantic(check, (problem,), **ONCE).is_sound


def test_play(benchmark, lock):
    book = benchmark.pedantic(play, (lock, seed(lock.problem)), **ONCE)

    benchmark.extra_info.update(
        targets=len(lock.problem.targets), visits=len(book.visits), teams=len(book.teams)
    )


def test_judge(benchmark, lock):
    book = play(lock, seed(lock.problem))

    assert benchmark.pedantic(judge, (lock, book), **ONCE) == ()


def test_whole(benchmark, problem):
    book, violations = benchmark.pedantic(month, (problem,), **ONCE)
    benchmark.extra_info["peak_megabytes"] = peak_megabytes()

    assert book.teams
    assert violations == ()


def peak_megabytes() -> int:
    """Return the memory at most of a process that builds the district and draws its month."""
    script = (
        "import json, resource; from benchmarks.test_binhai_month import build, month;"
        "month(build('binhai'));"
        "print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, check=True
    )
    return json.loads(done.stdout)
