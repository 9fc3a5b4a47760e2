"""Show an explanation, of whatever it is about."""

from __future__ import annotations

from typing import Any

from api.cli.explained_people import officer_data, show_officer, show_task, task_data
from api.cli.explained_targets import show_target, target_data
from api.cli.screen import Screen
from api.files.planbook.edition import Edition
from api.usecases.explain import Explanation
from scheduler.explanation.officers import OfficerExplanation
from scheduler.explanation.targets import TargetExplanation


def show_explanation(screen: Screen, edition: Edition, found: Explanation, *, draws: int) -> None:
    """Show it to a person."""
    if isinstance(found, TargetExplanation):
        show_target(screen, edition, found)
    elif isinstance(found, OfficerExplanation):
        show_officer(screen, edition, found, draws=draws)
    else:
        show_task(screen, edition, found, draws=draws)


def explanation_data(edition: Edition, found: Explanation, *, draws: int) -> dict[str, Any]:
    """Return it for a machine."""
    if isinstance(found, TargetExplanation):
        return {"target": target_data(edition, found)}
    if isinstance(found, OfficerExplanation):
        return {"officer": officer_data(found), "draws": draws}
    return {"task": task_data(edition, found), "draws": draws}
