"""Policy: the adjustable rules of a district, as versioned data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from scheduler.domain.bodies import Level
from scheduler.domain.plans import Plan, PlanKind


class CapConflict(StrEnum):
    """What to do when more plans could draw a target than its annual cap allows."""

    REFUSE = "refuse"
    BY_PRIORITY = "by_priority"


class Remedy(StrEnum):
    """What is tried, in the order that the policy declares, for a team that cannot be formed.

    OTHER_DAY: another day on which the plan has visits. LENDING: officers of a lending body.
    DIRECT_ASSIGNMENT: the head of the body names officers, coded, counted and published. What
    none of them mends is carried to the next window with first claim.
    """

    OTHER_DAY = "other_day"
    LENDING = "lending"
    DIRECT_ASSIGNMENT = "direct_assignment"


class Coordination(StrEnum):
    """Whether plans share one ticket per target, so that they tend to draw the same firms."""

    SHARED = "shared"
    INDEPENDENT = "independent"


def _ratios(**percent: str) -> Mapping[str, Fraction]:
    return MappingProxyType({name: Fraction(text) / 100 for name, text in percent.items()})


RATIO_PRESETS: Mapping[str, Mapping[str, Fraction]] = MappingProxyType(
    {
        # Ratios by credit-risk class that provinces and counties have published.
        "henan_2021": _ratios(A="1", B="2", C="10", D="30"),
        "shandong_2017": _ratios(A="3", B="10", C="20", D="100"),
        "shangli_2023": _ratios(A="1", B="5", C="10", D="10"),
        "lindian_2024": _ratios(A="5", B="20", C="60", D="100"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualCaps:
    """Inspections per target and calendar year at most; None is no cap.

    *per_body* counts one body's visits, *per_level* those of all bodies of a level, *total* all.
    A merged visit counts once. Visits under an exempt kind of plan are not counted.
    """

    per_body: int | None = None
    per_level: Mapping[Level, int] = field(default_factory=dict)
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All knobs, with the defaults of the national rules where there is one.

    Periods in *months* count back from the first day of the draw's window. *load_slack* widens
    the band around an officer's fair share; *walk_factor* is c in the length of the walk.

    *max_per_day*, *max_per_week* (ISO weeks) and *max_visits* bound what one officer does, live
    tasks included. *urgent_reserve* is the share of a body's officer-places of each day that
    stays free for urgent calls; *day_quantile* how sure the planned days are to have room for
    bodies whose coming depends on the target. *lending* names, in the order in which they are
    asked, the bodies that lend officers to a body. *independent_entropy* refuses a lock without a
    source of entropy that the operator alone cannot choose.
    """

    version: str
    caps: AnnualCaps = field(default_factory=AnnualCaps)
    exempt_kinds: frozenset[PlanKind] = frozenset(
        {PlanKind.CASE_CHECK, PlanKind.ASSIGNED_FROM_ABOVE}
    )
    cap_conflict: CapConflict = CapConflict.REFUSE
    coordination: Coordination = Coordination.SHARED
    grace_months: int = 0
    redraw_gap_months: int = 0
    item_once_a_year: bool = False
    one_plan_per_premises: bool = False
    exclude_whitelisted: bool = True
    min_team_size: int = 2
    require_leader: bool = True
    front_line_only: bool = True
    cooling_off_months: int = 0
    max_visits: int | None = None
    min_visits: int = 0
    load_slack: int = 1
    walk_factor: int = 10
    max_per_day: int | None = None
    max_per_week: int | None = None
    urgent_reserve: Fraction = Fraction(0)
    day_quantile: Fraction = Fraction(19, 20)
    require_senior: bool = False
    no_repeated_pairs: bool = False
    independent_entropy: bool = False
    lending: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remedies: tuple[Remedy, ...] = (
        Remedy.OTHER_DAY,
        Remedy.LENDING,
        Remedy.DIRECT_ASSIGNMENT,
    )
    reserve_ratio: Fraction = Fraction(1)
    min_reserves: int = 3

    def __post_init__(self) -> None:
        counts = (
            self.grace_months,
            self.redraw_gap_months,
            self.cooling_off_months,
            self.min_visits,
            self.load_slack,
            self.min_reserves,
            self.reserve_ratio,
        )
        if any(count < 0 for count in counts) or self.min_team_size < 1 or self.walk_factor < 1:
            message = f"Policy {self.version!r} holds a negative number or an empty team or walk."
            raise ValueError(message)
        if not (0 <= self.urgent_reserve < 1 and 0 < self.day_quantile <= 1):
            message = f"Policy {self.version!r}: a reserve below 1 and a quantile up to 1, please."
            raise ValueError(message)
        if 0 in (self.max_per_day, self.max_per_week) or len(set(self.remedies)) != len(
            self.remedies
        ):
            message = f"Policy {self.version!r} lets nobody go, or names a remedy twice."
            raise ValueError(message)
        if any(
            body in lenders or len(set(lenders)) != len(lenders)
            for body, lenders in self.lending.items()
        ):
            message = f"Policy {self.version!r}: a body lends to others, and is asked once."
            raise ValueError(message)

    def lenders(self, body_id: str) -> tuple[str, ...]:
        """Return who is asked to lend to a body, in order; nobody if its head is asked first."""
        tried = [one for one in self.remedies if one is not Remedy.OTHER_DAY]
        return self.lending.get(body_id, ()) if tried[:1] == [Remedy.LENDING] else ()

    def is_exempt(self, plan: Plan) -> bool:
        """Tell whether the plan's visits do not count against annual caps."""
        return plan.kind in self.exempt_kinds
