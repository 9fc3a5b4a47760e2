from __future__ import annotations

import json
from fractions import Fraction

import pytest

from api.files.known import Known
from api.files.policy import DEFAULTS, policy_data, read_policy
from scheduler.domain.bodies import Level
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import AnnualCaps, Policy, Remedy
from tests.api.files.desk import codes, put, said, said_in_english
from tests.shelf import PROBLEM

BODIES = Known.from_pairs([("B1", "市场监管局"), ("B2", "街道"), ("B.3", "应急局")])


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


def test_days_people_lending_and_remedies_are_settings_too(tmp_path):
    policy = read(
        tmp_path,
        max_per_day=1,
        max_per_week="3次",
        urgent_reserve="10%",
        day_quantile="100%",
        require_senior="是",
        no_repeated_pairs=True,
        lending={"B1": ["B2", "B.3"], "B2": []},
        remedies=["指定", "other_day"],
    ).value

    assert policy == Policy(
        version="1",
        max_per_day=1,
        max_per_week=3,
        urgent_reserve=Fraction(1, 10),
        day_quantile=Fraction(1),
        require_senior=True,
        no_repeated_pairs=True,
        lending={"B1": ("B2", "B.3"), "B2": ()},
        remedies=(Remedy.DIRECT_ASSIGNMENT, Remedy.OTHER_DAY),
    )


def test_a_table_names_lenders_body_by_body(tmp_path):
    table = "参数,取值\n版本,1\n借调.B.3,B1|B2\nlending.B1,B2\n补救措施,借调、改日\n"
    policy = read_policy(put(tmp_path, "policy.csv", table)).value

    assert policy.lending == {"B.3": ("B1", "B2"), "B1": ("B2",)}
    assert policy.remedies == (Remedy.LENDING, Remedy.OTHER_DAY)


def test_an_empty_list_in_a_table_is_one_and_an_empty_setting_is_none(tmp_path):
    table = "参数,取值\n版本,1\n补救措施,无\n不计次计划类型,\n每人每日上限,无\n"
    policy = read_policy(put(tmp_path, "policy.csv", table)).value

    assert policy == Policy(version="1", remedies=(), exempt_kinds=frozenset())


def test_names_of_bodies_become_ids_in_the_lending(tmp_path):
    path = put(
        tmp_path,
        "policy.json",
        json.dumps({"version": "1", "借调": {"市场监管局": ["街道", "B.3"]}}),
    )

    assert read_policy(path, BODIES).value.lending == {"B1": ("B2", "B.3")}


@pytest.mark.parametrize(
    ("lending", "code", "zh", "en"),
    [
        ({"B9": ["B1"]}, "unknown-body", "没有“B9”", "not among the bodies"),
        ({"B1": ["B9"]}, "unknown-body", "没有“B9”", "not among the bodies"),
        ({"B1": ["市场监管局"]}, "lends-to-itself", "不能向自己借调", "to itself"),
        ({"B1": ["B2", "街道"]}, "listed-twice", "“街道”在名单中出现了", "more than once"),
        ({"B1": ["B2"], "市场监管局": []}, "key-given-twice", "“B1”写了不止一次", "“B1” is given"),
        ({"B1": {"B2": 1}}, "not-a-list", "应为列表", "A list"),
        (["B1"], "not-an-object", "应为一组", "An object"),
    ],
)
def test_every_fault_of_the_lending_is_told_with_its_body(tmp_path, lending, code, zh, en):
    path = put(tmp_path, "policy.json", json.dumps({"version": "1", "lending": lending}))
    found = read_policy(path, BODIES)

    assert codes(found.faults) == [code]
    assert said(found)[0].startswith("policy.json，lending")
    assert zh in said(found)[0]
    assert en in said_in_english(found)[0]


def test_a_body_that_was_left_out_cannot_lend(tmp_path):
    bodies = Known(ids=frozenset({"B1"}), left_out=frozenset({"B2"}))
    path = put(tmp_path, "policy.json", json.dumps({"version": "1", "lending": {"B1": ["B2"]}}))

    assert codes(read_policy(path, bodies).faults) == ["refers-to-left-out"]


def test_shares_on_their_edge_are_sound(tmp_path):
    policy = read(tmp_path, urgent_reserve="99.9%", day_quantile="0.1%").value

    assert (policy.urgent_reserve, policy.day_quantile) == (Fraction(999, 1000), Fraction(1, 1000))


@pytest.mark.parametrize(
    ("settings", "code", "zh", "en"),
    [
        ({"grace_month": 3}, "unknown-key", "是否为：grace_months", "perhaps: grace_months"),
        ({"grace_months": -3}, "not-a-count", "“-3”应为不小于 0 的整数", "whole number from 0"),
        ({"walk_factor": 0}, "must-be-at-least-one", "应不小于 1", "At least 1"),
        ({"max_per_day": 0}, "must-be-at-least-one", "应不小于 1", "At least 1"),
        ({"max_per_week": "两次"}, "not-a-count", "“两次”应为", "whole number from 0"),
        ({"urgent_reserve": "100%"}, "share-out-of-range", "应为 0% ≤ x < 100%", "out of range"),
        ({"day_quantile": 0}, "share-out-of-range", "应为 0% < x ≤ 100%", "out of range"),
        ({"day_quantile": "101%"}, "share-out-of-range", "“101%”超出范围", "out of range"),
        ({"day_quantile": "x"}, "not-a-ratio", "“x”不是比例", "is no ratio"),
        ({"remedies": ["改日", "other_day"]}, "listed-twice", "“other_day”在名单中", "once"),
        ({"remedies": ["加班"]}, "not-a-choice", "改日(other_day)", "is not one of"),
        ({"require_senior": "两名"}, "not-a-truth", "应为“是”或“否”", "yes or no"),
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
