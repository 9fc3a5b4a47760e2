"""Lock: freeze everything that decides the draw but chance, and log that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from api.files.documents import write_document
from api.files.evidence.documents import lock_documents
from api.files.evidence.secrets import Secrets
from api.files.folder_writing import problem_files
from api.files.planbook.documents import ALGORITHMS, lock_data
from api.usecases.ceremony.alone import alone
from api.usecases.ceremony.entropy_context import context_of
from api.usecases.ceremony.office import Office
from api.usecases.check_folder import FolderCheck
from api.usecases.steps import Steps
from scheduler.domain.hashing import Profile
from scheduler.domain.lock import Lock
from scheduler.domain.problem import Problem
from scheduler.draw import lock
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitments
from scheduler.evidence.records import Event
from scheduler.evidence.sources.checking import check_declarations
from scheduler.evidence.sources.declaration import Declaration

Declare = Callable[[Attempt, datetime], Sequence[Declaration]]
"""Names the sources of entropy, given what bodies committed to and the moment of the lock."""


@alone
def lock_draw(
    office: Office,
    checked: FolderCheck,
    declare: Declare,
    steps: Steps,
    *,
    announced: bool = False,
    profile: Profile = Profile.SHA256,
) -> Lock:
    """Lock the draw of a folder that was *checked*.

    Raises:
        FaultsError: if the folder has faults, or the log forbids this draw.
        ShortageError: if it is certain that the officers do not suffice.
    """
    if checked.problem is None or checked.check is None:
        raise FaultsError(checked.faults)
    number, now = checked.problem.number, office.outside.clock()
    sources = declare(office.history.attempt(number), now)
    independent = checked.problem.policy.independent_entropy
    context = context_of(office.history, number, now, require_independent=independent)
    faults = check_declarations(sources, context)
    if faults:
        raise FaultsError(faults)
    problem = replace(checked.problem, mask=office.outside.secret())
    declared = tuple(source.KIND.name for source in sources)
    frozen = lock(problem, checked.check, locked_at=now, entropy=declared, profile=profile)
    steps.begin("seal")
    master = office.outside.secret()
    inputs = dict(problem_files(problem))
    documents = lock_documents(frozen, master, inputs)
    salts = {name: office.outside.secret() for name in documents}
    record = office.make(
        Event.LOCK,
        number,
        at=now,
        profile=profile.value,
        algorithms=ALGORITHMS,
        announced=announced,
        plans=[plan.plan_id for plan in problem.plans],
        entropy=[source.entry() for source in sources],
        documents=commitments(documents, salts),
    )
    secrets = Secrets(mask=problem.mask, rows=master, salts=salts, sources=(None,) * len(sources))
    office.dossier(number).create(inputs, write_document(lock_data(frozen, inputs)), secrets)
    office.log_it(record)
    return frozen


def refuse_changed(office: Office, problem: Problem) -> None:
    """Raise FaultsError if *problem* is not what its attempt had locked."""
    inputs = office.dossier(problem.number).inputs
    changed = [
        name
        for name, content in problem_files(problem)
        if not (inputs / name).is_file() or (inputs / name).read_bytes() != content
    ]
    if changed:
        facts = {"draw": str(problem.number), "files": ", ".join(changed)}
        raise FaultsError((Fault("inputs-changed", str(problem.number), facts),))
