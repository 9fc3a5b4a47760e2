"""Options that the commands of the ceremony share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.usecases.ceremony.declare_sources import NETWORKS
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import parse_draw

Place = Annotated[Path, typer.Option("--office", metavar="DIR", help="Folder of log and dossiers.")]
Number = Annotated[
    str, typer.Argument(metavar="DRAW", help="Number and attempt: 120116-2026-000012/1.")
]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="Who asks for it.")]
Second = Annotated[str, typer.Option("--second", metavar="WHO", help="Who else approves.")]
Physical = Annotated[
    list[str], typer.Option("--physical", metavar="WHAT:N", help="N digits, thrown in public.")
]
UseLocal = Annotated[
    bool, typer.Option("--local/--no-local", help="Randomness of this machine, too.")
]
Beacon = Annotated[
    str, typer.Option("--beacon", metavar="NAME", help=f"A beacon: {', '.join(NETWORKS)}.")
]
Signature = Annotated[
    str, typer.Option("--signature", metavar="HEX", help="Signature of the beacon's round.")
]
Previous = Annotated[
    str,
    typer.Option("--previous", metavar="HEX", help="That of the round before, if chained."),
]


def number_of(text: str) -> DrawNumber:
    """Return the number that an argument means; without an attempt, the first."""
    found = parse_draw(text if "/" in text else f"{text}/1")
    if found is None:
        raise typer.BadParameter("120116-2026-000012/1", param_hint="DRAW")
    return found


def refuse_unknown_beacon(name: str) -> None:
    """Raise an error of usage if *name* is given and no network is called so."""
    if name and name not in NETWORKS:
        raise typer.BadParameter(", ".join(NETWORKS), param_hint="--beacon")
