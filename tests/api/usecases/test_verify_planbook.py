"""A plan book is verified with what solvers found before its seed, as published in its lock."""

from __future__ import annotations

import json

import pytest

from api.files.planbook.contents import planbook_files
from api.files.planbook.folder import write_planbook
from api.usecases.reopen import reopen
from api.usecases.steps import Steps
from api.usecases.verify_planbook import is_verified, verify_planbook
from scheduler.domain.overlap import Law
from tests.api.files.planbook.editions import drawn_from
from tests.api.files.planbook.test_locks import two_plans


@pytest.fixture(scope="module")
def drawn():
    """The smallest district with an overlapping quota, drawn."""
    return drawn_from(two_plans(Law.LEXIMIN))


@pytest.fixture
def folder(drawn, tmp_path):
    write_planbook(planbook_files(drawn), tmp_path / "planbook")
    return tmp_path / "planbook"


def change(folder, edit):
    data = json.loads((folder / "lock.json").read_text())
    edit(data)
    (folder / "lock.json").write_text(json.dumps(data))


def test_a_draw_with_locked_cells_is_verified_and_opened_again(folder, drawn):
    assert is_verified(verify_planbook(folder, Steps()))
    assert reopen(folder, Steps()).book == drawn.book


def test_cells_that_are_not_those_of_the_inputs_end_the_replay(folder):
    change(folder, lambda data: data["cells"]["P01"].update(start="9 9"))
    *_, last = verify_planbook(folder, Steps())

    assert last.step == "replay"
    assert [fault.code for fault in last.faults] == ["cells-unlike"]


def test_cells_that_are_missing_end_the_replay(folder):
    change(folder, lambda data: data.update(cells={}))
    *_, last = verify_planbook(folder, Steps())

    assert [(fault.code, fault.facts["found"]) for fault in last.faults] == [
        ("cells-unlike", "missing")
    ]
