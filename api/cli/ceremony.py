"""The commands of the ceremony: a record in the office's log for each; these from the seed on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import words
from api.cli.ceremony_options import By, Number, Place, Second, number_of
from api.cli.ceremony_words import (
    EXECUTED,
    OUTCOME,
    PUBLISHED,
    ROTATED,
    VOIDED,
)
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.locking import commit, entropy, lock, nonce
from api.cli.offices import KeyFolder, key_folder, office_at
from api.cli.options import Json, Lang, screen_for
from api.files.planbook.edition import Edition
from api.files.planbook.folder import refuse_occupied
from api.usecases.ceremony.execute_draw import log_result
from api.usecases.ceremony.office import rotate_key
from api.usecases.ceremony.publish_draw import publish_draw
from api.usecases.ceremony.record_outcome import record_outcome
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.void_draw import void_draw
from api.usecases.make_draw import write_result


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
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        place, number = office_at(office, keys), number_of(draw)
        refuse_occupied(out, replace=force)
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
    screen = screen_for(lang, as_json=as_json)
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
    screen = screen_for(lang, as_json=as_json)
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
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        number = number_of(draw)
        record = record_outcome(office_at(office, keys), number, file)
        screen.say(OUTCOME, draw=str(number), file=file.name)
        screen.end(Exit.FINE, {"record": record.digest})


def rotate(
    office: Place, *, keys: KeyFolder = None, lang: Lang = "", as_json: Json = False
) -> None:
    """Replace the key that signs the log."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        made = rotate_key(office_at(office, keys), keys or key_folder())
        screen.say(ROTATED)
        screen.line(str(made))
        screen.end(Exit.FINE, {"key": str(made)})


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
