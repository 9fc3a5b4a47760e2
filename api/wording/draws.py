"""What is said about plans and draws in the service."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

DRAWS: Mapping[str, Words] = {
    "wrong-state": Words(
        "当前状态为“{found}”，此操作须在“{expected}”时进行。请刷新后查看下一步。",
        "This is “{found}”; that is possible when it is “{expected}”. Look at it again.",
    ),
    "plan-id-taken": Words(
        "计划编号“{found}”已存在。请换一个编号，或留空自动编号。",
        "There is a plan “{found}” already. Choose another number, or none to get the next.",
    ),
    "plan-taken": Words(
        "计划 {plan} 已在第 {draw} 号抽取中。请先将其移出。",
        "Plan {plan} is in draw {draw} already. Take it out there first.",
    ),
    "joint-plan-alone": Words(
        "联合计划至少需要两个部门，现有 {found} 个。请添加配合部门，或改为单部门计划。",
        "A joint plan needs two bodies at least and has {found}. Add one, or change its kind.",
    ),
    "version-taken": Words(
        "规则版本“{found}”已存在。请换一个版本名。",
        "There is a policy “{found}” already. Give it another version.",
    ),
    "draw-without-plan": Words(
        "抽取至少需要一个计划。请选择计划。",
        "A draw needs at least one plan. Choose some.",
    ),
    "draw-already-logged": Words(
        "抽取 {draw} 已登记在存证日志中，不能取消。如确需终止，请申请作废并由另一人确认。",
        "Draw {draw} is in the log and cannot be cancelled. It can only be made void, by two "
        "people.",
    ),
    "draw-number-moved": Words(
        "承诺是为编号 {found} 作出的，而本次抽取将编为 {expected}。请用新编号重新生成承诺。",
        "The commitment was made for {found}, but this draw will be {expected}. Make it again.",
    ),
    "draw-published": Words(
        "该抽取已公布，不能再进行“{step}”。",
        "This draw is published; “{step}” is not possible any more.",
    ),
    "checked-otherwise": Words(
        "检查之后，{kind} 已有变化。请重新检查后再锁定，锁定的必须是检查过的内容。",
        "Since the check these have changed: {kind}. Check again; only what was checked is locked.",
    ),
    "approval-open": Words(
        "第 {draw} 号抽取已有待确认的申请。请先处理。",
        "Something is asked for in draw {draw} already. Decide that first.",
    ),
    "reason-missing": Words(
        "请说明原因代码，可用：{known}。", "Give a code for the reason, one of: {known}."
    ),
    "test-draw": Words(
        "测试抽取没有“{step}”这一步：它用一次性种子抽取，不留存证。请另建正式抽取。",
        "A test draw has no “{step}”: its seed is thrown away and nothing is logged. Compose an "
        "official one.",
    ),
    "not-a-test": Words(
        "正式抽取在锁定并收齐随机数后自动进行，不能直接运行。请先申请锁定。",
        "An official draw runs by itself once it is locked and its entropy is there. Ask for its "
        "lock first.",
    ),
    "beacon-unknown": Words(
        "不认识随机信标“{found}”。可用：{known}。",
        "There is no beacon “{found}”. There are: {known}.",
    ),
    "party-not-in-draw": Words(
        "部门“{found}”不参加本次抽取，不能提交承诺。",
        "Body “{found}” takes no part in this draw, so it cannot commit.",
    ),
    "relaxation-needs-people": Words(
        "“{change}”须由有关人员先办理（如换证、调休、增员），不能一键完成。办好后请更新名录再检查。",
        "“{change}” is for people to do (renew a certificate, call somebody back), not for a "
        "button. Change the registry when it is done, and check again.",
    ),
}
