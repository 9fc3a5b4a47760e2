"""Dates: visits dealt to the days that were planned before the names, by ticket.

Each plan's slots are dealt to its targets; plans that meet keep one of theirs; what finds no
planned day that suits gets another; and where chance brought more work to a day than was reckoned
with, visits of a plan change places. `docs/model.md`, section Days, has every order.

Rule: visit-window
Rule: day-plan
Rule: reserve-kept
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import Shortfall, ShortfallKind, Visit
from scheduler.lottery.days.agenda import Agenda
from scheduler.lottery.days.board import Board
from scheduler.lottery.days.ledger import Ledger, needs_of
from scheduler.lottery.days.visits import Meeting


@dataclass(frozen=True, slots=True)
class Dated:
    """Visits with their days, by id, and what could not be had."""

    visits: tuple[Visit, ...]
    shortfalls: tuple[Shortfall, ...]


def dated(lock: Lock, meetings: Iterable[Meeting], key: str) -> Dated:
    """Give each meeting a day under the day key; one that no day suits may fall apart."""
    agenda = Agenda(lock, meetings, key)
    agenda.settle()
    board = Board(lock, agenda.visits.values(), key)
    order = agenda.in_order(board.visits)
    for name in order:
        _relieve(board, board.visits[name])
    shortfalls = (
        *agenda.splits,
        *_off_plan(board),
        *_into_reserve(lock, [board.visits[name] for name in order]),
    )
    visits = tuple(board.visits[name] for name in sorted(board.visits))
    return Dated(visits, tuple(sorted(shortfalls)))


def exchanges(
    lock: Lock, visits: Iterable[Visit], visit: Visit, key: str
) -> Iterator[tuple[Visit, ...]]:
    """Yield changed visits that would bring *visit*, one of *visits*, to another planned day.

    By ticket: free slots of the plan whose slot it has, then exchanges with its other visits. All
    of them suit and leave every body its room; whether officers can be found is for the caller.
    """
    yield from Board(lock, visits, key).exchanges(visit)


def _relieve(board: Board, visit: Visit) -> None:
    """Bring a visit to another day if it is on one with too much work for one of its bodies."""
    needs = needs_of(visit)
    crowded = board.ledger.overfull(needs, visit.day)
    if not crowded:
        return
    for changed in board.exchanges(visit):
        coming = needs_of(changed[1]) if len(changed) > 1 else {}
        if any(coming.get(body_id, 0) < needs[body_id] for body_id in crowded):
            board.change(changed)
            return


def _off_plan(board: Board) -> Iterator[Shortfall]:
    """Tell of visits that are on no planned day, and of those on a day that is closed."""
    for visit in board.visits.values():
        for kind, applies in (
            (ShortfallKind.OFF_PLAN, not visit.slot_plan),
            (ShortfallKind.CLOSED, not board.openings.is_open(visit.tasks, visit.day)),
        ):
            if applies:
                yield Shortfall(
                    kind=kind,
                    body_id=visit.lead_body,
                    subject=visit.visit_id,
                    needed=1,
                    available=0,
                )


def _into_reserve(lock: Lock, ordered: Iterable[Visit]) -> Iterator[Shortfall]:
    """Tell of visits that need places beyond the room of a body, the last in ticket order."""
    ledger = Ledger(lock)
    for visit in ordered:
        for body_id, needed in needs_of(visit).items():
            left = ledger.left(body_id, visit.day)
            if left is not None and left < needed:
                yield Shortfall(
                    kind=ShortfallKind.RESERVE,
                    body_id=body_id,
                    subject=visit.visit_id,
                    needed=needed,
                    available=max(0, left),
                )
        ledger.use(needs_of(visit), visit.day)
