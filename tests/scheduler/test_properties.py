"""Whatever the problem: no rule is broken, and what cannot be done is said.

The judge shares no code with what it judges. False alarms are not possible.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import ShortfallKind
from scheduler.draw import prepare
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text
from scheduler.planning.checking import check
from scheduler.rules.judge import judge
from tests.scheduler.problems import any_problem, feasible

MOMENT = datetime(2026, 2, 27, 9, tzinfo=UTC)
NUMBERS = st.integers(0, 2**64 - 1)


def drawn(lock, number):
    return play(lock, seed_text(lock.problem.number, (f"local {number:064x}",)))


@settings(max_examples=100)
@given(feasible(), NUMBERS)
def test_a_problem_with_a_plan_is_staffed_whole_and_breaks_no_rule(problem, number):
    lock = prepare(problem, locked_at=MOMENT)
    book = drawn(lock, number)

    assert book.shortfalls == ()
    assert judge(lock, book) == ()
    assert len(book.teams) == sum(len(visit.demands) for visit in book.visits)


@settings(max_examples=100)
@given(feasible(tight=True), NUMBERS)
def test_the_last_place_is_found_when_demand_equals_capacity(problem, number):
    lock = prepare(problem, locked_at=MOMENT)
    book = drawn(lock, number)

    assert book.shortfalls == ()
    assert judge(lock, book) == ()
    limits = dict(problem.officers.frame.select("officer_id", "max_visits").iter_rows())
    assert all(load.live + load.drawn == limits[load.officer_id] for load in book.loads)


@settings(max_examples=120)
@given(any_problem(), NUMBERS)
def test_any_problem_without_faults_breaks_no_rule(problem, number):
    checked = check(problem)
    assume(not checked.faults and checked.days is not None)
    lock = Lock(problem=problem, pools=checked.pools, locked_at=MOMENT, days=checked.days)
    book = drawn(lock, number)

    assert judge(lock, book) == ()
    assert teams_or_reasons(book) == Counter(
        (visit.visit_id, demand.body_id) for visit in book.visits for demand in visit.demands
    )


def teams_or_reasons(book):
    """Count, for each visit and body, the team or the shortfall that stands for it."""
    absent = (ShortfallKind.UNSTAFFED, ShortfallKind.DIRECT)
    open_visits = (s for s in book.shortfalls if s.kind in absent)
    return Counter((team.visit_id, team.body_id) for team in book.teams) + Counter(
        (short.subject, short.body_id) for short in open_visits
    )


@settings(max_examples=50, suppress_health_check=[HealthCheck.filter_too_much])
@given(any_problem(), NUMBERS)
def test_a_shortage_that_is_certain_comes_true_whatever_the_seed(problem, number):
    checked = check(problem)
    assume(not checked.faults and not checked.is_sound)
    lock = Lock(problem=problem, pools=checked.pools, locked_at=MOMENT)

    book = drawn(lock, number)

    # A body that no drawn target concerns has nothing to draw, and so no minimum to miss.
    certain = {short.body_id for short in checked.shortages if short.certain}
    concerned = {body.body_id for body in book.bodies}
    assert certain & concerned <= {short.body_id for short in book.shortfalls}
