from __future__ import annotations

import pytest

from api.files.known import Known
from api.files.relatives import read_relatives
from scheduler.domain.conflicts import Kinship, Relation
from tests.api.files.desk import codes, put, said, said_in_english

OFFICERS = Known.from_pairs([("O1", "甲"), ("O1", "Z-1"), ("O2", "乙"), ("O3", "丙"), ("O4", "丙")])


def relatives(folder, *rows, headings="姓名,亲属姓名,关系\n"):
    path = put(folder, "relatives.csv", headings + "\n".join(rows) + "\n")
    return read_relatives(path, OFFICERS)


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("配偶", Relation.SPOUSE),
        ("父子", Relation.LINEAL),
        ("兄弟", Relation.COLLATERAL_3),
        ("近姻亲", Relation.IN_LAW),
        ("lineal", Relation.LINEAL),
        ("", Relation.OTHER),
    ],
)
def test_relations_are_read_in_both_languages(tmp_path, word, relation):
    assert relatives(tmp_path, f"甲,乙,{word}").value == (
        Kinship(officer_id="O1", relative_id="O2", relation=relation),
    )


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("人员编号,亲属编号,关系\n", "O2,O1,配偶"),
        ("执法证号,亲属姓名,亲属关系\n", "Z-1,乙,夫妻"),
        ("姓名,亲属执法证号,关系\n", "乙,Z-1,配偶"),
        ("officer_id,relative_id,relation\n", "O1,O2,spouse"),
    ],
)
def test_both_are_found_by_number_name_or_certificate_the_smaller_id_first(tmp_path, headings, row):
    assert relatives(tmp_path, row, headings=headings).value == (
        Kinship(officer_id="O1", relative_id="O2", relation=Relation.SPOUSE),
    )


def test_a_pair_that_both_name_stands_once_and_pairs_are_sorted(tmp_path):
    found = relatives(
        tmp_path,
        "O2,O3,兄弟",
        "O1,O2,配偶",
        "O2,O1,配偶",
        headings="人员编号,亲属编号,关系\n",
    )

    assert found.faults == ()
    assert [(pair.officer_id, pair.relative_id) for pair in found.value] == [
        ("O1", "O2"),
        ("O2", "O3"),
    ]


def test_a_relation_may_be_left_out(tmp_path):
    (pair,) = relatives(tmp_path, "甲,乙", headings="姓名,近亲属\n").value

    assert pair.relation is Relation.OTHER


@pytest.mark.parametrize("row", ["O9,乙,配偶", "甲,O9,配偶", "甲,丙,配偶"])
def test_somebody_who_is_not_known_for_certain_is_a_fault(tmp_path, row):
    found = relatives(tmp_path, row)

    assert codes(found.faults) == ["unknown-officer"]
    assert "或有重名" in said(found)[0]
    assert found.value == ()


def test_nobody_is_his_own_relative(tmp_path):
    found = relatives(tmp_path, "甲,Z-1,配偶", "甲,乙,配偶")

    assert said(found) == [
        "relatives.csv，第 2 行，“亲属姓名”列：“O1”不能是自己的亲属。请改正其中一人。"
    ]
    assert "“O1” cannot be his own relative" in said_in_english(found)[0]
    assert len(found.value) == 1


def test_all_faults_are_told_at_once(tmp_path):
    found = relatives(tmp_path, "甲,,配偶", ",乙,配偶", "甲,乙,同学", "甲,乙,配偶")

    assert sorted(codes(found.faults)) == ["missing-value", "missing-value", "not-a-choice"]
    assert len(found.value) == 1
