"""The command by which another body witnesses a log: it compares, cosigns and remembers."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from api.cli import words
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.faults import fault_data, show_faults
from api.cli.options import Json, Lang, screen_for
from api.cli.screen import Screen
from api.usecases.witness_log import Visit, moment_of, witness_key, witness_log
from api.wording.words import Words
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.evidence.keys import SigningKey, VerifierKey
from scheduler.evidence.texts import to_base64

STEPS = {
    "read": words.STEPS["read"],
    "compare": Words("与上次见证比较", "comparing with the last visit"),
    "write": words.STEPS["write"],
}
LOG = Words(
    "日志 {origin}：{size:,} 条记录，根值 {root}", "Log {origin}: {size:,} records, root {root}"
)
FIRST = Words(
    "首次见证此日志。从现在起只认下面的公钥；请与对方通过其他途径公布的公钥逐字核对：",
    "This log was never witnessed before. From now on only the key below counts for it; compare "
    "it, sign by sign, with what the office made known elsewhere:",
)
TRUSTED = Words(
    "从现在起此日志只认给出的公钥：", "From now on only the key that you gave counts for this log:"
)
EXPECTED = Words("应由此公钥签名：", "The key by which it should be signed:")
GROWN = Words(
    "与上次见证一致：此后新增 {new:,} 条，此前的记录一条未动。",
    "It agrees with the last visit; records added since: {new:,}, none before them was touched.",
)
UNSIGNED = Words(
    "日志末尾有 {count} 条记录尚未由对方签名，未予见证。",
    "Records at the end that the office has not signed yet, and that were not witnessed: {count}.",
)
COSIGNED = Words(
    "已见证：{name}，{moment}。签名已写入 checkpoint。",
    "Witnessed by {name}, {moment}. The cosignature stands in `checkpoint`.",
)
OURS = Words(
    "本见证人的公钥，请告知需要核对的人：", "The witness's key, for those who want to check:"
)
REFUSED = Words(
    "拒绝见证：未签名，未改动任何文件。", "Refused: nothing was signed, no file was changed."
)


def witness(  # noqa: PLR0913 - options
    log: Annotated[
        Path, typer.Argument(metavar="LOG", help="Folder with log.jsonl, checkpoint and keys.txt.")
    ],
    key_file: Annotated[
        Path,
        typer.Option(
            "--key-file", metavar="K", help="Key of the witness; made if --name is given."
        ),
    ],
    state: Annotated[
        Path,
        typer.Option("--state", metavar="DIR", help="Folder of what the witness remembers."),
    ],
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Name of the witness, for a new key.")
    ] = "",
    trust: Annotated[
        str,
        typer.Option("--trust", metavar="KEY", help="The log's verifier key, as made known."),
    ] = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Witness a log."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        trusted = _trusted(trust)
        key = witness_key(key_file, name, lambda: secrets.token_bytes(32))
        now = int(datetime.now(UTC).timestamp())
        with screen.steps(STEPS) as steps:
            visit = witness_log(log, key, state, steps, unix_seconds=now, trusted=trusted)
        show_visit(screen, visit, key, trusted=trusted is not None)
        code = Exit.NOT_VERIFIED if visit.refusals else Exit.FINE
        screen.end(code, visit_data(screen, visit, key))


def _trusted(text: str) -> VerifierKey | None:
    try:
        return VerifierKey.parse(text) if text else None
    except SchedulerError as error:
        raise FaultsError((Fault(error.code, "--trust", error.facts),)) from error


def show_visit(screen: Screen, visit: Visit, key: SigningKey, *, trusted: bool) -> None:
    """Show what was found, and whether it was cosigned."""
    head = visit.checkpoint
    screen.say(LOG, style="bold", origin=head.origin, size=head.size, root=to_base64(head.root))
    if visit.refusals:
        screen.say(EXPECTED)
        screen.line(str(visit.pinned))
        show_faults(screen, visit.refusals, refused=False)
        screen.say(REFUSED, style="bold red")
        return
    if trusted or visit.is_first:
        screen.say(TRUSTED if trusted else FIRST, style="" if trusted else "bold yellow")
        screen.line(str(visit.pinned))
    if not visit.is_first:
        screen.say(GROWN, new=visit.n_new)
    if visit.n_unsigned:
        screen.say(UNSIGNED, style="yellow", count=visit.n_unsigned)
    screen.say(OURS)
    screen.line(str(key.verifier))
    screen.show(Text())
    screen.say(COSIGNED, style="bold green", name=key.name, moment=_moment(visit))


def visit_data(screen: Screen, visit: Visit, key: SigningKey) -> dict[str, Any]:
    """Return the visit for a machine; the cosignature is a line of the checkpoint's note."""
    head = visit.checkpoint
    return {
        "cosigned": visit.signature is not None,
        "origin": head.origin,
        "size": head.size,
        "root": to_base64(head.root),
        "log_key": str(visit.pinned),
        "witness_key": str(key.verifier),
        "first_visit": visit.is_first,
        "new_records": visit.n_new,
        "unsigned_records": visit.n_unsigned,
        "at": _moment(visit) if visit.signature else None,
        "cosignature": str(visit.signature) if visit.signature else None,
        "refusals": fault_data(visit.refusals, screen.lang),
    }


def _moment(visit: Visit) -> str:
    return moment_of(visit.unix_seconds)
