from __future__ import annotations

from datetime import date

import pytest

from api.files.conflicts import read_conflicts
from api.files.known import Known
from scheduler.domain.conflicts import ConflictState, Relation, Subject
from tests.api.files.desk import codes, noticed, put, said, said_in_english, uscc

OFFICERS = Known.from_pairs([("O1", "甲"), ("O1", "Z-1"), ("O2", "乙"), ("O3", "乙")])
TARGETS = Known(ids=frozenset({uscc(1)}))
HEADINGS = "执法人员,回避对象,关系,生效日期,截止日期\n"


def conflicts(folder, *rows, headings=HEADINGS):
    path = put(folder, "conflicts.csv", headings + "\n".join(rows) + "\n")
    return read_conflicts(path, OFFICERS, TARGETS)


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("本人", Relation.SELF),
        ("配偶", Relation.SPOUSE),
        ("直系血亲", Relation.LINEAL),
        ("三代以内旁系血亲", Relation.COLLATERAL_3),
        ("近姻亲", Relation.IN_LAW),
        ("其他", Relation.OTHER),
        ("spouse", Relation.SPOUSE),
    ],
)
def test_relations_are_read_in_both_languages(tmp_path, word, relation):
    (conflict,) = conflicts(tmp_path, f"O1,{uscc(1)},{word},,").value

    assert conflict.relation is relation
    assert (conflict.subject, conflict.state) == (Subject.TARGET, ConflictState.DECIDED_AVOID)
    assert (conflict.since, conflict.until) == (None, None)


@pytest.mark.parametrize("who", ["O1", "甲", "Z-1"])
def test_an_officer_is_found_by_number_name_or_certificate(tmp_path, who):
    assert conflicts(tmp_path, f"{who},{uscc(1)},配偶,,").value[0].officer_id == "O1"


@pytest.mark.parametrize("who", ["O9", "乙"])
def test_an_officer_who_is_not_known_for_certain_is_a_fault(tmp_path, who):
    found = conflicts(tmp_path, f"{who},{uscc(1)},配偶,,")

    (line,) = said(found)
    assert line == (
        f"conflicts.csv，第 2 行，“执法人员”列：执法人员名录库中没有“{who}”，或有重名。"
        "请填写人员编号或执法证号。"
    )
    assert "or two officers have that name" in said_in_english(found)[0]
    assert found.value == ()


def test_the_last_day_is_a_day_of_the_conflict(tmp_path):
    (conflict,) = conflicts(tmp_path, f"O1,{uscc(1)},配偶,2026-01-01,2026-03-31").value

    assert conflict.in_force(date(2026, 3, 31))
    assert not conflict.in_force(date(2026, 4, 1))


def test_a_conflict_that_ends_before_it_begins_is_a_fault(tmp_path):
    found = conflicts(tmp_path, f"O1,{uscc(1)},配偶,2026-03-01,2026-02-01")

    assert "结束“2026-02-01”不晚于开始 2026-03-01" in said(found)[0]
    assert "is not after the start 2026-03-01" in said_in_english(found)[0]


def test_a_target_nobody_knows_is_told_and_kept(tmp_path):
    found = conflicts(tmp_path, f"O1,{uscc(7)},配偶,,")

    assert "此回避本次不起作用" in noticed(found)[0]
    assert len(found.value) == 1


def test_a_code_is_written_as_in_the_registry(tmp_path):
    full = "".join(chr(ord(sign) + 0xFEE0) for sign in uscc(1))
    found = conflicts(tmp_path, f"O1,{full},配偶,,")

    assert found.value[0].subject_id == uscc(1)
    assert found.notices == ()


def test_groups_and_persons_may_have_any_key(tmp_path):
    text = "officer_id,subject,subject_id,relation,state\nO1,集团,某某集团,本人,申请中\n"
    (conflict,) = conflicts(tmp_path, headings=text).value

    assert (conflict.subject, conflict.subject_id) == (Subject.GROUP, "某某集团")
    assert conflict.state is ConflictState.APPLIED


def test_the_same_conflict_twice_and_unknown_words_are_faults(tmp_path):
    row = f"O1,{uscc(1)},配偶,,"
    found = conflicts(tmp_path, row, row, f"O1,{uscc(1)},同学,,", "O1,,配偶,,")

    assert sorted(codes(found.faults)) == ["duplicate", "missing-value", "not-a-choice"]
    assert len(found.value) == 1
