"""The commands of the ceremony: a record in the office's log for each."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import words
from api.cli.ceremony_words import (
    COMMITTED,
    DELIVERED,
    EXECUTED,
    LOCKED,
    NONCE,
    OUTCOME,
    PUBLISHED,
    ROTATED,
    SOURCES,
    VOIDED,
)
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.faults import show_notices
from api.cli.language import SPOKEN
from api.cli.offices import ORIGIN, KeyFolder, Origin, key_folder, office_at
from api.cli.screen import Screen
from api.files.planbook.edition import Edition
from api.files.planbook.folder import refuse_occupied
from api.usecases.ceremony.commit_nonce import commit_nonce
from api.usecases.ceremony.declare_sources import NETWORKS, Wanted
from api.usecases.ceremony.deliver_entropy import declared_sources, deliver_entropy
from api.usecases.ceremony.execute_draw import log_result
from api.usecases.ceremony.lock_draw import lock_draw
from api.usecases.ceremony.office import Office, rotate_key
from api.usecases.ceremony.publish_draw import publish_draw
from api.usecases.ceremony.record_outcome import record_outcome
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.void_draw import void_draw
from api.usecases.check_folder import check_folder
from api.usecases.make_draw import write_result
from scheduler.domain.hashing import Profile, is_available
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.records import parse_draw
from scheduler.evidence.sources.chains import LEAST_DELAY
from scheduler.evidence.sources.commit_reveal import nonce_commitment
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.drand import Drand

Place = Annotated[Path, typer.Option("--office", metavar="DIR", help="Folder of log and dossiers.")]
Number = Annotated[
    str, typer.Argument(metavar="DRAW", help="Number and attempt: 120116-2026-000012/1.")
]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="Who asks for it.")]
Second = Annotated[str, typer.Option("--second", metavar="WHO", help="Who else approves.")]
Lang = Annotated[
    str,
    typer.Option("--lang", metavar="zh|en", help="Language: zh or en; else that of the locale."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]


def number_of(text: str) -> DrawNumber:
    """Return the number that an argument means; without an attempt, the first."""
    found = parse_draw(text if "/" in text else f"{text}/1")
    if found is None:
        raise typer.BadParameter("120116-2026-000012/1", param_hint="DRAW")
    return found


def nonce(
    draw: Number,
    party: Annotated[str, typer.Option("--party", metavar="P", help="Id of the body.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="File of the nonce.")],
    *,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make a nonce and its commitment, on the machine of the body that commits."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    made = secrets.token_hex(32)
    commit = nonce_commitment(number_of(draw), party, made)
    with failures(screen):
        refuse_occupied(out, replace=False)
        out.touch(mode=0o600, exist_ok=False)
        out.write_text(f"{made}\n", encoding="ascii")
        screen.say(NONCE, file=str(out))
        screen.line(commit)
        screen.end(Exit.FINE, {"commit": commit, "file": str(out)})


def commit(  # noqa: PLR0913 - options
    draw: Number,
    party: Annotated[str, typer.Option("--party", metavar="P", help="Id of the body.")],
    commitment: Annotated[str, typer.Option("--commit", metavar="HEX", help="Its commitment.")],
    office: Place,
    *,
    keys: KeyFolder = None,
    origin: Origin = ORIGIN,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Log the commitment of a body."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        number = number_of(draw)
        record = commit_nonce(
            office_at(office, keys, origin), number, party=party, commit=commitment
        )
        screen.say(COMMITTED, draw=str(number), party=party)
        screen.end(Exit.FINE, {"record": record.digest})


def lock(  # noqa: PLR0913 - options
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a draw.")],
    office: Place,
    *,
    physical: Annotated[
        list[str], typer.Option("--physical", metavar="WHAT:N", help="N digits, thrown in public.")
    ] = [],  # noqa: B006 - typer copies it
    local: Annotated[
        bool, typer.Option("--local/--no-local", help="Randomness of this machine, too.")
    ] = True,
    beacon: Annotated[
        str,
        typer.Option("--beacon", metavar="NAME", help=f"A beacon: {', '.join(NETWORKS)}."),
    ] = "",
    delay: Annotated[
        int, typer.Option("--delay", metavar="S", help="Seconds from the lock to the beacon.")
    ] = LEAST_DELAY,
    sm3: Annotated[
        bool, typer.Option("--sm3", help="Keys and tickets by SM3 in place of SHA-256.")
    ] = False,
    announced: Annotated[
        bool, typer.Option("--announced", help="The visits are announced: it may open at once.")
    ] = False,
    keys: KeyFolder = None,
    origin: Origin = ORIGIN,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Check a folder, freeze it, log that."""
    del lang
    if beacon and beacon not in NETWORKS:
        raise typer.BadParameter(", ".join(NETWORKS), param_hint="--beacon")
    thrown = [_thrown(text) for text in physical]
    profile = Profile.SM3 if sm3 else Profile.SHA256
    if not is_available(profile):
        raise typer.BadParameter("SHA-256", param_hint="--sm3")
    wanted = Wanted(physical=thrown, local=local, beacon=beacon, delay=delay)
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        place = office_at(office, keys, origin)
        with screen.steps(words.steps("read", "check", "seal")) as steps:
            checked = check_folder(folder, steps)
            frozen = lock_draw(place, checked, wanted, steps, announced=announced, profile=profile)
        show_notices(screen, checked.notices)
        number = frozen.problem.number
        screen.say(LOCKED, draw=str(number), plans=len(frozen.problem.plans))
        sources = declared_sources(place.attempt(number))
        screen.say(SOURCES)
        for source, one in enumerate(sources):
            screen.line(f"  {source}  {one.head}")
        data = {"draw": str(number), "sources": [one.entry() for one in sources]}
        screen.end(Exit.FINE, data)


