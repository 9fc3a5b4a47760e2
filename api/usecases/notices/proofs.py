"""A firm checks its draw: the proof for one target, from the bundle of a published draw.

Whoever has a code may ask, so a proof is public only where it betrays nothing: a ratio names the
risk class of whom it was for. What is not public a body hands to the firm itself.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from api.tables.draws import DrawRow
from api.usecases.draws.inputs import number_of
from api.usecases.draws.publish_draw import bundle_folders
from api.usecases.draws.states import Publication
from api.usecases.draws.the_draw import the_draw
from api.usecases.notices.public_draws import numbered_draw
from api.usecases.prove import ProvableDraw, provable
from api.usecases.refusals import not_found, refusal
from api.usecases.steps import Steps
from api.usecases.transaction import Transaction
from api.usecases.verification.public_draw import PublicDraw
from scheduler.evidence.firm_proof import FirmProof

RETRY_SECONDS = 5
KEPT = 2
"""Opened draws that are kept in mind: seconds to open, some hundred megabytes for a district."""


@dataclass(frozen=True, slots=True)
class OpenedDraw:
    """A draw opened for proofs, and the plans whose strata would tell a risk class."""

    provable: ProvableDraw
    hidden: frozenset[str]


class OpenedDraws:
    """Draws opened for proofs. While one is being opened, others are told to come again."""

    def __init__(self) -> None:
        self._opening = Lock()
        self._kept: OrderedDict[tuple[Path, int], OpenedDraw] = OrderedDict()

    def get(self, folder: Path) -> OpenedDraw:
        """Return the draw whose audit bundle is in *folder*.

        Raises:
            FaultsError: if it is being opened for somebody else, or is not sound.
        """
        key = (folder, folder.stat().st_mtime_ns)
        found = self._kept.get(key)
        if found is not None:
            return found
        if not self._opening.acquire(blocking=False):
            raise refusal("proof-being-prepared", folder.parent.name, retry_seconds=RETRY_SECONDS)
        try:
            opened = self._kept[key] = _open(folder)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        finally:
            self._opening.release()
        return opened


def _open(folder: Path) -> OpenedDraw:
    opened = provable(folder, Steps())
    opened.proof(opened.problem.targets.ids[0])  # reads all that every proof needs
    plans = PublicDraw(opened.bundle.files).plans
    hidden = (
        name for name, plan in plans.items() if not plan.get("strata") or plan.get("weighted")
    )
    return OpenedDraw(opened, frozenset(hidden))


OPENED = OpenedDraws()


def public_proof(tx: Transaction, label: str, target_id: str) -> FirmProof:
    """Return the proof for a target of a published draw, if everybody may see it.

    Raises:
        FaultsError: if there is no such draw or target, or the proof would tell its risk class.
    """
    draw, _ = numbered_draw(tx, label)
    opened = _opened(tx, draw)
    proof = opened.provable.proof(target_id)
    if any(ticket.plan_id in opened.hidden for ticket in proof.plans):
        raise refusal("proof-for-firm-only", target_id, draw=label)
    return proof


def proof_for_firm(tx: Transaction, draw_id: int, target_id: str) -> FirmProof:
    """Return the proof for a target in full, for a body to hand to the firm.

    Raises:
        FaultsError: if it is not allowed, or the draw is not published.
    """
    return _opened(tx, the_draw(tx, draw_id)).provable.proof(target_id)


def _opened(tx: Transaction, draw: DrawRow) -> OpenedDraw:
    number = number_of(draw)
    if number is None or draw.publication != Publication.PUBLISHED:
        facts = {"found": draw.publication, "expected": Publication.PUBLISHED.value}
        raise refusal("wrong-state", str(number or draw.id), kind="draw", **facts)
    folder = bundle_folders(tx.service, number)[1]
    if not folder.is_dir():
        raise not_found("bundle", str(number))
    return OPENED.get(folder)
