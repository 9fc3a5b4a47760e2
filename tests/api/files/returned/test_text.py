"""A text table handed back: what stands where, and that it comes again as it was."""

from __future__ import annotations

import gzip

import pytest

from api.files.officers import read_officers
from api.files.targets import read_targets
from tests.api.files.desk import codes, put, targets_csv, uscc
from tests.api.files.returned.handing import hand_back, text_of, told

HEADINGS = "统一社会信用代码,企业名称,成立日期"
BAD_ROWS = (
    f"{uscc(1)},甲,2024-02-30",
    f"{uscc(2)},乙",
    f"{uscc(3)},丙,2024-01-01,多出",
    f'{uscc(4)},"丁,2024-01-01',
    "",
    ",己,2024-01-01",
    f"{uscc(5)}，庚，2024-01-01",
    f"{uscc(5)},辛,2024-01-01",
)
NO_SUCH_DAY = "成立日期：没有“2024-02-30”这一天。请核对年、月、日（1900 年以后）。"


def lines(path):
    return text_of(path).split("\r\n")


def test_the_column_of_problems_stands_behind_the_last_and_begins_with_headings(tmp_path):
    path = hand_back(targets_csv(tmp_path, f"{uscc(1)},甲,2024-02-30", headings=HEADINGS))

    assert path.name == "targets-问题.csv"
    assert lines(path) == [
        f"{HEADINGS},问题",
        f"{uscc(1)}\t,甲,2024-02-30,{NO_SUCH_DAY}",
        "",
    ]


def test_in_english_it_is_called_problems(tmp_path):
    path = hand_back(targets_csv(tmp_path, f"{uscc(1)},甲,某日", headings=HEADINGS), "en")

    assert path.name == "targets-problems.csv"
    assert lines(path)[0].endswith(",Problems")
    assert '"成立日期: “某日” is no date; expected was' in lines(path)[1]


def test_all_problems_of_a_row_stand_in_its_cell(tmp_path):
    path = hand_back(targets_csv(tmp_path, ",,某日", headings=HEADINGS))

    assert [
        part in lines(path)[1] for part in ("统一社会信用代码：", "企业名称：", "成立日期：")
    ] == [True] * 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unmended_it_has_the_same_faults_in_the_same_rows(tmp_path, lang):
    path = targets_csv(tmp_path, *BAD_ROWS, headings=f"名录,,\n{HEADINGS}")
    first = read_targets(path)
    again = read_targets(hand_back(path, lang))

    assert codes(first.faults).count("broken-quote") == 1
    assert told(again.faults) == told(first.faults)
    assert again.value.digest == first.value.digest
    assert "问题" not in again.value.frame.columns


def test_handed_back_twice_it_is_the_same_file(tmp_path):
    once = hand_back(targets_csv(tmp_path, *BAD_ROWS, headings=HEADINGS))
    before = once.read_bytes()
    twice = hand_back(once)

    assert twice == once
    # The row with full-width commas is mended now, and that is not told any more.
    told_once = "以全角“，”分隔，已按分隔符读取。".encode()
    assert twice.read_bytes() == before.replace(told_once, b"")


def test_a_row_that_lacks_cells_has_signs_in_their_place_and_is_refused_until_they_are_filled(
    tmp_path,
):
    path = hand_back(targets_csv(tmp_path, f"{uscc(1)},甲", headings=HEADINGS))
    assert lines(path)[1].startswith(f"{uscc(1)}\t,甲,（缺）,这一行只有 2 格")

    path.write_text(text_of(path).replace("（缺）", "2024-01-05"))
    assert read_targets(path).faults == ()


def test_cells_beyond_the_last_heading_stand_behind_the_problems(tmp_path):
    path = hand_back(targets_csv(tmp_path, f"{uscc(1)},甲,2024-01-01,多出", headings=HEADINGS))

    assert lines(path)[1].endswith(",这一行有 4 格，应为 3 格。文字中的逗号应放在引号内。,多出")


def test_an_open_quote_swallows_no_row_below_it(tmp_path):
    path = hand_back(
        targets_csv(
            tmp_path, f'{uscc(1)},"甲', f"{uscc(2)},乙", headings="统一社会信用代码,企业名称"
        )
    )

    assert lines(path)[1].startswith(f'{uscc(1)},"甲,"问题: 引号没有成对')
    assert lines(path)[2] == f"{uscc(2)}\t,乙,"


def test_mended_where_it_says_so_it_is_read_without_a_fault(tmp_path):
    path = hand_back(targets_csv(tmp_path, f"{uscc(1)},甲,2024-02-30", headings=HEADINGS))
    path.write_text(text_of(path).replace(",2024-02-30,", ",2024-02-29,"))
    found = read_targets(path)

    assert found.faults == ()
    assert found.value.frame["name"].to_list() == ["甲"]


