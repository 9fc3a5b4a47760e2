"""What everybody may rely on who checks a draw: who else is in a pool decides nothing but ranks.

Worlds are small: up to 24 firms in two streets, and two plans that count per street.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.lock import Lock
from scheduler.domain.plans import DrawnTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import Coordination, Policy
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import EVERYTHING
from scheduler.draw import prepare
from scheduler.evidence.pseudonyms import pseudonymous, pseudonymous_book
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text
from scheduler.lottery.targets import draw_targets
from scheduler.planning.lock import pools_and_clashes
from tests.scheduler.problems import MARCH, feasible, officers, problem, targets

MOMENT = datetime(2026, 2, 27, 9, tzinfo=UTC)
KEYS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
STREETS = st.lists(st.sampled_from(["east", "west"]), min_size=1, max_size=24)
COUNTS = st.integers(1, 6)
COORDINATIONS = st.sampled_from(Coordination)
PLANS = ("P1", "P2")


def plan(plan_id, count, *, weighted):
    """A plan that draws so many firms of each street."""
    return Plan(
        plan_id=plan_id,
        name=plan_id,
        kind=PlanKind.DUAL_RANDOM,
        window=MARCH,
        participations=(Participation(body_id="B1"),),
        targets=DrawnTargets(
            scope=EVERYTHING,
            quota=Quota(
                kind=QuotaKind.COUNT,
                columns=("street",),
                otherwise=Fraction(count),
                weight_column="complaint_count_12m" if weighted else None,
            ),
        ),
        lead_body="B1",
    )


def district(registry, count, coordination=Coordination.SHARED):
    """A district where the first plan draws *count* per street, and the second so by weight."""
    return problem(
        targets=registry,
        officers=officers({"B1-0": {"lead"}, "B1-1": set()}),
        plans=tuple(plan(name, count, weighted=name == "P2") for name in PLANS),
        policy=Policy(version="g", coordination=coordination, min_reserves=2),
    )


def firms(streets):
    """The firms T00, T01, ... of these streets, with weights that differ."""
    return targets(
        len(streets), street=streets, complaint_count_12m=[n % 4 for n in range(len(streets))]
    )


def drawn(world, key):
    """Return who is drawn and who is in reserve, by plan and street in the order of tickets."""
    pools, _ = pools_and_clashes(world)
    selections, _ = draw_targets(Lock(problem=world, pools=pools, locked_at=MOMENT), key)
    return selections


def chosen(world, key, *, reserves=False):
    """Return (plan, street) -> (ticket, target), ascending, of those drawn, and of reserves."""
    found = {}
    for one in drawn(world, key):
        if reserves or not one.reserve:
            place = found.setdefault((one.plan_id, one.stratum), [])
            place.append((one.ticket, one.target_id))
    return {place: sorted(rows) for place, rows in found.items()}


def without(registry, names):
    return TargetRegistry.from_frame(
        registry.frame.filter(~registry.frame["target_id"].is_in(sorted(names)))
    )


@given(STREETS, COUNTS, COORDINATIONS, KEYS)
def test_a_firm_that_was_neither_drawn_nor_in_reserve_changes_nothing(
    streets, count, coordination, key
):
    registry = firms(streets)
    world = district(registry, count, coordination)
    before = drawn(world, key)
    touched = {one.target_id for one in before}

    for name in set(registry.ids) - touched:
        smaller = replace(world, targets=without(registry, {name}))
        assert drawn(smaller, key) == before


@given(STREETS, COUNTS, COORDINATIONS, KEYS, st.data())
def test_two_registries_together_draw_as_both_merged(streets, count, coordination, key, data):
    registry = firms(streets)
    here = data.draw(st.sets(st.sampled_from(registry.ids)))
    there = set(registry.ids) - here
    both = [
        chosen(district(without(registry, others), count, coordination), key)
        for others in (there, here)
        if len(others) < len(registry)
    ]
    merged = {}
    for part in both:
        for place, rows in part.items():
            merged[place] = sorted([*merged.get(place, []), *rows])

    together = chosen(district(registry, count, coordination), key)

    assert together == {place: rows[:count] for place, rows in merged.items()}


@given(STREETS, COUNTS, COUNTS, COORDINATIONS, KEYS)
def test_a_larger_quota_only_appends(streets, count, more, coordination, key):
    registry = firms(streets)
    small = chosen(district(registry, count, coordination), key)
    large = chosen(district(registry, count + more, coordination), key)

    assert small.keys() == large.keys()
    for place, rows in small.items():
        assert large[place][: len(rows)] == rows


@given(STREETS, COUNTS, COORDINATIONS, KEYS)
def test_the_first_in_reserve_is_the_next_that_a_larger_quota_draws(
    streets, count, coordination, key
):
    registry = firms(streets)
    standing_by = chosen(district(registry, count, coordination), key, reserves=True)
    larger = chosen(district(registry, count + 1, coordination), key)

    for place, rows in larger.items():
        assert standing_by[place][: len(rows)] == rows


@settings(max_examples=40)
@given(feasible(), KEYS, KEYS)
def test_what_auditors_replay_is_the_draw_under_pseudonyms(world, mask, value):
    masked = replace(world, mask=mask)
    lock = prepare(masked, locked_at=MOMENT)
    text = seed_text(world.number, (f"local {value}",))
    book = play(lock, text)

    hidden = replace(lock, problem=pseudonymous(masked))

    assert play(hidden, text) == pseudonymous_book(book, masked)
