"""What the command `demo` says."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

TITLE = "2026 年 12 月双随机抽取"

STEPS: Mapping[str, Words] = {
    "set-up": Words("建库、启动服务", "Set up and start the service"),
    "load": Words("导入名录", "Import the registries"),
    "plans": Words("登记计划", "Enter the plans"),
    "check": Words("检查", "Check"),
    "lock": Words("两人锁定", "Lock, by two people"),
    "draw": Words("抽取", "Draw"),
}
DRAWN = Words(
    "已通过服务完成抽取 {number}：检查 {visits} 次，任务 {tasks} 项。",
    "Drawn through the service: {number}, {visits} visits with {tasks} tasks.",
)
READY = Words("服务已启动：", "The service is up:")
ADDRESSES: tuple[tuple[Words, str], ...] = (
    (Words("公示信息", "public notices"), "/api/v1/public/notices"),
    (Words("接口文档", "description of the API"), "/api/v1/openapi.json"),
    (Words("运行状况", "health"), "/readyz"),
    (Words("指标", "metrics"), "/metrics"),
)
LOGINS = Words(
    "登录账号与密码（每次启动重新生成）：",
    "Logins and passwords (new at every start):",
)
STOP = Words("按 Ctrl-C 停止。", "Ctrl-C stops it.")
