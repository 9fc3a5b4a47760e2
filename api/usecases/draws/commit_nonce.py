"""Commit: a body binds itself to a nonce before the lock; the first one numbers the draw."""

from __future__ import annotations

from api.tables.draws import DrawRow
from api.usecases.ceremony.commit_nonce import commit_nonce as log_commitment
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import next_number, numbering, office_of
from api.usecases.draws.states import BEFORE_LOCK, DrawMode, draw_bodies, require_draw_state
from api.usecases.draws.the_draw import the_draw
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction
from scheduler.domain.problem import DrawNumber


def expected_number(tx: Transaction, draw: DrawRow) -> DrawNumber | None:
    """Return the number that commitments are made for: the draw's own, or the next one free.

    It is the draw's once it is logged; until then another draw may take it.
    """
    if number_of(draw) is not None or draw.state not in BEFORE_LOCK or draw.mode == DrawMode.TEST:
        return number_of(draw)
    return next_number(tx.service, office_of(tx.service))


def commit_nonce(tx: Transaction, draw_id: int, made_for: str, party: str, commit: str) -> DrawRow:
    """Log the commitment of a body that takes part in the draw, made for its expected number.

    Raises:
        FaultsError: if it is not allowed, the commitment is none, was made for another number, or
            it is too late.
    """
    draw = the_draw(tx, draw_id, update=True)
    tx.actor.require(Operation.ENTROPY_GIVE, [party])
    _require_open(draw)
    if party not in draw_bodies(tx, draw):
        raise refusal("party-not-in-draw", "party", found=party)
    office = office_of(tx.service)
    with numbering(office):
        number = number_of(draw) or next_number(tx.service, office)
        if made_for != str(number):
            raise refusal("draw-number-moved", "draw", found=made_for, expected=str(number))
        log_commitment(office, number, party=party, commit=commit)
    _keep(tx, draw, number)
    tx.tell("draw.commitment", ("draw", draw_id), bodies=draw_bodies(tx, draw), party=party)
    return draw


def _require_open(draw: DrawRow) -> None:
    require_draw_state(draw, *BEFORE_LOCK)
    if draw.mode == DrawMode.TEST:
        raise refusal("test-draw", str(draw.id), step="commit")


def _keep(tx: Transaction, draw: DrawRow, number: DrawNumber) -> None:
    draw.series, draw.attempt = number.series, number.attempt
    draw.version += 1
    tx.session.add(draw)
