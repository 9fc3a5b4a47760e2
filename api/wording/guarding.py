"""What is said when something is kept from people for their own or for others' safety."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

GUARDING: Mapping[str, Words] = {
    "own-roles": Words(
        "不能修改自己账号“{found}”的角色。请由另一位管理员操作。",
        "Nobody gives roles to his own account “{found}”, or takes them. Another administrator "
        "can.",
    ),
    "control-characters": Words(
        "文字中含有无法显示的控制字符。请删去（可重新输入这一项）。",
        "There are control characters in this text, which nobody sees. Delete them, or type it "
        "again.",
    ),
    "text-too-long": Words(
        "文字有 {found} 个字，上限 {most} 个。请缩短。",
        "This text has {found} characters; {most} are allowed. Make it shorter.",
    ),
    "name-unfit": Words(
        "名称应为一行、不超过 {most} 个字（现有 {found} 个）。请改短。",
        "A name is one line of at most {most} characters; this has {found}. Make it shorter.",
    ),
    "window-out-of-reach": Words(
        "时间“{found}”超出了可排的年份（{first} 至 {last}）。请核对年份。",
        "The window “{found}” is outside the years that can be planned, {first} to {last}. Check "
        "the years.",
    ),
    "quota-of-nothing": Words(
        "应抽数为 0，这个计划不会抽取任何对象。请写明比例或数量。",
        "The quota is nothing, so this plan would draw nobody. Give a ratio or a number.",
    ),
    "scope-too-long": Words(
        "抽查范围有 {found} 个条件，上限 {most} 个。请合并条件：一个条件可列多个值。",
        "The scope has {found} conditions; {most} are allowed. Join them: one condition may have "
        "many values.",
    ),
    "parameter-repeated": Words(
        "参数“{found}”出现了两次以上，不知以哪一个为准。请只保留一个。",
        "The parameter “{found}” stands more than once, and which one counts is not clear. Send it "
        "once.",
    ),
    "idempotency-answer-untold": Words(
        "该请求已经完成，其结果含有只告知一次的密钥，不再重复。请查看列表；未收到密钥的，"
        "请作废后另建一个。",
        "This request was done already, and its answer had a secret that is told once. Look at "
        "the list; if you never got the secret, revoke what was made and make another.",
    ),
}
