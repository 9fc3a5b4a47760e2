"""What happened to a subject since its draw: what came free, and who or what came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.files.planbook.contents import REPLACEMENTS
from api.files.planbook.edition import Edition
from api.usecases.explain import Explanation
from scheduler.errors import Fault, FaultsError
from scheduler.explanation.officers import OfficerExplanation
from scheduler.explanation.targets import TargetExplanation


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement: *gone* and *came* are ids, *came* empty where nobody could.

    *where* is the visit and body of an officer, or the plan of a target.
    """

    number: int
    kind: str
    reason: str
    where: str
    gone: str
    came: str


def changes_since(folder: Path, edition: Edition, found: Explanation) -> tuple[Change, ...]:
    """Return the replacements in a plan book that concern what was explained, in order.

    Raises:
        FaultsError: if the plan book tells them unreadably.
    """
    try:
        content = (folder / REPLACEMENTS).read_bytes()
    except FileNotFoundError:
        return ()
    try:
        told = json.loads(content)["replacements"]
        changes = [(_change(one), str(one.get("visit_id", ""))) for one in told]
    except (KeyError, TypeError, ValueError, AttributeError):
        fault = Fault("evidence-unreadable", REPLACEMENTS, {"file": REPLACEMENTS})
        raise FaultsError((fault,)) from None
    names = _names(edition, found)
    return tuple(one for one, visit in changes if names & {one.gone, one.came, visit})


def _change(told: Mapping[str, str | int]) -> Change:
    where = f"{told['visit_id']}/{told['body_id']}" if "visit_id" in told else str(told["plan_id"])
    return Change(
        number=int(told["number"]),
        kind=str(told["kind"]),
        reason=str(told["reason"]),
        where=where,
        gone=str(told["gone"]),
        came=str(told["came"]),
    )


def _names(edition: Edition, found: Explanation) -> set[str]:
    """Return the ids that a replacement has to name to concern what was explained."""
    if isinstance(found, OfficerExplanation):
        return {found.officer_id}
    if isinstance(found, TargetExplanation):
        return {found.target_id, *(visit.visit_id for visit in found.visits)}
    return {found.task.target_id, edition.visit_of[found.task].visit_id}
