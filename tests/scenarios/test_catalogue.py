import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.catalogue import SCENARIOS, build


def fingerprint(problem):
    """Return the digest of everything in a problem, in an order that no hash decides."""
    policy = problem.policy
    parts = [
        *(part.digest for part in (problem.targets, problem.officers)),
        *(log.digest for log in (problem.history, problem.live)),
        *(problem.number, problem.window, problem.bodies, problem.items, problem.plans),
        *(sorted(problem.calendar.holidays), sorted(policy.exempt_kinds), policy.caps),
        *(problem.conflicts, problem.leave, problem.relatives),
        *(sorted(policy.lending.items()), policy.remedies),
    ]
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_one_seed_makes_one_world(name):
    assert fingerprint(build(name, 1)) == fingerprint(build(name, 1))


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_another_seed_makes_another_world(name):
    first, second = build(name, 1), build(name, 2)

    assert first.targets.digest != second.targets.digest
    assert fingerprint(first) != fingerprint(second)


def test_another_seed_changes_every_random_part_of_the_district():
    first, second = build("binhai", 1), build("binhai", 2)

    assert first.officers.digest != second.officers.digest
    assert first.history.digest != second.history.digest
    assert first.live.digest != second.live.digest
    assert first.plans != second.plans
    assert first.conflicts != second.conflicts
    assert first.leave != second.leave
    assert first.relatives != second.relatives


def test_the_district_does_not_depend_on_the_order_of_sets(binhai):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from test_catalogue import build, fingerprint; print(fingerprint(build('binhai')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)],
        env={**os.environ, "PYTHONHASHSEED": "12345"},
        capture_output=True,
        check=True,
        text=True,
    )

    assert run.stdout.strip() == fingerprint(binhai)


def test_an_unknown_name_is_refused():
    with pytest.raises(KeyError, match="atlantis"):
        build("atlantis")
