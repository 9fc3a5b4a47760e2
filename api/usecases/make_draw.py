"""Draw a folder's plans in one go: lock, take local entropy, execute, and write the plan book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from api.files.evidence.replacements import account_content
from api.files.planbook.contents import EVIDENCE, REPLACEMENTS, SECRETS, planbook_files
from api.files.planbook.edition import Edition
from api.files.planbook.folder import refuse_occupied, write_planbook
from api.usecases.ceremony.deliver_entropy import (
    declared_sources,
    deliver_entropy,
    source_missing,
)
from api.usecases.ceremony.execute_draw import log_result
from api.usecases.ceremony.lock_draw import lock_draw, refuse_changed
from api.usecases.ceremony.log_files import log_files
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.vacancies import standing
from api.usecases.check_folder import FolderCheck, check_folder
from api.usecases.cores import threads
from api.usecases.rehearse import NO_MOMENT, ODDS_DRAWS
from api.usecases.steps import Steps
from scheduler.domain.problem import DrawNumber
from scheduler.draw import draw, lock
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.declaration import Declaration
from scheduler.evidence.sources.local import Local
from scheduler.explanation.predictability import Predictability, of_largest_pool
from scheduler.lottery.seed import seed_text
from scheduler.planning.pool_shortage import PoolShortage
from scheduler.planning.shortages.shortage import Shortage


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan book that was made and written; *shortages* are those that were only possible.

    *pool_shortages* are strata that were drawn whole, though the plan asked for more.
    *predictability* is that of the largest pool, None if nobody is sent anywhere
    or nobody asked. *office* is the folder of the office that drew.
    """

    edition: Edition
    notices: tuple[Fault, ...]
    shortages: tuple[Shortage, ...]
    predictability: Predictability | None
    pool_shortages: tuple[PoolShortage, ...] = ()
    office: Path = Path()


def make_draw(  # noqa: PLR0913 - what is drawn, by whom, where to
    open_office: Callable[[], Office],
    folder: Path,
    out: Path,
    steps: Steps,
    *,
    replace: bool = False,
    odds: bool = False,
    announced: bool = False,
) -> Drawn:
    """Read, check, lock, draw, judge, log and write.

    An attempt that was interrupted goes on from what it had locked; one that was made before gives
    the same plan book again. There never are two results. With *odds* the largest pool is then
    looked at many times, to tell how predictable it is.

    Raises:
        FaultsError: if the folder has faults, the log forbids the draw, or *out* is taken.
        ShortageError: if it is certain that the officers do not suffice.
        JudgementError: if the judge faults the plan book.
    """
    refuse_occupied(out, replace=replace)
    checked = check_folder(folder, steps)
    if checked.problem is None or checked.check is None:
        raise FaultsError(checked.faults)
    lock(checked.problem, checked.check, locked_at=NO_MOMENT)  # what cannot be, leaves no office
    office, number = open_office(), checked.problem.number
    if office.history.attempt(number).has(Event.LOCK):
        refuse_changed(office, checked.problem)
        edition = _resumed(office, number, steps)
    else:
        edition = _begun(office, checked, steps, announced=announced)
    steps.begin("log")
    log_result(office, edition)
    write_result(office, edition, out, steps, replace=replace)
    predictability = None
    if odds:
        steps.begin("odds")
        text = edition.book.seed_text
        predictability = of_largest_pool(edition.lock, text, draws=ODDS_DRAWS)
    steps.end()
    return Drawn(
        edition,
        checked.notices,
        checked.check.shortages,
        predictability,
        checked.check.pool_shortages,
        office.folder,
    )


def _begun(office: Office, checked: FolderCheck, steps: Steps, *, announced: bool) -> Edition:
    """Lock and draw."""
    locked = lock_draw(office, checked, local_only, steps, announced=announced)
    number = locked.problem.number
    _give_local(office, number)
    text = seed_text(number, office.dossier(number).secrets().lines(), locked.profile)
    with threads() as executor:
        book = draw(locked, text, executor=executor, progress=steps.begin)
    return Edition(locked, book)


def _resumed(office: Office, number: DrawNumber, steps: Steps) -> Edition:
    """Go on with an attempt that was locked."""
    _give_local(office, number)
    again = reopened(office, number, steps)
    return Edition(again.lock, again.book)


def _give_local(office: Office, number: DrawNumber) -> None:
    """Let this machine give what is missing; raise FaultsError if others have to."""
    attempt = office.attempt(number)
    declared = declared_sources(attempt)
    for source in attempt.missing_sources:
        if not isinstance(declared[source], Local):
            raise source_missing(number, source)
        deliver_entropy(office, number, source, Delivery(value=office.outside.secret()))


def local_only(_attempt: Attempt, _now: datetime) -> Sequence[Declaration]:
    """Declare fresh randomness of this machine as the only source."""
    return (Local(),)


def write_result(
    office: Office, edition: Edition, out: Path, steps: Steps, *, replace: bool = False
) -> None:
    """Write the plan book of an attempt that was executed, as it stands, with its evidence.

    *edition* is what was drawn; what was replaced since is put in its place.
    """
    number = edition.problem.number
    secrets = office.dossier(number).secrets()
    book, replaced = standing(office.attempt(number), secrets.documents, edition.lock, edition.book)
    steps.begin("tables")
    evidence = {f"{EVIDENCE}/{name}": one for name, one in log_files(office, number).items()}
    evidence[SECRETS] = secrets.content()
    if replaced:
        evidence[REPLACEMENTS] = account_content(replaced)
    inputs = office.dossier(number).read_inputs()
    files = planbook_files(Edition(edition.lock, book), inputs=inputs, evidence=evidence)
    steps.begin("write")
    write_planbook(files, out, replace=replace)
