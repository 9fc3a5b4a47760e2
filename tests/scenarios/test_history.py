"""The district's past: a year of inspections, and tasks that are still open."""

from datetime import date

import polars as pl
import pytest

from scheduler.domain.plans import PlanKind


def test_is_a_year_of_about_20000_visits_before_the_window(binhai):
    frame = binhai.history.frame

    assert frame["visit_id"].n_unique() == pytest.approx(20_000, rel=0.02)
    assert frame["day"].min() >= date(2025, 12, 1)
    assert frame["day"].max() < binhai.window.starts


def test_was_on_working_days(binhai):
    assert all(binhai.calendar.is_working(day) for day in binhai.history.frame["day"].unique())


def test_keeps_the_caps_together_with_the_live_tasks(binhai):
    caps = binhai.policy.caps
    log = pl.concat([binhai.history.frame, binhai.live.frame]).with_columns(
        level=pl.col("body_id").replace_strict(
            {body.body_id: body.level.value for body in binhai.bodies}
        )
    )

    def most(*key):
        return log.group_by("target_id", *key).agg(pl.col("visit_id").n_unique())

    assert most()["visit_id"].max() == caps.total
    assert most("body_id")["visit_id"].max() == caps.per_body
    for level, cap in caps.per_level.items():
        assert most("level").filter(level=level.value)["visit_id"].max() == cap


def test_reaches_into_the_window_with_a_few_dozen_live_tasks(binhai):
    days = binhai.live.frame["day"]

    assert 24 <= len(binhai.live) <= 60
    assert all(day in binhai.days for day in days)


def test_knows_joint_visits(binhai):
    joint = binhai.history.frame.filter(plan_kind=PlanKind.JOINT_DUAL_RANDOM.value)

    assert joint.group_by("visit_id").len()["len"].unique().to_list() == [2]
