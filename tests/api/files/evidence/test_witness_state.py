"""What a witness remembers: whole, or not believed."""

from __future__ import annotations

import json

import pytest

from api.files.evidence.log_file import LogFile
from api.files.evidence.witness_state import Remembered, recall, remember, state_path
from scheduler.errors import FaultsError
from tests.api.files.evidence.offices import KEY, ORIGIN, added, code_of, cosigned


@pytest.fixture
def found(tmp_path):
    """What a witness of a log with three records keeps."""
    log = LogFile(tmp_path / "log", KEY)
    added(log, 3)
    return Remembered(KEY.verifier, cosigned(log.note), log.tree.leaf_hashes)


def test_what_is_remembered_is_recalled(tmp_path, found):
    remember(tmp_path / "a" / "state", found)

    assert recall(tmp_path / "a" / "state", ORIGIN) == found
    assert found.checkpoint.size == 3


def test_of_a_log_never_seen_there_is_nothing(tmp_path, found):
    remember(tmp_path, found)

    assert recall(tmp_path, "another.log") is None
    assert recall(tmp_path / "none", ORIGIN) is None


def test_leaves_of_another_tree_are_not_remembered(found):
    with pytest.raises(ValueError, match="another tree"):
        Remembered(found.key, found.note, found.leaves[:2])


def without(key):
    def change(data):
        del data[key]

    return change


def other_leaf(data):
    data["leaves"][1] = "00" * 32


def not_hex(data):
    data["leaves"][1] = "x"


def other_schema(data):
    data["schema"] = "doubledraw-witness-2"


@pytest.mark.parametrize(
    "change",
    [*map(without, ("schema", "key", "checkpoint", "leaves")), other_leaf, not_hex, other_schema],
)
def test_a_damaged_memory_is_not_taken_for_a_first_visit(tmp_path, found, change):
    remember(tmp_path, found)
    path = state_path(tmp_path, ORIGIN)
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(FaultsError) as refused:
        recall(tmp_path, ORIGIN)
    assert code_of(refused) == "witness-state-broken"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff"])
def test_neither_is_what_is_no_memory_at_all(tmp_path, content):
    state_path(tmp_path, ORIGIN).write_bytes(content)

    with pytest.raises(FaultsError) as refused:
        recall(tmp_path, ORIGIN)
    assert code_of(refused) == "witness-state-broken"


def test_the_memory_of_one_log_does_not_stand_for_another(tmp_path, found):
    remember(tmp_path, found)
    state_path(tmp_path, ORIGIN).rename(state_path(tmp_path, "another.log"))

    with pytest.raises(FaultsError) as refused:
        recall(tmp_path, "another.log")
    assert code_of(refused) == "witness-state-broken"
