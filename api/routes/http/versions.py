"""Versions of resources: `ETag` tells one, `If-Match` says which one somebody has in mind."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Response

from api.usecases.refusals import refusal

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description='The version that you saw, as its ETag told: `"3"`. Without it: 428.',
    ),
]


def tag(response: Response, version: int) -> None:
    """Tell the version of what is answered."""
    response.headers["ETag"] = f'"{version}"'


def require_match(if_match: str | None, version: int) -> None:
    """Refuse a change of a version that somebody has not seen.

    Raises:
        FaultsError: if *if_match* is missing, or names another version.
    """
    if if_match is None:
        raise refusal("if-match-missing", "If-Match", version=version)
    given = {part.strip().removeprefix("W/") for part in if_match.split(",")}
    if "*" not in given and f'"{version}"' not in given:
        raise refusal("version-changed", "If-Match", found=if_match, version=version)
