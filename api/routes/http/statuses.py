"""Which code is which status of HTTP; what is not named here is 422, a fault in what was sent."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

UNPROCESSABLE = 422

STATUSES: Mapping[str, int] = {
    "request-malformed": 400,
    "cursor-unknown": 400,
    "host-unknown": 400,
    "not-logged-in": 401,
    "token-unknown": 401,
    "login-refused": 401,
    "not-allowed": 403,
    "csrf-token-missing": 403,
    "second-person-same": 403,
    "token-by-token": 403,
    "metrics-not-allowed": 403,
    "snapshot-is-whole": 403,
    "not-found": 404,
    "no-such-address": 404,
    "method-unknown": 405,
    "login-taken": 409,
    "wrong-state": 409,
    "registry-moved-on": 409,
    "import-has-faults": 409,
    "import-no-table": 409,
    "row-exists": 409,
    "row-never-changes": 409,
    "row-still-needed": 409,
    "reference-gone": 409,
    "registry-by-file": 409,
    "idempotency-key-busy": 409,
    "plan-taken": 409,
    "plan-id-taken": 409,
    "version-taken": 409,
    "own-account": 409,
    "approval-open": 409,
    "notice-superseded": 409,
    "draw-busy": 409,
    "webhook-endpoint-off": 409,
    "version-changed": 412,
    "body-too-large": 413,
    "media-type-unknown": 415,
    "if-match-missing": 428,
    "too-many-requests": 429,
    "internal": 500,
    "database-unavailable": 503,
    "storage-full": 507,
}

TITLES: Mapping[int, Words] = {
    400: Words("请求无法理解", "The request cannot be understood"),
    401: Words("请先登录", "Please log in"),
    403: Words("没有权限", "Not allowed"),
    404: Words("没有找到", "Not found"),
    405: Words("不支持的方法", "Method not allowed"),
    409: Words("与当前状态冲突", "In conflict with the present state"),
    412: Words("内容已被他人修改", "Changed by somebody else"),
    413: Words("内容过大", "Too large"),
    415: Words("不支持的内容类型", "Media type not supported"),
    422: Words("内容有误", "Faults in what was sent"),
    428: Words("请说明所依据的版本", "Say which version you saw"),
    429: Words("请求过多", "Too many requests"),
    500: Words("内部错误", "Internal error"),
    503: Words("服务暂时不可用", "Not available for a while"),
    507: Words("存储空间不足", "Out of space"),
}
