"""Files to fetch: under a name in any script, and never shown as a page."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote


def attachment(name: str) -> dict[str, str]:
    """Return the header that gives a file its name (RFC 6266), in ASCII and as it is."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    exact = quote(name, safe="")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}",
    }


def sent_as(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """Return the description of an answer that is a file."""
    schema = {"type": "string", "format": "binary"}
    content = {media_type.partition(";")[0]: {"schema": schema} for media_type in media_types}
    return {200: {"description": "The file.", "content": content}}
