"""Progress of a draw: each step is told as it begins, and stops if nobody wants it any more."""

from __future__ import annotations

from api.tables.draws import DrawRow
from api.usecases.draws.states import DrawState, draw_bodies
from api.usecases.jobs.ending import JobCancelledError
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.steps import Steps
from api.usecases.transaction import begin


class DrawSteps(Steps):
    """Steps that everybody may watch."""

    def __init__(self, service: Service, draw_id: int, during: DrawState) -> None:
        self._service, self._draw_id, self._during = service, draw_id, during
        super().__init__(self._told)

    def _told(self, step: str) -> None:
        with begin(self._service, SERVICE) as tx:
            draw = tx.session.get(DrawRow, self._draw_id)
            if draw is None or draw.state != self._during:
                raise JobCancelledError
            tx.tell("draw.progress", ("draw", draw.id), bodies=draw_bodies(tx, draw), step=step)
