"""Answers that everybody may keep for a while: a tag of their bytes, and nothing sent twice."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fastapi import Request, Response

NOT_MODIFIED = 304
JSON = "application/json"


def public_json(request: Request, data: Any, seconds: int) -> Response:  # noqa: ANN401 - plain data
    """Return plain data as an answer that may be kept for so many *seconds*."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return public_bytes(request, content, JSON, seconds)


def public_bytes(
    request: Request,
    content: bytes,
    media_type: str,
    seconds: int,
    *,
    tag: str = "",
    **headers: str,
) -> Response:
    """Return *content*, or only that it is still the same, if the sender has seen it.

    *tag* names the content; its hash, if it is not given.
    """
    name = tag or hashlib.sha256(content).hexdigest()[:32]
    told = {"ETag": f'"{name}"', "Cache-Control": f"public, max-age={seconds}", **headers}
    if is_known(request, name):
        return Response(status_code=NOT_MODIFIED, headers=told)
    return Response(content, media_type=media_type, headers=told)


def is_known(request: Request, tag: str) -> bool:
    """Tell whether the sender has seen what is called *tag*."""
    given = request.headers.get("if-none-match", "")
    seen = {one.strip().removeprefix("W/") for one in given.split(",")}
    return f'"{tag}"' in seen or "*" in seen
