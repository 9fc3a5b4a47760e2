"""What a firm types to check its proof, filled in, and what it must then read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from api.files.planbook.hash_commands import HASH
from scheduler.evidence.firm_proof import FirmProof, LogPlace, PlanTicket, RowOpening


@dataclass(frozen=True, slots=True)
class Command:
    """A line for a shell, and the first thing that it prints."""

    line: str
    gives: str


def key_commands(proof: FirmProof) -> Iterator[Command]:
    """Yield the lines from seed.txt, in the folder of the public bundle, to the keys."""
    hashing = HASH[proof.profile]
    yield Command(f"{hashing} seed.txt", proof.seed_hash)
    yield Command(f"printf '%s/target' {proof.seed_hash} | {hashing}", proof.target_key)
    own = {plan.key: plan.plan_id for plan in proof.plans if plan.key != proof.target_key}
    for key, plan_id in own.items():
        yield Command(f"printf '%s/%s' {proof.target_key} {quote(plan_id)} | {hashing}", key)


def ticket_command(plan: PlanTicket, proof: FirmProof) -> Command:
    """Return the line that makes the target's ticket in a plan."""
    name, hashing = quote(proof.target_id), HASH[proof.profile]
    if plan.winner is None:
        return Command(f"printf '%s%s' {plan.key} {name} | {hashing}", plan.ticket)
    each = f"printf '%s%s#%s' {plan.key} {name} $j | {hashing}"
    return Command(
        f"for j in $(seq {plan.weight}); do {each}; done | sort | head -n 1", plan.ticket
    )


def row_commands(target_id: str, row: RowOpening) -> Iterator[Command]:
    """Yield the lines that make the row of the target, and find it among those locked."""
    opened = f"{row.salt} {quote(target_id)} {quote(row.memberships)}"
    yield Command(f"printf 'doubledraw-row-1|%s|%s|%s' {opened} | sha256sum", row.commitment)
    # The heading is line 1.
    yield Command(f"grep -n {row.commitment} public/rows.csv", f"{row.index + 2}:{row.commitment}")
    yield Command(f"grep -o {row.root} public/lock.json", row.root)


def lock_commands(log: LogPlace) -> Iterator[Command]:
    """Yield the lines that show the log to have committed to public/lock.json."""
    start = f"printf 'doubledraw-commit-1|public/lock.json|%s|' {log.lock_salt}"
    together = f"({start}; cat public/lock.json) | sha256sum"
    yield Command(together, log.lock_commitment)
    found = f"sed -n {log.lock + 1}p log.jsonl | grep -o {log.lock_commitment}"
    yield Command(found, log.lock_commitment)


def verifier_command(proof: FirmProof) -> str:
    """Return the line that verifies the whole public bundle, and this target in it."""
    pins = "".join(f" --pin-key {quote(key)}" for key in proof.log.keys[-1:])
    return f"python3 verify.py .{pins} --target {quote(proof.target_id)}"


def tickets_of(proof: FirmProof) -> list[tuple[PlanTicket, list[PlanTicket]]]:
    """Return each ticket of the target once, by the first plan with it, and all plans with it."""
    found: dict[tuple[str, int, int | None], list[PlanTicket]] = {}
    for plan in proof.plans:
        found.setdefault((plan.ticket, plan.weight, plan.winner), []).append(plan)
    return [(plans[0], plans) for plans in found.values()]


def code_text(proof: FirmProof) -> str:
    """Return the text of the QR code: a line each, so that a machine can check all of the page."""
    lines = ["doubledraw-proof-1", f"draw {proof.draw}", f"id {proof.target_id}"]
    if proof.row is not None:
        lines += [f"row {proof.row.commitment}", f"root {proof.row.root}"]
    lines.append(f"log {proof.log.root}")
    lines.append(f"key {proof.target_key}")
    key = proof.target_key
    for first, plans in tickets_of(proof):
        if first.key != key:
            key = first.key
            lines.append(f"key {key}")
        lines.append(f"ticket {first.ticket}")
        lines += [f"{plan.plan_id} {plan.cutoff or '-'}" for plan in plans]
    return "\n".join(lines)
