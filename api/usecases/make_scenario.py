"""Make a demonstration district and write it as a draw's folder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from api.files.folder import write_problem
from api.files.planbook.folder import put_in_place
from scenarios.catalogue import DEFAULT_SEED, SCENARIOS, build
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError

SIGN = ("draw.json", "targets.csv", "plans.json")
"""A folder with these files is a draw's folder."""


def make_scenario(
    name: str, folder: Path, *, seed: int = DEFAULT_SEED, replace: bool = False
) -> Problem:
    """Write the world *name* into *folder* and return it.

    With *replace*, a draw's folder that stands there gives way; never anything else.

    Raises:
        FaultsError: if there is no such world, or something else in its place.
    """
    if name not in SCENARIOS:
        facts = {"found": name, "known": ", ".join(sorted(SCENARIOS))}
        raise FaultsError((Fault("unknown-scenario", name, facts),))
    occupied = folder.exists() and any(folder.iterdir()) if folder.is_dir() else folder.exists()
    if occupied and not (replace and all((folder / file).is_file() for file in SIGN)):
        raise FaultsError((Fault("folder-not-empty", str(folder), {"file": str(folder)}),))
    problem = build(name, seed)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write_problem(problem, beside / "new")
        put_in_place(beside / "new", folder, beside / "old")
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return problem
