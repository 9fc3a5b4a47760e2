"""The commands up to the seed: bodies commit, the draw is locked, sources deliver."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from api.cli import words
from api.cli.ceremony_options import (
    Beacon,
    Number,
    Physical,
    Place,
    Previous,
    Signature,
    UseLocal,
    number_of,
    refuse_unknown_beacon,
)
from api.cli.ceremony_words import (
    COMMITTED,
    DELIVERED,
    LOCKED,
    NONCE,
    SOURCES,
)
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.faults import show_notices
from api.cli.offices import ORIGIN, KeyFolder, Origin, office_at
from api.cli.options import Json, Lang, screen_for
from api.files.planbook.folder import refuse_occupied
from api.usecases.ceremony.commit_nonce import commit_nonce
from api.usecases.ceremony.declare_sources import Wanted
from api.usecases.ceremony.deliver_entropy import declared_sources, deliver_entropy
from api.usecases.ceremony.lock_draw import lock_draw
from api.usecases.ceremony.office import Office
from api.usecases.check_folder import check_folder
from scheduler.domain.hashing import Profile, is_available
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.sources.chains import LEAST_DELAY
from scheduler.evidence.sources.commit_reveal import nonce_commitment
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.drand import Drand


def nonce(
    draw: Number,
    party: Annotated[str, typer.Option("--party", metavar="P", help="Id of the body.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="File of the nonce.")],
    *,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make a nonce and its commitment, on the machine of the body that commits."""
    screen = screen_for(lang, as_json=as_json)
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
    screen = screen_for(lang, as_json=as_json)
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
    physical: Physical = [],  # noqa: B006 - typer copies it
    local: UseLocal = True,
    beacon: Beacon = "",
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
    refuse_unknown_beacon(beacon)
    thrown = [_thrown(text) for text in physical]
    profile = Profile.SM3 if sm3 else Profile.SHA256
    if not is_available(profile):
        raise typer.BadParameter("SHA-256", param_hint="--sm3")
    wanted = Wanted(physical=thrown, local=local, beacon=beacon, delay=delay)
    screen = screen_for(lang, as_json=as_json)
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
    signature: Signature = "",
    previous: Previous = "",
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Deliver what a declared source gives."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        place, number = office_at(office, keys), number_of(draw)
        given = _given(place, number, source, value, signature, previous)
        deliver_entropy(place, number, source, given)
        missing = place.attempt(number).missing_sources
        screen.say(DELIVERED, draw=str(number), source=source, missing=len(missing))
        screen.end(Exit.FINE, {"draw": str(number), "missing": missing})


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
