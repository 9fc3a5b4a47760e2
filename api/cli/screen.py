"""What the program writes: tables for people, or one JSON object for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich import box
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from api.cli.exits import Exit
from api.cli.prose import Prose
from api.usecases.steps import Steps
from api.wording.telling import Lang
from api.wording.words import Words

PROGRESS_WIDTH = 24


class _Table(Table):
    """A table whose cells are broken into lines as their language wants."""

    def add_row(self, *cells: RenderableType | None, **options: Any) -> None:  # noqa: ANN401 - as inherited
        """Add a row."""
        prose = (Prose.of(cell) if isinstance(cell, str | Text) else cell for cell in cells)
        super().add_row(*prose, **options)


class Screen:
    """The two ways out: results go to standard output, progress to standard error."""

    def __init__(self, lang: Lang, *, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json
        self._out = Console(highlight=False)
        self._err = Console(stderr=True, highlight=False)

    def text(self, words: Words, **facts: object) -> str:
        """Return *words* in the reader's language, with *facts* filled in."""
        told: str = getattr(words, self.lang)
        return told.format(**facts) if facts else told

    def show(self, part: RenderableType) -> None:
        """Show something to a person; a machine is told at the end."""
        if not self.as_json:
            self._out.print(Group(Prose.of(part)) if isinstance(part, Text) else part)

    def verdict(self, words: Words, style: str, **facts: object) -> None:
        """Show, after an empty line, what it all comes to."""
        self.line("")
        self.say(words, style, **facts)

    def say(self, words: Words, style: str = "", **facts: object) -> None:
        """Show a sentence."""
        self.show(Text(self.text(words, **facts), style=style))

    def line(self, text: str) -> None:
        """Show one line without breaking it: it is meant to be copied."""
        if not self.as_json:
            self._out.print(Text(text), soft_wrap=True)

    def table(self, title: Words | None, headings: Sequence[tuple[Words, str]]) -> Table:
        """Show *title* and return a table to fill; each heading comes with its alignment."""
        if title:
            self.show(Text(f"\n{self.text(title)}", style="bold"))
        made = _Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for words, justify in headings:
            heading = Prose(self.text(words))
            if justify == "right":
                made.add_column(heading, justify="right", no_wrap=True)
            else:
                made.add_column(heading, overflow="fold")
        return made

    def end(self, code: Exit, data: Mapping[str, Any]) -> NoReturn:
        """Tell a machine, and end with *code*."""
        if self.as_json:
            told = {"exit_code": int(code), **data}
            # Signs that the encoding lacks would be lost; as \\u escapes they are not.
            lacks_signs = self._out.encoding != "utf-8"
            typer.echo(json.dumps(told, ensure_ascii=lacks_signs, indent=2))
        raise typer.Exit(int(code))

    @contextmanager
    def steps(self, names: Mapping[str, Words]) -> Iterator[Steps]:
        """Show the steps *names* as they go by; they vanish when all is done."""
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(PROGRESS_WIDTH),
            TimeElapsedColumn(),
        )
        shown = self._err.is_terminal
        with Progress(*columns, console=self._err, transient=True, disable=not shown) as progress:
            task = progress.add_task("", total=len(names))
            order = list(names)

            def tell(step: str) -> None:
                done = order.index(step) if step in order else 0
                words = names.get(step, Words(step, step))
                progress.update(task, description=self.text(words), completed=done)

            yield Steps(tell)
