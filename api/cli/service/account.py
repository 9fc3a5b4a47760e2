"""Accounts made on the machine itself: the first one, and passwords that were forgotten."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for
from api.cli.screen import Screen
from api.cli.service import words


def account(  # noqa: PLR0913 - what an account has
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="Name to log in with.")],
    *,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="What it may do.")] = "admin",
    body: Annotated[
        str, typer.Option("--body", metavar="ID", help="Body of the role; else the district.")
    ] = "",
    name: Annotated[
        str, typer.Option("--name", metavar="TEXT", help="Name to show; else LOGIN.")
    ] = "",
    officer: Annotated[
        str, typer.Option("--officer", metavar="ID", help="Officer whose account it is.")
    ] = "",
    reset: Annotated[
        bool, typer.Option("--reset", help="Give an account that there is a new password.")
    ] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make an account, or give one a new password; it is asked for, or read from a pipe."""
    from api.serving import opened, require_migrated  # noqa: PLC0415 - loads all of the service
    from api.settings import Settings  # noqa: PLC0415
    from api.usecases.operations.console import CONSOLE  # noqa: PLC0415
    from api.usecases.people.accounts import change_account, new_account  # noqa: PLC0415
    from api.usecases.people.actor import Grant  # noqa: PLC0415
    from api.usecases.people.roles import Role  # noqa: PLC0415
    from api.usecases.transaction import begin  # noqa: PLC0415

    if role not in set(Role):
        raise typer.BadParameter(", ".join(Role), param_hint="--role")
    screen = screen_for(lang, as_json=as_json)
    settings = Settings()
    with failures(screen):
        require_migrated(settings)
        password = _password(screen)
        with opened(settings) as service, begin(service, CONSOLE) as tx:
            if reset:
                change_account(tx, login, password=password)
            else:
                grants = [Grant(Role(role), body or None)]
                new_account(
                    tx,
                    login,
                    name or login,
                    password=password,
                    grants=grants,
                    officer_id=officer or None,
                )
        screen.say(words.RESET if reset else words.MADE, login=login)
        screen.end(Exit.FINE, {"login": login})


def _password(screen: Screen) -> str:
    """Return the password as typed twice, or the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(
        typer.prompt(
            screen.text(words.PASSWORD),
            hide_input=True,
            confirmation_prompt=screen.text(words.AGAIN),
            err=True,
        )
    )
