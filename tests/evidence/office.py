"""An office whose clock and secrets are ours, a witness, and one good draw with all that it left.

The draw is made through the use cases alone. Its beacon is a real round, so the clock shows a day
of 2023 until the draw is made, and one after the visits when it is published.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.files.evidence.documents import lock_documents, result_documents
from api.files.evidence.office_keys import OfficeKeys
from api.files.evidence.secrets import Secrets
from api.files.folder_writing import write_problem
from api.files.planbook.edition import Edition
from api.usecases.ceremony.commit_nonce import commit_nonce
from api.usecases.ceremony.declare_sources import Wanted
from api.usecases.ceremony.deliver_entropy import deliver_entropy
from api.usecases.ceremony.execute_draw import log_result
from api.usecases.ceremony.lock_draw import lock_draw
from api.usecases.ceremony.office import LOG, Office, Surroundings, open_office
from api.usecases.ceremony.publish_draw import publish_draw
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.check_folder import check_folder
from api.usecases.steps import Steps
from api.usecases.verification.trust import Trust
from api.usecases.verification.verify import Verification
from api.usecases.witness_log import witness_log
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.evidence.keys import KeyType, SigningKey
from scheduler.evidence.sources.context import Delivery
from tests.scheduler.evidence.sources.ceremony import AMR, DELIVERED, JUSTICE, LOCKED_AT, MOMENTS

ORIGIN = "office.example/log"
WITNESS = SigningKey("witness.example/w", KeyType.COSIGNATURE, bytes(range(32)))
AFTER_THE_VISITS = datetime(2027, 1, 4, 9, tzinfo=UTC)
ALL_SOURCES = Wanted(physical=(("dice", 6),), beacon="quicknet")


@dataclass
class Around:
    """A clock that is set by hand, and secrets that anybody could foretell."""

    now: datetime
    name: str = "a"
    given: int = 0

    def secret(self) -> str:
        self.given += 1
        return hashlib.sha256(f"{self.name}{self.given}".encode()).hexdigest()

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(clock=lambda: self.now, secret=self.secret)


@dataclass
class Desk:
    """An office in *home*, and what is around it."""

    home: Path
    around: Around

    def open(self) -> Office:
        return open_office(
            self.home / "office", self.home / "keys", self.around.surroundings, origin=ORIGIN
        )

    @property
    def key(self) -> SigningKey:
        """The key of its log."""
        return OfficeKeys(self.home / "keys", self.home / "office" / LOG).load()

    def witnessed(self) -> None:
        """Let the witness visit the log now."""
        witness_log(
            self.home / "office" / LOG,
            WITNESS,
            self.home / "witness",
            Steps(),
            unix_seconds=int(self.around.now.timestamp()),
        )

    def locked(self, office: Office, problem: Problem, wanted: Wanted) -> None:
        """Write a folder of the draw, check and lock it."""
        folder = self.home / "folders" / problem.number.series / str(problem.number.attempt)
        write_problem(problem, folder)
        lock_draw(office, check_folder(folder, Steps()), wanted, Steps())

    def published(self, office: Office, number: DrawNumber, name: str) -> tuple[Path, Path]:
        """Open a draw; return the folders of the public and of the audit bundle."""
        public, audit = self.home / name / "public", self.home / name / "audit"
        publish_draw(office, number, public, audit, Steps(), by="chief", second="deputy")
        return public, audit


def executed(office: Office, number: DrawNumber) -> Edition:
    """Make a draw whose entropy is complete, and log it."""
    found = reopened(office, number, Steps())
    edition = Edition(found.lock, found.book)
    log_result(office, edition)
    return edition


def held_ceremony(
    desk: Desk, problem: Problem, deliveries: dict[int, Delivery] | None = None
) -> Edition:
    """Hold the whole ceremony with a source of every type, up to the exec."""
    office, number = desk.open(), problem.number
    desk.around.now = LOCKED_AT - timedelta(seconds=30)
    for one in (AMR, JUSTICE):
        commit_nonce(office, number, party=one.party, commit=one.commit)
    desk.around.now = LOCKED_AT
    desk.locked(office, problem, ALL_SOURCES)
    desk.around.now = LOCKED_AT + timedelta(seconds=5)
    desk.witnessed()
    for source, delivery in (deliveries or DELIVERED).items():
        desk.around.now = LOCKED_AT + timedelta(seconds=MOMENTS[source])
        deliver_entropy(office, number, source, delivery)
    desk.around.now += timedelta(seconds=10)
    return executed(office, number)


@dataclass(frozen=True)
class Good:
    """A draw with which all is well: its bundles, and what only its operator has.

    *documents* are all that were committed to, sealed ones too.
    """

    desk: Desk
    edition: Edition
    public: Path
    audit: Path
    secrets: Secrets
    documents: dict[str, bytes]
    files: dict[str, bytes] = field(repr=False)

    @property
    def number(self) -> DrawNumber:
        return self.edition.problem.number

    @property
    def key(self) -> SigningKey:
        return self.desk.key

    @property
    def trust(self) -> Trust:
        """What a careful reader knows: the office's key and the witness's."""
        return Trust((self.key.verifier,), (WITNESS.verifier,))


def good_draw(home: Path, problem: Problem, deliveries: dict[int, Delivery] | None = None) -> Good:
    """Draw, let the witness cosign the last head, and publish."""
    desk = Desk(home, Around(LOCKED_AT))
    edition = held_ceremony(desk, problem, deliveries)
    office, number = desk.open(), problem.number
    desk.around.now = AFTER_THE_VISITS
    desk.published(office, number, "first")
    desk.witnessed()
    public, audit = desk.published(desk.open(), number, "bundles")
    secrets = office.dossier(number).secrets()
    documents = lock_documents(edition.lock, secrets.rows)
    documents |= result_documents(edition, secrets.entropy())
    return Good(desk, edition, public, audit, secrets, documents, files_of(audit))


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def written(files: dict[str, bytes], folder: Path) -> Path:
    """Write files into a new folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def verified(folder: Path, trust: Trust) -> Verification:
    """Make all steps of a verification."""
    found = Verification(folder, Steps(), trust)
    list(found)
    return found


def numbered(problem: Problem, series: str, attempt: int = 1) -> Problem:
    """Return a problem under another number."""
    return replace(problem, number=DrawNumber(series=series, attempt=attempt))
