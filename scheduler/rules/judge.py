"""The judge: all rules over one plan book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.rules import (
    active,
    annual_cap,
    certified,
    check_once,
    cooling_off,
    day_at_most,
    day_plan,
    expert_places,
    fair_load,
    fixed_days,
    in_scope,
    item_once_a_year,
    leader,
    lending,
    listed_targets,
    load_at_least,
    load_at_most,
    lowest_tickets,
    no_conflict,
    not_on_leave,
    not_whitelisted,
    on_duty,
    one_place_per_visit,
    one_plan_per_premises,
    open_day,
    own_body,
    pair_not_repeated,
    past_grace,
    pool_reconciles,
    qualified,
    quota_met,
    redraw_gap,
    relatives_apart,
    reserve_kept,
    right_bodies,
    rounds,
    senior_present,
    task_visited_once,
    team_size,
    visit_window,
    week_at_most,
)
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation


class Rule(Protocol):
    """What each module of a rule offers."""

    NAME: str

    def violations(self, case: CaseFile, /) -> Iterator[Violation]:
        """Yield every breach of the rule."""


RULES: tuple[Rule, ...] = (
    # who is drawn
    pool_reconciles,
    quota_met,
    lowest_tickets,
    listed_targets,
    in_scope,
    active,
    not_whitelisted,
    past_grace,
    annual_cap,
    item_once_a_year,
    redraw_gap,
    one_plan_per_premises,
    # when and by which bodies they are visited
    task_visited_once,
    check_once,
    rounds,
    visit_window,
    day_plan,
    fixed_days,
    open_day,
    right_bodies,
    # who goes
    team_size,
    own_body,
    lending,
    certified,
    on_duty,
    not_on_leave,
    no_conflict,
    cooling_off,
    qualified,
    expert_places,
    leader,
    senior_present,
    one_place_per_visit,
    relatives_apart,
    pair_not_repeated,
    # how much
    load_at_most,
    day_at_most,
    week_at_most,
    reserve_kept,
    load_at_least,
    fair_load,
)


def judge(lock: Lock, book: PlanBook) -> tuple[Violation, ...]:
    """Return every violation of every rule, in the order of `RULES`; none if the book is right."""
    case = CaseFile(lock, book)
    return tuple(found for rule in RULES for found in rule.violations(case))
