from __future__ import annotations

import pytest

from api.files.planbook.folder import put_in_place, write_planbook
from scheduler.errors import FaultsError

BOOK = {"manifest.json": b'{"format": "doubledraw-planbook-1"}', "sub/a.csv": b"a\n"}


def test_writes_all_files_or_none(tmp_path):
    write_planbook(BOOK, tmp_path / "deep" / "out")

    assert (tmp_path / "deep" / "out" / "sub" / "a.csv").read_bytes() == b"a\n"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_an_empty_folder_may_stand_there(tmp_path):
    (tmp_path / "out").mkdir()

    write_planbook(BOOK, tmp_path / "out")

    assert (tmp_path / "out" / "manifest.json").exists()


def test_an_occupied_place_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")

    with pytest.raises(FaultsError) as caught:
        write_planbook(BOOK, tmp_path / "out", replace=True)
    assert [fault.code for fault in caught.value.faults] == ["folder-not-empty"]


def test_the_old_folder_comes_back_if_the_new_one_cannot_take_its_place(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept").write_text("")

    with pytest.raises(OSError, match="missing"):
        put_in_place(tmp_path / "missing", tmp_path / "out", tmp_path / "old")

    assert (tmp_path / "out" / "kept").exists()