def entropy(  # noqa: PLR0913 - options
    draw: Number,
    source: Annotated[int, typer.Option("--source", min=0, metavar="N", help="Which, from 0.")],
    office: Place,
    *,
    value: Annotated[
        str, typer.Option("--value", metavar="V", help="Nonce or digits; none for local.")
    ] = "",
    signature: Annotated[
        str, typer.Option("--signature", metavar="HEX", help="Signature of the beacon's round.")
    ] = "",
    previous: Annotated[
        str, typer.Option("--previous", metavar="HEX", help="That of the round before, if chained.")
    ] = "",
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Deliver what a declared source gives."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        place, number = office_at(office, keys), number_of(draw)
        given = _given(place, number, source, value, signature, previous)
        deliver_entropy(place, number, source, given)
        missing = place.attempt(number).missing_sources
        screen.say(DELIVERED, draw=str(number), source=source, missing=len(missing))
        screen.end(Exit.FINE, {"draw": str(number), "missing": missing})


def execute(  # noqa: PLR0913 - options
    draw: Number,
    office: Place,
    out: Annotated[Path, typer.Option("--out", metavar="OUT", help="Plan book to write.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace a plan book.")] = False,
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make the draw of an attempt whose entropy is complete."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        place, number = office_at(office, keys), number_of(draw)
        refuse_occupied(out, replace=force)
        _refuse_incomplete(place, number)
        with screen.steps(words.steps("read", "replay", "log", "tables", "write")) as steps:
            again = reopened(place, number, steps)
            edition = Edition(again.lock, again.book)
            steps.begin("log")
            record = log_result(place, edition)
            write_result(place, edition, out, steps, replace=force)
            steps.end()
        screen.say(EXECUTED, draw=str(number), out=str(out), visits=len(edition.book.visits))
        screen.end(Exit.FINE, {"record": record.digest, "out": str(out)})


def void(  # noqa: PLR0913 - options
    draw: Number,
    office: Place,
    reason: Annotated[str, typer.Option("--reason", metavar="CODE", help="Why, in one code.")],
    by: By,
    second: Second,
    *,
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """End an attempt without a result."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        number = number_of(draw)
        place = office_at(office, keys)
        record = void_draw(place, number, reason=reason, by=by, second=second)
        screen.say(VOIDED, draw=str(number), attempt=f"{number.series}/{number.attempt + 1}")
        screen.end(Exit.FINE, {"record": record.digest})


def publish(  # noqa: PLR0913 - options
    draw: Number,
    office: Place,
    public: Annotated[Path, typer.Option("--public", metavar="DIR", help="Public bundle.")],
    audit: Annotated[Path, typer.Option("--audit", metavar="DIR", help="Audit bundle.")],
    by: By,
    second: Second,
    *,
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Open a draw: to everybody, and to auditors."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        place, number = office_at(office, keys), number_of(draw)
        with screen.steps(words.steps("read", "replay", "seal", "write")) as steps:
            publish_draw(place, number, public, audit, steps, by=by, second=second)
        screen.say(PUBLISHED, draw=str(number), public=str(public), audit=str(audit))
        screen.line(f"  doubledraw verify {public}")
        screen.end(Exit.FINE, {"public": str(public), "audit": str(audit)})


def outcome(
    draw: Number,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Results as published.")],
    office: Place,
    *,
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Log published results."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        number = number_of(draw)
        record = record_outcome(office_at(office, keys), number, file)
        screen.say(OUTCOME, draw=str(number), file=file.name)
        screen.end(Exit.FINE, {"record": record.digest})


def rotate(
    office: Place, *, keys: KeyFolder = None, lang: Lang = "", as_json: Json = False
) -> None:
    """Replace the key that signs the log."""
    del lang
    screen = Screen(SPOKEN.get(), as_json=as_json)
    with failures(screen):
        made = rotate_key(office_at(office, keys), keys or key_folder())
        screen.say(ROTATED)
        screen.line(str(made))
        screen.end(Exit.FINE, {"key": str(made)})


def _thrown(text: str) -> tuple[str, int]:
    what, _, digits = text.partition(":")
    if not (what and digits.isascii() and digits.isdecimal()):
        raise typer.BadParameter("dice:20", param_hint="--physical")
    return what, int(digits)


def _given(
    office: Office, number: DrawNumber, source: int, value: str, signature: str, previous: str
) -> Delivery:
    """Return what is delivered; this machine's own randomness where nothing is given."""
    declared = declared_sources(office.attempt(number))
    one = declared[source] if source < len(declared) else None
    if isinstance(one, Drand):
        return one.delivery(signature, previous)
    return Delivery(value=value or office.outside.secret())


def _refuse_incomplete(office: Office, number: DrawNumber) -> None:
    attempt = office.attempt(number)
    declared_sources(attempt)
    if attempt.missing_sources:
        missing = attempt.missing_sources[0]
        facts: dict[str, str | int] = {"source": missing, "draw": str(number)}
        raise FaultsError((Fault("source-missing", str(number), facts),))


COMMANDS: dict[str, tuple[Callable[..., Any], str]] = {
    "nonce": (nonce, "Make a nonce and its commitment for a body."),
    "commit": (commit, "Log the commitment of a body, before the lock."),
    "lock": (lock, "Lock a draw: check its folder, freeze it, log that."),
    "entropy": (entropy, "Deliver what a declared source of entropy gives, sealed."),
    "exec": (execute, "Make the draw of a locked attempt and write its plan book."),
    "void": (void, "End an attempt without a result, decided by two people."),
    "publish": (publish, "Open a draw: write the public and the audit bundle."),
    "rotate": (rotate, "Give the log a new key; old signatures stay good."),
    "outcome": (outcome, "Log published results of a draw's visits."),
}
"""Name -> what it does, and its help."""
