"""Faults that the core finds in a problem whose files are all well-formed."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

PLANNING: Mapping[str, Words] = {
    "unknown-body": Words(
        "执法主体表中没有“{found}”。请改正编号或名称，或在执法主体表中补上。",
        "“{found}” is not among the bodies. Correct the id or name, or add the body.",
    ),
    "unknown-item": Words(
        "抽查事项清单中没有“{found}”。请改正，或在清单中补上。",
        "“{found}” is not among the items. Correct it, or add the item.",
    ),
    "unknown-target": Words(
        "检查对象名录库中没有“{found}”。请改正，或在名录库中补上。",
        "“{found}” is not in the target registry. Correct it, or add the target.",
    ),
    "unknown-column": Words(
        "检查对象名录库没有列“{column}”。请改正列名，或在名录库中补上此列。",
        "The target registry has no column “{column}”. Correct the name, or add the column.",
    ),
    "unsuited-condition": Words(
        "列“{column}”不能用“{operator}”与所给的值比较。请改用适合该列类型的比较和值。",
        "The column “{column}” cannot be compared by “{operator}” with these values. "
        "Take a comparison and values that suit its type.",
    ),
    "window-outside": Words(
        "计划时间 {starts} 至 {ends}（不含）不在本次抽取的时间内。请改正其中之一。",
        "The plan's window from {starts} up to {ends} lies outside the draw's. Correct either.",
    ),
    "no-working-day": Words(
        "计划时间 {starts} 至 {ends}（不含）内没有工作日。请延长时间或改正工作日历。",
        "There is no working day from {starts} up to {ends}. Extend the window or correct the "
        "calendar.",
    ),
    "fixed-day-off": Words(
        "固定日期 {found} 不在计划时间内，或不是工作日。请改正，或改正工作日历。",
        "The fixed day {found} is outside the plan's window or no working day. Correct it, or the "
        "calendar.",
    ),
    "no-fixed-day": Words(
        "没有一个固定日期在本次抽取的时间（{starts} 至 {ends}，不含）内。请补上，或删除固定日期。",
        "No fixed day is inside the draw's window, from {starts} up to {ends}. Add one, or do "
        "without fixed days.",
    ),
    "cells-unlike": Words(
        "lock.json 所载的交叉限额单元与计划和名录库不符（{found}）。请使用未经改动的 lock.json "
        "和 inputs。",
        "The cells published in lock.json are not those of the plan and the registry ({found}). "
        "Take lock.json and inputs as they were published.",
    ),
    "days-unlike": Words(
        "lock.json 为计划排定了 {found} 次检查，而名录库只有 {most} 户。"
        "请使用未经改动的 lock.json 和 inputs。",
        "lock.json plans {found} visits, and the registry has {most} targets. Take lock.json and "
        "inputs as they were published.",
    ),
    "random-plan-with-list": Words(
        "随机计划（{kind}）的对象必须抽取产生，不能指定名单。请改计划类型，或改为抽取。",
        "A random plan ({kind}) draws its targets; it cannot have a list. "
        "Change the kind of plan, or draw.",
    ),
    "joint-needs-two-bodies": Words(
        "联合计划至少要有两个部门。请补上配合部门，或改计划类型。",
        "A joint plan needs at least two bodies. Add a cooperating body, or change the kind.",
    ),
    "team-too-small": Words(
        "每组 {found} 人，少于规定的 {least} 人。请增加人数。",
        "A team of {found} is smaller than the policy's minimum of {least}. Make it larger.",
    ),
    "too-many-slots": Words(
        "资质岗位有 {found} 个，最多 {most} 个。请减少。",
        "There are {found} places with qualifications; {most} is the most. Take fewer.",
    ),
    "weight-not-whole": Words(
        "权重列“{column}”不存在或不是整数列。请改正列名，或不用权重。",
        "The weight column “{column}” does not exist or does not hold whole numbers. "
        "Correct it, or do without weights.",
    ),
    "unknown-stratum": Words(
        "名录库中没有分层“{found}”（{columns}）。请核对取值。",
        "No target is in the stratum “{found}” ({columns}). Check the values.",
    ),
    "empty-list": Words(
        "对象名单是空的。请列出对象，或改为抽取。",
        "The list of targets is empty. List targets, or draw them.",
    ),
    "list-unexplained": Words(
        "指定名单缺少“{field}”。请填写理由、批准人，或所引抽取的编号和摘要。",
        "The list lacks “{field}”. Give reason and approver, or number and digest of the draw that "
        "it quotes.",
    ),
    "listed-twice": Words(
        "“{found}”在名单中出现了不止一次。请只保留一次。",
        "“{found}” is listed more than once. Keep it once.",
    ),
    "inactive-target": Words(
        "“{found}”已停用，不能列入名单。请删除，或核对其状态。",
        "“{found}” is inactive and cannot be listed. Take it out, or check its state.",
    ),
    "nothing-to-draw": Words(
        "应抽数为 0：待抽取库有 {pool} 户，另有 {excluded} 户未列入。请放宽范围或提高比例。",
        "There is nothing to draw: the pool holds {pool} targets, {excluded} are excluded. "
        "Widen the scope or raise the quota.",
    ),
    "cap-clash": Words(
        "年度频次上限（{cap:term}）不够：计划 {plans} 可能抽中同样的 {targets} 户（如 {example}），"
        "需检查 {visits} 次，只余 {room} 次，缺 {lacking} 次。请错开范围、按优先级取舍，"
        "或将上限提高 {lacking} 次。",
        "The annual cap ({cap:term}) is too small: plans {plans} could draw the same {targets} "
        "targets (such as {example}) for {visits} visits, with room for {room}: {lacking} short. "
        "Separate their scopes, let priority decide, or raise the cap by {lacking}.",
    ),
    "no-item-for-target": Words(
        "发起部门“{body}”没有适用于“{found}”的抽查事项。请核对事项或名单。",
        "The initiating body “{body}” has no item that applies to “{found}”. "
        "Check its items or the list.",
    ),
}
