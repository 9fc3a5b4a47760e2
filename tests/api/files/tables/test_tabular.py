"""Files that are not what their names say, and files that are none."""

from __future__ import annotations

import os
import zipfile

import pytest

from api.files.bodies import read_bodies
from api.files.officers import read_officers
from api.files.targets import read_targets
from tests.api.files.desk import officers_csv, put, said, said_in_english, targets_csv, uscc

CONTENTS = {
    b"%PDF-1.7\n": ("PDF 文档", "a PDF document"),
    b'{"targets": []}': ("JSON 文档", "a JSON document"),
    b"<html><table><tr><td>1</td></tr></table></html>": ("网页（HTML）", "a web page (HTML)"),
    b"\x00\x01\x02\x03\x04": ("不是文本的数据", "data that is not text"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"): (
        "带密码的工作簿",
        "a workbook with a password",
    ),
}


def test_a_file_that_is_not_there(tmp_path):
    found = read_targets(tmp_path / "targets.csv")

    assert said(found) == ["targets.csv：没有这个文件。请把它放进文件夹，或核对文件名。"]
    (line,) = said_in_english(found)
    assert line == (
        "targets.csv: There is no such file. Put it into the folder, or check its name."
    )
    assert not found.readable


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "targets.csv").mkdir()
    found = read_targets(tmp_path / "targets.csv")

    assert "这不是文件" in said(found)[0]
    assert "This is not a file" in said_in_english(found)[0]


def test_a_pipe_does_not_keep_us_waiting(tmp_path):
    os.mkfifo(tmp_path / "targets.csv")

    assert "这不是文件" in said(read_targets(tmp_path / "targets.csv"))[0]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\r\n"])
def test_an_empty_file(tmp_path, content):
    path = tmp_path / "targets.csv"
    path.write_bytes(content)
    found = read_targets(path)

    assert said(found) == ["targets.csv：文件是空的，应有一行列名和数据行。请重新导出。"]
    assert "The file is empty" in said_in_english(found)[0]


@pytest.mark.parametrize("content", CONTENTS)
def test_content_of_another_kind_is_called_by_its_name(tmp_path, content):
    path = tmp_path / "targets.xlsx"
    path.write_bytes(content)
    found = read_targets(path)
    zh, en = CONTENTS[content]

    (line,) = said(found)
    assert line == (
        f"targets.xlsx：文件内容是{zh}，应为 CSV、XLSX 或 Parquet 表格。"
        "请打开后另存为 .xlsx 或 .csv。"
    )
    assert en in said_in_english(found)[0]


def test_an_archive_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "targets.xlsx", "w") as archive:
        archive.writestr("targets.csv", "x")

    assert "文件内容是压缩包" in said(read_targets(tmp_path / "targets.xlsx"))[0]


def test_headings_alone_are_a_table_without_rows(tmp_path):
    found = read_targets(targets_csv(tmp_path))

    assert found.readable
    assert (found.n_rows, found.faults) == (0, ())


def test_a_table_without_known_headings(tmp_path):
    found = read_targets(put(tmp_path, "targets.csv", "甲,乙,丙\n1,2,3\n"))

    (line,) = said(found)
    assert line == (
        "targets.csv：前 30 行中没有找到列名行；第一行是“甲, 乙, 丙”。至少需要这些列："
        "检查对象编号 (target_id) / 统一社会信用代码 (uscc) / 注册号 (legacy_regno) / "
        "编号 (own_number); 企业名称 (name)。请补上列名。"
    )
    assert "No heading row in the first 30 rows" in said_in_english(found)[0]


def test_every_missing_column_is_named(tmp_path):
    found = read_officers(put(tmp_path, "officers.csv", "姓名,性别\n某,男\n"))

    first, second = said(found)
    assert first == (
        "officers.csv：缺少列：人员编号 (officer_id) / 执法证号 (cert_no)。现有列：姓名, 性别。"
        "请补上此列或改正列名。"
    )
    assert "缺少列：工作单位 (body_id)" in second
    assert "A column is missing: 工作单位 (body_id)" in said_in_english(found)[1]


def test_officers_given_as_targets_are_recognised(tmp_path):
    path = put(tmp_path, "targets.csv", "姓名,执法证号,工作单位\n某,Z-1,某局\n")
    found = read_targets(path)

    (line,) = said(found)
    assert line == (
        "targets.csv：这看起来是“执法人员名录库”，此处应为“检查对象名录库”。请核对是否选错了文件。"
    )
    assert "This looks like the officer registry (officers)" in said_in_english(found)[0]


def test_targets_given_as_officers_are_recognised(tmp_path):
    found = read_officers(targets_csv(tmp_path, f"{uscc(1)},甲"))

    assert "这看起来是“检查对象名录库”，此处应为“执法人员名录库”" in said(found)[0]


def test_officers_given_as_bodies_are_recognised_though_they_name_bodies(tmp_path):
    path = officers_csv(tmp_path, "O1,某,B1", headings="officer_id,name,body_id")

    assert "这看起来是“执法人员名录库”" in said(read_bodies(path))[0]


def test_a_row_of_stars_and_remarks_in_headings_is_understood(tmp_path):
    path = targets_csv(tmp_path, f"{uscc(1)},甲", headings="*统一社会信用代码（必填）,企业 名称：")

    assert read_targets(path).value.ids == (uscc(1),)
