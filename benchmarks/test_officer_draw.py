"""The officer draw of one body, whole (`staff`) and in its parts. Targets: 60 ms and 1 s."""

import pytest

from benchmarks.bodies import FACTOR, POLICY, body
from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.possible import possible
from scheduler.lottery.teams.staffing import staff
from scheduler.lottery.teams.walking import walk, walk_length

SIZES = {"1000x100": (1000, 100), "10000x300": (10000, 300)}


@pytest.fixture(scope="module", params=SIZES, ids=str)
def case(request):
    return body(*SIZES[request.param])


def test_first_plan(benchmark, case):
    band = case.band

    assert benchmark(first_plan, band).is_complete(band)


def test_possible(benchmark, case):
    band = case.band
    start = first_plan(band).holder

    assert benchmark(possible, band, start).any()


def test_walk(benchmark, case):
    band = case.band
    start = first_plan(band).holder
    within = band.narrowed(possible(band, start))
    steps = walk_length(band, FACTOR)
    benchmark.extra_info["steps"] = steps
    walked = benchmark.pedantic(
        walk, (within, start), {"steps": steps, "label": "bench"}, rounds=10, warmup_rounds=1
    )

    assert walked.moves > steps / 2


def test_staff(benchmark, case):
    drawn = benchmark.pedantic(
        staff,
        (case.manned,),
        {"policy": POLICY, "key": "bench"},
        rounds=10,
        warmup_rounds=1,
    )

    assert not drawn.pool.faults(drawn.holder)
