"""The commands."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.cli import words
from api.cli.ceremony import COMMANDS
from api.cli.changes import change_data, show_changes
from api.cli.checks import check_data, show_check
from api.cli.exits import Exit
from api.cli.explanations import explanation_data, show_explanation
from api.cli.failures import failures
from api.cli.faults import fault_data, show_notices
from api.cli.help_texts import in_language
from api.cli.imports import import_data, show_import
from api.cli.language import SPOKEN, language_of
from api.cli.mixing import mixing
from api.cli.offices import ORIGIN, KeyFolder, OfficeFolder, Origin, office_at
from api.cli.options import Json, Lang, screen_for
from api.cli.panel import panel
from api.cli.pool_shortages import show_pool_shortages
from api.cli.prove import prove
from api.cli.redraws import REDRAWS
from api.cli.service import SERVICE
from api.cli.shortages import show_shortages
from api.cli.summary import show_sealed, show_summary, summary_data
from api.cli.usage import run_command
from api.cli.verify import verify
from api.cli.witness import witness
from api.cli.worlds import show_world, world_data
from api.usecases.check_folder import check_folder
from api.usecases.explain import explain as find_reasons
from api.usecases.import_file import KINDS, import_file
from api.usecases.make_draw import make_draw
from api.usecases.make_scenario import make_scenario
from api.usecases.since import changes_since
from scenarios.catalogue import DEFAULT_SEED, SCENARIOS

app = typer.Typer(
    name="doubledraw",
    epilog="Exit codes: 0 fine; 1 defect of the program; 2 wrong usage; 3 faulty input, nothing "
    "was written; 4 officers, days or quotas do not suffice; 5 not verified; 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a draw.")]
PlanBook = Annotated[Path, typer.Argument(metavar="OUT", help="Folder of a plan book.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what an earlier call wrote there.")]


def main() -> None:
    """Run the command line and end."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a sign shows a question mark; it does not stop the draw.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line with *arguments* and return the exit code."""
    lang = language_of(arguments, os.environ)
    SPOKEN.set(lang)
    return run_command(in_language(typer.main.get_command(app), lang), arguments, lang)


@app.callback(no_args_is_help=True)
def doubledraw(*, lang: Lang = "") -> None:
    """Random, provable and workable inspection schedules."""
    screen_for(lang, as_json=False)


@app.command(help="Make a demonstration district and write it as a draw's folder.")
def scenario(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=f"One of: {', '.join(sorted(SCENARIOS))}.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write.")],
    *,
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help="Another seed, another district.")
    ] = (DEFAULT_SEED),
    force: Force = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make a demonstration district."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        with screen.steps(words.steps("build")) as steps:
            steps.begin("build")
            problem = make_scenario(name, out, seed=seed, replace=force)
        show_world(screen, name, problem, out)
        screen.end(Exit.FINE, {"out": str(out), "rows": world_data(problem)})


@app.command("import", help="Read one file, tell all its faults, put it into a draw's folder.")
def import_(  # noqa: PLR0913 - options
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of: {', '.join(KINDS)}.")],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, Excel, Parquet, JSON or YAML.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of a draw.")],
    *,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Go on without the rows that have faults.")
    ] = False,
    force: Force = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Import a file."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        with screen.steps(words.steps("read", "write")) as steps:
            done = import_file(kind, file, out, steps, skip_bad=skip_bad, replace=force)
        show_import(screen, file, done)
        code = Exit.FAULTY if done.written is None else Exit.FINE
        screen.end(code, import_data(done, screen.lang))


@app.command(help="Check a draw's folder: faults, pools, quotas, capacity. Draws nothing.")
def check(
    folder: Folder,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Show all rows.")] = False,
    rehearse: Annotated[
        int, typer.Option(min=0, metavar="N", help="Draw N times with throwaway seeds, and count.")
    ] = 0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Check a folder."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        names = ("read", "check", "rehearse", "odds") if rehearse else ("read", "check")
        with screen.steps(words.steps(*names)) as steps:
            found = check_folder(folder, steps, rehearsals=rehearse, figures=True)
        show_check(screen, folder, found, everything=everything)
        code = Exit.FINE
        if found.faults:
            code = Exit.FAULTY
        elif found.check is None or not found.check.is_sound:
            code = Exit.SHORT
        screen.end(code, check_data(found, screen.lang))


@app.command(help="Draw the plans of a folder and write the plan book.")
def draw(  # noqa: PLR0913 - options
    folder: Folder,
    out: Annotated[Path, typer.Option("--out", metavar="OUT", help="Plan book to write.")],
    *,
    office: OfficeFolder = None,
    keys: KeyFolder = None,
    origin: Origin = ORIGIN,
    announced: Annotated[
        bool, typer.Option("--announced", help="The visits are announced: it may open at once.")
    ] = False,
    odds: Annotated[
        bool, typer.Option("--odds", help="Tell how predictable the largest pool is; takes longer.")
    ] = False,
    force: Force = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Draw."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        place = office or out.absolute().parent / "office"
        drawing = partial(office_at, place, keys, origin)
        names = (*words.DRAW_STEPS, "odds") if odds else words.DRAW_STEPS
        with screen.steps(words.steps(*names)) as steps:
            drawn = make_draw(
                drawing, folder, out, steps, replace=force, odds=odds, announced=announced
            )
        show_notices(screen, drawn.notices)
        show_pool_shortages(screen, drawn.pool_shortages)
        problem = drawn.edition.problem
        show_shortages(screen, drawn.shortages, problem.body, problem.officers)
        show_summary(screen, drawn.edition, out, steps.seconds, drawn.predictability)
        show_sealed(screen, drawn.edition.problem.number, drawn.office, keys)
        data = summary_data(drawn.edition, out, steps.seconds, drawn.predictability)
        notices = fault_data(drawn.notices, screen.lang)
        screen.end(Exit.FINE, data | {"notices": notices})


@app.command(help="Explain why a target, officer or task was drawn or not.")
def explain(
    folder: PlanBook,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT", help="Id of a target or officer, number of a task, or PLAN/TARGET."
        ),
    ],
    *,
    draws: Annotated[
        int,
        typer.Option(min=1, max=100_000, metavar="N", help="Repeated draws that show the odds."),
    ] = 200,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Explain a result."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        with screen.steps(words.steps("read", "replay", "explain")) as steps:
            edition, found = find_reasons(folder, subject, steps, draws=draws)
            changes = changes_since(folder, edition, found)
        show_explanation(screen, edition, found, draws=draws)
        show_changes(screen, changes)
        data = explanation_data(edition, found, draws=draws)
        screen.end(Exit.FINE, data | {"since": change_data(changes)})


for _name, (_command, _help) in (COMMANDS | REDRAWS | SERVICE).items():
    app.command(_name, help=_help)(_command)
app.command(help="Prove to one firm how a draw went for it.")(prove)
app.command(help="Witness an office's log: compare, cosign, remember.")(witness)
app.command(help="Verify a bundle or a plan book, step by step, without a solver.")(verify)
app.command(help="Choose a panel of people under feature quotas.")(panel)
app.command(help="Measure whether the walk of a body's officers forgets its start.")(mixing)
