"""What is asked of each operation, and who may: the table that the matrix is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.service.security.rights import Right
from tests.service.test_openapi_by_schemathesis import DOCUMENT

ADDRESSES = {
    operation["operationId"]: (method.upper(), path.removeprefix("/api/v1"))
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}


class Id(str):
    """The name of an id that the world has."""

    __slots__ = ()


@dataclass(frozen=True, eq=False)
class Case:
    """One request. *tells* are codes of refusals that everybody gets, with every permission.

    *day* is when it is asked. Of *at*, the first is what somebody may not even know of, unless it
    is *known* to all who read.
    """

    operation: str
    right: Right
    at: dict[str, Any] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    json: Any = None
    content: bytes | None = None
    tells: str = ""
    known: bool = False
    day: str = "2026-12-01"

    def __repr__(self) -> str:
        return f"{self.operation} {self.at}"

    @property
    def method(self) -> str:
        return ADDRESSES[self.operation][0]

    def request(self, ids: dict[str, Any], **at: Any) -> dict[str, Any]:
        """Return what a client is given to send; *at* replaces parts of the address."""
        where = filled({**self.at, **at}, ids)
        more = {"content": self.content} if self.content is not None else {}
        if self.json is not None:
            more["json"] = filled(self.json, ids)
        return {
            "method": self.method,
            "url": ADDRESSES[self.operation][1].format(**where),
            "params": filled(self.params, ids),
            **more,
        }


def filled(data: Any, ids: dict[str, Any]) -> Any:
    """Return *data* with the world's ids in it."""
    match data:
        case Id():
            return ids[data]
        case dict():
            return {name: filled(value, ids) for name, value in data.items()}
        case list():
            return [filled(value, ids) for value in data]
    return data


MISSING = {
    "token_id": 999_999,
    "login": "nobody",
    "key": "999999",
    "import_id": 999_999,
    "digest": "0" * 64,
    "version": "nowhere",
    "day": "2031-01-01",
    "plan_id": "nowhere",
    "draw_id": 999_999,
    "number": "999999",
    "job_id": "0" * 32,
    "target_id": "nowhere",
    "notice_id": 999_999,
    "endpoint_id": 999_999,
    "event_id": 999_999,
    "label": "nowhere",
    "secret": "nowhere-at-all-but-long-enough",
}
"""Addresses at which there is nothing."""
