from __future__ import annotations

from datetime import date

from api.files.inspections import read_inspections
from api.files.known import Known
from tests.api.files.desk import codes, noticed, put, said, said_in_english, uscc

BODIES = Known.from_pairs([("SCJG", "市场监管局")])
TARGETS = Known(ids=frozenset({uscc(1), "T2"}))
OFFICERS = Known.from_pairs([("O1", "甲"), ("O1", "Z-1"), ("O2", "乙"), ("O3", "乙")])
HEADINGS = "统一社会信用代码,检查机关,检查日期,检查人员,检查事项,计划类型,不计次\n"


def history(folder, *rows, headings=HEADINGS):
    path = put(folder, "history.csv", headings + "\n".join(rows) + "\n")
    return read_inspections(path, bodies=BODIES, targets=TARGETS, officers=OFFICERS)


def test_reads_a_record_as_departments_keep_it(tmp_path):
    found = history(tmp_path, f"{uscc(1)},市场监管局,2025/11/3,甲、O2,I1、I2,专项检查,是")
    row = found.value.frame.row(0, named=True)

    assert (found.faults, found.notices) == ((), ())
    assert row["body_id"] == "SCJG"
    assert row["day"] == date(2025, 11, 3)
    assert row["officer_ids"] == ["O1", "O2"]
    assert row["item_ids"] == ["I1", "I2"]
    assert (row["plan_kind"], row["cap_exempt"]) == ("special", True)


def test_a_visit_without_a_number_is_body_target_and_day(tmp_path):
    found = history(tmp_path, f"{uscc(1)},SCJG,2025-11-03,,,,", f"{uscc(1)},SCJG,2025-12-03,,,,")

    assert found.value.frame["visit_id"].to_list() == [
        f"{uscc(1)}/SCJG/2025-11-03",
        f"{uscc(1)}/SCJG/2025-12-03",
    ]


def test_the_same_visit_twice_is_a_fault(tmp_path):
    found = history(tmp_path, f"{uscc(1)},SCJG,2025-11-03,,,,", f"{uscc(1)},SCJG,20251103,,,,")

    assert codes(found.faults) == ["duplicate"]
    assert "与第 2 行重复" in said(found)[0]
    assert len(found.value) == 1


def test_targets_and_officers_that_are_gone_are_told_and_kept(tmp_path):
    found = history(tmp_path, f"{uscc(9)},SCJG,2025-11-03,已退休,,,")

    assert found.faults == ()
    assert codes(found.notices) == ["unknown-target-in-log", "unknown-officer-in-log"]
    assert "记录保留" in noticed(found)[0]
    assert len(found.value) == 1


def test_a_name_that_two_officers_have_means_neither(tmp_path):
    found = history(tmp_path, f"{uscc(1)},SCJG,2025-11-03,乙,,,")

    assert codes(found.notices) == ["unknown-officer-in-log"]


def test_a_body_that_nobody_knows_is_a_fault(tmp_path):
    found = history(tmp_path, f"{uscc(1)},气象局,2025-11-03,,,,")

    assert codes(found.faults) == ["unknown-body"]
    assert "“气象局” is not among the bodies" in said_in_english(found)[0]


def test_a_day_is_needed_and_must_exist(tmp_path):
    found = history(tmp_path, f"{uscc(1)},SCJG,,,,,", f"{uscc(1)},SCJG,2025-11-31,,,,")

    assert sorted(codes(found.faults)) == ["impossible-day", "missing-value"]
    assert len(found.value) == 0


def test_open_tasks_are_read_alike(tmp_path):
    path = put(tmp_path, "live_tasks.csv", HEADINGS + f"{uscc(1)},SCJG,2026-03-03,,,,\n")

    assert len(read_inspections(path, "live_tasks").value) == 1
