"""The days of a block as an integer programme for CP-SAT.

    y[p, d]            visits of plan p on day d, for the days that p may use
    Σ_d y[p, d]        = visits of p
    use[b, d]          = Σ_p places of b for y[p, d] visits of p      <= room of b on d
    Σ_(d in w) use[b, d]                                              <= room of b in week w
    peak[b]            >= use[b, d] + live[b, d]
    spread[p]          >= y[p, d] - y[p, e]
    minimise           (1 + Σ_p visits of p) · Σ_b peak[b] + Σ_p spread[p]

so that a lower peak goes before any gain in spread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.planning.days.block import Claim, DayBlock, Grid
from scheduler.planning.days.bounds import least_peaks, least_spreads
from scheduler.planning.days.grid import NO_LIMIT, Measures
from scheduler.solving import cpsat
from scheduler.solving.outcome import Outcome

Count = cp_model.IntVar
Counts = dict[int, Count]
"""Visits of a plan, by day."""


@dataclass(frozen=True)
class DayModel:
    """A block under construction: its variables, and what each body uses on each day."""

    model: cp_model.CpModel
    visits: list[Counts]
    used: dict[tuple[int, int], list[cp_model.LinearExprT]]  # (body, day) -> places


def built(block: DayBlock) -> DayModel:
    """Return the model with its variables and the sum of each plan; rooms are not in it yet."""
    model = cp_model.CpModel()
    visits: list[Counts] = []
    used: dict[tuple[int, int], list[cp_model.LinearExprT]] = {}
    position = block.position
    for load in block.loads:
        counts = {day: model.new_int_var(0, load.visits, "") for day in load.days}
        model.add(sum(counts.values()) == load.visits)
        visits.append(counts)
        for claim in load.claims:
            for day, count in counts.items():
                there = used.setdefault((position[claim.body_id], day), [])
                there.append(_places(model, claim, count))
    return DayModel(model, visits, used)


def _places(model: cp_model.CpModel, claim: Claim, count: Count) -> cp_model.LinearExprT:
    if claim.per_visit is not None:
        return claim.per_visit * count
    places = model.new_int_var(0, max(claim.places), "")
    model.add_element(count, list(claim.places), places)
    return places


def best(figures: Measures, start: Grid | None, *, work: float) -> Outcome[Grid]:
    """Return the most even distribution of a block that is found, from *start* if there is one."""
    made = built(figures.block)
    _keep_rooms(figures, made)
    weight = 1 + sum(load.visits for load in figures.block.loads)
    peaks, spreads = _peaks(figures, made), _spreads(figures, made)
    made.model.minimize(weight * sum(peaks) + sum(high - low for high, low in spreads))
    if start is not None:
        _hint(figures, made, start, peaks, spreads)
    return cpsat.solve(made.model, lambda solver: read(made, solver, figures.block), work=work)


def any_distribution(figures: Measures, *, work: float) -> Outcome[Grid]:
    """Return a distribution of a block that fits, even or not."""
    made = built(figures.block)
    _keep_rooms(figures, made)
    return cpsat.solve(made.model, lambda solver: read(made, solver, figures.block), work=work)


def least_overflow(figures: Measures, *, work: float) -> Outcome[Grid]:
    """Return a distribution that exceeds the rooms by as few places as possible, altogether."""
    made = built(figures.block)
    excess = []
    for (row, day), places in made.used.items():
        room = int(figures.room[row, day])
        if room < NO_LIMIT:
            over = made.model.new_int_var(0, _most_places(figures.block), "")
            made.model.add(sum(places) <= room + over)
            excess.append(over)
    for places, room in _by_week(figures, made):
        over = made.model.new_int_var(0, _most_places(figures.block), "")
        made.model.add(sum(places) <= room + over)
        excess.append(over)
    made.model.minimize(sum(excess))
    return cpsat.solve(made.model, lambda solver: read(made, solver, figures.block), work=work)


def _most_places(block: DayBlock) -> int:
    return sum(max(claim.places) for load in block.loads for claim in load.claims)


def read(made: DayModel, solver: cp_model.CpSolver, block: DayBlock) -> Grid:
    """Return the distribution that the solver found."""
    return tuple(
        tuple(solver.value(counts[day]) if day in counts else 0 for day in range(block.n_days))
        for counts in made.visits
    )


def _keep_rooms(figures: Measures, made: DayModel) -> None:
    for (row, day), places in made.used.items():
        room = int(figures.room[row, day])
        if room < NO_LIMIT:
            made.model.add(sum(places) <= room)
    for places, room in _by_week(figures, made):
        made.model.add(sum(places) <= room)


def _by_week(figures: Measures, made: DayModel) -> Iterator[tuple[list[cp_model.LinearExprT], int]]:
    """Yield what each body uses in each week, with its room, where that is limited."""
    in_week: dict[tuple[int, int], list[cp_model.LinearExprT]] = {}
    for (row, day), places in made.used.items():
        in_week.setdefault((row, int(figures.week_of[day])), []).extend(places)
    for (row, week), places in in_week.items():
        room = int(figures.week_room[row, week])
        if room < NO_LIMIT:
            yield places, room


def _peaks(figures: Measures, made: DayModel) -> list[Count]:
    least = least_peaks(figures).tolist()
    most = _most_places(figures.block)
    peaks = [
        made.model.new_int_var(low, most + int(live.max()) + low, "")
        for low, live in zip(least, figures.live, strict=True)
    ]
    for (row, day), places in made.used.items():
        made.model.add(peaks[row] >= sum(places) + int(figures.live[row, day]))
    return peaks


def _spreads(figures: Measures, made: DayModel) -> list[tuple[Count, Count]]:
    found = []
    least = least_spreads(figures.block).tolist()
    for load, counts, low in zip(figures.block.loads, made.visits, least, strict=True):
        mean = load.visits // len(load.days)
        # The fewest are at most the mean, the most at least the mean rounded up.
        highest = made.model.new_int_var(mean + low, load.visits, "")
        lowest = made.model.new_int_var(0, mean, "")
        for count in counts.values():
            made.model.add(count <= highest)
            made.model.add(count >= lowest)
        found.append((highest, lowest))
    return found


def _hint(
    figures: Measures,
    made: DayModel,
    start: Grid,
    peaks: list[Count],
    spreads: list[tuple[Count, Count]],
) -> None:
    for peak, value in zip(peaks, figures.peaks(start).tolist(), strict=True):
        made.model.add_hint(peak, value)
    for counts, (highest, lowest), row in zip(made.visits, spreads, start, strict=True):
        for day, count in counts.items():
            made.model.add_hint(count, row[day])
        there = [row[day] for day in counts]
        made.model.add_hint(highest, max(there))
        made.model.add_hint(lowest, min(there))
