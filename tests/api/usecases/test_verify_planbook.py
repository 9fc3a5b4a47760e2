"""A plan book is verified with what solvers found before its seed, as published in its lock."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from api.files.planbook.contents import planbook_files
from api.files.planbook.folder import write_planbook
from api.usecases.reopen import reopen
from api.usecases.steps import Steps
from api.usecases.verify_planbook import is_verified, verify_planbook
from scenarios.catalogue import build
from scheduler.domain.conflicts import Kinship, Relation
from scheduler.domain.overlap import Law
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.domain.suitability import Suitability
from tests.api.files.planbook.editions import drawn_from
from tests.api.files.planbook.test_locks import two_plans


def many_wishes():
    """The smallest district with fixed and closed days, rounds, an expert, limits and relatives."""
    problem = build("tiny")
    first, second, third = problem.plans
    rounds = replace(
        first,
        round_size=2,
        merging=False,
        fixed_days=(date(2026, 12, 3), date(2026, 12, 8)),
        suitability=Suitability(near=2, rotation=1),
    )
    advised = replace(third.participations[0], experts=(frozenset({"fire"}),))
    expert = problem.officers.frame.head(1).with_columns(
        officer_id=pl.lit("E1"),
        role=pl.lit("expert"),
        qualifications=pl.lit(["fire"], dtype=pl.List(pl.String())),
    )
    officers = pl.concat([problem.officers.frame, expert]).with_columns(
        easting=pl.lit(1_000, dtype=pl.Int32()), northing=pl.lit(2_000, dtype=pl.Int32())
    )
    targets = problem.targets.frame.with_columns(
        closed_days=pl.lit(["wed"], dtype=pl.List(pl.String())),
        easting=pl.int_range(pl.len()) * 100,
        northing=pl.int_range(pl.len()) * 50,
    )
    one, other = problem.officers.ids[:2]
    return replace(
        problem,
        officers=OfficerRegistry.from_frame(officers),
        targets=TargetRegistry.from_frame(targets),
        plans=(
            rounds,
            second,
            replace(third, participations=(advised, *third.participations[1:])),
        ),
        policy=replace(
            problem.policy,
            max_per_day=1,
            max_per_week=3,
            urgent_reserve=Fraction(1, 10),
            lending={"B02": ("B01",)},
        ),
        relatives=(Kinship(officer_id=one, relative_id=other, relation=Relation.SPOUSE),),
    )


@pytest.fixture(scope="module")
def drawn():
    """The smallest district with an overlapping quota, drawn."""
    return drawn_from(two_plans(Law.LEXIMIN))


@pytest.fixture
def folder(drawn, tmp_path):
    write_planbook(planbook_files(drawn), tmp_path / "planbook")
    return tmp_path / "planbook"


def change(folder, edit):
    data = json.loads((folder / "lock.json").read_text())
    edit(data)
    (folder / "lock.json").write_text(json.dumps(data))


def test_a_draw_with_locked_cells_is_verified_and_opened_again(folder, drawn):
    assert is_verified(verify_planbook(folder, Steps()))
    assert reopen(folder, Steps()).book == drawn.book


def test_a_draw_with_days_rounds_experts_and_rules_between_people_is_verified(tmp_path):
    busy = drawn_from(many_wishes())
    write_planbook(planbook_files(busy), tmp_path / "planbook")

    assert is_verified(verify_planbook(tmp_path / "planbook", Steps()))
    assert busy.lock.days.plan_days
    assert any(busy.is_round(visit) for visit in busy.book.visits)
    assert any(team.experts for team in busy.book.teams)


def test_days_that_are_not_those_of_the_draw_are_found_out(tmp_path):
    busy = drawn_from(many_wishes())
    folder = tmp_path / "planbook"
    write_planbook(planbook_files(busy), folder)
    change(folder, lambda data: data["days"]["bodies"]["B01"]["2026-12-31"].update(reserve=0))
    found = {one.step: one for one in verify_planbook(folder, Steps())}

    assert not is_verified(found.values())
    assert not found["judge"].sound


def test_cells_that_are_not_those_of_the_inputs_end_the_replay(folder):
    change(folder, lambda data: data["cells"]["P01"].update(start="9 9"))
    *_, last = verify_planbook(folder, Steps())

    assert last.step == "replay"
    assert [fault.code for fault in last.faults] == ["cells-unlike"]


def test_cells_that_are_missing_end_the_replay(folder):
    change(folder, lambda data: data.update(cells={}))
    *_, last = verify_planbook(folder, Steps())

    assert [(fault.code, fault.facts["found"]) for fault in last.faults] == [
        ("cells-unlike", "missing")
    ]
