"""Which problems a route may answer, for the document that describes the service."""

from __future__ import annotations

from typing import Any

from api.routes.http.problems import MEDIA_TYPE, Problem
from api.routes.http.statuses import TITLES

Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """Return the description of problems with these statuses."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": TITLES[status].en, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


ALWAYS = problems(400, 413, 415, 422, 429, 500, 503)
"""What any route may answer."""

KNOWN = ALWAYS | problems(401, 403)
"""What a route for people who are known may answer."""

FOUND = KNOWN | problems(404)
CHANGED = FOUND | problems(409, 412, 428)
