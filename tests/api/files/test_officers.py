from __future__ import annotations

from datetime import date

import pytest

from api.files.known import Known
from api.files.officers import read_officers
from scheduler.domain.calendar import Window
from tests.api.files.desk import codes, noticed, officers_csv, said, said_in_english

BODIES = Known.from_pairs([("SCJG", "市场监管局"), ("YJ", "应急管理局")])
MARCH = Window(date(2026, 3, 1), date(2026, 4, 1))
CERTIFICATES = "人员编号,姓名,工作单位,执法证有效期"


def test_reads_the_three_columns_that_a_real_template_has(tmp_path):
    path = officers_csv(tmp_path, "120116-001,某某,SCJG", headings="执法证号,姓名,工作单位")
    row = read_officers(path).value.frame.row(0, named=True)

    assert row["officer_id"] == row["cert_no"] == "120116-001"
    assert (row["status"], row["front_line"], row["may_lead"]) == ("on_duty", True, True)


def test_reads_chinese_words_for_states_and_lists(tmp_path):
    path = officers_csv(
        tmp_path,
        "O1,某,SCJG,离岗,否,是,食品、特种设备",
        headings="人员编号,姓名,工作单位,执法人员状态,是否一线,是否借调,岗位资质资格",
    )
    row = read_officers(path).value.frame.row(0, named=True)

    assert (row["status"], row["front_line"], row["seconded"]) == ("off_duty", False, True)
    assert row["qualifications"] == ["特种设备", "食品"]


def test_a_certificate_for_ever_is_one(tmp_path):
    path = officers_csv(tmp_path, "O1,某,SCJG,长期", "O2,某,SCJG,9999-09-09", headings=CERTIFICATES)
    found = read_officers(path)

    assert found.faults == ()
    assert found.value.frame["cert_valid_to"].to_list() == [date(9999, 12, 31), date(9999, 9, 9)]


def test_bodies_are_found_by_name_or_id(tmp_path):
    path = officers_csv(tmp_path, "O1,某,市场监管局", "O2,某,YJ")

    assert read_officers(path, BODIES).value.frame["body_id"].to_list() == ["SCJG", "YJ"]


def test_a_body_that_nobody_knows_is_a_fault(tmp_path):
    found = read_officers(officers_csv(tmp_path, "O1,某,气象局", "O2,某,YJ"), BODIES)

    (line,) = said(found)
    assert line == (
        "officers.csv，第 2 行，“工作单位”列：执法主体表中没有“气象局”。"
        "请改正编号或名称，或在执法主体表中补上。"
    )
    assert "“气象局” is not among the bodies" in said_in_english(found)[0]
    assert found.value.ids == ("O2",)


def test_a_body_whose_row_was_left_out_is_told_apart(tmp_path):
    bodies = Known(ids=frozenset({"YJ"}), left_out=frozenset({"SCJG"}))
    found = read_officers(officers_csv(tmp_path, "O1,某,SCJG"), bodies)

    assert codes(found.faults) == ["refers-to-left-out"]
    assert "请先改正那一行" in said(found)[0]
    assert "Correct that row first" in said_in_english(found)[0]


def test_a_certificate_number_that_is_no_id_needs_an_id_beside_it(tmp_path):
    path = officers_csv(tmp_path, "津A001,某,YJ", headings="执法证号,姓名,工作单位")
    alone = read_officers(path)
    beside = read_officers(
        officers_csv(tmp_path, "O1,津A001,某,YJ", headings="人员编号,执法证号,姓名,工作单位")
    )

    assert "“津A001”不能作编号" in said(alone)[0]
    assert "cannot be an identifier" in said_in_english(alone)[0]
    assert beside.faults == ()
    assert beside.value.frame["cert_no"].to_list() == ["津A001"]


def test_an_officer_twice_is_a_fault(tmp_path):
    found = read_officers(officers_csv(tmp_path, "O1,某,YJ", "O1,某,YJ"))

    assert "“O1”与第 2 行重复" in said(found)[0]


