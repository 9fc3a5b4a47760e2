"""`doubledraw verify`: named steps, and what they come to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import words
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for
from api.cli.summary import show_seconds
from api.cli.verification import (
    finding_data,
    show_finding,
    show_not_reached,
    show_verdict,
    verdict_data,
)
from api.usecases.verification.trust import trust_of
from api.usecases.verification.verify import Verification


def verify(
    folder: Annotated[
        Path, typer.Argument(metavar="BUNDLE", help="Folder of a public or audit bundle, or OUT.")
    ],
    *,
    pin_key: Annotated[
        list[str],
        typer.Option("--pin-key", metavar="KEY", help="The office's key, as made known elsewhere."),
    ] = [],  # noqa: B006 - typer copies it
    witness_keys: Annotated[
        Path | None,
        typer.Option("--witness-keys", metavar="FILE", help="Keys of witnesses, one a line."),
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Verify what a draw left behind."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        trust = trust_of(pin_key, witness_keys)
        with screen.steps(words.steps(*words.VERIFY_STEPS)) as steps:
            made = Verification(folder, steps, trust)
            for finding in made:
                show_finding(screen, finding)
        show_not_reached(screen, made.findings, made.all_steps)
        show_seconds(screen, made.steps.seconds)
        show_verdict(screen, made)
        data: dict[str, Any] = {"steps": [finding_data(finding) for finding in made.findings]}
        code = Exit.FINE if made.is_verified else Exit.NOT_VERIFIED
        screen.end(code, data | verdict_data(made))
