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
    return edition, explained(edition, subject, steps, draws=draws)


def explained(edition: Edition, subject: str, steps: Steps, *, draws: int) -> Explanation:
    """Return why *subject* fared as it did in a draw; raises UnknownSubjectError as `explain`."""
    steps.begin("explain")
    lock, book, problem = edition.lock, edition.book, edition.problem
    if subject in problem.targets.position:
        return explain_target(lock, book, subject)
    if subject in problem.officers.position:
        return explain_officer(lock, book, subject, draws=draws)
    return explain_task(lock, book, _task(edition, subject), draws=draws)


def _task(edition: Edition, subject: str) -> Task:
    for sheet in edition.tasks:
        task = Task(sheet.plan.plan_id, sheet.target["target_id"])
        if subject in (sheet.number, f"{task.plan_id}/{task.target_id}", sheet.visit.visit_id):
            return task
    raise UnknownSubjectError(subject)
