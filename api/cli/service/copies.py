"""Copies of everything, and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for
from api.cli.service import words

MEGABYTE = 1_000_000


def backup(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Archive to write.")],
    *,
    keys: Annotated[
        Path | None,
        typer.Option("--keys", metavar="FILE", help="Archive of the private keys, to keep apart."),
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Copy everything that the service keeps into one archive."""
    from api.serving import opened  # noqa: PLC0415 - loads all of the service
    from api.settings import Settings  # noqa: PLC0415
    from api.usecases.operations.back_up import back_up  # noqa: PLC0415

    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        with opened(Settings()) as service:
            done = back_up(service, out, keys)
        megabytes = f"{done.size / MEGABYTE:.1f}"
        screen.say(words.COPIED, files=done.files, megabytes=megabytes, out=str(out))
        screen.say(words.KEYS_APART if keys else words.WITHOUT_KEYS, keys=str(keys))
        screen.end(Exit.FINE, {"out": str(out), **asdict(done)})


def restore(
    archive: Annotated[Path, typer.Argument(metavar="IN", help="Archive to read.")],
    *,
    keys: Annotated[
        Path | None,
        typer.Option("--keys", metavar="FILE", help="Archive of the private keys."),
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make an empty place what was copied."""
    from api.settings import Settings  # noqa: PLC0415 - loads all of the service
    from api.usecases.operations.restore import restore as restored  # noqa: PLC0415

    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        settings = Settings()
        done = restored(settings, archive, keys)
        screen.say(words.RESTORED, files=done.files, made_at=done.made_at, data=str(settings.data))
        if done.is_old:
            screen.say(words.OLD, version=done.database_version)
        if keys is None:
            screen.say(words.KEYS_NEEDED, keys=str(settings.office_keys))
        screen.end(Exit.FINE, asdict(done))
