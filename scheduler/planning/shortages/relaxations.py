"""Relaxations: changes that mend a shortage, each made and tried, smallest first.

Which changes are tried follows from the causes: nobody is asked to renew a certificate where the
trouble is leave.
"""

from __future__ import annotations

from dataclasses import replace

from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.concern import Concern
from scheduler.planning.shortages.lending_changes import of_lending
from scheduler.planning.shortages.limit_changes import lower_minimum, of_limits
from scheduler.planning.shortages.people_changes import more_officers, of_people
from scheduler.planning.shortages.plan_changes import of_plans
from scheduler.planning.shortages.rule_changes import of_rules
from scheduler.planning.shortages.shortage import Kind, Shortage

OF_MINIMA = (lower_minimum, of_limits)
OF_PLACES = (of_people, more_officers, of_lending, of_limits, of_plans, of_rules)


def relaxed(case: Case, short: Shortage) -> Shortage:
    """Return *short* with what would mend it."""
    concern = Concern(case, short)
    kinds = OF_MINIMA if short.kind is Kind.MINIMA else OF_PLACES
    found = {one for tried in kinds for one in tried(concern) if one is not None}
    return replace(short, relaxations=tuple(sorted(found, key=lambda one: one.order)))
