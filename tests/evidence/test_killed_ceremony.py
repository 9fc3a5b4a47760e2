"""A ceremony that dies anywhere goes on to one result, or is void: never to two."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.usecases.ceremony.void_draw import void_draw
from api.usecases.verification.trust import Trust
from scheduler.evidence.records import Event
from tests.evidence.killing import at, carried_on, deaths, prepared, tree_of
from tests.evidence.office import Around, Desk, files_of, verified
from tests.scheduler.evidence.sources.ceremony import DRAW, LOCKED_AT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def died(tmp_path_factory):
    """Every state in which the ceremony could have died, and how many moments there were."""
    home, copies = tmp_path_factory.mktemp("ceremony"), tmp_path_factory.mktemp("died")
    prepared(home)
    return deaths(home, copies)


def logged(home):
    """Return the whole records that a log holds, before anybody opens it again."""
    path = home / "office" / "log" / "log.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [(json.loads(line)["event"], line) for line in lines]


def events(records):
    return [event for event, _ in records]


def test_the_ceremony_can_die_in_many_states(died):
    states, n_moments = died
    reached = {tuple(events(logged(home))) for home in states}

    assert n_moments > 300
    assert len(states) > 40
    assert () in reached
    assert any(found[-1:] == ("publish",) for found in reached)
    assert len(reached) == 11  # nothing, then one record more each time


def test_a_dead_ceremony_goes_on_to_one_result_the_one_that_was_logged(died, tmp_path):
    for state in died[0]:
        home = shutil.copytree(state, tmp_path / state.name)
        before, books = logged(home), files_of(home / "planbook")
        office = carried_on(home, Around(LOCKED_AT, name="b"))
        after = logged(home)
        bundles = sorted(home.glob("bundles*/public"))
        found = verified(bundles[-1], Trust((Desk(home, office.outside).key.verifier,)))

        assert after[: len(before)] == before, home
        assert events(after) == [
            "commit", "commit", "lock", *["entropy"] * 5, "exec", "publish",
        ], home  # fmt: skip
        assert found.is_verified, (home, found.findings)
        published = files_of(bundles[-1])
        assert all(files_of(one)["seed.txt"] == published["seed.txt"] for one in bundles), home
        assert books.get("seed.txt", published["seed.txt"]) == published["seed.txt"], home


def test_a_dead_ceremony_can_be_void_instead(died, tmp_path):
    for state in died[0]:
        home = shutil.copytree(state, tmp_path / state.name)
        desk = Desk(home, Around(at(100_000_000), name="c"))
        office = desk.open()
        attempt = office.history.attempt(DRAW)
        if not attempt.records or attempt.has(Event.PUBLISH):
            continue

        void_draw(office, DRAW, reason="died", by="chief", second="deputy")

        assert desk.open().attempt(DRAW).is_void
        assert events(logged(home)).count("exec") <= 1


@pytest.mark.parametrize("moment", [60, 150])
def test_a_process_that_really_dies_leaves_such_a_state(moment, died, tmp_path):
    prepared(tmp_path)
    argv = [sys.executable, "-m", "tests.evidence.killing", str(tmp_path), str(moment)]

    run = subprocess.run(argv, cwd=ROOT, check=False, capture_output=True)

    assert run.returncode == 9, run.stderr
    assert tree_of(tmp_path) in [tree_of(home) for home in died[0]]
