"""People and numbers in sentences: how many of which kind, and who by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.registry import LEADER, OfficerRegistry, Role
from scheduler.planning.shortages.shortage import SENIOR

MOST_NAMES = 6
"""Plans, targets and people that are named in one sentence."""

CALLED = Words("{name}（{id}）", "{name} ({id})")
COUNT = Words("{count} 名{who}", "{count} {who}")
AND_MORE = Words(" 等 {count} 个", " and {more} more")

# English has a form for one and one for more; Chinese needs one.
OFFICER = Words("执法人员", "officer"), Words("执法人员", "officers")
EXPERT = Words("专家", "expert"), Words("专家", "experts")
SENIOR_OFFICER = Words("资深人员", "senior officer"), Words("资深人员", "senior officers")
LEADING = (Words("可任组长的{who}", "{who} who may lead"),) * 2
HOLDING = (
    Words("具备“{names}”的{who}", "{who} who holds “{names}”"),
    Words("具备“{names}”的{who}", "{who} who hold “{names}”"),
)
BOTH = (
    Words("具备“{names}”且可任组长的{who}", "{who} who holds “{names}” and may lead"),
    Words("具备“{names}”且可任组长的{who}", "{who} who hold “{names}” and may lead"),
)


def people(
    screen: Screen,
    qualifications: Sequence[str],
    role: Role = Role.OFFICER,
    *,
    count: int | None = None,
) -> str:
    """Say who holds all of *qualifications*, with their number if it is given."""
    many = int(count != 1)
    known = ", ".join(name for name in qualifications if name not in {LEADER, SENIOR})
    noun = EXPERT if role is Role.EXPERT else OFFICER
    if SENIOR in qualifications:
        noun = SENIOR_OFFICER
    who = screen.text(noun[many])
    if LEADER in qualifications:
        who = screen.text((BOTH if known else LEADING)[many], names=known, who=who)
    elif known:
        who = screen.text(HOLDING[many], names=known, who=who)
    return who if count is None else screen.text(COUNT, count=count, who=who)


def listed(screen: Screen, names: Sequence[str]) -> str:
    """Return the first of *names*, and how many there are if there are more."""
    some = joined(screen, names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return some + screen.text(AND_MORE, count=len(names), more=more) if more > 0 else some


def joined(screen: Screen, parts: Sequence[str]) -> str:
    """Return *parts* in a row."""
    return ("、" if screen.lang == "zh" else ", ").join(parts)


@dataclass(frozen=True)
class Names:
    """How bodies and people are called, by their ids."""

    bodies: Mapping[str, str]
    officers: Mapping[str, str] = field(default_factory=dict)

    def body(self, body_id: str) -> str:
        """Return how a body is called; whatever else is called by its id."""
        return self.bodies.get(body_id, body_id)

    def people(self, officer_ids: Sequence[str]) -> list[str]:
        """Return how people are called."""
        return [self.officers.get(one, one) for one in officer_ids]


def called(screen: Screen, bodies: Mapping[str, EnforcementBody]) -> dict[str, str]:
    """Return how each of *bodies* is called, by its id."""
    return {
        body_id: screen.text(CALLED, name=body.name, id=body_id) for body_id, body in bodies.items()
    }


def by_name(
    screen: Screen, officers: OfficerRegistry, officer_ids: Iterable[str]
) -> dict[str, str]:
    """Return how each of *officer_ids* is called, by its id."""
    return {
        officer_id: screen.text(CALLED, name=officers.row(officer_id)["name"], id=officer_id)
        for officer_id in officer_ids
    }


def set_apart(screen: Screen, parts: Sequence[str]) -> str:
    """Return *parts* that may hold commas themselves in a row."""
    return ("；" if screen.lang == "zh" else "; ").join(parts)
