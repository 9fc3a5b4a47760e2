"""Sign a record: an image by hand, or that somebody refused to; each signs what it says now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, delete

from api.files.png import plain_png
from api.tables.tasks import ResultRow, Signature
from api.usecases.refusals import refusal
from api.usecases.tasks.changing import touch
from api.usecases.tasks.results.content import content_of
from api.usecases.tasks.results.the_result import require_recorder, the_draft
from api.usecases.tasks.states import RECORDABLE, Party, TeamRole
from api.usecases.tasks.the_task import Sight, places_of, require_task_state, the_live_task
from api.usecases.transaction import Transaction

MOST_BYTES = 256 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A signature as it is given: of the firm, or of the officer *officer_id*.

    *image* is a PNG; without one it was refused, and the *remark* says why.
    """

    party: Party
    officer_id: str | None = None
    image: bytes | None = None
    remark: str = ""


def sign(tx: Transaction, number: str, given: Signing) -> ResultRow:
    """Put a signature under the draft of a task's result, in place of an earlier one.

    An officer signs himself. That he refuses, or cannot, the leader may put on record too.

    Raises:
        FaultsError: if one is not of the team, there is no draft, or the image is none.
    """
    sight = the_live_task(tx, number)
    signer = require_recorder(sight)
    require_task_state(sight.task, *RECORDABLE)
    result = the_draft(tx, number)
    _require_party(tx, sight, signer, given)
    image = None if given.image is None else tx.service.store.put(_checked(given.image))
    if image is None and not given.remark.strip():
        raise refusal("refusal-unexplained", "remark")
    tx.session.exec(
        delete(Signature).where(
            col(Signature.result_id) == result.id,
            col(Signature.party) == given.party.value,
            col(Signature.officer_id).is_(None)
            if given.officer_id is None
            else col(Signature.officer_id) == given.officer_id,
        )
    )
    tx.session.add(
        Signature(
            result_id=result.id or 0,
            content=content_of(tx, result).digest,
            party=given.party.value,
            officer_id=given.officer_id,
            image=image,
            refused=image is None,
            remark=given.remark,
            signed_at=tx.now,
        )
    )
    touch(tx, sight.task)
    tx.tell(
        "task.signed",
        ("task", number),
        bodies=sight.bodies,
        party=given.party.value,
        officer=given.officer_id,
        refused=image is None,
    )
    return result


def _require_party(tx: Transaction, sight: Sight, signer: str, given: Signing) -> None:
    if given.party is Party.FIRM:
        if given.officer_id is not None:
            raise refusal("firm-is-no-officer", "officer_id", found=given.officer_id)
        return
    team = {
        place.officer_id: place
        for place in places_of(tx, sight.visit, sight.bodies)
        if place.role != TeamRole.EXPERT
    }
    if given.officer_id not in team:
        raise refusal("officer-not-in-team", "officer_id", found=given.officer_id or "")
    leads = team[signer].role == TeamRole.LEADER and given.image is None
    if given.officer_id != signer and not leads:
        raise refusal("signs-for-another", "officer_id", found=given.officer_id or "")


def _checked(image: bytes) -> bytes:
    if len(image) > MOST_BYTES:
        raise refusal("signature-too-large", "image", found=len(image), most=MOST_BYTES)
    found = plain_png(image)
    if found is None:
        raise refusal("signature-not-png", "image")
    return found
