"""The district's registry of officers and experts, and what is known about them."""

import polars as pl
import pytest

from scenarios.bodies import BY_NAME
from scheduler.domain.conflicts import ConflictState, Relation, Subject
from tests.scenarios.people import experts, officers


def test_every_body_has_some(binhai):
    assert set(officers(binhai)["body_id"]) == set(binhai.body)


def test_are_labels_not_names(binhai):
    assert officers(binhai)["name"].str.contains(r"^执法员\d{4}$").all()
    assert experts(binhai)["name"].str.contains(r"^专家\d{4}$").all()


def test_certificates_end_before_within_and_after_the_window(binhai):
    ends = officers(binhai)["cert_valid_to"].drop_nulls()
    within = ends.is_between(binhai.window.starts, binhai.window.ends, closed="left")

    assert (ends < binhai.window.starts).any()
    assert within.any()
    assert (ends >= binhai.window.ends).mean() > 0.9


def test_about_85_in_100_may_lead(binhai):
    assert officers(binhai)["may_lead"].mean() == pytest.approx(0.85, abs=0.03)


def test_20_to_30_in_100_are_senior_and_two_at_the_front_of_every_body(binhai):
    front = officers(binhai).filter("front_line").group_by("body_id")

    assert 0.2 <= officers(binhai)["senior"].mean() <= 0.3
    assert front.agg(pl.col("senior").sum())["senior"].min() >= 2


def test_a_unit_has_one_base_in_a_street_of_the_district(binhai):
    streets = set(binhai.targets.frame["street"])
    units = officers(binhai).group_by("body_id", "unit")
    bases = units.agg(pl.col("base_street", "easting", "northing").n_unique())

    assert set(officers(binhai)["base_street"]) <= streets
    assert bases.select(pl.max_horizontal("base_street", "easting", "northing")).max().item() == 1


def test_streets_and_zones_are_at_home_and_large_departments_have_stations(binhai):
    bases = officers(binhai).group_by("body_id").agg(pl.col("base_street").n_unique())
    spread = dict(bases.iter_rows())

    assert spread[BY_NAME["区市场监督管理局"]] > 5
    assert spread[BY_NAME["新城镇人民政府"]] == spread[BY_NAME["区气象局"]] == 1


def test_nobody_has_a_minimum_whom_leave_or_certificate_keeps_from_it(binhai):
    obliged = officers(binhai).filter(pl.col("min_visits") > 0)

    assert len(obliged) > 20
    assert obliged["may_lead"].all()
    assert (obliged["cert_valid_to"] >= binhai.window.ends).all()
    assert not {row.officer_id for row in binhai.leave} & set(obliged["officer_id"])


def test_one_in_a_hundred_has_conflicts_of_every_kind(binhai):
    found = binhai.conflicts

    assert len({row.officer_id for row in found}) == pytest.approx(31, abs=1)
    assert {row.subject for row in found} == set(Subject)
    assert {row.relation for row in found} == set(Relation)
    assert {row.state for row in found} == set(ConflictState)
