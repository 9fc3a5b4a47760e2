"""Prove to one firm how a published draw went for it, from the audit bundle."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.files.evidence.documents import INPUTS, PUBLIC_LOCK, ROWS, ROWS_MASTER, SEED
from api.files.evidence.memberships import memberships
from api.files.evidence.public_lock import rows_tree
from api.files.folder import read_problem
from api.usecases.proving import SoundBundle, log_place, sound_bundle
from api.usecases.steps import Steps
from api.usecases.verification.public_draw import PublicDraw
from scheduler.domain.hashing import Profile, plain
from scheduler.domain.lock import Lock
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.firm_proof import (
    FirmProof,
    LogPlace,
    PlanTicket,
    RowOpening,
    hashed,
    proof_faults,
    smallest_ticket,
)
from scheduler.evidence.merkle import MerkleTree
from scheduler.evidence.rows import row_commitment, row_commitments, row_salt
from scheduler.planning import fit
from scheduler.planning.lock import pools_and_clashes

AUDIT_STRATA = "audit/strata.csv"


def prove(folder: Path, target_id: str, steps: Steps) -> FirmProof:
    """Return the proof for *target_id* from the audit bundle in *folder*.

    Raises:
        FaultsError: if it is no audit bundle, does not verify as far as the rows, does not know the
            target, or is not in accord with itself.
    """
    found = provable(folder, steps)
    steps.begin("explain")
    proof = found.proof(target_id)
    steps.end()
    return proof


def provable(folder: Path, steps: Steps) -> ProvableDraw:
    """Open the audit bundle in *folder* for proofs; raises as `prove`."""
    bundle = sound_bundle(folder, steps)
    steps.begin("inputs")
    return ProvableDraw(bundle, read_problem(folder / INPUTS))


@dataclass(frozen=True)
class ProvableDraw:
    """A draw whose audit bundle is sound; it proves to one firm at a time."""

    bundle: SoundBundle
    problem: Problem

    def proof(self, target_id: str) -> FirmProof:
        """Return the proof for one target; raises as `prove`."""
        if target_id not in self.problem.targets.position:
            raise _refusal("prove-unknown-target", "--target", {"found": target_id})
        try:
            proof = self._proof(target_id)
            faults = tuple(proof_faults(proof, self.bundle.files[PUBLIC_LOCK]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            facts = {"found": f"{type(error).__name__}: {error}"[:80]}
            raise _refusal("prove-unreadable", "audit", facts) from None
        if faults:
            raise FaultsError(faults)
        return proof

    def _proof(self, target_id: str) -> FirmProof:
        draw = self._draw
        return FirmProof(
            draw=draw.lock["draw"],
            locked_at=draw.lock["locked_at"],
            target_id=target_id,
            target_name=self.problem.targets.row(target_id)["name"],
            seed_hash=hashed(self.bundle.files[SEED].decode("ascii"), self._profile),
            profile=self._profile,
            target_key=plain(draw.target_key),
            row=self._row(target_id),
            plans=tuple(self._tickets(target_id)),
            listed=tuple(
                (plan_id, plan["name"])
                for plan_id, plan in draw.plans.items()
                if plan["source"] != "draw" and (plan_id, target_id) in self._selected
            ),
            log=self._place,
        )

    @property
    def _profile(self) -> Profile:
        return Profile(self._draw.lock["profile"])

    def _row(self, target_id: str) -> RowOpening | None:
        """Open the row of a target, None if it has none."""
        if target_id not in self._rows:
            return None
        salt = row_salt(self._master, target_id)
        found = row_commitment(salt, target_id, self._rows[target_id])
        index = self._locked.index(found)
        return RowOpening(
            salt=salt,
            memberships=self._rows[target_id],
            commitment=found,
            index=index,
            size=self._tree.size,
            path=tuple(one.hex() for one in self._tree.inclusion_path(index)),
            root=self._tree.root().hex(),
        )

    def _tickets(self, target_id: str) -> Iterator[PlanTicket]:
        text = self._rows.get(target_id, "")
        for membership in text.split(";") if text else ():
            plan_id, number, weight = membership.rsplit(":", 2)
            found = self._ticket(target_id, plan_id, int(number), int(weight))
            if found.drawn != ((plan_id, target_id) in self._selected):
                raise _refusal("prove-result-unlike", plan_id, {"plan": plan_id})
            yield found

    def _ticket(self, target_id: str, plan_id: str, number: int, weight: int) -> PlanTicket:
        plan, figures = self._draw.plans[plan_id], self._strata.get((plan_id, str(number)))
        if figures is None:
            facts: dict[str, str | int] = {"plan": plan_id, "stratum": number}
            raise _refusal("prove-stratum-missing", AUDIT_STRATA, facts)
        key, winner = plain(self._draw.ticket_key(plan_id)), None
        ticket = hashed(f"{key}{target_id}", self._profile)
        if plan["weighted"]:
            ticket, winner = smallest_ticket(key, target_id, weight, self._profile)
        told = {one["stratum_no"]: one["stratum"] for one in plan["strata"]}
        return PlanTicket(
            plan_id=plan_id,
            plan_name=plan["name"],
            key=key,
            weight=weight,
            winner=winner,
            ticket=ticket,
            stratum_no=number,
            stratum=tuple(told.get(number, ())),
            pool=int(figures["pool"]),
            quota=int(figures["quota"]),
            cutoff=figures["cutoff"],
            quota_drawn=plan["quotas"] == "overlapping",
        )

    @cached_property
    def _draw(self) -> PublicDraw:
        return PublicDraw(self.bundle.files)

    @cached_property
    def _place(self) -> LogPlace:
        return log_place(self.bundle)

    @cached_property
    def _master(self) -> str:
        return self.bundle.files[ROWS_MASTER].decode().removesuffix("\n")

    @cached_property
    def _locked(self) -> list[str]:
        """The commitments to all rows, as locked."""
        return self.bundle.files[ROWS].decode().splitlines()[1:]

    @cached_property
    def _tree(self) -> MerkleTree:
        return rows_tree(self._locked)

    @cached_property
    def _rows(self) -> Mapping[str, str]:
        """Target -> memberships of all that could be drawn, from the inputs.

        They are all compared with those locked: no firm must be told that it has no row while it
        has another.
        """
        faults = fit.faults(self.problem)
        if faults:
            raise FaultsError(faults)
        pools, _ = pools_and_clashes(self.problem)
        locked_at = self.bundle.lock.at
        found = memberships(Lock(problem=self.problem, pools=pools, locked_at=locked_at))
        if row_commitments(found, self._master) != self._locked:
            raise _refusal("prove-rows-unlike", ROWS, {"file": ROWS})
        return found

    @cached_property
    def _strata(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """The rows of audit/strata.csv by plan and number."""
        text = self.bundle.files[AUDIT_STRATA].decode()
        lines = csv.DictReader(io.StringIO(text, newline=""))
        return {(one["plan_id"], one["stratum_no"]): one for one in lines}

    @cached_property
    def _selected(self) -> frozenset[tuple[str, str]]:
        """Plan and target of all that were published as drawn or listed."""
        return frozenset(
            (plan_id, row["target_id"])
            for plan_id, rows in self._draw.selections.items()
            for row in rows
        )


def _refusal(code: str, place: str, facts: Mapping[str, str | int]) -> FaultsError:
    return FaultsError((Fault(code, place, facts),))
