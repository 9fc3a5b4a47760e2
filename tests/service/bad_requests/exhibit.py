"""One bad request: who sends what, and which problem he is told of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Exhibit:
    """A request that is refused; `{checked}` and the like in its address are ids of the world."""

    name: str
    status: int
    code: str
    method: str
    address: str
    given: dict[str, Any] = field(default_factory=dict)
    who: str = "planner"

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def sent(**values: Any) -> dict[str, Any]:
    """Send an object as JSON."""
    return {"json": values}


def seen(**values: Any) -> dict[str, Any]:
    """Send an object as JSON, as one who saw what he changes."""
    return {"json": values, "headers": {"If-Match": "*"}}


def raw(content: str | bytes, media_type: str | None = "application/json", **headers: str):
    """Send a body as it is."""
    types = {} if media_type is None else {"Content-Type": media_type}
    return {"content": content, "headers": {**types, **headers}}


def headed(**headers: str) -> dict[str, Any]:
    """Send headers; underscores stand for hyphens."""
    return {"headers": {name.replace("_", "-"): value for name, value in headers.items()}}
