"""Records: what registry and logs say of people, whatever the seed; each looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.domain.problem import Problem
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.roster import Roster, crew_rosters
from scheduler.lottery.candidates.timetable import Engagements, engagements
from scheduler.lottery.tickets import order_by_ticket


@dataclass(frozen=True)
class Records:
    """Looks up people for one draw or for many: only their order depends on the seed."""

    problem: Problem
    _by_id: dict[Crew, Roster] = field(default_factory=dict)

    @cached_property
    def engaged(self) -> Engagements:
        """What officers have done and will do elsewhere."""
        return engagements(self.problem)

    def rosters(self, crews: Iterable[Crew], key: str) -> dict[Crew, Roster]:
        """Return the rosters of *crews*, ascending; people in the order of their tickets."""
        wanted = sorted(set(crews))
        missing = [crew for crew in wanted if crew not in self._by_id]
        if missing:
            self._by_id.update(crew_rosters(self.problem, missing))
        aliases = self.problem.aliases
        return {crew: in_ticket_order(self._by_id[crew], key, aliases) for crew in wanted}


def in_ticket_order(roster: Roster, key: str, aliases: Mapping[str, str]) -> Roster:
    """Return the same people in the order of their tickets under the officer key."""
    position = {officer_id: row for row, officer_id in enumerate(roster.officer_ids)}
    ordered = order_by_ticket(f"{key}/officer/", sorted(position), aliases)
    return roster.permuted([position[officer_id] for officer_id in ordered])
