"""Draw a folder's plans and write the plan book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.files.planbook.contents import planbook_files
from api.files.planbook.edition import Edition
from api.files.planbook.folder import refuse_occupied, write_planbook
from api.usecases.chance import Chance
from api.usecases.check_folder import check_folder
from api.usecases.cores import threads
from api.usecases.rehearse import ODDS_DRAWS
from api.usecases.steps import Steps
from scheduler.draw import draw, lock
from scheduler.errors import Fault, FaultsError
from scheduler.explanation.predictability import Predictability, of_largest_pool
from scheduler.planning.pool_shortage import PoolShortage
from scheduler.planning.shortages.shortage import Shortage


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan book that was made and written; *shortages* are those that were only possible.

    *pool_shortages* are strata that were drawn whole, though the plan asked for more.
    *predictability* is that of the largest pool, None if nobody is sent anywhere
    or nobody asked.
    """

    edition: Edition
    notices: tuple[Fault, ...]
    shortages: tuple[Shortage, ...]
    predictability: Predictability | None
    pool_shortages: tuple[PoolShortage, ...] = ()


def make_draw(
    folder: Path,
    out: Path,
    chance: Chance,
    steps: Steps,
    *,
    replace: bool = False,
    odds: bool = False,
) -> Drawn:
    """Read, check, lock, draw, judge and write; nothing is written unless all went well.

    With *odds* the largest pool is then looked at many times, to tell how predictable it is.

    Raises:
        FaultsError: if the folder has faults, or *out* is taken.
        ShortageError: if it is certain that the officers do not suffice.
        SeedTextError: if a saved seed text is not one of this draw.
        JudgementError: if the judge faults the plan book.
    """
    refuse_occupied(out, replace=replace)
    found = check_folder(folder, steps)
    if found.problem is None or found.check is None:
        raise FaultsError(found.faults)
    locked = lock(found.problem, found.check, locked_at=chance.locked_at(), entropy=chance.entropy)
    text = chance.seed_text(found.problem.number)
    with threads() as executor:
        book = draw(locked, text, executor=executor, progress=steps.begin)
    steps.begin("tables")
    edition = Edition(locked, book)
    files = planbook_files(edition)
    steps.begin("write")
    write_planbook(files, out, replace=replace)
    predictability = None
    if odds:
        steps.begin("odds")
        predictability = of_largest_pool(locked, book.seed_text, draws=ODDS_DRAWS)
    steps.end()
    return Drawn(
        edition, found.notices, found.check.shortages, predictability, found.check.pool_shortages
    )
