"""Text tables: encodings, separators, quotes, rows of the wrong length."""

from __future__ import annotations

import gzip

import pytest

from api.files.targets import read_targets
from tests.api.files.desk import codes, noticed, put, said, said_in_english, targets_csv, uscc

ROWS = f"统一社会信用代码,企业名称,地址\n{uscc(1)},甲公司,塘沽街\n{uscc(2)},乙公司,大港路\n"


@pytest.fixture
def as_utf_8(tmp_path):
    return read_targets(put(tmp_path, "plain.csv", ROWS)).value.digest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_usual_encoding_gives_the_same_registry(tmp_path, as_utf_8, encoding):
    found = read_targets(put(tmp_path, "targets.csv", ROWS, encoding))

    assert (found.faults, found.notices) == ((), ())
    assert found.value.digest == as_utf_8


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_other_separators_are_recognised(tmp_path, as_utf_8, separator):
    found = read_targets(put(tmp_path, "targets.csv", ROWS.replace(",", separator)))

    assert found.value.digest == as_utf_8


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_are_recognised(tmp_path, as_utf_8, ending):
    found = read_targets(put(tmp_path, "targets.csv", ROWS.replace("\n", ending)))

    assert found.value.digest == as_utf_8


def test_full_width_commas_throughout_are_separators_and_told(tmp_path, as_utf_8):
    found = read_targets(put(tmp_path, "targets.csv", ROWS.replace(",", "，")))

    assert found.value.digest == as_utf_8
    assert noticed(found) == ["targets.csv：以全角“，”分隔，已按分隔符读取。"]


def test_one_row_typed_with_full_width_commas_is_mended_and_told(tmp_path, as_utf_8):
    mended = ROWS.replace(f"{uscc(2)},乙公司,大港路", f"{uscc(2)}，乙公司，大港路")
    found = read_targets(put(tmp_path, "targets.csv", mended))

    assert found.faults == ()
    assert found.value.digest == as_utf_8
    assert noticed(found) == ["targets.csv，第 3 行：以全角“，”分隔，已按分隔符读取。"]


def test_gzip_is_unpacked_whatever_its_name(tmp_path, as_utf_8):
    path = tmp_path / "targets.csv"
    path.write_bytes(gzip.compress(ROWS.encode()))

    assert read_targets(path).value.digest == as_utf_8


def test_a_gzip_file_cut_off_is_refused(tmp_path):
    path = tmp_path / "targets.csv.gz"
    path.write_bytes(gzip.compress(ROWS.encode())[:-20])
    found = read_targets(path)

    assert "压缩文件已损坏" in said(found)[0]
    assert "The compressed file is damaged" in said_in_english(found)[0]
    assert not found.readable


def test_banner_rows_above_the_headings_are_skipped_and_told(tmp_path, as_utf_8):
    banner = "滨海新区检查对象名录,,\n填报单位：某局,,填报日期：2026-01-01\n"
    found = read_targets(put(tmp_path, "targets.csv", banner + ROWS))

    assert found.value.digest == as_utf_8
    (line,) = noticed(found)
    assert line == ("targets.csv，第 3 行：列名行之上有 2 行标题或说明，已跳过；列名在第 3 行。")


def test_row_numbers_are_those_of_the_file_with_banners_and_empty_lines(tmp_path):
    text = "名录\n\n统一社会信用代码,企业名称\n\n" + f"{uscc(1)},甲\n\n,乙\n"
    found = read_targets(put(tmp_path, "targets.csv", text))

    assert [fault.facts["row"] for fault in found.faults] == [7]


def test_line_breaks_in_a_cell_do_not_shift_row_numbers(tmp_path):
    text = f'统一社会信用代码,企业名称,地址\n{uscc(1)},甲,"一号\n二号"\n,乙,三号\n'
    found = read_targets(put(tmp_path, "targets.csv", text))

    assert [fault.facts["row"] for fault in found.faults] == [3]
    assert found.value.frame["address"].to_list() == ["一号\n二号"]


def test_a_row_with_too_many_cells_is_named_and_the_others_stay(tmp_path):
    found = read_targets(targets_csv(tmp_path, f"{uscc(1)},甲,乙", f"{uscc(2)},丙"))

    (line,) = said(found)
    assert line == ("targets.csv，第 2 行：这一行有 3 格，应为 2 格。文字中的逗号应放在引号内。")
    assert "has 3 cells instead of 2" in said_in_english(found)[0]
    assert found.value.ids == (uscc(2),)


def test_a_row_cut_off_is_named(tmp_path):
    found = read_targets(put(tmp_path, "targets.csv", ROWS + uscc(3)))

    (line,) = said(found)
    assert line == (
        "targets.csv，第 4 行：这一行只有 1 格，应为 3 格。请补齐，空格也要保留分隔符。"
    )
    assert "empty cells keep their separators" in said_in_english(found)[0]


def test_a_quote_that_does_not_close_costs_only_its_own_row(tmp_path):
    found = read_targets(
        targets_csv(
            tmp_path, f'{uscc(1)},"甲', f"{uscc(2)},乙", f'{uscc(3)},"丙"店', f"{uscc(4)},丁"
        )
    )

    assert codes(found.faults) == ["broken-quote", "broken-quote"]
    assert [fault.facts["row"] for fault in found.faults] == [2, 4]
    assert "引号没有成对" in said(found)[0]
    assert "A quote does not close" in said_in_english(found)[0]
    assert set(found.value.ids) == {uscc(2), uscc(4)}


def test_a_file_full_of_broken_quotes_is_refused_in_good_time(tmp_path):
    found = read_targets(targets_csv(tmp_path, *(f'{uscc(n)},"甲"{n}' for n in range(3000))))

    assert "引号错误超过 100 处" in said(found)[-1]
    assert "More than 100 rows have quotes" in said_in_english(found)[-1]
    assert not found.readable


def test_bytes_broken_on_the_way_cost_only_their_rows(tmp_path):
    path = tmp_path / "targets.csv"
    path.write_bytes(ROWS.encode().replace("乙公司".encode(), b"\xff\xfe\xfd"))
    found = read_targets(path)

    assert "有无法识别的文字" in said(found)[0]
    assert "cannot be decoded" in said_in_english(found)[0]
    assert found.value.ids == (uscc(1),)


def test_text_that_no_encoding_explains_is_refused(tmp_path):
    path = tmp_path / "targets.csv"
    path.write_bytes(bytes(range(128, 256)) * 20)
    found = read_targets(path)

    assert found.faults
    assert not found.readable
