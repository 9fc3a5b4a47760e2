"""Outlines of a month's plans: which body does what, when, and about how much."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction

import numpy as np

from scenarios import figures
from scenarios.bodies import FACTS, BodyFacts
from scenarios.streets import QUARTERS, streets_of
from scenarios.topics import TOPICS, Topic
from scheduler.domain.calendar import Window
from scheduler.domain.plans import PlanKind
from scheduler.domain.scope import Condition, Operator, Scope

MAX_VISITS = 6
"""Policy: visits per officer and month."""

MAX_PER_DAY, MAX_PER_WEEK = 2, 4
"""Policy: a visit takes half a day, and what was found on two days takes a third to write up."""

URGENT_RESERVE = Fraction(3, 20)
"""Policy: the part of each day's places that is kept for urgent calls (街镇吹哨、部门报到)."""

_NEARLY_FULL = 0.9
"""How much of a strained body's month is taken by its plans."""

_LEAST = 3
"""Targets per plan."""


class Focus(Enum):
    """What a special plan looks at within its topic; the text is for the plan's name."""

    RISK = "较高风险主体"
    ABNORMAL = "经营异常主体"
    COMPLAINTS = "投诉集中主体"
    ALL = "重点时段"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that narrow the scope."""
        match self:
            case Focus.RISK:
                return (Condition("credit_risk_class", Operator.IN, ("C", "D")),)
            case Focus.ABNORMAL:
                return (Condition("abnormal", Operator.IN, (True,)),)
            case Focus.COMPLAINTS:
                return (Condition("complaint_count_12m", Operator.AT_LEAST, (1,)),)
            case Focus.ALL:
                return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A plan in the making. *wanted* is about how many targets it should have."""

    plan_id: str
    kind: PlanKind
    body_id: str
    topic: Topic
    place: Scope
    wanted: int
    window: Window
    focus: Focus = Focus.ALL
    quarter: str = ""

    @property
    def number(self) -> int:
        """The plan's number among those of its kind."""
        return int(self.plan_id[-3:])

    @property
    def facts(self) -> BodyFacts:
        """The body that makes the plan."""
        return FACTS[self.body_id]

    @property
    def scope(self) -> Scope:
        """Topic, place and focus together."""
        return Scope((*self.topic.scope.conditions, *self._where_and_who))

    @property
    def draw_scope(self) -> Scope:
        """The scope to draw from: wider where the topic is drawn undirected."""
        return Scope(self._where_and_who) if self.topic.undirected else self.scope

    @property
    def _where_and_who(self) -> tuple[Condition, ...]:
        return (*self.place.conditions, *self.focus.conditions)

    def widened(self) -> tuple[Outline, ...]:
        """Return this outline and what the body would do instead, had it too few targets."""
        broad = replace(self, focus=Focus.ALL)
        topics = TOPICS[self.facts.family]
        return self, broad, *(replace(broad, topic=topic) for topic in topics)


_NUMBERS = (
    (PlanKind.DUAL_RANDOM, "D", figures.DUAL_RANDOM_TASKS),
    (PlanKind.SPECIAL, "S", figures.SPECIAL_TASKS),
    (PlanKind.ASSIGNED_FROM_ABOVE, "A", figures.ASSIGNED_TASKS),
)


def outlines(window: Window, *, rng: np.random.Generator) -> list[Outline]:
    """Return the outlines of all plans that one body carries out, by kind and body."""
    return [
        _outline(kind, f"BH2612-{letter}{number:03}", body_id, turn, size, _window(window, rng=rng))
        for kind, letter, total in _NUMBERS
        for number, ((body_id, turn), size) in enumerate(_sized(kind, total, rng=rng), 1)
    ]


def _sized(
    kind: PlanKind, total: int, *, rng: np.random.Generator
) -> list[tuple[tuple[str, int], int]]:
    """Return body, its how many-th plan, and size, for all plans of a kind; sizes add up."""
    turns = [
        (body_id, turn) for body_id, facts in FACTS.items() for turn in range(_plans(facts, kind))
    ]
    fixed = {turn: _share_of_a_strained_body(FACTS[turn[0]]) for turn in turns}
    loose = [turn for turn in turns if not fixed[turn]]
    rest = total - sum(fixed.values()) - _LEAST * len(loose)
    parts = rng.multinomial(rest, np.full(len(loose), 1 / len(loose)))
    sizes = dict(zip(loose, (_LEAST + parts).tolist(), strict=True))
    return [(turn, fixed[turn] or sizes[turn]) for turn in turns]


def _plans(facts: BodyFacts, kind: PlanKind) -> int:
    match kind:
        case PlanKind.DUAL_RANDOM:
            return facts.dual_random
        case PlanKind.SPECIAL:
            return facts.special
        case _:
            return facts.assigned


def _share_of_a_strained_body(facts: BodyFacts) -> int:
    """Return the targets per plan that nearly fill such a body's month; 0 for the others."""
    if not facts.is_strained:
        return 0
    return int(facts.front_line * MAX_VISITS * _NEARLY_FULL / 2 / facts.plans)


def _outline(
    kind: PlanKind, plan_id: str, body_id: str, turn: int, size: int, window: Window
) -> Outline:
    facts = FACTS[body_id]
    topics = TOPICS[facts.family]
    # Special plans begin at the second topic, so that a small body's two plans differ.
    place = turn if kind is PlanKind.DUAL_RANDOM else turn + 1
    again, position = divmod(place, len(topics))
    wide = not facts.zone and not facts.street
    quarter = QUARTERS[(again - 1) % len(QUARTERS)] if again and wide else ""
    split = (Condition("street", Operator.IN, streets_of(quarter)),) if quarter else ()
    outline = Outline(
        plan_id=plan_id,
        kind=kind,
        body_id=body_id,
        topic=topics[position],
        place=Scope((*facts.territory, *split)),
        wanted=size,
        window=window,
        quarter=quarter,
    )
    if kind is not PlanKind.SPECIAL:
        return outline
    return replace(outline, focus=list(Focus)[outline.number % len(Focus)])


def _window(window: Window, *, rng: np.random.Generator) -> Window:
    """Return the month or one of its halves."""
    year, month = window.starts.year, window.starts.month
    halves = (
        window,
        Window(window.starts, date(year, month, 16)),
        Window(date(year, month, 16), window.ends),
    )
    return halves[int(rng.choice(3, p=(0.76, 0.12, 0.12)))]
