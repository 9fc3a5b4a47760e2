"""Explain a target, an officer or a task of a plan book."""

from __future__ import annotations

from pathlib import Path

from api.files.planbook.edition import Edition
from api.usecases.reopen import reopen
from api.usecases.steps import Steps
from scheduler.domain.planbook import Task
from scheduler.explanation.officers import OfficerExplanation, explain_officer
from scheduler.explanation.subjects import UnknownSubjectError
from scheduler.explanation.targets import TargetExplanation, explain_target
from scheduler.explanation.tasks import TaskExplanation, explain_task

Explanation = TargetExplanation | OfficerExplanation | TaskExplanation


def explain(folder: Path, subject: str, steps: Steps, *, draws: int) -> tuple[Edition, Explanation]:
    """Return the plan book in *folder* and why *subject* fared as it did.

    *subject* is the id of a target or officer, the number of a task, or `PLAN/TARGET`.

    Raises:
        FaultsError: if there is no plan book, or its inputs have faults.
        UnknownSubjectError: if the draw knows nothing by that name.
    """
    again = reopen(folder, steps)
    edition = Edition(again.lock, again.book)
    steps.begin("explain")
    problem = edition.problem
    if subject in problem.targets.position:
        return edition, explain_target(again.lock, again.book, subject)
    if subject in problem.officers.position:
        return edition, explain_officer(again.lock, again.book, subject, draws=draws)
    return edition, explain_task(again.lock, again.book, _task(edition, subject), draws=draws)


def _task(edition: Edition, subject: str) -> Task:
    for sheet in edition.tasks:
        task = Task(sheet.plan.plan_id, sheet.target["target_id"])
        if subject in (sheet.number, f"{task.plan_id}/{task.target_id}", sheet.visit.visit_id):
            return task
    raise UnknownSubjectError(subject)
