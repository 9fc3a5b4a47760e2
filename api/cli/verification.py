"""What a verification found, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from rich.text import Text

from api.cli.screen import Screen
from api.files.planbook.comparison import Difference
from api.usecases.verification.finding import Finding
from api.usecases.verification.verify import Kind, Level, Verification
from api.wording.telling import tell
from api.wording.words import Words
from scheduler.evidence.cosignatures import Cosigned
from scheduler.evidence.records import moment_text

STEPS = {
    "log": Words("日志签名与记录一致", "Log signed, its records whole"),
    "order": Words("各条记录先后有据", "Records could follow each other so"),
    "manifest": Words("公布清单与记录一致", "Manifest is the one logged"),
    "openings": Words("公开的文件即当初承诺的文件", "Opened documents are those committed to"),
    "entropy": Words("随机数来源齐备、种子由其组成", "Every source of entropy delivered the seed"),
    "rows": Words("待抽取对象与锁定一致", "Rows of the pools as locked"),
    "targets": Words("每个签号、顺位和名额", "Every ticket, rank and quota"),
    "days": Words("检查与计划日期一致", "Visits on days that were planned"),
    "replacements": Words("每次递补均可重放", "Every replacement replayed"),
    "commitments": Words("重放结果即日志所承诺", "Log committed to what the replay gives"),
    "sums": Words("文件与 SHA256SUMS 一致", "Files agree with SHA256SUMS"),
    "seed": Words("种子文本与锁定时间可读", "Seed text and moment of the lock"),
    "inputs": Words("输入文件无误", "Inputs are without fault"),
    "replay": Words("由输入和种子重放抽取", "Draw replayed from inputs and seed"),
    "judge": Words("重放结果不违反任何规则", "Replayed draw breaks no rule"),
    "compare": Words("与重放结果逐字节一致", "Every byte as in the replay"),
}
CHECKED = {
    "log": Words("{n} 条记录", "{n} records"),
    "openings": Words("{n} 个文件", "{n} documents"),
    "commitments": Words("{n} 个文件", "{n} documents"),
    "entropy": Words("{n} 个来源", "{n} sources"),
    "rows": Words("{n} 个对象", "{n} targets"),
    "targets": Words("{n} 个签号", "{n} tickets"),
    "days": Words("{n} 次检查", "{n} visits"),
    "sums": Words("{n} 个文件", "{n} files"),
    "inputs": Words("{n} 行", "{n} rows"),
    "replay": Words("{n} 次检查", "{n} visits"),
    "judge": Words("{n} 个检查组", "{n} teams"),
    "replacements": Words("{n} 次递补", "{n} replacements"),
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
VERIFIED = {
    Kind.PLANBOOK: Words(
        "核对通过：这份计划书正是由其输入文件和种子文本抽取产生的，也正是日志所承诺的。",
        "Verified: this plan book is what its inputs and seed text give, and what the log holds.",
    ),
    Kind.PUBLIC: Words(
        "核对通过：公开部分前后一致，每个签号均由公布的种子得出。",
        "Verified: the public part is consistent, and every ticket follows from the seed.",
    ),
    Kind.AUDIT: Words(
        "核对通过：整个抽取已由锁定的输入和种子重放，结果一致。",
        "Verified: the whole draw was repeated from what was locked and the seed, and is the same.",
    ),
}
NOT_VERIFIED = Words("核对未通过。", "Not verified.")
LEVEL = Words("核对程度：{level}", "Level reached: {level}")
LEVELS = {
    Level.NONE: Words("无", "none"),
    Level.RECORDS: Words("记录与种子", "records and seed"),
    Level.TARGETS_PUBLIC: Words("对象（公开部分）", "targets public"),
    Level.TARGETS_FULL: Words("对象（全部）", "targets full"),
    Level.OFFICERS_FULL: Words("人员（全部）", "officers full"),
}
NOT_ATTRIBUTABLE = Words(
    "自洽，但不能归属：未用 --pin-key 给出另行公布的密钥。",
    "Self-consistent, not attributable: no key made known elsewhere was given with --pin-key.",
)
NOT_WITNESSED = Words(
    "锁定与随机数的先后仅由抽取机关自称：没有见证人在两者之间签名。",
    "Order of lock and entropy asserted by the operator only: no witness signed in between.",
)
WITNESSED = Words(
    "见证：{name}，{at}。",
    "Witnessed by {name}, {at}.",
)
LOCK_WITNESSED = Words(
    "{name} 于 {at} 见证了锁定，当时尚无任何随机数。",
    "{name} saw the lock in the log at {at}, before there was any entropy.",
)
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


def show_not_reached(screen: Screen, findings: Iterable[Finding], all_steps: Iterable[str]) -> None:
    """Name the steps that could not be made for want of an earlier one."""
    made = {finding.step for finding in findings}
    for step in all_steps:
        if step not in made:
            told = f"– {screen.text(STEPS[step])}  ({screen.text(NOT_REACHED)})"
            screen.show(Text(told, "dim"))


def show_verdict(screen: Screen, made: Verification) -> None:
    """Show what it all comes to, and what it does not prove."""
    sound = made.is_verified
    words = VERIFIED[made.kind] if sound else NOT_VERIFIED
    screen.verdict(words, "bold green" if sound else "bold red")
    screen.say(LEVEL, level=screen.text(LEVELS[made.level]))
    if not made.attributable:
        screen.say(NOT_ATTRIBUTABLE, "yellow")
    if not made.order_witnessed:
        screen.say(NOT_WITNESSED, "yellow")
    for one in made.lock_witnesses:
        screen.say(LOCK_WITNESSED, name=one.key.name, at=_when(one))
    for one in made.witnesses:
        screen.say(WITNESSED, name=one.key.name, at=_when(one))


def verdict_data(made: Verification) -> dict[str, Any]:
    """Return what it comes to for a machine."""
    return {
        "kind": made.kind.value,
        "verified": made.is_verified,
        "level": made.level.value,
        "attributable": made.attributable,
        "order_witnessed": made.order_witnessed,
        "witnesses": [{"name": one.key.name, "at": _when(one)} for one in made.witnesses],
    }


def _when(one: Cosigned) -> str:
    return moment_text(datetime.fromtimestamp(one.unix_seconds, UTC))


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
