"""What officers can still do, by day, week and window."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.inspections import InspectionLog
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.roster import UNLIMITED, crew_rosters
from scheduler.lottery.candidates.timetable import engagements
from scheduler.planning.causes import Cause
from scheduler.planning.officer_time import time_of

MARKET = Crew("B01")
BUSY = "B01-001"


def time(**policy):
    """Return the time of a body whose first officer made a visit before, and has one to make."""
    problem = build("tiny")
    frame = pl.DataFrame(
        {
            "visit_id": ["L1"],
            "target_id": problem.targets.ids[:1],
            "body_id": ["B01"],
            "day": [date(2026, 12, 2)],
            "officer_ids": [[BUSY]],
        }
    )
    earlier = frame.with_columns(visit_id=pl.lit("H1"), day=date(2026, 11, 30))
    problem = replace(
        problem,
        policy=replace(problem.policy, **policy),
        live=InspectionLog.from_frame(frame),
        history=InspectionLog.from_frame(earlier),
    )
    roster = crew_rosters(problem, [MARKET])[MARKET]
    return time_of(problem, roster, engagements(problem))


def of(found, name):
    return found.roster.officer_ids.index(name)


def test_without_limits_there_is_no_end_to_it():
    assert (time().within([0, 1]) > UNLIMITED // 2).all()


def test_open_tasks_count_on_their_day_and_both_logs_in_the_week():
    # 30 November is the Monday of the week of 1 to 4 December.
    found = time(max_per_day=1, max_per_week=3)
    week = [0, 1, 2, 3]

    assert found.on_day[of(found, BUSY), week].tolist() == [1, 0, 1, 1]
    assert found.on_day[of(found, "B01-002"), week].tolist() == [1, 1, 1, 1]
    assert found.within(week)[of(found, BUSY)] == 1
    assert found.within(week)[of(found, "B01-002")] == 3


@pytest.mark.parametrize(
    ("lifted", "left"),
    [
        ((), 1),
        ((Cause.DAY_AT_MOST,), 1),
        ((Cause.WEEK_AT_MOST,), 2),
        ((Cause.WEEK_AT_MOST, Cause.LOAD_AT_MOST), 3),
    ],
)
def test_limits_can_be_lifted_one_by_one(lifted, left):
    # In the window three visits, of which one is to be made already.
    found = time(max_per_day=1, max_per_week=3, max_visits=3)

    assert found.without(lifted).within([0, 1, 2, 3])[of(found, BUSY)] == left
