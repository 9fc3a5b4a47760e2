"""What guess, levelling, bounds, flow and CP-SAT say of small blocks, against all distributions."""

from dataclasses import replace

import pytest
from hypothesis import given

from scheduler.planning.days.block import Claim, DayBlock, PlanLoad
from scheduler.planning.days.bounds import least_peaks, least_spreads
from scheduler.planning.days.feasibility import feasible, full_days
from scheduler.planning.days.grid import Measures
from scheduler.planning.days.guess import guess
from scheduler.planning.days.leveling import levelled
from scheduler.planning.days.model import any_distribution, best, least_overflow
from scheduler.planning.days.plan import planned
from scheduler.solving.outcome import Status
from tests.scheduler.planning.days.blocks import distributions, load, small_blocks, supply

NEVER_ENOUGH = (-1, -1)


def lawful(block):
    figures = Measures(block)
    return [grid for grid in distributions(block) if figures.fits(grid)]


@given(small_blocks())
def test_the_days_are_as_even_as_they_can_be_or_there_are_none(block):
    figures, possible = Measures(block), lawful(block)

    found = planned(block)

    if found is None:
        assert possible == []
    else:
        assert found in possible
        assert figures.cost(found)[:2] == min(figures.cost(grid)[:2] for grid in possible)


@given(small_blocks())
def test_the_solver_alone_finds_what_is_best(block):
    figures, possible = Measures(block), lawful(block)
    outcome = best(figures, None, work=1.0)

    if possible:
        assert outcome.status is Status.OPTIMAL
        assert figures.cost(outcome.value)[:2] == min(figures.cost(grid)[:2] for grid in possible)
    else:
        assert outcome.status is Status.INFEASIBLE


@given(small_blocks())
def test_bounds_hold_for_every_distribution(block):
    figures = Measures(block)

    for grid in lawful(block):
        assert (least_peaks(figures) <= figures.peaks(grid)).all()
        assert (least_spreads(block) <= figures.spreads(grid)).all()


@given(small_blocks())
def test_guesses_fit_and_levelling_makes_nothing_worse(block):
    figures = Measures(block)
    made = guess(figures, NEVER_ENOUGH)
    possible = lawful(block)

    assert made is None or made in possible
    for grid in possible[:5]:
        then = levelled(figures, grid)
        assert then in possible
        assert (figures.peaks(then) <= figures.peaks(grid)).all()
        assert (figures.spreads(then) <= figures.spreads(grid)).all()
        assert figures.cost(then) <= figures.cost(grid)


@given(small_blocks())
def test_full_days_are_found_only_where_no_distribution_fits(block):
    figures = Measures(block)
    short = list(full_days(figures))

    assert not short or lawful(block) == []
    assert all(one.needed > one.available >= 0 for one in short)
    assert (feasible(figures).value is None) == (lawful(block) == [])
    assert (any_distribution(figures, work=1.0).value is None) == (lawful(block) == [])


@given(small_blocks())
def test_the_least_overflow_is_the_least(block):
    figures = Measures(block)

    def overflow(grid):
        places = figures.places(grid)
        in_weeks = (figures.by_week(places) - figures.week_room).clip(0).sum()
        return int((places - figures.room).clip(0).sum() + in_weeks)

    found = least_overflow(figures, work=1.0).value

    assert overflow(found) == min(overflow(grid) for grid in distributions(block))


# --- by hand ----------------------------------------------------------------------------------


def test_full_days_name_the_plans_that_cannot_leave_them():
    # P1 and P2 need six places on the first two days, which have four; P3 may wait.
    block = DayBlock(
        3,
        (supply("B1", 2, 2, 9),),
        (
            load("P1", 2, (0, 1), B1=2),
            load("P2", 1, (0,), B1=2),
            load("P3", 2, (0, 1, 2), B1=2),
        ),
    )

    (short,) = full_days(Measures(block))

    assert (short.body_id, short.plan_ids, short.days) == ("B1", ("P1", "P2"), (0, 1))
    assert (short.needed, short.available) == (6, 4)


