from __future__ import annotations

import polars as pl
import pytest

from api.files.folder import read_problem, write_problem
from api.files.folder_listing import ENDINGS
from api.files.folder_writing import problem_files
from api.usecases.import_file import KINDS, import_file
from api.usecases.steps import Steps
from scenarios.catalogue import build
from scheduler.errors import FaultsError
from tests.api.files.desk import put, targets_csv, uscc

GOOD, BAD = f"{uscc(1)},甲公司", f"{uscc(2)},"


def bring(kind, file, folder, **switches):
    return import_file(kind, file, folder, Steps(), **switches)


def refusal(kind, file, folder, **switches) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        bring(kind, file, folder, **switches)
    return [fault.code for fault in caught.value.faults]


def test_a_sound_file_becomes_its_canonical_form(tmp_path):
    done = bring("targets", targets_csv(tmp_path, GOOD), tmp_path / "draw")

    assert done.written == tmp_path / "draw" / "targets.csv"
    assert pl.read_csv(done.written, infer_schema=False)["target_id"].to_list() == [uscc(1)]
    assert done.listed is None


def test_a_faulty_file_writes_nothing(tmp_path):
    done = bring("targets", targets_csv(tmp_path, GOOD, BAD), tmp_path / "draw")

    assert [fault.code for fault in done.found.faults] == ["missing-value"]
    assert done.written is None
    assert not (tmp_path / "draw").exists()


def test_without_bad_rows_the_faults_stand_beside_in_both_languages(tmp_path):
    file = targets_csv(tmp_path, GOOD, BAD, "=HYPERLINK(1),丙公司")
    done = bring("targets", file, tmp_path / "draw", skip_bad=True)

    assert pl.read_csv(done.written, infer_schema=False)["target_id"].to_list() == [uscc(1)]
    listed = pl.read_csv(done.listed, infer_schema=False)
    assert listed["row"].to_list() == ["3", "4"]
    assert listed["中文"].str.contains("请").all()
    assert listed["found"].to_list()[1].startswith("'=")


def test_a_later_import_without_faults_takes_the_old_list_away(tmp_path):
    folder = tmp_path / "draw"
    bring("targets", targets_csv(tmp_path, GOOD, BAD), folder, skip_bad=True)
    done = bring("targets", targets_csv(tmp_path, GOOD), folder, replace=True)

    assert [path.name for path in folder.iterdir()] == [done.written.name]


def test_a_file_that_cannot_be_read_is_not_skipped_over(tmp_path):
    file = put(tmp_path, "targets.csv", "")

    assert bring("targets", file, tmp_path / "draw", skip_bad=True).written is None


def test_names_become_ids_by_what_the_folder_holds(tmp_path):
    folder = tmp_path / "draw"
    bring("bodies", put(tmp_path, "bodies.csv", "部门编号,部门名称\nB07,区水务局\n"), folder)
    officers = put(
        tmp_path, "officers.csv", "人员编号,姓名,工作单位\nZ1,甲,区水务局\nZ2,乙,无此局\n"
    )
    done = bring("officers", officers, folder, skip_bad=True)

    assert pl.read_csv(done.written, infer_schema=False)["body_id"].to_list() == ["B07"]
    assert [fault.code for fault in done.found.faults] == ["unknown-body"]


def test_what_is_there_is_replaced_only_when_asked(tmp_path):
    file, folder = targets_csv(tmp_path, GOOD), tmp_path / "draw"
    bring("targets", file, folder)

    assert refusal("targets", file, folder) == ["table-exists"]
    assert bring("targets", file, folder, replace=True).written is not None


def test_a_file_of_the_same_table_under_another_name_is_never_replaced(tmp_path):
    file, folder = targets_csv(tmp_path, GOOD), tmp_path / "draw"
    folder.mkdir()
    (folder / "企业名录.xlsx").write_bytes(b"")

    assert refusal("targets", file, folder, replace=True) == ["table-exists-otherwise"]


def test_an_unknown_kind_is_refused(tmp_path):
    assert refusal("taxes", targets_csv(tmp_path, GOOD), tmp_path / "draw") == ["unknown-kind"]


def test_a_whole_district_imported_file_by_file_is_the_same_district(tmp_path):
    write_problem(build("tiny"), tmp_path / "tiny")
    for kind in KINDS:
        done = bring(kind, tmp_path / "tiny" / f"{kind}{ENDINGS[kind][0]}", tmp_path / "draw")
        assert done.written is not None, kind

    one, other = (dict(problem_files(read_problem(tmp_path / name))) for name in ("draw", "tiny"))
    assert one == other
