"""Faults inside documents: plans, policy, calendar, draw."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

DOCUMENTS: Mapping[str, Words] = {
    "not-an-object": Words(
        "此处应为一组“名称: 值”，现为“{found}”。请按文件说明改写。",
        "An object of names and values was expected here, not “{found}”. "
        "Write it as the guide to files shows.",
    ),
    "not-a-list": Words(
        "此处应为列表，现为“{found}”。请写成 [ … ]。",
        "A list was expected here, not “{found}”. Write it as [ … ].",
    ),
    "not-a-text": Words(
        "此处应为文字，现为“{found}”。请改正。",
        "A text was expected here, not “{found}”. Correct it.",
    ),
    "missing-key": Words(
        "缺少“{key}”。请补上。",
        "“{key}” is missing. Add it.",
    ),
    "unknown-key": Words(
        "没有名为“{found}”的设置，是否为：{known}？请改正或删除。",
        "There is no setting called “{found}”; perhaps: {known}? Correct or delete it.",
    ),
    "key-given-twice": Words(
        "“{key}”写了不止一次（“{found}”）。请只保留一个。",
        "“{key}” is given more than once (“{found}”). Keep only one.",
    ),
    "not-a-ratio": Words(
        "“{found}”不是比例或数量，应如 5%、2‰、0.05、1/3 或 20。请改正。",
        "“{found}” is no ratio or number; 5%, 2‰, 0.05, 1/3 or 20 would be. Correct it.",
    ),
    "ratio-out-of-range": Words(
        "比例“{found}”超出范围，应在 0 与 100% 之间。百分数请写上 %。",
        "The ratio “{found}” is out of range; 0 to 100% was expected. Write percentages with %.",
    ),
    "ratio-or-number": Words(
        "“{found}”可能是 100% 也可能是 1 户。请写成 100% 或 1户。",
        "“{found}” may mean 100% or one target. Write 100% or 1户.",
    ),
    "share-out-of-range": Words(
        "“{found}”超出范围，应为 {known}。请改正；百分数请写上 %。",
        "“{found}” is out of range; {known} was expected. Correct it, and write percentages with "
        "%.",
    ),
    "lends-to-itself": Words(
        "部门“{found}”不能向自己借调人员。请从名单中删除。",
        "The body “{found}” cannot lend officers to itself. Take it off the list.",
    ),
    "unknown-preset": Words(
        "没有名为“{found}”的比例预设，可用：{known}。请改正。",
        "There is no preset of ratios called “{found}”; there are: {known}. Correct it.",
    ),
    "stratum-of-wrong-length": Words(
        "分层“{found}”与分层列（{known}）的个数不符。请为每一列各给一个值。",
        "The stratum “{found}” does not fit the columns ({known}). Give one value for each column.",
    ),
    "per-officer-with-columns": Words(
        "按人数计算的数量不能分层（{found}）。请删除分层列。",
        "A quota per officer has no strata ({found}). Leave the columns out.",
    ),
    "not-a-scope": Words(
        "“{found}”不是范围条件，应如 street=塘沽街道;industry_code^=52 。请改正。",
        "“{found}” is no condition; street=塘沽街道;industry_code^=52 would be. Correct it.",
    ),
    "not-a-scope-value": Words(
        "“{found}”不能与列“{compared}”比较。请按该列的类型填写。",
        "“{found}” cannot be compared with the column “{compared}”. Give a value of its type.",
    ),
    "window-ends-before-start": Words(
        "起止时间“{found}”的结束不晚于开始。请改正；ends 是结束的次日，last_day 是最后一天。",
        "The window “{found}” does not end after its start. Correct it; `ends` is the day after "
        "the last one, `last_day` the last one.",
    ),
    "plan-without-body": Words(
        "计划没有参与部门。请至少给出发起部门。",
        "The plan has no body. Give at least the initiating one.",
    ),
    "body-twice-in-plan": Words(
        "部门“{found}”在计划中出现了两次。请合并为一个。",
        "The body “{found}” stands twice in the plan. Join the two entries.",
    ),
    "lead-not-in-plan": Words(
        "牵头部门“{found}”不在参与部门中（{known}）。请改正。",
        "The lead “{found}” is not among the bodies of the plan ({known}). Correct it.",
    ),
    "must-be-at-least-one": Words(
        "此值应不小于 1，现为“{found}”。请改正。",
        "At least 1 was expected here, not “{found}”. Correct it.",
    ),
    "more-slots-than-officers": Words(
        "资质岗位有 {found} 个，每组只有 {most} 人。请减少岗位或增加人数。",
        "There are {found} places with qualifications and {most} officers in a team. "
        "Take fewer places or a larger team.",
    ),
    "too-many-bits": Words(
        "偏好“{found}”太大：每项为 0 至 {most}，每加 1 机会翻一番。请减小。",
        "A preference of “{found}” is too strong: 0 to {most} is allowed, and each 1 doubles the "
        "odds. Make it smaller.",
    ),
    "expertise-by-half": Words(
        "专长偏好须同时给出 expertise 和 qualifications，缺少“{key}”。请补上。",
        "Expertise needs both `expertise` and `qualifications`; “{key}” is missing. Add it.",
    ),
    "rounds-do-not-merge": Words(
        "每轮 {found} 户的计划不能与其他计划合并检查。请将可合并改为“否”，或每轮 1 户。",
        "A plan with rounds of {found} cannot merge its visits with others. "
        "Set `merging` to false, or the round to 1.",
    ),
    "one-source-of-targets": Words(
        "检查对象应来自 draw、list、published 三者之一，现有：“{found}”。请只保留一个。",
        "Targets come from one of draw, list and published; given: “{found}”. Keep exactly one.",
    ),
    "duplicate-plan": Words(
        "计划编号“{found}”已用过。请改为不同的编号。",
        "The plan id “{found}” is used already. Give each plan its own.",
    ),
}
