"""Shortages: what is short before the seed, by how much, which rules make it so, what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.domain.registry import Role
from scheduler.planning.causes import Cause

SENIOR = "senior"
"""What a place that only a senior can take asks for, in words."""


class Kind(StrEnum):
    """What cannot be had.

    TEAM: one visit; on no day of its plan can a whole team go. PLACES: all visits together.
    PAIRS: two visits in a row. MINIMA: the officers' least numbers of visits.
    """

    TEAM = "team"
    PLACES = "places"
    PAIRS = "pairs"
    MINIMA = "minima"


class Change(StrEnum):
    """What would mend a shortage; of two that change as much, the one named first comes first.

    RENEW: the certificates of *officer_ids* are extended to *day*. RECALL: they are not on leave in
    the draw's window. REPOST: they return to the body's front line. QUALIFY: they acquire
    *qualifications* (`lead`: they may lead). SENIOR: they count as senior. LENDING: plan *subject*
    takes officers of lenders. BORROW: body *lender* lends to *subject*, at least *amount* places.
    LOWER_MINIMUM: each of *officer_ids* must make *amount* visits fewer. MORE_OFFICERS: *subject*
    has *amount* more, who hold *qualifications*. LATER: the window of plan *subject* reaches to
    *day*, EARLIER: from *day*. HIGHER_MAXIMUM: the officers of *subject* make *amount* visits in
    the window at most; HIGHER_WEEKLY, HIGHER_DAILY: all officers in a week, on a day. FEWER_VISITS:
    plan *subject* has *amount* targets fewer (*target_ids*, if it lists them). SMALLER_TEAM: body
    *lender* sends teams of *amount* to it; WITHOUT_SLOT: it is not asked for *qualifications*,
    WITHOUT_EXPERTS: nor for experts. SHORTER_REST: officers may return to a target after *amount*
    months. WITH_PAIRS, WITHOUT_SENIOR, WITHOUT_LEADER: the policy gives up the rule.
    """

    RENEW = "renew"
    RECALL = "recall"
    REPOST = "repost"
    QUALIFY = "qualify"
    SENIOR = "senior"
    LENDING = "lending"
    BORROW = "borrow"
    LOWER_MINIMUM = "lower_minimum"
    MORE_OFFICERS = "more_officers"
    LATER = "later"
    EARLIER = "earlier"
    HIGHER_MAXIMUM = "higher_maximum"
    FEWER_VISITS = "fewer_visits"
    SMALLER_TEAM = "smaller_team"
    HIGHER_WEEKLY = "higher_weekly"
    HIGHER_DAILY = "higher_daily"
    SHORTER_REST = "shorter_rest"
    WITHOUT_SLOT = "without_slot"
    WITHOUT_EXPERTS = "without_experts"
    WITH_PAIRS = "with_pairs"
    WITHOUT_SENIOR = "without_senior"
    WITHOUT_LEADER = "without_leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A change that mends a shortage; it was applied, and the shortage was gone.

    *size* makes changes comparable: how many officer-places it adds, frees, saves or moves. *was*
    is what *amount* is now, where one number says that.
    """

    change: Change
    subject: str = ""
    amount: int = 0
    size: int = 0
    was: int | None = None
    lender: str = ""
    role: Role = Role.OFFICER
    officer_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    day: date | None = None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Smallest first."""
        return self.size, list(Change).index(self.change), self.subject, self.lender


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """*needed* places of *body_ids*, of which *available* can be given, for *plan_ids*.

    TEAM counts the places of one visit (to each of *target_ids*, if those are to blame), on the
    best day; PLACES those of all visits; PAIRS visits made one after the other; MINIMA those that
    *officer_ids* must make. *causes* is a smallest set of rules: with them alone there is a
    shortage, and without any one of them there is none. *qualifications* are what the places that
    are short ask for (`lead`, `senior`); none if even free places are short.

    *officers* counts for TEAM everybody of the bodies, and *kept_away* those who cannot go, each
    under the first rule that keeps him; else the people who come into question. *lent* is what
    lenders give of *available*; *able*, where bodies must come together, on how many days each
    could alone. *certain*: no draw avoids it. Else it happens unless plans meet at
    the same targets. *relaxations* each mend it alone, smallest first.
    """

    kind: Kind
    body_ids: tuple[str, ...]
    plan_ids: tuple[str, ...]
    causes: tuple[Cause, ...]
    needed: int
    available: int
    officers: int
    certain: bool
    qualifications: tuple[str, ...] = ()
    role: Role = Role.OFFICER
    target_ids: tuple[str, ...] = ()
    officer_ids: tuple[str, ...] = ()
    kept_away: tuple[tuple[Cause, int], ...] = ()
    lent: tuple[tuple[str, int], ...] = ()
    able: tuple[tuple[str, int], ...] = ()
    relaxations: tuple[Relaxation, ...] = ()

    @property
    def body_id(self) -> str:
        """The body that is short, or the first of those that have to come together."""
        return self.body_ids[0]

    @property
    def keys(self) -> frozenset[tuple[object, ...]]:
        """What stays the same while numbers change: to see whether a shortage is still there."""
        if self.kind is not Kind.TEAM:
            return frozenset({(self.kind, self.body_ids, self.role)})
        return frozenset(
            (self.kind, self.body_ids, self.role, plan_id, target_id)
            for plan_id in self.plan_ids
            for target_id in self.target_ids or ("",)
        )

    def __str__(self) -> str:
        return (
            f"{', '.join(self.body_ids)}: {self.needed} places needed by "
            f"{', '.join(self.plan_ids)}, {self.available} can be given by {self.officers} "
            f"officers ({', '.join(self.causes)})."
        )
