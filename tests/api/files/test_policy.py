from __future__ import annotations

import json
from fractions import Fraction

import pytest

from api.files.policy import DEFAULTS, policy_data, read_policy
from scheduler.domain.bodies import Level
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import AnnualCaps, Policy
from tests.api.files.desk import codes, put, said, said_in_english
from tests.shelf import PROBLEM


def read(folder, **settings):
    return read_policy(put(folder, "policy.json", json.dumps({"version": "1", **settings})))


def test_what_is_written_is_read_back(tmp_path):
    path = put(tmp_path, "policy.json", json.dumps(policy_data(PROBLEM.policy)))

    assert read_policy(path).value == PROBLEM.policy


def test_where_the_document_is_silent_the_defaults_hold(tmp_path):
    policy = read(tmp_path).value

    assert policy == Policy(version="1")
    assert policy_data(policy) | {"version": "defaults"} == policy_data(DEFAULTS)


def test_a_table_of_settings_means_the_same_as_a_document(tmp_path):
    table = (
        "参数,取值,说明\n政策版本,1,\n每部门每年上限,2,\ncaps.per_level.市,1,市级\n合计每年上限,4,\n"
        "须有主办人,否,\n备选比例,50%,\n不计次计划类型,个案检查、专项,\n"
    )
    policy = read_policy(put(tmp_path, "policy.csv", table)).value

    assert policy == Policy(
        version="1",
        caps=AnnualCaps(per_body=2, per_level={Level.CITY: 1}, total=4),
        require_leader=False,
        reserve_ratio=Fraction(1, 2),
        exempt_kinds=frozenset({PlanKind.CASE_CHECK, PlanKind.SPECIAL}),
    )


@pytest.mark.parametrize(
    ("settings", "code", "zh", "en"),
    [
        ({"grace_month": 3}, "unknown-key", "是否为：grace_months", "perhaps: grace_months"),
        ({"grace_months": -3}, "not-a-count", "“-3”应为不小于 0 的整数", "whole number from 0"),
        ({"walk_factor": 0}, "must-be-at-least-one", "应不小于 1", "At least 1"),
        ({"reserve_ratio": "一半"}, "not-a-ratio", "“一半”不是比例", "is no ratio"),
        ({"exempt_kinds": ["x"]}, "not-a-choice", "个案检查(case_check)", "is not one of"),
        ({"caps": {"per_level": {"省": 1}}}, "not-a-choice", "街镇(street)", "is not one of"),
        ({"caps": {"per_level": 3}}, "not-an-object", "应为一组", "An object"),
        ({"caps": {"totl": 3}}, "unknown-key", "是否为：total", "perhaps: total"),
        ({"version": None}, "missing-key", "缺少“version”", "“version” is missing"),
    ],
)
def test_every_fault_is_told_and_there_is_no_half_a_policy(tmp_path, settings, code, zh, en):
    found = read(tmp_path, **settings)

    assert codes(found.faults) == [code]
    assert zh in said(found)[0]
    assert en in said_in_english(found)[0]
    assert found.value is None
    assert not found.readable


def test_all_faults_are_told_at_once(tmp_path):
    found = read(tmp_path, min_team_size=0, load_slack="x", coordination="y", xyz=1)

    assert sorted(codes(found.faults)) == [
        "must-be-at-least-one",
        "not-a-choice",
        "not-a-count",
        "unknown-key",
    ]


def test_a_setting_given_twice_in_a_table_is_a_fault(tmp_path):
    found = read_policy(put(tmp_path, "policy.csv", "参数,取值\nversion,1\nversion,2\n"))

    assert codes(found.faults) == ["duplicate"]
    assert found.value is None
