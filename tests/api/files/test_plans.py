"""Plans as JSON, as YAML and as a table: one meaning, and every fault with its place."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from api.files.forms.plans import plans_data
from api.files.forms.surroundings import Surroundings
from api.files.known import Known
from api.files.plans import read_plans
from scheduler.domain.items import InspectionItem
from scheduler.domain.overlap import Law, Margin, OverlappingQuota
from scheduler.domain.plans import ListedTargets, PlanKind
from scheduler.domain.policy import RATIO_PRESETS
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.domain.suitability import Suitability
from tests.api.files.desk import codes, put, said, said_in_english
from tests.shelf import PROBLEM

AROUND = Surroundings(
    bodies=Known.from_pairs([("SCJG", "市场监管局"), ("YJ", "应急管理局")]),
    items=Known.from_pairs([("I1", "食品销售"), ("I2", "消防设施")]),
    targets=Known(ids=frozenset({"T1", "T2"})),
)
ITEMS = {
    "I1": InspectionItem(item_id="I1", name="食品销售", body_id="SCJG"),
    "I2": InspectionItem(item_id="I2", name="消防设施", body_id="YJ"),
}
HEADINGS = (
    "计划编号,计划名称,计划类型,发起部门,配合部门,牵头部门,检查对象范围,抽查比例/数量,"
    "抽查事项,每组人数,开始日期,结束日期"
)
ROW = (
    "P1,食品安全,部门联合双随机,市场监管局,应急管理局,,街道=塘沽街道;industry_code^=52,5%,"
    "食品销售、消防设施,2,2026-03-02,2026-03-31"
)


def plan_data(**changes):
    """Return a good plan as plain data, with changes; None takes a key away."""
    data = {
        "plan_id": "P1",
        "name": "食品安全",
        "kind": "dual_random",
        "window": {"starts": "2026-03-02", "ends": "2026-04-01"},
        "participations": [{"body_id": "SCJG", "team_size": 2}],
        "targets": {"draw": {"scope": [], "quota": "5%"}},
        **changes,
    }
    return {key: value for key, value in data.items() if value is not None}


def with_quota(quota):
    return plan_data(targets={"draw": {"quota": quota}})


def read(folder, *plans):
    path = folder / "plans.json"
    path.write_text(json.dumps({"plans": list(plans)}, ensure_ascii=False), encoding="utf-8")
    return read_plans(path, AROUND, ITEMS)


def quota_of(found):
    assert said(found) == []
    return found.value[0].targets.quota


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "plans.json"
    path.write_text(json.dumps(plans_data(PROBLEM.plans)), encoding="utf-8")

    assert read_plans(path).value == PROBLEM.plans


def test_yaml_means_the_same_as_json(tmp_path):
    text = """
    plans:
    - plan_id: P1
      kind: 双随机
      name: 食品安全
      window: {starts: 2026-03-02, last_day: 2026-03-31}
      participations:
      - {body_id: 市场监管局, team_size: 2}
      targets: {draw: {quota: 5%}}
    """
    assert (
        read_plans(put(tmp_path, "plans.yaml", text), AROUND).value
        == read(tmp_path, plan_data()).value
    )


def test_chinese_keys_mean_the_same_as_english_ones(tmp_path):
    plan = {
        "计划编号": "P1",
        "计划名称": "食品安全",
        "计划类型": "双随机",
        "起止时间": {"开始日期": "2026年3月2日", "结束日期": "2026年3月31日"},
        "参与部门": [{"部门": "市场监管局", "每组人数": 2}],
        "检查对象": {"抽取": {"抽查比例/数量": "5%"}},
    }

    assert read(tmp_path, plan).value == read(tmp_path, plan_data()).value


def test_a_table_has_one_plan_per_row(tmp_path):
    found = read_plans(put(tmp_path, "plans.csv", f"{HEADINGS}\n{ROW}\n"), AROUND, ITEMS)
    (plan,) = found.value

    assert found.faults == ()
    assert plan.kind is PlanKind.JOINT_DUAL_RANDOM
    assert (plan.window.starts, plan.window.ends) == (date(2026, 3, 2), date(2026, 4, 1))
    assert [(part.body_id, part.item_ids) for part in plan.participations] == [
        ("SCJG", ("I1",)),
        ("YJ", ("I2",)),
    ]
    assert plan.lead_body == "SCJG"
    assert plan.targets.scope == Scope(
        (
            Condition("street", Operator.IN, ("塘沽街道",)),
            Condition("industry_code", Operator.STARTS_WITH, ("52",)),
        )
    )
    assert plan.targets.quota == Quota(kind=QuotaKind.RATIO, otherwise=Fraction(1, 20))


def test_a_row_with_a_list_is_a_plan_with_a_list(tmp_path):
    text = (
        "计划编号,计划类型,发起部门,对象名单,指定理由,批准人,开始日期,结束日期\n"
        "P1,个案检查,市场监管局,T1、T2,投诉,局长办公会,2026-03-02,2026-03-06\n"
    )
    found = read_plans(put(tmp_path, "plans.csv", text), AROUND)

    assert found.faults == ()
    assert found.value[0].targets == ListedTargets(
        target_ids=("T1", "T2"), reason="投诉", approver="局长办公会"
    )


def test_faults_of_a_table_stand_at_their_cells_and_good_rows_stay(tmp_path):
    rows = [
        ROW,
        "P2,计划二,双随机,气象局,,,,5%,,2,2026-03-02,2026-03-31",
        "P3,计划三,双随机,市场监管局,,,,适当比例,,2,2026-03-02,2026-03-31",
        "P4,计划四,双随机,市场监管局,,,全部食品,150%,,2,2026-03-31,2026-03-02",
        "P5,计划五,不随机,市场监管局,,,,1,广告,两,2026-03-02,2026-03-31",
    ]
    path = put(tmp_path, "plans.csv", "\n".join((HEADINGS, *rows)) + "\n")
    found = read_plans(path, AROUND, ITEMS)
    told = {(f.facts["row"], f.facts["column"], f.code) for f in found.faults}

    assert told == {
        (3, "发起部门", "unknown-body"),
        (4, "抽查比例/数量", "not-a-ratio"),
        (5, "检查对象范围", "not-a-scope"),
        (5, "抽查比例/数量", "ratio-out-of-range"),
        (5, "开始日期", "window-ends-before-start"),
        (6, "计划类型", "not-a-choice"),
        (6, "抽查比例/数量", "ratio-or-number"),
        (6, "抽查事项", "unknown-item"),
        (6, "每组人数", "not-a-count"),
    }
    assert [plan.plan_id for plan in found.value] == ["P1"]


@pytest.mark.parametrize(
    ("heading", "cell", "kind", "amount"),
    [
        ("抽查比例", "1", QuotaKind.RATIO, Fraction(1)),
        ("抽查数量", "1", QuotaKind.COUNT, Fraction(1)),
        ("抽查比例/数量", "100%", QuotaKind.RATIO, Fraction(1)),
        ("抽查比例/数量", "20户", QuotaKind.COUNT, Fraction(20)),
        ("抽查比例/数量", "0.05", QuotaKind.RATIO, Fraction(1, 20)),
        ("抽查比例", "２‰", QuotaKind.RATIO, Fraction(1, 500)),
    ],
)
def test_a_heading_settles_what_a_number_is(tmp_path, heading, cell, kind, amount):
    text = (
        f"计划编号,计划类型,发起部门,{heading},开始日期,结束日期\n"
        f"P1,双随机,SCJG,{cell},2026-03-02,2026-03-31\n"
    )
    quota = quota_of(read_plans(put(tmp_path, "plans.csv", text), AROUND))

    assert (quota.kind, quota.otherwise) == (kind, amount)


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [("抽查比例/数量", "1", "ratio-or-number"), ("抽查比例", "5", "ratio-out-of-range")],
)
def test_a_number_that_may_mean_two_things_is_a_fault(tmp_path, heading, cell, code):
    text = (
        f"计划编号,计划类型,发起部门,{heading},开始日期,结束日期\n"
        f"P1,双随机,SCJG,{cell},2026-03-02,2026-03-31\n"
    )
    found = read_plans(put(tmp_path, "plans.csv", text), AROUND)

    assert codes(found.faults) == [code]
    assert "100%" in said(found)[0]
    assert "100%" in said_in_english(found)[0]


def test_one_for_a_whole_pool_says_what_it_may_mean(tmp_path):
    found = read(tmp_path, with_quota(1))

    (line,) = said(found)
    assert line.startswith("plans.json，plans[P1].targets.draw.quota：“1”可能是 100%")
    assert "may mean 100% or one target" in said_in_english(found)[0]


def test_strata_are_given_by_one_column_or_by_several(tmp_path):
    one = quota_of(
        read(
            tmp_path, with_quota({"kind": "ratio", "columns": ["street"], "amounts": {"甲": "1%"}})
        )
    )
    several = quota_of(
        read(
            tmp_path,
            with_quota(
                {
                    "kind": "count",
                    "columns": ["street", "credit_risk_class"],
                    "amounts": [{"stratum": ["甲", "A"], "amount": 3}],
                    "otherwise": 1,
                    "rounding": "ceil",
                }
            ),
        )
    )

    assert one.amounts == {("甲",): Fraction(1, 100)}
    assert several.amounts == {("甲", "A"): Fraction(3)}
    assert several.otherwise == 1


@pytest.mark.parametrize(
    "quota",
    [{"preset": "henan_2021"}, {"kind": "ratio", "amounts": {"preset": "henan_2021"}}],
)
def test_presets_are_known_by_name(tmp_path, quota):
    read_quota = quota_of(read(tmp_path, with_quota(quota)))

    assert read_quota.columns == ("credit_risk_class",)
    assert read_quota.amounts == {(k,): v for k, v in RATIO_PRESETS["henan_2021"].items()}


OVERLAPPING = {
    "size": 40,
    "law": "最小机会最大",
    "margins": [
        {"column": "street", "level": "塘沽街道", "least": 3, "most": 10},
        {"column": "credit_risk_class", "level": "-"},
    ],
}


def test_an_overlapping_quota_bounds_levels_of_several_columns(tmp_path):
    quota = quota_of(read(tmp_path, with_quota(OVERLAPPING)))

    assert quota == OverlappingQuota(
        size=40,
        law=Law.LEXIMIN,
        margins=(
            Margin(column="street", level="塘沽街道", least=3, most=10),
            Margin(column="credit_risk_class", level="-", least=0, most=40),
        ),
    )
    path = tmp_path / "again.json"
    path.write_text(json.dumps(plans_data(read(tmp_path, with_quota(OVERLAPPING)).value)))
    assert read_plans(path).value[0].targets.quota == quota


def with_margins(*margins, size=40):
    return with_quota({"size": size, "margins": list(margins)})


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (with_margins(size=0), ["must-be-at-least-one"]),
        (with_margins(size="四十"), ["not-a-count"]),
        (with_quota({"size": 5}), ["missing-key"]),
        (with_quota({"size": 5, "margins": [], "kind": "ratio"}), ["unknown-key"]),
        (with_margins({"level": "A", "least": 5, "most": 4}),
         ["missing-key", "minimum-above-maximum"]),
        (with_margins({"column": "c", "level": "A", "least": "x"}), ["not-a-count"]),
        (with_margins({"column": "c", "level": "A"}, {"column": "c", "level": "A"}),
         ["listed-twice"]),
    ],
)  # fmt: skip
def test_every_fault_of_an_overlapping_quota_is_told(tmp_path, plan, told):
    found = read(tmp_path, plan)

    assert codes(found.faults) == told
    assert all(line.startswith("plans.json，plans[P1].targets.draw.quota") for line in said(found))


def test_bounds_that_just_meet_and_a_sample_of_one_are_sound(tmp_path):
    quota = quota_of(
        read(tmp_path, with_margins({"column": "c", "level": "A", "least": 1, "most": 1}, size=1))
    )

    assert (quota.size, quota.margins[0].least, quota.margins[0].most) == (1, 1, 1)


def test_a_plan_says_when_in_what_rounds_and_by_whom_its_visits_are_made(tmp_path):
    (plan,) = read(
        tmp_path,
        plan_data(
            fixed_days=["2026年3月5日", "2026-03-04", "2026-03-05"],
            round_size=3,
            lending="否",
            suitability={"near": 2, "expertise": 8, "qualifications": ["食品"]},
            participations=[{"body_id": "SCJG", "experts": [["消防"], "食品+建筑", []]}],
        ),
    ).value

    assert plan.fixed_days == (date(2026, 3, 4), date(2026, 3, 5))
    assert (plan.round_size, plan.merging, plan.lending) == (3, False, False)
    assert plan.suitability == Suitability(near=2, expertise=8, qualifications=frozenset({"食品"}))
    assert plan.participations[0].experts == (
        frozenset({"消防"}),
        frozenset({"食品", "建筑"}),
        frozenset(),
    )


@pytest.mark.parametrize(
    ("experts", "places"), [(2, 2), ("2名", 2), (15, 15), (0, 0), (None, 0), ("食品|消防", 2)]
)
def test_experts_may_be_a_number(tmp_path, experts, places):
    plan = plan_data(participations=[{"body_id": "SCJG", "experts": experts}])

    assert len(read(tmp_path, plan).value[0].participations[0].experts) == places


def test_a_row_says_what_a_document_says_about_days_rounds_and_experts(tmp_path):
    headings = (
        "计划编号,计划类型,发起部门,配合部门,比例,开始日期,结束日期,固定日期,每轮户数,允许借调,专家"
    )
    days = "5%,2026-03-02,2026-03-31"
    rows = (
        f"P1,双随机,SCJG,,{days},2026-3-5、2026-3-4,3户,否,食品、消防+建筑",
        f"P2,部门联合双随机,SCJG,YJ,{days},,,,2名",
        f"P3,双随机,SCJG,,{days},三月,0,也许,99名",
    )
    path = put(tmp_path, "plans.csv", "\n".join((headings, *rows)) + "\n")
    found = read_plans(path, AROUND)
    first, second = found.value

    assert first.fixed_days == (date(2026, 3, 4), date(2026, 3, 5))
    assert (first.round_size, first.merging, first.lending) == (3, False, False)
    assert first.participations[0].experts == (
        frozenset({"食品"}),
        frozenset({"消防", "建筑"}),
    )
    assert (second.fixed_days, second.round_size, second.lending) == ((), 1, True)
    assert [len(part.experts) for part in second.participations] == [2, 0]
    assert {(fault.facts["column"], fault.code) for fault in found.faults} == {
        ("固定日期", "not-a-day"),
        ("每轮户数", "must-be-at-least-one"),
        ("允许借调", "not-a-truth"),
        ("专家", "too-many-slots"),
    }


def test_a_table_may_name_a_preset_or_classes(tmp_path):
    days = "2026-03-02,2026-03-31"
    rows = f"P1,双随机,SCJG,henan_2021,{days}\nP2,双随机,SCJG,A:1%、B:5%,{days}\n"
    path = put(tmp_path, "plans.csv", "计划编号,计划类型,发起部门,比例,开始日期,结束日期\n" + rows)
    first, second = read_plans(path, AROUND).value

    assert first.targets.quota.amounts[("D",)] == Fraction(3, 10)
    assert second.targets.quota.amounts == {("A",): Fraction(1, 100), ("B",): Fraction(1, 20)}


FAULTS = {
    "missing-key": (plan_data(kind=None), "缺少“kind”", "“kind” is missing"),
    "unknown-key": (plan_data(prioritty=1), "是否为：priority？", "perhaps: priority?"),
    "not-a-choice": (plan_data(kind="x"), "部门联合双随机(joint_dual_random)", "is not one of"),
    "not-a-plain-id": (plan_data(plan_id="计划一"), "“计划一”不能作编号", "identifier"),
    "not-a-day": (
        plan_data(window={"starts": "三月", "ends": "2026-04-01"}),
        "“三月”不是日期",
        "“三月” is no date",
    ),
    "window-ends-before-start": (
        plan_data(window={"starts": "2026-04-01", "ends": "2026-04-01"}),
        "结束不晚于开始",
        "does not end after its start",
    ),
    "plan-without-body": (plan_data(participations=[]), "至少给出发起部门", "has no body"),
    "body-twice-in-plan": (
        plan_data(participations=[{"body_id": "SCJG"}, {"body_id": "市场监管局"}]),
        "“SCJG”在计划中出现了两次",
        "stands twice",
    ),
    "lead-not-in-plan": (plan_data(lead_body="YJ"), "“YJ”不在参与部门中", "is not among"),
    "unknown-body": (
        plan_data(participations=[{"body_id": "气象局"}]),
        "没有“气象局”",
        "not among the bodies",
    ),
    "unknown-item": (
        plan_data(participations=[{"body_id": "SCJG", "item_ids": ["I9"]}]),
        "没有“I9”",
        "not among the items",
    ),
    "unknown-target": (
        plan_data(targets={"list": {"target_ids": ["T9"], "reason": "r", "approver": "a"}}),
        "没有“T9”",
        "not in the target registry",
    ),
    "more-slots-than-officers": (
        plan_data(participations=[{"body_id": "SCJG", "team_size": 1, "slots": [["a"], ["b"]]}]),
        "资质岗位有 2 个，每组只有 1 人",
        "2 places with qualifications and 1 officers",
    ),
    "must-be-at-least-one": (
        plan_data(participations=[{"body_id": "SCJG", "team_size": 0}]),
        "应不小于 1",
        "At least 1",
    ),
    "not-a-count": (
        plan_data(participations=[{"body_id": "SCJG", "team_size": "两"}]),
        "“两”应为不小于 0 的整数",
        "whole number",
    ),
    "not-a-truth": (plan_data(merging="也许"), "应为“是”或“否”", "yes or no"),
    "not-an-object": (plan_data(window="三月"), "应为一组“名称: 值”", "An object"),
    "not-a-list": (plan_data(participations={"body_id": "SCJG"}), "应为列表", "A list"),
    "not-a-text": (plan_data(name=["a"]), "应为文字", "A text"),
    "rounds-do-not-merge": (
        plan_data(round_size=2, merging=True),
        "每轮 2 户的计划不能与其他计划合并检查",
        "rounds of 2 cannot merge",
    ),
    "too-many-bits": (
        plan_data(suitability={"rotation": 9}),
        "偏好“9”太大：每项为 0 至 8",
        "“9” is too strong: 0 to 8",
    ),
    "expertise-by-half": (
        plan_data(suitability={"qualifications": ["食品"]}),
        "缺少“expertise”",
        "“expertise” is missing",
    ),
    "too-many-slots": (
        plan_data(participations=[{"body_id": "SCJG", "experts": 16}]),
        "资质岗位有 16 个，最多 15 个",
        "There are 16 places",
    ),
    "one-source-of-targets": (plan_data(targets={}), "三者之一", "exactly one"),
    "not-a-ratio": (with_quota("适当"), "“适当”不是比例或数量", "is no ratio"),
    "ratio-out-of-range": (with_quota("150%"), "超出范围", "out of range"),
    "unknown-preset": (with_quota({"preset": "henan"}), "henan_2021", "There is no preset"),
    "stratum-of-wrong-length": (
        with_quota({"kind": "ratio", "columns": ["street"],
                    "amounts": [{"stratum": ["a", "b"], "amount": "1%"}]}),
        "个数不符",
        "does not fit the columns",
    ),
    "per-officer-with-columns": (
        with_quota({"kind": "per_officer", "columns": ["street"], "otherwise": 5}),
        "不能分层",
        "has no strata",
    ),
    "not-a-scope": (
        plan_data(targets={"draw": {"scope": "食品企业", "quota": "5%"}}),
        "“食品企业”不是范围条件",
        "is no condition",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_of_a_plan_is_told_with_its_path(tmp_path, code):
    plan, zh, en = FAULTS[code]
    found = read(tmp_path, plan, plan_data(plan_id="P2"))

    assert codes(found.faults) == [code]
    assert zh in said(found)[0]
    assert en in said_in_english(found)[0]
    assert said(found)[0].startswith("plans.json，plans[")
    assert [plan.plan_id for plan in found.value] == ["P2"]


def test_all_faults_of_all_plans_are_told_at_once(tmp_path):
    bad = plan_data(kind="x", name=["y"], targets={"draw": {"quota": "z"}}, participations=[])
    found = read(tmp_path, bad, plan_data(plan_id="P2", merging="?"))

    assert (
        codes(found.faults)
        == [
            "not-a-text",
            "not-a-choice",
            "not-a-ratio",
            "plan-without-body",
            "not-a-truth",
        ]
        or len(found.faults) >= 4
    )


def test_a_plan_number_used_twice_is_a_fault(tmp_path):
    found = read(tmp_path, plan_data(), plan_data())

    assert codes(found.faults) == ["duplicate-plan"]
    assert "“P1”已用过" in said(found)[0]
    assert len(found.value) == 1
