"""The command that measures whether a walk forgets its start."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import words
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for
from api.cli.screen import Screen
from api.usecases.mix import measure_mixing
from api.wording.words import Words
from scheduler.explanation.mixing import Feature, Mixing

POOL = Words(
    "{pool}：{calls} 组、{places} 个名额、{officers} 人；"
    "自相距 {apart:.0%} 的两个起点各行走 {walks} 次。",
    "{pool}: {calls} teams, {places} places, {officers} officers; {walks} walks from each of two "
    "starts that differ in {apart:.0%} of the places.",
)
BONDS = Words(
    "人员之间有约束：步数只计约束全部成立的那些步。",
    "Rules bind people to each other: steps count while all of them hold.",
)
LENGTH = Words("长度比例", "Length")
STEPS = Words("步数", "Steps")
KEPT = Words("仍同起点", "As own start")
UNRELATED = Words("同另一起点", "As other")
CHANCE = {
    Feature.PLACES: Words("名额", "Places"),
    Feature.COMPANIONS: Words("搭档", "Companions"),
    Feature.LOADS: Words("负荷", "Loads"),
}
READ = Words(
    "“仍同起点”：行走之后仍与起点相同的名额；“同另一起点”：与从另一起点行走的结果相同的名额，"
    "两者应当接近。右边三列：两个起点之间如此大的差异纯属偶然的概率；小于 0.003 即可疑。",
    "“As own start” and “as other” are shares of places that a walk still has as at its start, and "
    "as walks from the other start; they should come close. The last three columns: how likely a "
    "difference as large as that between the two starts is "
    "by chance alone; below 0.003 is a reason to doubt.",
)
FORGOTTEN = Words(
    "按政策步长行走后看不出起点。", "After the policy's length the start does not show."
)
SHOWS = Words(
    "按政策步长行走后仍看得出起点：请提高 walk_factor 后再测。",
    "After the policy's length the start still shows: raise walk_factor and measure again.",
)
DOUBT = 0.003


def mixing(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of a plan book.")],
    *,
    body: Annotated[
        str, typer.Option("--body", metavar="ID", help="Body to measure; else the largest pool.")
    ] = "",
    walks: Annotated[
        int,
        typer.Option("--walks", min=10, max=2_000, metavar="N", help="Walks from either start."),
    ] = 100,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Measure mixing."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        with screen.steps(words.steps("read", "replay", "mixing")) as steps:
            found = measure_mixing(folder, body, steps, walks=walks)
        show_mixing(screen, found)
        screen.end(Exit.FINE, mixing_data(found))


def show_mixing(screen: Screen, found: Mixing) -> None:
    """Show how walks of growing length forget."""
    screen.say(
        POOL,
        style="bold",
        pool=found.pool,
        calls=found.calls,
        places=found.places,
        officers=found.officers,
        walks=found.walks,
        apart=found.apart,
    )
    if found.bonds:
        screen.say(BONDS)
    headings = (LENGTH, STEPS, KEPT, UNRELATED, *CHANCE.values())
    table = screen.table(None, tuple((heading, "right") for heading in headings))
    for one in found.forgotten:
        chances = dict(one.chance)
        table.add_row(
            f"{float(one.factor):.2f}",
            f"{one.steps:,}",
            f"{one.kept:.1%}",
            f"{one.unrelated:.1%}",
            *(f"{chances[feature]:.4f}" for feature in CHANCE),
        )
    screen.show(table)
    screen.say(READ)
    shows = found.forgotten[-1].smallest_chance < DOUBT
    screen.say(SHOWS if shows else FORGOTTEN, style="bold yellow" if shows else "green")


def mixing_data(found: Mixing) -> dict[str, Any]:
    """Return the measurement for a machine."""
    return {
        "pool": found.pool,
        "calls": found.calls,
        "places": found.places,
        "officers": found.officers,
        "walks": found.walks,
        "apart": found.apart,
        "bonds": found.bonds,
        "lengths": [
            {
                "share": float(one.factor),
                "steps": one.steps,
                "kept": one.kept,
                "unrelated": one.unrelated,
                "chance": {feature.value: chance for feature, chance in one.chance},
            }
            for one in found.forgotten
        ],
    }
