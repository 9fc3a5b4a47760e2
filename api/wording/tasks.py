"""What is said about tasks, their officers and their results."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

TASKS: Mapping[str, Words] = {
    "account-without-officer": Words(
        "账号“{found}”未对应执法人员。请联系管理员关联执法人员编号。",
        "Account “{found}” is no officer's. Ask an administrator to join it to one.",
    ),
    "check-code-wrong": Words(
        "检查码不对，本次未登记入企。请核对检查通知书上的六位检查码。",
        "The check code is wrong, and nobody was checked in. Compare it with the notice.",
    ),
    "check-in-other-day": Words(
        "检查日期是 {day}，今天是 {today}，不能登记入企。如需改期，请先调整检查日期。",
        "The visit is on {day} and today is {today}. Move the visit first if it is made today.",
    ),
    "check-in-too-often": Words(
        "一分钟内已输错 {tries} 次检查码。请在 {retry_seconds} 秒后重试。",
        "{tries} check codes were wrong within a minute. Try again in {retry_seconds} seconds.",
    ),
    "day-unchanged": Words(
        "检查本来就在 {found}。请另选一天。",
        "The visit is on {found} already. Choose another day.",
    ),
    "day-past": Words(
        "{found} 已过（今天是 {today}）。请选择今天或以后的日期。",
        "{found} is past (today is {today}). Choose today or a later day.",
    ),
    "reschedule-outside-window": Words(
        "{found} 不在检查期限内（{starts} 起，{ends} 前）。请在期限内选择。",
        "{found} is outside the window, from {starts} up to {ends}. Choose a day inside it.",
    ),
    "day-not-working": Words(
        "{found} 不是工作日。请选择工作日，或先修改工作日历。",
        "{found} is no working day. Choose one, or change the calendar first.",
    ),
    "target-closed-then": Words(
        "检查对象 {target} 在 {found} 不接受检查。请另选一天。",
        "Target {target} is closed on {found}. Choose another day.",
    ),
    "officer-gone": Words(
        "执法人员 {officer} 已不在名录库中。请申请替换。",
        "Officer {officer} is in the registry no more. Ask for his replacement.",
    ),
    "officer-off-duty": Words(
        "执法人员 {officer} 不在岗。请另选人员，或先更新名录库。",
        "Officer {officer} is not on duty. Choose somebody else, or change the registry first.",
    ),
    "officer-certificate-over": Words(
        "执法人员 {officer} 的执法证在 {day} 已失效，或没有执法证。请先换证，或另选人员、日期。",
        "Officer {officer} has no certificate that is valid on {day}. Renew it, or choose "
        "somebody else or another day.",
    ),
    "officer-on-leave": Words(
        "执法人员 {officer} 在 {day} 请假。请另选日期或人员。",
        "Officer {officer} is on leave on {day}. Choose another day or somebody else.",
    ),
    "officer-busy": Words(
        "执法人员 {officer} 在 {day} 已有其他检查。请另选日期或人员。",
        "Officer {officer} has another visit on {day}. Choose another day or somebody else.",
    ),
    "officer-in-conflict": Words(
        "执法人员 {officer} 对这一检查对象应当回避。请另选人员。",
        "Officer {officer} has to avoid this target. Choose somebody else.",
    ),
    "officer-related": Words(
        "执法人员 {officer} 与检查组成员有亲属关系。请另选人员。",
        "Officer {officer} is related to somebody of the team. Choose somebody else.",
    ),
    "officer-already-sent": Words(
        "执法人员 {officer} 已在这次检查的检查组中。请另选人员。",
        "Officer {officer} is sent to this visit already. Choose somebody else.",
    ),
    "officer-unqualified": Words(
        "执法人员 {officer} 不具备空缺岗位所需资质（{needed}）。请另选人员。",
        "Officer {officer} lacks what the place asks for ({needed}). Choose somebody else.",
    ),
    "officer-of-other-body": Words(
        "执法人员 {officer} 不属于部门 {body}。请从该部门的执法人员中选择。",
        "Officer {officer} is not of body {body}. Choose one of its officers.",
    ),
    "place-not-open": Words(
        "部门 {body} 在这次检查中没有空缺。请核对部门。",
        "Body {body} has no open place in this visit. Check the body.",
    ),
    "body-not-in-task": Words(
        "部门“{found}”不参加这项任务。参加的有：{known}。",
        "Body “{found}” takes no part in this task. These do: {known}.",
    ),
    "experts-only-advise": Words(
        "专家 {officer} 只提供咨询，不能登记结果。请由执法人员登记。",
        "Expert {officer} only advises. An officer of the team records results.",
    ),
    "item-not-in-task": Words(
        "任务没有抽查事项“{found}”。事项有：{known}。",
        "The task has no item “{found}”. It has: {known}.",
    ),
    "firm-is-no-officer": Words(
        "企业签字不能填写执法人员（{found}）。请删去人员编号。",
        "The firm's signature names no officer ({found}). Leave the officer out.",
    ),
    "officer-not-in-team": Words(
        "“{found}”不是这项任务检查组的执法人员。请核对编号。",
        "“{found}” is no officer of this task's team. Check the id.",
    ),
    "signs-for-another": Words(
        "不能替“{found}”签字。请由其本人登录签字；本人拒签的，可由组长注明原因。",
        "Nobody signs for “{found}”. He signs himself; the leader may record why he does not.",
    ),
    "refusal-unexplained": Words(
        "没有签字图像，须注明拒签或不能签字的原因。",
        "Without an image, say why it was not signed.",
    ),
    "signature-too-large": Words(
        "签字图像有 {found} 字节，上限 {most} 字节。请缩小图像。",
        "The image has {found} bytes; {most} are allowed. Make it smaller.",
    ),
    "signature-not-png": Words(
        "签字图像不是完整的 PNG，或尺寸过大。请用 PNG 格式重新签字。",
        "The image is no whole PNG, or too large a picture. Sign again as PNG.",
    ),
    "item-without-result": Words(
        "抽查事项“{item}”尚无结果。请选择检查结果。",
        "Item “{item}” has no result yet. Choose one.",
    ),
    "result-incomplete": Words(
        "检查结果缺少“{field}”。请填写。",
        "The result lacks “{field}”. Fill it in.",
    ),
    "not-checked-in": Words(
        "任务 {task} 尚未登记入企，不能提交实地检查结果。请先登记入企，或改选检查方式。",
        "Nobody checked in for task {task}, so it was not inspected on site. Check in first, or "
        "choose another method.",
    ),
    "ended-before-start": Words(
        "检查结束时间早于开始时间。请核对。",
        "The inspection ended before it began. Correct the times.",
    ),
    "result-contradicts-items": Words(
        "总体结果“{found}”与各事项结果不一致。请核对：各事项均未发现问题时，总体才是未发现问题。",
        "The result “{found}” contradicts the items: it is “no problem” just if all items are.",
    ),
    "signature-missing": Words(
        "缺少签字（{party} {officer}）。请签字，或注明拒签原因。",
        "A signature is missing ({party} {officer}). Sign, or record that it was refused.",
    ),
    "signature-of-other-text": Words(
        "签字（{party} {officer}）之后内容有改动。请对现在的内容重新签字。",
        "The record was changed after a signature ({party} {officer}). Sign again.",
    ),
    "officer-left-before": Words(
        "执法人员 {officer} 已退出这次检查，不能再被指定。请另选人员。",
        "Officer {officer} left this visit before. Choose somebody else.",
    ),
    "experts-not-redrawn": Words(
        "专家 {officer} 的名额不重新抽取。专家只提供咨询，请另行邀请。",
        "The place of expert {officer} is not drawn anew: experts only advise. Ask another one.",
    ),
    "recusal-open": Words(
        "该人员对这次检查已有待决定的回避申请（第 {number} 号）。请先决定。",
        "Recusal {number} of this officer from this visit is not decided yet. Decide it first.",
    ),
    "own-recusal": Words(
        "不能决定涉及自己的回避申请。请由上级或其他负责人决定。",
        "Nobody decides on his own recusal. Another head does.",
    ),
    "vacancy-asked": Words(
        "这一名额或对象已有未办结的替换申请（第 {number} 号）。请先处理。",
        "Vacancy {number} is asked for already and not filled. See to that first.",
    ),
    "carry-without-need": Words(
        "任务 {task} 的检查组齐备，期限未过，不能转入下期。抽中的对象应当检查。",
        "Task {task} has its whole team and time left: what was drawn is inspected, not carried.",
    ),
}