def test_rows_whose_empty_last_cells_a_program_dropped_are_whole(tmp_path):
    path = hand_back(
        targets_csv(tmp_path, f"{uscc(1)},甲,", f"{uscc(2)},乙,某日", headings=HEADINGS)
    )
    path.write_text(text_of(path).replace(f"{uscc(1)}\t,甲,,", f"{uscc(1)},甲,"))

    assert codes(read_targets(path).faults) == ["not-a-day"]


def test_a_column_added_behind_the_problems_is_read(tmp_path):
    path = put(tmp_path, "targets.csv", f"企业名称\n甲\n{''}")
    path = hand_back(path)
    whole, row = text_of(path).splitlines()
    path.write_text(f"{whole},统一社会信用代码\n{row},{uscc(1)}\n")

    assert read_targets(path).value.ids == (uscc(1),)


def test_formulas_are_disarmed_and_come_again_as_they_were(tmp_path):
    row = f"{uscc(1)},=1+1,-3.5,--,@x,+8612,（缺）,'=x"
    path = targets_csv(tmp_path, row, headings="统一社会信用代码,企业名称,负数,街道,备注,号,缺,撇")
    first = read_targets(path)
    again = hand_back(path)

    assert lines(again)[1].startswith(f"{uscc(1)}\t,'=1+1,-3.5,'--,'@x,+8612,'（缺）,''=x,")
    assert read_targets(again).value.digest == first.value.digest


def test_long_numbers_and_noughts_in_front_survive_a_spreadsheet_program(tmp_path):
    path = targets_csv(tmp_path, "120116000012345,甲,0123", headings="注册号,企业名称,行政区划代码")

    assert lines(hand_back(path))[1].startswith("120116000012345\t,甲,0123\t,注册号：")


@pytest.mark.parametrize(("separator", "ending"), [("\t", "tsv"), (";", "csv"), ("，", "csv")])
def test_the_separator_stays(tmp_path, separator, ending):
    text = f"统一社会信用代码,企业名称\n{uscc(1)},\n{uscc(2)},乙\n".replace(",", separator)
    path = put(tmp_path, "targets.txt", text)
    first, again = read_targets(path), hand_back(path)

    assert again.name == f"targets-问题.{ending}"
    assert f"企业名称{separator}问题" in text_of(again)
    assert told(read_targets(again).faults) == told(first.faults)


def test_gbk_and_gzip_come_back_as_plain_utf_8(tmp_path):
    path = tmp_path / "企业.csv.gz"
    path.write_bytes(gzip.compress(f"统一社会信用代码,企业名称\n{uscc(1)},\n".encode("gbk")))
    again = hand_back(path)

    assert again.name == "企业-问题.csv"
    assert "企业名称：此格必须填写" in text_of(again)


def test_bytes_that_made_no_sense_stay_a_fault(tmp_path):
    path = tmp_path / "targets.csv"
    path.write_bytes("统一社会信用代码,企业名称\n".encode() + uscc(1).encode() + b",\xff\xfe\xfd\n")
    first = read_targets(path)

    assert codes(first.faults) == ["broken-text"]
    assert told(read_targets(hand_back(path)).faults) == told(first.faults)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("企业名称\t甲, 乙\n丙\t丁\n", "missing-column"),
        ("性别\t企业名称\t备注\n男\t丁\t无\n", "missing-column"),
        ("统一社会信用代码,企业名称,企业名称\n1,2,3\n", "column-given-twice"),
        ("甲,乙\n1,2,3\n\n4\n", "no-heading-row"),
        ("姓名,执法证号,工作单位\n某,Z-1,某局\n", "another-kind"),
    ],
)
def test_what_is_wrong_with_the_whole_file_stands_behind_the_heading_of_problems(
    tmp_path, lang, text, code
):
    path = put(tmp_path, "targets.csv", text)
    first, again = read_targets(path), hand_back(path, lang)
    remark = {"zh": "问题（", "en": "Problems ("}[lang]

    assert codes(first.faults) == [code]
    assert remark in text_of(again).splitlines()[0]
    assert told(read_targets(again).faults) == told(first.faults)


def test_a_table_of_another_kind_is_handed_back_likewise(tmp_path):
    path = put(tmp_path, "officers.csv", "人员编号,姓名,工作单位\nO1,某,\nO 2?,某,某局\n")
    first = read_officers(path)
    again = hand_back(path, table="officers", read=read_officers)

    assert "工作单位：此格必须填写。请补上。" in text_of(again)
    assert told(read_officers(again).faults) == told(first.faults)
    assert [notice for notice in read_officers(again).notices if "问题" in str(notice)] == []


@pytest.mark.parametrize(
    ("table", "content"),
    [
        ("targets", b""),
        ("targets", b"%PDF-1.7"),
        ("targets", b'{"targets": []}'),
        ("targets", b"\x1f\x8bbroken"),
        ("draw", b"a,b\n1,2\n"),
    ],
)
def test_what_is_no_table_is_not_handed_back(tmp_path, table, content):
    path = tmp_path / "targets.csv"
    path.write_bytes(content)

    assert hand_back(path, table=table) is None
