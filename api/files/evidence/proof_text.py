"""A firm's proof as text: for a terminal, and to copy the commands from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.files.evidence.proof_commands import (
    Command,
    key_commands,
    lock_commands,
    row_commands,
    ticket_command,
    tickets_of,
    verifier_command,
)
from api.files.evidence.proof_words import (
    TEXTS,
    Texts,
    moment_told,
    remarks,
    results,
    stratum_text,
)
from scheduler.evidence.firm_proof import FirmProof, PlanTicket


def proof_text(proof: FirmProof, language: str) -> str:
    """Return the content of proof.txt in Chinese (zh) or English (en)."""
    return "".join(f"{line}\n" for line in _lines(proof, TEXTS[language]))


def _lines(proof: FirmProof, texts: Texts) -> Iterator[str]:
    yield from (texts["title"], texts["for_whom"], "")
    yield _fact(texts["draw"], proof.draw, texts)
    yield _fact(texts["target"], f"{proof.target_id} {proof.target_name}", texts)
    yield _fact(texts["locked_at"], moment_told(proof), texts)
    yield from results(proof, texts)
    if proof.plans:
        yield from ("", texts["tickets"], texts["compare"])
        for first, plans in tickets_of(proof):
            yield from _ticket(first, plans, texts)
        yield from remarks(proof, texts)
    yield from _check(proof, texts)
    yield from ("", texts["evidence"])
    yield from _row(proof, texts)
    yield from _log(proof, texts)
    yield from ("", texts["limits" if proof.row else "limits_out"])


def _fact(name: str, value: str, texts: Texts) -> str:
    return f"{name}{texts['colon']}{value}"


def _ticket(first: PlanTicket, plans: Iterable[PlanTicket], texts: Texts) -> Iterator[str]:
    # The digits of ticket and cutoffs stand below each other.
    yield f"  {first.ticket}  {texts['ticket']}"
    for plan in plans:
        result = texts["drawn" if plan.drawn else "not_drawn"]
        yield f"  {plan.cutoff or texts['no_cutoff']:64}  {texts['cutoff']}"
        parts = (
            f"{plan.plan_id} {plan.plan_name}",
            f"{texts['stratum']} {stratum_text(plan, texts)}",
            f"{texts['pool']} {plan.pool}",
            f"{texts['quota']} {plan.quota}",
        )
        yield f"    {_fact(texts['comma'].join(parts), result, texts)}"


def _check(proof: FirmProof, texts: Texts) -> Iterator[str]:
    yield from ("", texts["check"])
    commands = [ticket_command(first, proof) for first, _ in tickets_of(proof)]
    if proof.row is not None:
        yield from _commands(texts["check_ticket"], commands, texts)
        yield from _commands(texts["check_key"], key_commands(proof), texts)
        rows = row_commands(proof.target_id, proof.row)
        yield from _commands(texts["check_row"], rows, texts)
    told = texts["check_lock"].format(line=proof.log.lock + 1)
    yield from _commands(told, lock_commands(proof.log), texts)
    yield from (texts["check_rest"], f"  {verifier_command(proof)}")


def _commands(told: str, commands: Iterable[Command], texts: Texts) -> Iterator[str]:
    yield told
    for command in commands:
        yield f"  {command.line}"
        yield f"    {texts['gives']} {command.gives}"


def _row(proof: FirmProof, texts: Texts) -> Iterator[str]:
    row = proof.row
    if row is None:
        return
    name = f"{texts['memberships']} ({texts['memberships_mean']})"
    yield _fact(name, row.memberships, texts)
    yield _fact(texts["salt"], row.salt, texts)
    yield _fact(texts["commitment"], row.commitment, texts)
    yield _fact(texts["path"].format(line=row.index, size=row.size), "", texts).rstrip()
    yield from (f"  {one}" for one in row.path)
    yield _fact(texts["root"], row.root, texts)


def _log(proof: FirmProof, texts: Texts) -> Iterator[str]:
    log = proof.log
    told = texts["log_place"].format(size=log.size, lock=log.lock, publish=log.publish)
    yield _fact(texts["log"], f"{log.origin} ({told})", texts)
    yield _fact(texts["log_root"], log.root, texts)
    yield from (_fact(texts["key"], key, texts) for key in log.keys)