def test_a_minimum_above_the_maximum_is_a_fault(tmp_path):
    path = officers_csv(
        tmp_path, "O1,某,YJ,5,3", headings="人员编号,姓名,工作单位,检查次数下限,检查次数上限"
    )
    found = read_officers(path)

    assert "下限 5 大于上限 3" in said(found)[0]
    assert "The minimum 5 is above the maximum 3" in said_in_english(found)[0]


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("2026-02-28", "certificate-expired"),
        ("2026-03-01", "certificate-expires"),
        ("2026-03-31", "certificate-expires"),
        ("", "certificate-missing"),
    ],
)
def test_a_certificate_that_does_not_last_is_told_and_the_row_stays(tmp_path, until, code):
    path = officers_csv(tmp_path, f"O1,某,YJ,{until}", headings=CERTIFICATES)
    found = read_officers(path, None, MARCH)

    assert found.faults == ()
    assert codes(found.notices) == [code]
    assert noticed(found)[0].startswith("officers.csv，第 2 行，“执法证有效期”列：")
    assert len(found.value) == 1


def test_a_certificate_that_lasts_is_not_worth_a_word(tmp_path):
    path = officers_csv(tmp_path, "O1,某,YJ,2026-04-01", headings=CERTIFICATES)

    assert read_officers(path, None, MARCH).notices == ()


def test_no_column_of_certificates_is_told_once(tmp_path):
    found = read_officers(officers_csv(tmp_path, "O1,某,YJ", "O2,某,YJ"), None, MARCH)

    assert codes(found.notices) == ["no-certificates"]


def test_columns_that_officers_have_no_use_for_are_told(tmp_path):
    path = officers_csv(
        tmp_path, "1,O1,某,YJ,1101,男", headings="序号,人员编号,姓名,工作单位,身份证号,性别"
    )
    found = read_officers(path)

    assert codes(found.notices) == ["personal-columns", "columns-not-used"]
    assert "未使用的列：性别" in noticed(found)[1]


def test_experts_seniors_and_where_officers_sit_are_read(tmp_path):
    path = officers_csv(
        tmp_path,
        "O1,某,YJ,专家,一般,塘沽街道,512345.6,4300000",
        "O2,某,YJ,执法人员,骨干,,,",
        "O3,某,YJ,,是,,,",
        headings="人员编号,姓名,工作单位,人员类别,资深,驻地街道,驻地东坐标,驻地北坐标",
    )
    found = read_officers(path)

    assert found.faults == found.notices == ()
    assert found.value.frame.select(
        "role", "senior", "base_street", "easting", "northing"
    ).rows() == [
        ("expert", False, "塘沽街道", 512_346, 4_300_000),
        ("officer", True, None, None, None),
        ("officer", True, None, None, None),
    ]


def test_an_unknown_role_is_a_fault(tmp_path):
    path = officers_csv(tmp_path, "O1,某,YJ,辅助人员", headings="人员编号,姓名,工作单位,角色")
    found = read_officers(path)

    assert codes(found.faults) == ["not-a-choice"]
    assert "执法人员(officer)、专家(expert)" in said(found)[0]
    assert "is not one of" in said_in_english(found)[0]


def test_coordinates_of_a_base_are_metres(tmp_path):
    headings = "人员编号,姓名,工作单位,东坐标,北坐标"
    found = read_officers(officers_csv(tmp_path, "O1,某,YJ,117.7,39.0", headings=headings))

    assert codes(found.faults) == ["degrees-not-metres"]


def test_an_expert_needs_no_certificate(tmp_path):
    rows = ("O1,某,YJ,,专家", "O2,某,YJ,,执法人员", "O3,某,YJ,2026-02-01,专家")
    path = officers_csv(tmp_path, *rows, headings=f"{CERTIFICATES},角色")
    found = read_officers(path, None, MARCH)

    assert [(fault.code, fault.facts["row"]) for fault in found.notices] == [
        ("certificate-missing", 3)
    ]
