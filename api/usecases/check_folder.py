"""Check a draw's folder: everything that can be known before the seed. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.files.folder import import_folder
from api.usecases.quota_fairness import QuotaFairness, quota_fairness
from api.usecases.rehearse import odds_rehearsed, rehearse_draws
from api.usecases.steps import Steps
from scheduler.domain.problem import Problem
from scheduler.errors import Fault
from scheduler.explanation.predictability import Predictability
from scheduler.planning.checking import Check, check
from scheduler.planning.rehearsal import Rehearsed


@dataclass(frozen=True, slots=True)
class FolderCheck:
    """What a folder holds and what is wrong with it; *check* is None if it cannot be read."""

    problem: Problem | None
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    check: Check | None
    rehearsed: Rehearsed | None = None
    fairness: Mapping[str, QuotaFairness] = field(default_factory=dict)
    predictability: Predictability | None = None


def check_folder(
    folder: Path, steps: Steps, *, rehearsals: int = 0, figures: bool = False
) -> FolderCheck:
    """Read a folder, check what it holds, and if all is well rehearse the draw.

    With *figures* the laws of overlapping quotas are told in figures, which a draw does without.
    """
    steps.begin("read")
    found = import_folder(folder)
    if found.problem is None:
        steps.end()
        return FolderCheck(None, found.faults, found.notices, None)
    steps.begin("check")
    checked = check(found.problem)
    fairness = quota_fairness(checked.cells) if figures else {}
    rehearsed = predictability = None
    if rehearsals and checked.is_sound:
        steps.begin("rehearse")
        rehearsed = rehearse_draws(found.problem, checked, rehearsals)
        steps.begin("odds")
        predictability = odds_rehearsed(found.problem, checked)
    steps.end()
    return FolderCheck(
        problem=found.problem,
        faults=checked.faults,
        notices=found.notices,
        check=checked,
        rehearsed=rehearsed,
        fairness=fairness,
        predictability=predictability,
    )
