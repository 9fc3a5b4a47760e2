"""Prove to one firm how a published draw went for it, from the audit bundle."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from api.files.evidence.documents import INPUTS, PUBLIC_LOCK, ROWS, ROWS_MASTER, SEED
from api.files.evidence.memberships import memberships
from api.files.evidence.public_lock import rows_tree
from api.files.folder import read_problem
from api.usecases.proving import log_place, sound_bundle
from api.usecases.steps import Steps
from api.usecases.verification.public_draw import PublicDraw
from scheduler.domain.lock import Lock
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.commitments import sha256_hex
from scheduler.evidence.firm_proof import (
    FirmProof,
    LogPlace,
    PlanTicket,
    RowOpening,
    proof_faults,
    smallest_ticket,
)
from scheduler.evidence.records import Record
from scheduler.evidence.rows import row_commitment, row_commitments, row_salt
from scheduler.planning import fit
from scheduler.planning.lock import pools_and_clashes

AUDIT_STRATA = "audit/strata.csv"

Files = Mapping[str, bytes]


def prove(folder: Path, target_id: str, steps: Steps) -> FirmProof:
    """Return the proof for *target_id* from the audit bundle in *folder*.

    Raises:
        FaultsError: if it is no audit bundle, does not verify as far as the rows, does not know the
            target, or is not in accord with itself.
    """
    bundle = sound_bundle(folder, steps)
    steps.begin("inputs")
    problem = read_problem(folder / INPUTS)
    if target_id not in problem.targets.position:
        raise _refusal("prove-unknown-target", "--target", {"found": target_id})
    steps.begin("explain")
    try:
        proof = _proof(bundle.files, problem, target_id, bundle.lock, log_place(bundle))
        faults = tuple(proof_faults(proof, bundle.files[PUBLIC_LOCK]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        facts = {"found": f"{type(error).__name__}: {error}"[:80]}
        raise _refusal("prove-unreadable", str(folder), facts) from None
    if faults:
        raise FaultsError(faults)
    steps.end()
    return proof


def _proof(
    files: Files, problem: Problem, target_id: str, lock: Record, place: LogPlace
) -> FirmProof:
    draw = PublicDraw(files)
    rows = _rows(problem, lock)
    return FirmProof(
        draw=draw.lock["draw"],
        locked_at=draw.lock["locked_at"],
        target_id=target_id,
        target_name=problem.targets.row(target_id)["name"],
        seed_hash=sha256_hex(files[SEED]),
        target_key=draw.target_key,
        row=_row(files, rows, target_id),
        plans=tuple(_tickets(draw, target_id, rows.get(target_id, ""))),
        listed=tuple(
            (plan_id, plan["name"])
            for plan_id, plan in draw.plans.items()
            if plan["source"] != "draw" and _is_selected(draw, plan_id, target_id)
        ),
        log=place,
    )


def _rows(problem: Problem, lock: Record) -> Mapping[str, str]:
    """Return target -> memberships of all that could be drawn, from the inputs."""
    faults = fit.faults(problem)
    if faults:
        raise FaultsError(faults)
    pools, _ = pools_and_clashes(problem)
    return memberships(Lock(problem=problem, pools=pools, locked_at=lock.at))


def _row(files: Files, rows: Mapping[str, str], target_id: str) -> RowOpening | None:
    """Open the row of a target, None if it has none.

    All rows are made again first: a firm must not be told that it has none while it has another.
    """
    master = files[ROWS_MASTER].decode().removesuffix("\n")
    locked = files[ROWS].decode().splitlines()[1:]
    if row_commitments(rows, master) != locked:
        raise _refusal("prove-rows-unlike", ROWS, {"file": ROWS})
    if target_id not in rows:
        return None
    salt = row_salt(master, target_id)
    found = row_commitment(salt, target_id, rows[target_id])
    tree, index = rows_tree(locked), locked.index(found)
    return RowOpening(
        salt=salt,
        memberships=rows[target_id],
        commitment=found,
        index=index,
        size=tree.size,
        path=tuple(one.hex() for one in tree.inclusion_path(index)),
        root=tree.root().hex(),
    )


def _tickets(draw: PublicDraw, target_id: str, text: str) -> Iterator[PlanTicket]:
    lines = csv.DictReader(io.StringIO(draw.files[AUDIT_STRATA].decode(), newline=""))
    strata = {(one["plan_id"], one["stratum_no"]): one for one in lines}
    for membership in text.split(";") if text else ():
        plan_id, number, weight = membership.rsplit(":", 2)
        plan, figures = draw.plans[plan_id], strata.get((plan_id, number))
        if figures is None:
            facts = {"plan": plan_id, "stratum": number}
            raise _refusal("prove-stratum-missing", AUDIT_STRATA, facts)
        key, winner = draw.ticket_key(plan_id), None
        ticket = sha256_hex(f"{key}{target_id}".encode())
        if plan["weighted"]:
            ticket, winner = smallest_ticket(key, target_id, int(weight))
        told = {one["stratum_no"]: one["stratum"] for one in plan["strata"]}
        found = PlanTicket(
            plan_id=plan_id,
            plan_name=plan["name"],
            key=key,
            weight=int(weight),
            winner=winner,
            ticket=ticket,
            stratum_no=int(number),
            stratum=tuple(told.get(int(number), ())),
            pool=int(figures["pool"]),
            quota=int(figures["quota"]),
            cutoff=figures["cutoff"],
            quota_drawn=plan["quotas"] == "overlapping",
        )
        if found.drawn != _is_selected(draw, plan_id, target_id):
            raise _refusal("prove-result-unlike", plan_id, {"plan": plan_id})
        yield found


def _is_selected(draw: PublicDraw, plan_id: str, target_id: str) -> bool:
    """Tell whether a target was published among those drawn, or listed, for a plan."""
    return any(row["target_id"] == target_id for row in draw.selections.get(plan_id, ()))


def _refusal(code: str, place: str, facts: Mapping[str, str | int]) -> FaultsError:
    return FaultsError((Fault(code, place, facts),))
