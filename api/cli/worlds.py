"""What a demonstration district holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.cli import words
from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.domain.problem import Problem

MADE = Words("演示区“{name}”已写入 {out}", "Scenario “{name}” is in {out}")
NEXT = Words("下一步：", "Next:")
ROWS = {
    "targets": Words("检查对象", "Targets"),
    "officers": Words("执法人员与专家", "Officers and experts"),
    "bodies": Words("执法主体", "Bodies"),
    "items": Words("抽查事项", "Items"),
    "plans": Words("检查计划", "Plans"),
    "history": Words("历史检查", "Past inspections"),
    "live": Words("未完成任务", "Open tasks"),
    "conflicts": Words("回避", "Conflicts of interest"),
    "relatives": Words("近亲属（对）", "Pairs of relatives"),
    "leave": Words("请假", "Leave"),
}


def show_world(screen: Screen, name: str, problem: Problem, out: Path) -> None:
    """Show the figures of a world and where it is."""
    table = screen.table(None, ((words.ITEM, "left"), (words.COUNT, "right")))
    for part, figure in world_data(problem).items():
        table.add_row(screen.text(ROWS[part]), f"{figure:,}")
    screen.show(table)
    screen.verdict(MADE, "bold green", name=name, out=out)
    screen.say(NEXT)
    screen.line(f"  doubledraw check {out}")
    screen.line(f"  doubledraw draw {out} --out {screen.text(words.PLANBOOK)}")


def world_data(problem: Problem) -> dict[str, Any]:
    """Return the figures for a machine."""
    return {part: len(getattr(problem, part)) for part in ROWS}
