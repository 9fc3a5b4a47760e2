"""What is said about accounts, passwords and tokens."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

PEOPLE: Mapping[str, Words] = {
    "login-taken": Words(
        "账号“{found}”已存在。请换一个。",
        "There is an account “{found}” already. Choose another name.",
    ),
    "password-length": Words(
        "密码须为 {shortest} 至 {longest} 个字符。请换一个更合适的密码。",
        "A password has {shortest} to {longest} characters. Choose another.",
    ),
    "own-account": Words(
        "不能停用自己的账号“{found}”。请由另一位管理员操作。",
        "Nobody switches off his own account “{found}”. Another administrator can.",
    ),
    "token-by-token": Words(
        "令牌只能由本人登录后创建。请先登录。",
        "Only a person who is logged in makes tokens. Log in first.",
    ),
    "scope-unknown": Words(
        "令牌至少需要一个权限；不认识的权限：{found}。可用：{known}。",
        "A token needs at least one scope; unknown: {found}. There are: {known}.",
    ),
    "oidc-not-set-up": Words(
        "本服务未启用统一身份认证。请使用账号密码登录。",
        "This service has no OpenID provider. Log in with name and password.",
    ),
    "oidc-silent": Words(
        "统一身份认证暂时无法使用。请稍后重试，或使用账号密码登录。",
        "The OpenID provider does not answer as it should. Try again, or log in with a password.",
    ),
    "oidc-answer-refused": Words(
        "统一身份认证的结果无效或已过期。请重新登录。",
        "What the OpenID provider sent back does not hold, or is too old. Log in again.",
    ),
    "oidc-account-unknown": Words(
        "您的身份已确认，但在本服务没有账号。请联系管理员开通。",
        "It is known who you are, but you have no account here. Ask an administrator for one.",
    ),
    "second-person-same": Words(
        "“{step}”须由另一人确认，申请人不能自己确认。请由有权限的其他人员确认。",
        "“{step}” needs a second person; whoever asked for it cannot confirm it.",
    ),
}
