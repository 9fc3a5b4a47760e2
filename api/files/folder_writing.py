"""Write a problem as the canonical folder of a draw, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from api.files.calendars import calendar_data
from api.files.documents import write_document
from api.files.draw_document import draw_data
from api.files.plan_documents import plans_data
from api.files.policy import policy_data
from api.files.table_rows import bodies_frame, conflicts_frame, items_frame, leave_frame
from scheduler.domain.frames import canonical_csv
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError


def write_problem(problem: Problem, folder: Path) -> None:
    """Write *problem* into *folder*, which must not exist yet or be empty.

    Everything is written beside it first and then renamed, so nobody ever sees half a folder.

    Raises:
        FaultsError: if the folder already holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FaultsError((Fault("folder-not-empty", str(folder), {"file": str(folder)}),))
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in problem_files(problem):
            (beside / name).write_bytes(content)
        beside.chmod(0o755)
        os.replace(beside, folder)  # noqa: PTH105 - an empty folder may stand there
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def problem_files(problem: Problem) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the canonical folder."""
    yield "targets.csv", canonical_csv(problem.targets.frame)
    yield "officers.csv", canonical_csv(problem.officers.frame)
    yield "bodies.csv", canonical_csv(bodies_frame(problem.bodies))
    yield "items.csv", canonical_csv(items_frame(problem.items))
    yield "plans.json", write_document(plans_data(problem.plans))
    yield "policy.json", write_document(policy_data(problem.policy))
    yield "calendar.json", write_document(calendar_data(problem.calendar))
    yield "history.csv", canonical_csv(problem.history.frame)
    yield "live_tasks.csv", canonical_csv(problem.live.frame)
    yield "conflicts.csv", canonical_csv(conflicts_frame(problem.conflicts))
    yield "leave.csv", canonical_csv(leave_frame(problem.leave))
    yield "draw.json", write_document(draw_data(problem))
