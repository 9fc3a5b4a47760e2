"""What it costs to seal, publish and verify the district's month."""

from __future__ import annotations

import subprocess
import sys

import pytest

from api.files.folder_writing import write_problem
from api.usecases.ceremony.publish_draw import publish_draw
from api.usecases.make_draw import make_draw
from api.usecases.steps import Steps
from api.usecases.verification.verify import Verification
from scenarios.catalogue import build
from tests.api.offices import office_in

MONTH = "the district's month: 60,000 targets, 276 plans, 3,117 officers"


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("month")
    write_problem(build("binhai"), folder / "inputs")
    office = office_in(folder)
    made = make_draw(lambda: office, folder / "inputs", folder / "book", Steps(), announced=True)
    number = made.edition.problem.number
    public, audit = folder / "public", folder / "audit"
    publish_draw(office, number, public, audit, Steps(), by="planner", second="head")
    return folder


def verified(folder):
    made = Verification(folder, Steps())
    list(made)
    return made


@pytest.mark.parametrize("kind", ["public", "audit", "book"])
def test_verifying(benchmark, bundles, kind):
    benchmark.extra_info["case"] = MONTH
    made = benchmark.pedantic(verified, args=(bundles / kind,), rounds=3)

    assert made.is_verified


@pytest.mark.parametrize("kind", ["public", "audit"])
def test_verifying_with_the_standard_library_alone(benchmark, bundles, kind):
    benchmark.extra_info["case"] = MONTH
    line = [sys.executable, str(bundles / kind / "verify.py"), str(bundles / kind)]
    told = benchmark.pedantic(
        lambda: subprocess.run(line, check=False, capture_output=True),  # noqa: S603 - our own script
        rounds=3,
    )

    assert told.returncode == 0
