"""The command that chooses a panel of people."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from api.cli import words
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.faults import fault_data, show_notices
from api.cli.options import Json, Lang, screen_for
from api.cli.screen import Screen
from api.usecases.draw_panel import DrawnPanel, draw_panel, fresh_seed, panel_data, saved_seed
from api.usecases.seeds import read_seed_text
from api.wording.words import Words
from scheduler.domain.overlap import Law
from scheduler.lottery.cells.sample import CountMethod

CHOSEN = Words(
    "从 {pool:,} 人中选出 {seats:,} 人（{cells:,} 个单元格）",
    "{seats:,} of {pool:,} people were chosen ({cells:,} cells)",
)
METHODS = {
    CountMethod.COUNTED: Words(
        "所有符合限制的名单机会完全相等（逐一计数）。",
        "Every panel that satisfies the quotas was equally likely, exactly: all were counted.",
    ),
    CountMethod.WALKED: Words(
        "所有符合限制的名单机会相等（随机行走，极限意义上；步长为实测，未经证明）。",
        "Every panel that satisfies the quotas was equally likely in the limit of a walk, whose "
        "length is measured and not proved.",
    ),
    CountMethod.LOTTERY: Words(
        "个人机会按字典序最大最小分配（按公布的抽签）。",
        "The chances of single people are leximin, by the published lottery.",
    ),
}
FIGURES = Words(
    "最小机会 {smallest:.4f}；基尼系数 {gini:.3f}；熵 {entropy:.1f} 比特",
    "Smallest chance {smallest:.4f}; Gini {gini:.3f}; entropy {entropy:.1f} bits",
)
ESTIMATED = Words(
    "机会与熵为估计值：机会 ± {error:.4f}（99%），熵的标准误 {bits:.1f} 比特",
    "Chances and entropy are estimates: chances ± {error:.4f} (99%), entropy with a standard "
    "error of {bits:.1f} bits",
)
WRITTEN = Words("已写入 {path}", "Written to {path}")


def panel(  # noqa: PLR0913 - options
    categories: Annotated[
        Path, typer.Argument(metavar="CATEGORIES", help="Features, values, min and max.")
    ],
    respondents: Annotated[
        Path, typer.Argument(metavar="RESPONDENTS", help="One row per person, with an id.")
    ],
    size: Annotated[int, typer.Option("--size", metavar="N", min=1, help="People to choose.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write.")],
    *,
    law: Annotated[
        Law,
        typer.Option(
            "--law", metavar="LAW", help="uniform: panels equally likely; leximin: fair chances."
        ),
    ] = Law.UNIFORM,
    seed_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Repeat a panel from its seed.txt.")
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Choose a panel."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        if seed_file is None:
            seed = fresh_seed(secrets.token_hex(32))
        else:
            seed = saved_seed(read_seed_text(seed_file))
        with screen.steps(words.steps("read", "check", "targets", "tables", "write")) as steps:
            done = draw_panel(categories, respondents, out, steps, size=size, law=law, seed=seed)
        show_panel(screen, done, out)
        notices = fault_data(done.notices, screen.lang)
        screen.end(Exit.FINE, panel_data(done) | {"out": str(out), "notices": notices})


def show_panel(screen: Screen, done: DrawnPanel, out: Path) -> None:
    """Show how the panel came about and how fair its law is."""
    show_notices(screen, done.notices)
    screen.say(
        CHOSEN,
        pool=done.pool.height,
        seats=done.panel.height,
        cells=len(done.lock.cells.sizes),
    )
    screen.say(METHODS[done.drawn.method])
    chances, entropy = done.chances, done.entropy
    screen.say(FIGURES, smallest=chances.smallest, gini=chances.gini, entropy=entropy.bits)
    if entropy.error:
        error = float(chances.margin_of_error.max())
        screen.say(ESTIMATED, error=error, bits=entropy.error)
    screen.say(WRITTEN, style="bold green", path=out)
