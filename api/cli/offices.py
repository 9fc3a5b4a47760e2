"""Where an office is: its folder, its keys, its name."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.usecases.ceremony.office import Office, Surroundings, open_office

ORIGIN = "doubledraw.local/office"
KEYS = "DOUBLEDRAW_KEYS"

OfficeFolder = Annotated[
    Path | None,
    typer.Option("--office", metavar="DIR", help="Folder of log and dossiers; else beside OUT."),
]
KeyFolder = Annotated[
    Path | None,
    typer.Option("--keys", metavar="DIR", help="Folder of private keys, away from all data."),
]
Origin = Annotated[
    str, typer.Option("--origin", metavar="NAME", help="Name of a new office, in its log's key.")
]


def office_at(folder: Path, keys: Path | None, origin: str = ORIGIN) -> Office:
    """Open the office in *folder*, made if need be."""
    outside = Surroundings(
        clock=lambda: datetime.now(UTC).replace(microsecond=0),
        secret=lambda: secrets.token_hex(32),
    )
    return open_office(folder, keys or key_folder(), outside, origin=origin)


def key_folder() -> Path:
    """Return where keys are kept: $DOUBLEDRAW_KEYS, or a folder of the user's settings."""
    named = os.environ.get(KEYS)
    if named:
        return Path(named)
    settings = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(settings) / "doubledraw" / "keys"
