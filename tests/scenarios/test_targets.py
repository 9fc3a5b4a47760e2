"""The district's registry of targets: who they are, where they are, when they are closed."""

from collections import Counter
from datetime import date

import polars as pl
import pytest

from scheduler.domain.identifiers import IdKind, id_kind, is_plain

METRES = ["easting", "northing"]


def test_are_60000_with_valid_identifiers(binhai):
    found = Counter(id_kind(target_id) for target_id in binhai.targets.ids)

    assert found.total() == 60_000
    assert found[IdKind.LEGACY] == pytest.approx(0.05 * 60_000, rel=0.2)
    own = [name for name in binhai.targets.ids if id_kind(name) is IdKind.OWN]
    assert all(is_plain(name) and name.startswith(("QY-", "GC-")) for name in own)
    assert len(own) == found[IdKind.OWN] > 0


def test_risk_classes_have_plausible_shares(binhai):
    classes = binhai.targets.frame["credit_risk_class"].drop_nulls()
    shares = {name: (classes == name).mean() for name in "ABCD"}

    assert shares == pytest.approx({"A": 0.28, "B": 0.53, "C": 0.15, "D": 0.037}, abs=0.02)


def test_some_are_closed_spared_abnormal_or_new(binhai):
    frame = binhai.targets.frame

    assert 0 < (~frame["active"]).mean() < 0.1
    assert 0 < frame["whitelisted"].mean() < 0.1
    assert 0 < frame["abnormal"].mean() < 0.1
    assert (frame["reg_date"] > date(2026, 6, 1)).any()
    assert frame["reg_date"].max() < binhai.window.starts


def test_some_share_premises_groups_and_people(binhai):
    frame = binhai.targets.frame

    for column in ("premises_id", "group_id"):
        assert frame[column].drop_nulls().is_duplicated().any()
    assert frame["people"].explode().drop_nulls().is_duplicated().any()


def test_shared_premises_have_one_door(binhai):
    doors = binhai.targets.frame.group_by("premises_id").agg(
        pl.col("street", "address", "easting", "northing").n_unique()
    )

    assert doors.drop("premises_id").max().row(0) == (1, 1, 1, 1)


def test_most_have_coordinates_within_the_district(binhai):
    frame = binhai.targets.frame
    placed = frame.drop_nulls(["easting", "northing"])
    spans = placed.select((pl.col(name).max() - pl.col(name).min()) for name in METRES).row(0)

    assert len(placed) / len(frame) == pytest.approx(0.92, abs=0.01)
    assert 40_000 < spans[0] < 70_000
    assert 60_000 < spans[1] < 90_000


def test_lie_near_the_others_of_their_street(binhai):
    placed = binhai.targets.frame.drop_nulls(METRES)
    middle = [pl.col(name) - pl.col(name).mean().over("street") for name in METRES]
    away = placed.select((middle[0] ** 2 + middle[1] ** 2).sqrt()).to_series()

    assert away.quantile(0.5) < 2_500
    assert away.max() < 8_000


def test_near_numbers_of_a_road_are_neighbours(binhai):
    doors = (
        binhai.targets.frame.drop_nulls(METRES)
        .filter(pl.col("address").str.contains("塘沽街道春风路"))
        .with_columns(number=pl.col("address").str.extract(r"(\d+)号$").cast(pl.Int64))
        .sort("number")
    )
    steps = doors.select(pl.col("number", *METRES).diff().abs()).drop_nulls()
    far = steps.filter(pl.col("number") < 20).select(pl.max_horizontal(METRES)).to_series()

    assert len(far) > 100
    assert far.max() < 200


def test_some_rest_on_a_day_of_the_week_or_count_their_stock(binhai):
    frame = binhai.targets.frame
    resting = frame.filter(pl.col("closed_days").list.len() > 0)
    eating = frame.filter(pl.col("industry_code").str.starts_with("H62"))
    mondays = eating["closed_days"].list.contains("mon").mean()

    assert len(resting) / len(frame) == pytest.approx(0.07, abs=0.02)
    assert mondays == pytest.approx(0.3, abs=0.03)
    days = set(resting["closed_days"].explode())
    assert days == {"mon", "tue", "wed", "sat", "sun", "2026-12-31"}


def test_nobody_rests_on_two_days_from_monday_to_friday(binhai):
    week = ["mon", "tue", "wed", "thu", "fri"]
    resting = binhai.targets.frame["closed_days"].list.set_intersection(week).list.len()

    assert resting.max() == 1
