"""What a verification found, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.text import Text

from api.cli.screen import Screen
from api.files.planbook.comparison import Difference
from api.usecases.verify_planbook import Finding
from api.wording.telling import tell
from api.wording.words import Words

STEPS = {
    "sums": Words("文件与 SHA256SUMS 一致", "Files agree with SHA256SUMS"),
    "seed": Words("种子文本与锁定时间可读", "Seed text and moment of the lock"),
    "inputs": Words("输入文件无误", "Inputs are without fault"),
    "replay": Words("由输入和种子重放抽取", "Draw replayed from inputs and seed"),
    "judge": Words("重放结果不违反任何规则", "Replayed draw breaks no rule"),
    "compare": Words("与重放结果逐字节一致", "Every byte as in the replay"),
}
CHECKED = {
    "sums": Words("{n} 个文件", "{n} files"),
    "inputs": Words("{n} 行", "{n} rows"),
    "replay": Words("{n} 次检查", "{n} visits"),
    "judge": Words("{n} 个检查组", "{n} teams"),
    "compare": Words("{n} 个文件", "{n} files"),
}
DIFFERENCES = {
    "sums-line-broken": Words("第 {row} 行不是摘要行", "row {row} is no line of a sum"),
    "file-gone": Words("文件缺失", "the file is missing"),
    "file-not-stated": Words("SHA256SUMS 中没有此文件", "not listed in SHA256SUMS"),
    "sum-differs": Words("摘要不符，文件已被改动", "the sum differs: the file was changed"),
    "file-not-expected": Words("计划书中不应有此文件", "does not belong to a plan book"),
    "line-differs": Words(
        "第 {row} 行不符\n现为：{found}\n应为：{expected}",
        "row {row} differs\nfound:    {found}\nexpected: {expected}",
    ),
    "content-differs": Words("内容不符", "the content differs"),
}
NOT_REACHED = Words("未能进行", "not reached")
VERIFIED = Words(
    "核对通过：这份计划书正是由其输入文件和种子文本抽取产生的。",
    "Verified: this plan book is what its inputs and seed text give.",
)
NOT_VERIFIED = Words("核对未通过。", "Not verified.")
MORE = Words("……另有 {count} 处", "… and {count} more")
MOST_SHOWN = 5
MOST_CHARACTERS = 100


def show_finding(screen: Screen, finding: Finding) -> None:
    """Show one step: a tick, or what was found first."""
    mark = Text("✓ ", style="green") if finding.sound else Text("✗ ", style="bold red")
    line = mark + Text(screen.text(STEPS[finding.step]))
    if finding.checked and finding.step in CHECKED:
        line += Text(f"  ({screen.text(CHECKED[finding.step], n=f'{finding.checked:,}')})", "dim")
    screen.show(line)
    told = [
        *(_told(screen, one) for one in finding.differences),
        *(tell(fault, screen.lang) for fault in finding.faults),
        *(str(violation) for violation in finding.violations),
    ]
    for text in told[:MOST_SHOWN]:
        screen.show(Text("\n".join(f"    {part}" for part in text.split("\n")), style="red"))
    if len(told) > MOST_SHOWN:
        screen.show(Text(f"    {screen.text(MORE, count=len(told) - MOST_SHOWN)}", style="red"))


def show_not_reached(screen: Screen, findings: Iterable[Finding]) -> None:
    """Name the steps that could not be made for want of an earlier one."""
    made = {finding.step for finding in findings}
    for step, words in STEPS.items():
        if step not in made:
            told = f"– {screen.text(words)}  ({screen.text(NOT_REACHED)})"
            screen.show(Text(told, "dim"))


def _told(screen: Screen, one: Difference) -> str:
    found, expected = _around_difference(one.found, one.expected)
    text = screen.text(DIFFERENCES[one.code], row=one.row, found=found, expected=expected)
    return f"{one.file}: {text}"


def _around_difference(found: str, expected: str) -> tuple[str, str]:
    """Return the two lines, cut to the part where they differ first."""
    pairs = enumerate(zip(found, expected, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), 0)
    start = max(0, same - MOST_CHARACTERS // 2)
    return _short(found, start), _short(expected, start)


def _short(line: str, start: int) -> str:
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in line[start:])
    cut = f"{shown[:MOST_CHARACTERS]}…" if len(shown) > MOST_CHARACTERS else shown
    return f"…{cut}" if start else cut


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return one step for a machine."""
    return {
        "step": finding.step,
        "sound": finding.sound,
        "checked": finding.checked,
        "differences": [
            {
                "code": one.code,
                "file": one.file,
                "row": one.row,
                "found": one.found,
                "expected": one.expected,
            }
            for one in finding.differences
        ],
        "faults": [{"code": fault.code, "place": fault.place} for fault in finding.faults],
        "violations": [str(violation) for violation in finding.violations],
    }
