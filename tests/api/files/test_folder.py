"""A whole folder: what its files say about each other, and that nothing is done by halves."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import polars as pl
import pytest

from api.files.folder import import_folder, read_problem, write_problem
from api.files.folder_listing import ENDINGS
from api.wording.telling import tell
from scheduler.domain.registry import TargetRegistry
from scheduler.errors import FaultsError
from tests.api.files.desk import codes
from tests.shelf import PROBLEM

REGISTRIES = ("targets", "officers", "history", "live")
VALUES = (
    "number",
    "window",
    "bodies",
    "items",
    "plans",
    "policy",
    "calendar",
    "conflicts",
    "relatives",
    "leave",
)


@pytest.fixture
def folder(tmp_path):
    write_problem(PROBLEM, tmp_path / "draw")
    return tmp_path / "draw"


def assert_same(one, other):
    for part in REGISTRIES:
        assert getattr(one, part).digest == getattr(other, part).digest, part
    for part in VALUES:
        assert getattr(one, part) == getattr(other, part), part


def edit(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def refused(folder, **how):
    with pytest.raises(FaultsError) as caught:
        read_problem(folder, **how)
    return caught.value.faults


def test_what_is_written_is_read_back(folder):
    assert_same(read_problem(folder), PROBLEM)


def test_the_canonical_folder_has_one_file_per_part(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{table}{endings[0]}" for table, endings in ENDINGS.items()
    )


def test_writing_twice_gives_the_same_bytes(folder, tmp_path):
    write_problem(PROBLEM, tmp_path / "again")

    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_files_may_be_workbooks_parquet_or_yaml_under_chinese_names(folder):
    frame = pl.read_csv(folder / "targets.csv", infer_schema=False)
    frame.write_excel(folder / "检查对象.xlsx")
    pl.read_csv(folder / "officers.csv", infer_schema=False).write_parquet(
        folder / "officers.parquet"
    )
    plans = json.loads((folder / "plans.json").read_text(encoding="utf-8"))
    (folder / "plans.yaml").write_text(json.dumps(plans), encoding="utf-8")
    for name in ("targets.csv", "officers.csv", "plans.json"):
        (folder / name).unlink()

    assert_same(read_problem(folder), PROBLEM)


def test_optional_files_may_be_missing(folder):
    for name in ("history", "live_tasks", "conflicts", "relatives", "leave"):
        (folder / f"{name}.csv").unlink()
    (folder / "calendar.json").unlink()
    problem = read_problem(folder)

    assert (len(problem.history), problem.conflicts, problem.leave) == (0, (), ())
    assert problem.relatives == ()
    assert problem.calendar.holidays


def test_files_that_must_be_there_are_all_named(folder):
    for path in folder.iterdir():
        path.unlink()

    assert {fault.place for fault in refused(folder)} == {
        "draw.json",
        "bodies.csv",
        "targets.csv",
        "officers.csv",
        "items.csv",
        "plans.json",
        "policy.json",
    }


def test_a_folder_that_is_missing_or_a_file(tmp_path):
    (tmp_path / "file").write_text("x")

    assert tell(refused(tmp_path / "none")[0], "zh").endswith("请核对路径。")
    assert codes(refused(tmp_path / "file")) == ["folder-is-a-file"]


def test_two_files_for_one_table_are_refused(folder):
    shutil.copy(folder / "targets.csv", folder / "targets.csv.gz")
    (fault,) = refused(folder)

    assert "“检查对象名录库”有不止一个文件：targets.csv、targets.csv.gz" in tell(fault, "zh")
    assert "There is more than one file for the target registry" in tell(fault, "en")


def test_a_slip_in_the_name_of_an_optional_file_does_not_pass_unseen(folder):
    (folder / "conflicts.csv").rename(folder / "conflict.csv")
    (notice,) = [n for n in import_folder(folder).notices if n.code == "file-not-used"]

    assert "文件“conflict.csv”未使用" in tell(notice, "zh")
    assert "call it: conflicts" in tell(notice, "en")


def test_faults_of_all_files_are_told_at_once(folder):
    edit(folder / "officers.csv", "O5,甲,B2", "O5,甲,B9")
    edit(folder / "leave.csv", "officer_id", "wer")
    edit(folder / "policy.json", '"version"', '"verzion"')
    edit(folder / "plans.json", '"kind": "special"', '"kind": "spezial"')
    told = {(fault.facts["file"], fault.code) for fault in refused(folder)}

    assert told == {
        ("officers.csv", "unknown-body"),
        ("leave.csv", "missing-column"),
        ("policy.json", "missing-key"),
        ("policy.json", "unknown-key"),
        ("plans.json", "not-a-choice"),
    }


def test_conflicts_and_leave_of_an_unknown_officer_have_their_rows(folder):
    with (folder / "leave.csv").open("a", encoding="utf-8") as file:
        file.write("O99,2026-03-02,2026-03-05,leave\nO1,2026-03-05,2026-03-02,leave\n")
    with (folder / "conflicts.csv").open("a", encoding="utf-8") as file:
        file.write("O98,target,T1,spouse,decided_avoid,,\n")
    told = {(fault.code, fault.facts["file"], fault.facts["found"]) for fault in refused(folder)}

    assert told == {
        ("unknown-officer", "leave.csv", "O99"),
        ("ends-before-start", "leave.csv", "2026-03-02"),
        ("unknown-officer", "conflicts.csv", "O98"),
    }


def test_relatives_of_an_unknown_officer_have_their_row(folder):
    with (folder / "relatives.csv").open("a", encoding="utf-8") as file:
        file.write("O1,O97,spouse\n")
    (fault,) = refused(folder)

    assert (fault.code, fault.facts["file"], fault.facts["found"]) == (
        "unknown-officer",
        "relatives.csv",
        "O97",
    )


def test_history_of_an_unknown_target_is_a_notice_with_its_row(folder):
    with (folder / "history.csv").open("a", encoding="utf-8") as file:
        file.write("V99,T99,B1,2025-06-01,,dual_random,false,,\n")
    found = import_folder(folder)

    assert found.problem is not None
    assert [n.facts["found"] for n in found.notices if n.code == "unknown-target-in-log"] == ["T99"]


def test_going_on_leaves_out_the_named_rows_and_nothing_else(folder):
    with (folder / "targets.csv").open("a", encoding="utf-8") as file:
        width = (folder / "targets.csv").read_text(encoding="utf-8").splitlines()[0].count(",")
        file.write("911201160000000009,错码" + "," * (width - 1) + "\n")
    found = import_folder(folder, without_bad_rows=True)

    assert codes(found.faults) == ["wrong-check-character"]
    assert found.n_rows["targets"] == len(PROBLEM.targets) + 1
    assert_same(found.problem, PROBLEM)
    assert codes(refused(folder)) == ["wrong-check-character"]


def test_what_refers_to_a_row_left_out_goes_with_it(folder):
    edit(folder / "bodies.csv", "B2,", "B2二,")
    found = import_folder(folder, without_bad_rows=True)

    assert {fault.code for fault in found.faults} >= {"not-a-plain-id", "unknown-body"}
    assert found.problem is not None
    assert {body.body_id for body in found.problem.bodies} == {"B1"}
    assert set(found.problem.officers.frame["body_id"]) == {"B1"}


def test_faults_that_only_follow_from_others_are_not_told_when_refusing(folder):
    edit(folder / "officers.csv", "O1,甲,B1", "O1,,B1")
    with (folder / "leave.csv").open("a", encoding="utf-8") as file:
        file.write("O1,2026-03-02,2026-03-05,leave\n")

    assert codes(refused(folder)) == ["missing-value"]
    going_on = import_folder(folder, without_bad_rows=True)
    assert "refers-to-left-out" in codes(going_on.faults)
    assert "O1" not in going_on.problem.officers.ids


def test_a_name_of_a_row_left_out_does_not_come_to_mean_somebody_else(folder):
    lines = (folder / "officers.csv").read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("甲", "王").replace("on_duty", "三班")
    lines[2] = lines[2].replace("甲", "王")
    (folder / "officers.csv").write_text("\n".join(lines), encoding="utf-8")
    with (folder / "conflicts.csv").open("a", encoding="utf-8") as file:
        file.write("王,target,T1,spouse,decided_avoid,,\n")
    found = import_folder(folder, without_bad_rows=True)

    assert [f.facts["found"] for f in found.faults if f.code == "refers-to-left-out"] == ["王"]
    assert found.problem.conflicts == PROBLEM.conflicts


def test_a_file_that_cannot_be_read_is_refused_even_when_going_on(folder):
    (folder / "conflicts.csv").write_bytes(b"%PDF")

    assert codes(refused(folder, without_bad_rows=True)) == ["not-a-table"]


def test_nothing_is_written_over_what_is_there(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(FaultsError) as caught:
        write_problem(PROBLEM, folder)

    assert "不会覆盖" in tell(caught.value.faults[0], "zh")
    assert "is not overwritten" in tell(caught.value.faults[0], "en")
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "draw").mkdir()
    write_problem(PROBLEM, tmp_path / "draw")

    assert_same(read_problem(tmp_path / "draw"), PROBLEM)


@pytest.mark.parametrize("name", ["-", "无", " 甲", "甲\u200b"])
def test_a_value_that_a_file_cannot_hold_is_told_and_nothing_is_written(tmp_path, name):
    frame = PROBLEM.targets.frame.with_columns(street=pl.lit(name))
    with pytest.raises(FaultsError) as caught:
        write_problem(replace(PROBLEM, targets=TargetRegistry(frame)), tmp_path / "draw")
    (fault,) = caught.value.faults

    assert "没有写出任何文件" in tell(fault, "zh")
    assert "nothing was written" in tell(fault, "en")
    assert fault.facts["key"] == "targets.csv"
    assert list(tmp_path.iterdir()) == []


def test_nothing_stays_behind_when_writing_fails(tmp_path, monkeypatch):
    def fail(_problem):
        yield "targets.csv", b"x"
        message = "No space left on device."
        raise OSError(message)

    monkeypatch.setattr("api.files.folder_writing.problem_files", fail)
    with pytest.raises(OSError, match="No space"):
        write_problem(PROBLEM, tmp_path / "draw")

    assert list(tmp_path.iterdir()) == []
