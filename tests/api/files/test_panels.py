"""Pools of people with feature quotas: both files are read, and all their faults told at once."""

from __future__ import annotations

import pytest

from api.files.panels import read_categories, read_respondents
from tests.api.files.desk import codes, put, said, said_in_english

CATEGORIES = """feature,value,min,max
gender,female,1,2
gender,male,1,2
age,young,0,3
age,old,1,3
"""
RESPONDENTS = """nationbuilder_id,name,gender,age,town
p3,c,female,young,x
p1,a,male,old,y
p2,b,female,old,y
"""


def categories(tmp_path, text=CATEGORIES):
    return read_categories(put(tmp_path, "categories.csv", text))


def respondents(tmp_path, text=RESPONDENTS):
    margins = categories(tmp_path).value
    return read_respondents(put(tmp_path, "respondents.csv", text), margins)


def test_categories_become_margins_in_their_order(tmp_path):
    found = categories(tmp_path)

    assert not found.faults
    assert [(m.column, m.level, m.least, m.most) for m in found.value] == [
        ("gender", "female", 1, 2),
        ("gender", "male", 1, 2),
        ("age", "young", 0, 3),
        ("age", "old", 1, 3),
    ]


@pytest.mark.parametrize(
    "headings",
    ["category,name,min,max", "类别,取值,下限,上限", "Feature,Value,Minimum,Maximum"],
)
def test_the_usual_headings_mean_the_same(tmp_path, headings):
    text = CATEGORIES.replace("feature,value,min,max", headings)

    assert categories(tmp_path, text).value == categories(tmp_path).value


def test_respondents_are_sorted_and_keep_only_features(tmp_path):
    found = respondents(tmp_path)

    assert not found.faults
    assert found.value.columns == ["person_id", "gender", "age"]
    assert found.value.rows() == [
        ("p1", "male", "old"),
        ("p2", "female", "old"),
        ("p3", "female", "young"),
    ]


def test_all_faults_of_categories_are_told(tmp_path):
    text = """feature,value,min,max
gender,female,3,2
gender,male,one,2
gender,male,1,2
GENDER,other,0,1
age,,0,1
id,1,0,1
"""
    found = categories(tmp_path, text)

    assert sorted(codes(found.faults)) == [
        "duplicate",
        "features-alike",
        "features-alike",
        "minimum-above-maximum",
        "missing-value",
        "not-a-count",
    ]
    assert any("“GENDER”与“gender”无法由列名区分" in line for line in said(found))
    assert any("“GENDER” and “gender” cannot be told apart" in x for x in said_in_english(found))


def test_all_faults_of_respondents_are_told(tmp_path):
    text = """id,gender,age
p1,female,young
p1,male,old
p@2,male,old
p3,,old
p4,male,middle
"""
    found = respondents(tmp_path, text)

    assert sorted(codes(found.faults)) == [
        "duplicate",
        "missing-value",
        "not-a-plain-id",
        "unknown-category",
    ]
    assert any("“middle”不在类别表中，应为：young、old" in line for line in said(found))


def test_a_feature_without_a_column_is_a_fault(tmp_path):
    found = respondents(tmp_path, "id,gender\np1,male\n")

    assert codes(found.faults) == ["missing-column"]


def test_no_categories_are_a_fault(tmp_path):
    assert codes(categories(tmp_path, "feature,value,min,max\n").faults) == ["no-categories"]