def test_a_place_left_over_is_no_room_for_a_team():
    block = DayBlock(2, (supply("B1", 3, 3),), (load("P1", 3, (0, 1), B1=2),))

    (short,) = full_days(Measures(block))

    assert (short.needed, short.available) == (6, 4)


def test_days_on_which_another_body_has_no_room_do_not_count():
    block = DayBlock(
        2, (supply("B1", 4, 4), supply("B2", 2, 0)), (load("P1", 2, (0, 1), B1=2, B2=2),)
    )

    assert [(one.body_id, one.needed, one.available) for one in full_days(Measures(block))] == [
        ("B1", 4, 2),
        ("B2", 4, 2),
    ]


def test_without_a_limit_every_plan_is_even_and_plans_share_the_days():
    block = DayBlock(
        4,
        (supply("B1", 0, 0, 0, 0, per_officer=None),),
        tuple(load(f"P{n}", 3, (0, 1, 2, 3), B1=2) for n in range(4)),
    )
    grid = planned(block)

    assert Measures(block).places(grid).tolist() == [[6, 6, 6, 6]]
    assert {tuple(sorted(row)) for row in grid} == {(0, 1, 1, 1)}


def test_a_week_that_is_full_sends_visits_to_the_next():
    # Six officers a day, but only four more visits in the first week.
    body = replace(supply("B1", 6, 6, 6, 6), weeks=((0, 1), (2, 3)), in_week=(4, 12), per_week=2)
    plan = load("P1", 5, (0, 1, 2, 3), B1=2)

    (row,) = planned(DayBlock(4, (body,), (plan,)))

    assert (sum(row[:2]), sum(row[2:])) == (2, 3)


def test_full_weeks_are_told_with_their_numbers():
    body = replace(supply("B1", 6, 6), weeks=((0, 1),), in_week=(5,), per_week=1)

    (short,) = full_days(Measures(DayBlock(2, (body,), (load("P1", 3, (0, 1), B1=2),))))

    assert (short.needed, short.available) == (6, 4)


def test_a_lower_peak_goes_before_an_even_plan():
    # P1 fills the first day; P2 leaves it although its days then are 0, 2, 2.
    block = DayBlock(
        3,
        (supply("B1", 9, 9, 9),),
        (load("P1", 2, (0,), B1=2), load("P2", 4, (0, 1, 2), B1=2)),
    )

    assert planned(block) == ((2, 0, 0), (0, 2, 2))


def test_live_tasks_count_to_the_peak():
    block = DayBlock(2, (supply("B1", 9, 9, live=(4, 0)),), (load("P1", 2, (0, 1), B1=2),))

    assert planned(block) == ((0, 2),)


def test_a_visit_that_needs_no_further_place_is_not_moved_onto_itself():
    # One officer is enough for any number of P1's visits on a day.
    one_is_enough = Claim("B1", (0, 1, 1, 1))
    block = DayBlock(
        3,
        (supply("B1", 1, 2, 0),),
        (
            load("P0", 1, (0, 1), B1=1),
            PlanLoad(plan_id="P1", visits=3, days=(0, 1, 2), claims=(one_is_enough,)),
        ),
    )

    assert planned(block) in lawful(block)


@pytest.mark.parametrize("plans", [12, 40])
def test_larger_blocks_are_lawful_and_close_to_their_bounds(plans):
    days = tuple(range(20))
    block = DayBlock(
        20,
        tuple(supply(f"B{n}", *[30] * 20) for n in range(4)),
        tuple(
            load(
                f"P{n:02}",
                3 + n * 7 % 11,
                days if n % 3 else days[: 8 + n % 12],
                **{f"B{n % 4}": 2 + n % 2, f"B{(n + 1 + n // 4) % 4}": 2},
            )
            if n % 4 == 0 and (n + 1 + n // 4) % 4 != n % 4
            else load(f"P{n:02}", 3 + n * 7 % 11, days, **{f"B{n % 4}": 2 + n % 2})
            for n in range(plans)
        ),
    )
    figures, grid = Measures(block), planned(block)

    assert figures.fits(grid)
    assert [sum(row) for row in grid] == [one.visits for one in block.loads]
    assert (figures.peaks(grid) <= least_peaks(figures) + 3).all()
    assert figures.spreads(grid).max() <= 2
