"""An upload costs no more than a child of ours may take, and is read the same there as here."""

from __future__ import annotations

from datetime import date

import pytest

from api.files.known import Known
from api.files.tables.children import Ended
from api.files.uploads import child, limited, reading
from api.files.uploads.limited import read_limited, return_limited
from api.files.uploads.one_row import read_one_row
from tests.api.files.desk import put

BODIES = Known.from_pairs([("B1", "市场监管局"), ("B2", "卫健委")])
LINES = (
    "人员编号,姓名,工作单位,执法证号,执法证有效期",
    "O1,甲,市场监管局,C1,2027-12-31",
    "O2,乙,交通局,C2,2026-02-30",
    "O3,丙,B2,C3,",
)


@pytest.fixture
def upload(tmp_path):
    return put(tmp_path, "3f2a", "\n".join(LINES))


@pytest.fixture
def in_a_child(monkeypatch):
    """Nothing is small enough to be read here."""
    monkeypatch.setattr(limited, "SMALL_BYTES", -1)


def test_small_text_is_read_without_a_child(upload, monkeypatch):
    monkeypatch.setattr(limited, "run_child", None)

    assert read_limited("officers", upload, "名单.csv", {"bodies": BODIES}).n_rows == 3


@pytest.mark.usefixtures("in_a_child")
def test_a_child_reads_the_same(upload, monkeypatch):
    there = read_limited("officers", upload, "名单.csv", {"bodies": BODIES})
    monkeypatch.undo()
    here = read_limited("officers", upload, "名单.csv", {"bodies": BODIES})

    assert there.frame.equals(here.frame)
    assert there.faults == here.faults
    assert [fault.facts for fault in there.faults] == [fault.facts for fault in here.faults]
    assert there.notices == here.notices
    assert [fault.place for fault in here.faults] == [
        "名单.csv:3:执法证有效期",
        "名单.csv:3:工作单位",
    ]


@pytest.mark.usefixtures("in_a_child")
@pytest.mark.parametrize(
    ("exit_code", "code"),
    [
        (None, "upload-too-slow"),
        (-24, "upload-too-slow"),
        (-9, "upload-unfolds-too-far"),
        (-6, "upload-unfolds-too-far"),
        (child.OUT_OF_MEMORY, "upload-unfolds-too-far"),
    ],
)
def test_the_death_of_a_child_is_a_fault_of_the_file(upload, monkeypatch, exit_code, code):
    monkeypatch.setattr(limited, "run_child", lambda *_, **__: Ended(exit_code, b"", ""))

    found = read_limited("officers", upload, "名单.csv", {})

    assert ([fault.code for fault in found.faults], found.readable) == ([code], False)
    assert return_limited("officers", upload, "名单.csv", faults=(), notices=(), lang="zh") is None


def test_of_more_faults_than_anybody_mends_all_are_counted(upload, monkeypatch):
    monkeypatch.setattr(reading, "MOST_TOLD", 1)

    found = read_limited("officers", upload, "名单.csv", {"bodies": BODIES})

    assert (len(found.faults), found.n_faults) == (1, 2)


@pytest.mark.usefixtures("in_a_child")
def test_a_fault_of_ours_is_none_of_the_file(upload, monkeypatch):
    monkeypatch.setattr(limited, "run_child", lambda *_, **__: Ended(1, b"", "Traceback"))

    with pytest.raises(RuntimeError, match="Traceback"):
        read_limited("officers", upload, "名单.csv", {})


@pytest.mark.usefixtures("in_a_child")
def test_what_is_known_reaches_the_child(upload):
    known = Known(ids=frozenset({"B2"}), names={"市场监管局": "B2"}, left_out=frozenset({"交通局"}))

    found = read_limited("officers", upload, "名单.csv", {"bodies": known})

    assert [fault.code for fault in found.faults] == ["impossible-day", "refers-to-left-out"]
    assert found.frame["body_id"].to_list() == ["B2", "B2"]


def test_a_row_is_read_as_a_file_with_one_row_is(tmp_path):
    header, *rows = LINES
    for row in rows:
        file = read_limited(
            "officers", put(tmp_path, "f", f"{header}\n{row}"), "f", {"bodies": BODIES}
        )
        columns = ("officer_id", "name", "body_id", "cert_no", "cert_valid_to")
        values = dict(zip(columns, row.split(","), strict=True))
        alone = read_one_row("officers", values, {"bodies": BODIES})

        assert alone.frame.equals(file.frame)
        assert [fault.code for fault in alone.faults] == [fault.code for fault in file.faults]


def test_a_row_of_every_type_is_read_as_it_was_given():
    values = {
        "target_id": "T1",
        "name": 'A "b", c\nd',
        "target_type": "area",
        "active": False,
        "complaint_count_12m": 3,
        "labels": ["b", "a"],
        "reg_date": "2024-01-05",
        "street": None,
        "经营范围": "粮油，食品",
    }

    (row,) = read_one_row("targets", values, {}).frame.to_dicts()

    kept = {name: row[name] for name in values}
    assert kept == values | {"labels": ["a", "b"], "reg_date": date(2024, 1, 5)}
