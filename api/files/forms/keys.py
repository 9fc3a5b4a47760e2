"""Chinese names of the keys of documents (plans, policy, calendar, draw)."""

from __future__ import annotations

from collections.abc import Mapping

_CHINESE: Mapping[str, tuple[str, ...]] = {
    "plans": ("检查计划", "计划"),
    "plan_id": ("计划编号", "编号"),
    "name": ("计划名称", "名称"),
    "kind": ("计划类型", "类型"),
    "window": ("起止时间", "检查时间"),
    "starts": ("开始日期",),
    "ends": ("结束次日",),
    "last_day": ("结束日期", "截止日期"),
    "participations": ("参与部门",),
    "body_id": ("部门", "部门编号"),
    "team_size": ("每组人数",),
    "slots": ("岗位要求", "资质要求"),
    "item_ids": ("抽查事项",),
    "targets": ("检查对象",),
    "draw": ("抽取",),
    "list": ("名单",),
    "published": ("已公布抽取",),
    "scope": ("检查对象范围", "范围"),
    "column": ("列",),
    "operator": ("比较",),
    "values": ("取值",),
    "quota": ("抽查比例/数量", "抽取数量"),
    "columns": ("分层",),
    "amounts": ("各层比例", "各层数量"),
    "stratum": ("层",),
    "amount": ("比例", "数量", "抽查比例"),
    "otherwise": ("其余",),
    "rounding": ("取整方式",),
    "weight_column": ("权重列",),
    "preset": ("预设",),
    "target_ids": ("对象编号", "对象名单"),
    "reason": ("理由", "事由"),
    "approver": ("批准人",),
    "draw_number": ("抽取编号",),
    "digest": ("摘要",),
    "lead_body": ("牵头部门",),
    "merging": ("综合查一次", "可合并"),
    "priority": ("优先级",),
    "number": ("抽取序号",),
    "attempt": ("次数", "抽取次数"),
    "holidays": ("节假日",),
    "make_up_days": ("调休上班日",),
    "version": ("版本", "政策版本"),
    "caps": ("年度频次上限",),
    "per_body": ("每部门每年上限",),
    "per_level": ("每层级每年上限",),
    "total": ("合计每年上限",),
    "exempt_kinds": ("不计次计划类型",),
    "cap_conflict": ("频次冲突处理",),
    "coordination": ("抽取协同",),
    "grace_months": ("新设企业观察期月数",),
    "redraw_gap_months": ("重复抽取间隔月数",),
    "item_once_a_year": ("同一事项一年一次",),
    "one_plan_per_premises": ("同一场所一个计划",),
    "exclude_whitelisted": ("白名单不抽",),
    "min_team_size": ("最少检查人数",),
    "require_leader": ("须有主办人",),
    "front_line_only": ("仅一线人员",),
    "cooling_off_months": ("人员轮换间隔月数",),
    "max_visits": ("每人检查次数上限",),
    "min_visits": ("每人检查次数下限",),
    "load_slack": ("负荷浮动",),
    "walk_factor": ("随机步数系数",),
    "reserve_ratio": ("备选比例",),
    "min_reserves": ("最少备选数",),
}


def _invert() -> Mapping[str, str]:
    keys: dict[str, str] = {}
    for key, names in _CHINESE.items():
        for name in names:
            keys.setdefault(name, key)
    return keys


KEYS: Mapping[str, str] = _invert()
"""Chinese key -> key."""
