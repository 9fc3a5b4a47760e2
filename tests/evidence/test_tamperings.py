"""Whatever is done to the evidence of a draw, a step tells it, and the right one does first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from api.usecases.verification.verify import Level
from tests.evidence.office import WITNESS, files_of, good_draw, verified, written
from tests.evidence.rebuilding import resummed
from tests.evidence.tamperings import CATALOGUE, COVERED_BY_SUMS_ALONE, Who, cosigned_late, flipped
from tests.evidence.world import everything
from tests.scheduler.evidence.sources.ceremony import DELIVERED, DRAW


def first_failing(verification):
    """Return the first step that found something, or was not made."""
    for step in verification.all_steps:
        found = [one for one in verification.findings if one.step == step]
        if not found or not all(one.sound for one in found):
            return step
    return None


def told(verification):
    """Return what the steps found, for whoever reads a failure."""
    return [
        (one.step, [fault.code for fault in one.faults], len(one.differences), one.violations)
        for one in verification.findings
        if not one.sound
    ]


# --- the good draw -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bundle", "level"),
    [("public", Level.TARGETS_PUBLIC), ("audit", Level.OFFICERS_FULL)],
)
def test_a_good_draw_is_verified(good, bundle, level):
    found = verified(getattr(good, bundle), good.trust)

    assert told(found) == []
    assert found.is_verified
    assert found.level is level
    assert found.attributable
    assert found.order_witnessed
    assert [one.key for one in found.witnesses] == [WITNESS.verifier]


def test_the_good_draw_has_one_of_everything(good):
    problem, book = good.edition.problem, good.edition.book
    told_strata = good.documents["public/strata.csv"].decode()
    lock = good.documents["public/lock.json"].decode()

    assert "P02,," in told_strata
    assert "P03,2" in told_strata
    assert '"weighted":true' in lock
    assert any(plan.listed_ids for plan in problem.plans)
    assert problem.relatives
    assert problem.conflicts
    assert problem.leave
    assert any(len({task.plan_id for task in visit.tasks}) > 1 for visit in book.visits)


# --- and every other -----------------------------------------------------------------------------


@pytest.mark.parametrize("tampering", CATALOGUE, ids=[one.name for one in CATALOGUE])
def test_a_tampering_is_told_by_its_step(tampering, good, tmp_path):
    folder = written(tampering.make(good), tmp_path / "bundle")

    found = verified(folder, good.trust)

    assert first_failing(found) == tampering.step, told(found)
    assert not found.is_verified


def test_the_catalogue_has_everybody_in_it():
    names = [one.name for one in CATALOGUE]
    counts = Counter(one.who for one in CATALOGUE)

    assert len(set(names)) == len(names)
    assert set(counts) == set(Who)
    assert counts[Who.OPERATOR] >= 36


# --- and what only trust tells -------------------------------------------------------------------


@pytest.mark.parametrize("name", COVERED_BY_SUMS_ALONE)
def test_what_nobody_signs_can_be_rewritten(name, good, tmp_path):
    files = resummed({**good.files, name: flipped(good.files[name])})

    assert verified(written(files, tmp_path / "bundle"), good.trust).is_verified


def test_who_draws_again_and_rebuilds_everything_lacks_the_witness(good, tmp_path):
    """The operator throws other dice and holds the whole ceremony again with the same key."""
    again = DELIVERED | {2: replace(DELIVERED[2], value="271828")}
    other = good_draw(tmp_path, everything(DRAW), again)
    files = files_of(other.audit)
    found = verified(other.audit, replace(good.trust, witnesses=()))

    assert other.key == good.key
    assert files["seed.txt"] != good.files["seed.txt"]
    assert found.is_verified
    assert found.attributable
    assert not found.order_witnessed


@pytest.mark.parametrize(("seconds", "witnessed"), [(59, True), (60, False), (9_999, False)])
def test_a_witness_who_signs_when_the_beacon_is_known_proves_no_order(
    seconds, witnessed, good, tmp_path
):
    found = verified(written(cosigned_late(good, seconds), tmp_path / "bundle"), good.trust)

    assert found.is_verified
    assert found.order_witnessed is witnessed


def test_without_a_pinned_key_nothing_is_attributable(good):
    found = verified(good.audit, replace(good.trust, pinned=()))

    assert found.is_verified
    assert not found.attributable
