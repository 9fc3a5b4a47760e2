"""Overlapping quotas fit a registry that has their columns and somebody at each level."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.overlap import Margin, OverlappingQuota
from scheduler.planning import fit
from scheduler.planning.cells.quota_fit import overlapping_faults

FRAME = pl.DataFrame(
    {"street": ["east", None], "staff": [3, 4], "open": [True, False], "labels": [["a"], []]}
)


def found(*pairs):
    margins = tuple(Margin(column=c, level=level, least=0, most=1) for c, level in pairs)
    quota = OverlappingQuota(size=1, margins=margins)
    return [(f.code, dict(f.facts)) for f in overlapping_faults(FRAME, quota, "quota")]


@pytest.mark.parametrize(
    "pair", [("street", "east"), ("street", "-"), ("staff", "3"), ("open", "false")]
)
def test_a_level_that_somebody_has_is_no_fault(pair):
    assert found(pair) == []


def test_unknown_columns_and_levels_are_all_told():
    assert found(("street", "west"), ("colour", "red"), ("open", "False"), ("labels", "a")) == [
        ("unknown-stratum", {"found": "west", "columns": "street"}),
        ("unknown-column", {"column": "colour"}),
        ("unknown-stratum", {"found": "False", "columns": "open"}),
        ("unknown-column", {"column": "labels"}),
    ]


def test_fit_tells_them_with_their_plan():
    problem = build("crossed")
    plan = problem.plans[0]
    strange = Margin(column="street", level="nowhere", least=0, most=1)
    quota = replace(plan.targets.quota, margins=(*plan.targets.quota.margins, strange))
    other = replace(plan, targets=replace(plan.targets, quota=quota))

    (fault,) = fit.faults(replace(problem, plans=(other, *problem.plans[1:])))

    assert (fault.code, fault.place) == ("unknown-stratum", "plans[P01].targets.quota.margins")
