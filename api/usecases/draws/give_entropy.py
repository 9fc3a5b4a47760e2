"""Entropy: a source that people must deliver delivers; with the last one the draw begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.tables.draws import DrawRow
from api.usecases.ceremony.deliver_entropy import declared_sources, deliver_entropy
from api.usecases.draws.follow_log import follow_log, waiting_for
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import office_of
from api.usecases.draws.states import DrawState, draw_bodies, require_draw_state
from api.usecases.draws.the_draw import the_draw
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.sources.commit_reveal import CommitReveal
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.declaration import Declaration
from scheduler.evidence.sources.drand import Drand
from scheduler.evidence.sources.local import Local


@dataclass(frozen=True, slots=True)
class SourceState:
    """A declared source: what it is, what it says in the lock, whether it has delivered."""

    number: int
    kind: str
    head: str
    party: str | None
    delivered: bool
    by_service: bool


def sources_of(tx: Transaction, draw: DrawRow) -> list[SourceState]:
    """Return the sources that the lock declares; none before it."""
    number = number_of(draw)
    if number is None or draw.state not in {
        DrawState.ENTROPY_PENDING,
        DrawState.DRAWING,
        DrawState.DRAWN,
    }:
        return []
    attempt = office_of(tx.service).attempt(number)
    missing = set(attempt.missing_sources)
    return [
        SourceState(
            number=place,
            kind=declared.KIND.name,
            head=declared.head,
            party=declared.party if isinstance(declared, CommitReveal) else None,
            delivered=place not in missing,
            by_service=isinstance(declared, Local),
        )
        for place, declared in enumerate(declared_sources(attempt))
    ]


def give_entropy(
    tx: Transaction, draw_id: int, source: int, value: str, proof: Mapping[str, Any]
) -> DrawRow:
    """Deliver what source number *source*, from 0, gives.

    Raises:
        FaultsError: if it is not allowed, not what was declared, or not the time for it.
    """
    draw = the_draw(tx, draw_id, update=True)
    require_draw_state(draw, DrawState.ENTROPY_PENDING)
    number, office = number_of(draw), office_of(tx.service)
    if number is None:
        raise not_found("draw", draw_id)
    attempt = office.attempt(number)
    _require_giver(tx, draw, attempt, source)
    texts = {str(name): str(text) for name, text in proof.items()}
    deliver_entropy(office, number, source, Delivery(value=value, proof=texts))
    tx.tell("draw.entropy", ("draw", draw_id), bodies=draw_bodies(tx, draw), source=source)
    follow_log(tx, office, draw)
    return draw


def _require_giver(tx: Transaction, draw: DrawRow, attempt: Attempt, source: int) -> None:
    """Let a party give its nonce, those who draw what was thrown, anybody a beacon's value."""
    declared: tuple[Declaration, ...] = declared_sources(attempt)
    if source not in waiting_for(attempt):
        raise not_found("source", source)
    one = declared[source]
    if isinstance(one, CommitReveal):
        tx.actor.require(Operation.ENTROPY_GIVE, [one.party])
    elif isinstance(one, Drand):
        tx.actor.require_anywhere(Operation.ENTROPY_GIVE)
    else:
        tx.actor.require(Operation.DRAW_WRITE, draw_bodies(tx, draw))
