"""Who lends officers to whom, as a document: {"B1": ["B2", "B3"]}, in the order of asking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.files.forms.form import Entry
from api.files.known import Known


def lending_data(lending: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return who lends to whom as plain data for a document."""
    return {body: list(lenders) for body, lenders in sorted(lending.items())}


def read_lending(policy: Entry, bodies: Known | None) -> dict[str, tuple[str, ...]]:
    """Read who lends to whom; *bodies*, if read before, give ids for names and refuse strangers."""
    lending: dict[str, tuple[str, ...]] = {}
    for name, names in policy.lists("lending").items():
        path = f"{policy.at('lending')}[{name}]"
        body = _body(policy, path, name, bodies)
        if body in lending:
            policy.findings.entry_fault("key-given-twice", path, found=name, key=body)
        lending[body] = _lenders(policy, path, body, names, bodies)
    return lending


def _lenders(
    policy: Entry, path: str, body: str, names: tuple[str, ...], bodies: Known | None
) -> tuple[str, ...]:
    lenders: list[str] = []
    for name in names:
        lender = _body(policy, path, name, bodies)
        if lender == body:
            policy.findings.entry_fault("lends-to-itself", path, found=name)
        elif lender in lenders:
            policy.findings.entry_fault("listed-twice", path, found=name)
        lenders.append(lender)
    return tuple(lenders)


def _body(policy: Entry, path: str, name: str, bodies: Known | None) -> str:
    body = bodies.resolve(name) if bodies else name
    if bodies and body not in bodies.ids:
        code = "refers-to-left-out" if body in bodies.left_out else "unknown-body"
        policy.findings.entry_fault(code, path, found=name)
    return body
