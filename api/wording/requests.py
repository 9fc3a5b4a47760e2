"""What is said about requests to the service: who asks, how, and how often."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

REQUESTS: Mapping[str, Words] = {
    "not-logged-in": Words(
        "尚未登录，或登录已过期。请登录，或在 Authorization 中携带令牌。",
        "Nobody is logged in, or not any more. Log in, or send a token in Authorization.",
    ),
    "login-refused": Words(
        "账号或密码不对。请核对后重试；忘记密码请联系管理员。",
        "Name and password do not fit. Try again, or ask an administrator for a new password.",
    ),
    "token-unknown": Words(
        "令牌无效、已撤销或已过期。请换一个令牌。",
        "The token is unknown, revoked or over. Use another one.",
    ),
    "csrf-token-missing": Words(
        "缺少或不符的防伪令牌。请重新打开页面再提交；程序请在 X-CSRF-Token 中携带登录时得到的值。",
        "The anti-forgery token is missing or wrong. Open the page again; programs send what "
        "logging in told them in X-CSRF-Token.",
    ),
    "not-allowed": Words(
        "您没有“{operation}”的权限，或该事项不属于您的部门。如有需要，请联系管理员授权。",
        "You may not do “{operation}”, or not in matters of this body. Ask an administrator if "
        "you should.",
    ),
    "not-found": Words(
        "没有编号为“{found}”的内容（{kind}），或不属于您的部门。请核对编号。",
        "There is no {kind} “{found}”, or it is not one of your body's. Check its number.",
    ),
    "no-such-address": Words(
        "没有这个地址：{found}。请查阅接口文档 /api/v1/openapi.json。",
        "There is no such address: {found}. /api/v1/openapi.json describes all there are.",
    ),
    "method-unknown": Words(
        "地址 {found} 不支持这种方法。请查阅接口文档 /api/v1/openapi.json。",
        "{found} does not know this method. /api/v1/openapi.json describes those it knows.",
    ),
    "request-malformed": Words(
        "请求内容不是正确的 JSON，或无法读取。请检查格式与编码（UTF-8）。",
        "The request is not JSON that can be read. Check its form and its encoding (UTF-8).",
    ),
    "field-missing": Words(
        "缺少必填内容。请补上后重新提交。",
        "This is required and not there. Add it and send again.",
    ),
    "field-unknown": Words(
        "不认识这一项。请删去，或核对名称。",
        "This field is not known. Leave it out, or check its name.",
    ),
    "field-invalid": Words(
        "内容不符合要求（{expected}）。请按接口文档修改。",
        "This is not what was expected ({expected}). The interface document says what is.",
    ),
    "cursor-unknown": Words(
        "翻页标记“{found}”无效。请从第一页重新开始。",
        "“{found}” is no cursor of this list. Begin again from the first page.",
    ),
    "body-too-large": Words(
        "内容超过上限。请缩小文件或分批提交。",
        "This is larger than allowed. Send a smaller file, or several.",
    ),
    "media-type-unknown": Words(
        "不支持这种内容类型。请使用接口文档所列类型。",
        "This media type is not known. Use one that the interface document names.",
    ),
    "if-match-missing": Words(
        '请在 If-Match 中说明您所依据的版本（当前为 "{version}"），以免覆盖他人的修改。',
        'Say in If-Match which version you saw (now "{version}"), so that you do not overwrite '
        "somebody's change.",
    ),
    "version-changed": Words(
        '内容已被他人修改：您依据的是 {found}，现在是 "{version}"。请重新查看后再提交。',
        'Somebody changed this: you saw {found}, it is "{version}" now. Look again before you '
        "send.",
    ),
    "idempotency-key-length": Words(
        "Idempotency-Key 须为 1 至 {longest} 个字符。",
        "An Idempotency-Key has 1 to {longest} characters.",
    ),
    "idempotency-key-reused": Words(
        "Idempotency-Key“{found}”已用于另一请求。每个新请求请换一个新的键。",
        "The Idempotency-Key “{found}” was used for another request. Take a new one for each.",
    ),
    "idempotency-key-busy": Words(
        "同一请求正在处理。请稍候重试，将得到同一结果。",
        "This very request is being worked on. Send it again shortly for the same answer.",
    ),
    "internal": Words(
        "服务内部出错，未作任何更改。请稍后重试；若再次发生，请把追踪号告知维护人员。",
        "Something in the service failed and nothing was changed. Try again; if it stays, tell "
        "the maintainers the trace id.",
    ),
    "database-unavailable": Words(
        "数据库暂时不可用，未作任何更改。请在 {retry_seconds} 秒后重试。",
        "The database cannot be reached and nothing was changed. Try again in {retry_seconds} "
        "seconds.",
    ),
    "storage-full": Words(
        "存储空间不足，未作任何更改。请联系运维人员清理空间。",
        "There is no space left, and nothing was changed. Ask whoever runs the service to free "
        "some.",
    ),
}
