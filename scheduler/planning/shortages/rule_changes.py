"""Rules that the policy could do without, or bind less."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.planning.causes import Cause
from scheduler.planning.shortages.concern import Concern
from scheduler.planning.shortages.shortage import SENIOR, Change, Relaxation


def of_rules(concern: Concern) -> Iterator[Relaxation | None]:
    """Try to give up the rules to blame, or to shorten a rest.

    A conflict of interest and a pair of relatives are facts, and never given up.
    """
    causes, everywhere = set(concern.short.causes), concern.places_in_all
    if SENIOR in concern.short.qualifications:
        causes.add(Cause.SENIOR_PRESENT)
    if Cause.COOLING_OFF in causes:
        now = concern.problem.policy.cooling_off_months
        yield concern.trial.least(
            lambda n: Relaxation(
                change=Change.SHORTER_REST, amount=now - n, size=n * everywhere, was=now
            ),
            now,
        )
    for cause, change in (
        (Cause.PAIR_NOT_REPEATED, Change.WITH_PAIRS),
        (Cause.SENIOR_PRESENT, Change.WITHOUT_SENIOR),
        (Cause.LEADER, Change.WITHOUT_LEADER),
    ):
        if cause in causes:
            yield concern.tried(Relaxation(change=change, size=everywhere))
