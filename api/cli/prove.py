"""`doubledraw prove`: for one firm, the proof of its own row, and nobody else's."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import words
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for
from api.files.evidence.proof_commands import code_text, ticket_command
from api.files.evidence.proof_page import proof_page
from api.files.evidence.proof_text import proof_text
from api.files.planbook.folder import refuse_occupied, write_planbook
from api.usecases.prove import prove as make_proof
from api.wording.words import Words
from scheduler.evidence.firm_proof import FirmProof

TEXT = "proof.txt"
PAGE = "proof.html"
STEPS = ("sums", "log", "targets", "inputs", "explain")
WRITTEN = Words("已写出：{file}", "Written: {file}")


def prove(
    folder: Annotated[Path, typer.Argument(metavar="AUDIT", help="Folder of an audit bundle.")],
    target: Annotated[
        str, typer.Option("--target", metavar="CODE", help="Id of the firm, as in the registry.")
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder for proof.txt and proof.html."),
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Prove to one firm how a draw went for it."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        if out is not None:
            refuse_occupied(out, replace=False)
        with screen.steps(words.steps(*STEPS)) as steps:
            proof = make_proof(folder, target, steps)
        text = proof_text(proof, screen.lang)
        if out is not None:
            page = proof_page(proof, screen.lang)
            write_planbook({TEXT: text.encode(), PAGE: page.encode()}, out)
        for line in text.splitlines():
            screen.line(line)
        for name in (TEXT, PAGE) if out is not None else ():
            screen.say(WRITTEN, file=str(out / name) if out else name)
        screen.end(Exit.FINE, proof_data(proof))


def proof_data(proof: FirmProof) -> dict[str, Any]:
    """Return the proof for a machine."""
    plans = [
        asdict(plan) | {"drawn": plan.drawn, "command": ticket_command(plan, proof).line}
        for plan in proof.plans
    ]
    listed = [{"plan_id": plan_id, "plan_name": name} for plan_id, name in proof.listed]
    told = {"in_pool": proof.row is not None, "plans": plans, "listed": listed}
    return asdict(proof) | told | {"code": code_text(proof)}
