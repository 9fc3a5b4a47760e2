"""lock.json, read: what a replay needs of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from api.files.planbook.documents import read_moment
from api.files.planbook.lock_facts import SavedCells, read_cells, read_days
from scheduler.domain.dayplan import DayPlan
from scheduler.domain.hashing import Profile
from scheduler.domain.overlap import CellLock
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError
from scheduler.planning import fit
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.quotas import overlapping


@dataclass(frozen=True, slots=True)
class SavedLock:
    """The moment of a lock, the sources of entropy declared in it, and what solvers found."""

    locked_at: datetime
    entropy: tuple[str, ...]
    profile: Profile
    days: DayPlan
    cells: Mapping[str, SavedCells]


def read_lock(path: Path) -> SavedLock:
    """Read a lock.json.

    Raises:
        FaultsError: if there is none, or if it does not say what a replay needs of it.
    """
    data = _read_json(path)
    try:
        return SavedLock(
            locked_at=read_moment(data["locked_at"]),
            entropy=tuple(str(source) for source in data["entropy"]),
            profile=Profile(data["profile"]),
            days=read_days(data["days"]),
            cells={str(name): read_cells(cells) for name, cells in data["cells"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _fault("lock-unreadable", path) from None


def planned_days(problem: Problem, saved: SavedLock) -> DayPlan:
    """Return the days as they were published; whether they are lawful is for the judge to say.

    Raises:
        FaultsError: if a plan has more visits than there are targets: dealing them would not end.
    """
    for plan_id, days in sorted(saved.days.of_plan.items()):
        visits = sum(row.visits for row in days)
        if visits > len(problem.targets):
            facts = {"found": visits, "most": len(problem.targets)}
            raise FaultsError((Fault("days-unlike", f"plans[{plan_id}]", facts),))
    return saved.days


def cell_locks(problem: Problem, saved: SavedLock) -> dict[str, CellLock]:
    """Return the locked cells of every plan with overlapping quotas, as they were published.

    Raises:
        FaultsError: if the problem has faults, or the numbers cannot be of its cells.
    """
    if not saved.cells:
        return {}
    faults = fit.faults(problem)
    if faults:
        raise FaultsError(faults)
    pools, _ = pools_and_clashes(problem)
    wanted = {name: (cells, quota) for name, cells, quota in overlapping(problem, pools)}
    found = {}
    for plan_id, numbers in sorted(saved.cells.items()):
        if plan_id not in wanted:
            raise _unlike(plan_id, "unasked")
        cells, quota = wanted[plan_id]
        try:
            found[plan_id] = CellLock(
                cells=cells,
                quota=quota,
                start=numbers.start,
                penalty=numbers.penalty,
                visits=numbers.visits,
                lottery=numbers.lottery,
            )
        except ValueError:
            raise _unlike(plan_id, "counts") from None
    return found


def _read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _fault("lock-missing", path) from None
    except (OSError, ValueError, RecursionError):
        raise _fault("lock-unreadable", path) from None


def _fault(code: str, path: Path) -> FaultsError:
    return FaultsError((Fault(code, str(path), {"file": str(path)}),))


def _unlike(plan_id: str, found: str) -> FaultsError:
    place = f"plans[{plan_id}].targets.quota"
    return FaultsError((Fault("cells-unlike", place, {"found": found}),))
