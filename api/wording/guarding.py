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
    "idempotency-answer-untold": Words(
        "该请求已经完成，其结果含有只告知一次的密钥，不再重复。请查看列表；未收到密钥的，"
        "请作废后另建一个。",
        "This request was done already, and its answer had a secret that is told once. Look at "
        "the list; if you never got the secret, revoke what was made and make another.",
    ),
}
