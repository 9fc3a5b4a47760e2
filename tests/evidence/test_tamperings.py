"""Whatever is done to the evidence of a draw, a step tells it, and the right one does first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from api.usecases.verification.verify import Level
from tests.evidence.catalogue import Who, flipped
from tests.evidence.office import WITNESS, files_of, good_draw, verified, written
from tests.evidence.rebuilding import logged, relogged, resummed
from tests.evidence.tampered_files import COVERED_BY_SUMS_ALONE
from tests.evidence.tampered_heads import cosigned_late
from tests.evidence.tamperings import TAMPERINGS
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


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=[one.name for one in TAMPERINGS])
def test_a_tampering_is_told_by_its_step(tampering, good, tmp_path):
    folder = written(tampering.make(good), tmp_path / "bundle")

    found = verified(folder, good.trust)

    assert first_failing(found) == tampering.step, told(found)
    assert not found.is_verified


def test_the_catalogue_has_everybody_in_it():
    names = [one.name for one in TAMPERINGS]
    counts = Counter(one.who for one in TAMPERINGS)

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


# --- and whatever is no evidence at all ----------------------------------------------------------

GARBAGE = (
    b"",
    b"\n",
    b"null",
    b"[[]]",
    b'{"draw":5,"public":5,"plans":5,"rows":5,"sources":5}',
    b'{"sources":[{"line":"\\ud800","salt":"\\ud800"}],"seed.txt":"\\ud800"}',
    b"[" * 50_000,
    b'plan_id,"target_id\n',
    b"\xff\xfe",
    "種子\n".encode(),
)
DOCUMENTS = (
    "seed.txt",
    "entropy.json",
    "public/lock.json",
    "public/rows.csv",
    "public/selections.csv",
    "public/strata.csv",
    "public/visits.csv",
    "audit/lock.json",
    "audit/rows.txt",
    "audit/inputs/targets.csv",
    "audit/inputs/plans.json",
)
AROUND_THEM = (
    "log.jsonl",
    "checkpoint",
    "lock.checkpoint",
    "keys.txt",
    "openings.json",
    "proofs/0.tlog-proof",
    "SHA256SUMS",
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_operator_who_commits_to_garbage_is_told_so(name, good, tmp_path):
    for number, garbage in enumerate(GARBAGE):
        files = relogged(good, {name: garbage})
        found = verified(written(files, tmp_path / str(number)), good.trust)

        assert first_failing(found) not in {None, "sums", "log", "order"}, garbage[:20]


@pytest.mark.parametrize("name", AROUND_THEM)
def test_garbage_beside_the_documents_is_told(name, good, tmp_path):
    for number, garbage in enumerate(GARBAGE):
        files = {**good.files, name: garbage}
        files = files if name == "SHA256SUMS" else resummed(files)
        found = verified(written(files, tmp_path / str(number)), good.trust)

        assert not found.is_verified, garbage[:20]


@pytest.mark.parametrize("garbage", GARBAGE, ids=map(str, range(len(GARBAGE))))
def test_a_record_that_is_garbage_is_told_by_the_order(garbage, good, tmp_path):
    if b"\n" in garbage:
        pytest.skip("A record is one line.")
    records = good.files["log.jsonl"].splitlines()
    log = logged(good, [*records[:-1], garbage, records[-1]], good.key)
    files = resummed({**good.files, **log})

    found = verified(written(files, tmp_path / "bundle"), good.trust)

    assert first_failing(found) == "order", told(found)
