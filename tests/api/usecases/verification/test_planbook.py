"""A plan book is verified with what solvers found before its seed, as published in its lock."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from api.usecases.reopen import reopen
from api.usecases.steps import Steps
from api.usecases.verification.verify import Verification
from scenarios.catalogue import build
from scheduler.domain.conflicts import Kinship, Relation
from scheduler.domain.overlap import Law
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.domain.suitability import Suitability
from tests.api.files.planbook.test_locks import two_plans
from tests.api.offices import planbook_of


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
def book(tmp_path_factory):
    """The smallest district with an overlapping quota, drawn."""
    return planbook_of(two_plans(Law.LEXIMIN), tmp_path_factory.mktemp("crossed"))


@pytest.fixture
def folder(book, tmp_path):
    return shutil.copytree(book[0], tmp_path / "planbook")


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    return planbook_of(many_wishes(), tmp_path_factory.mktemp("busy"))


def verified(folder):
    made = Verification(folder, Steps())
    list(made)
    return made


def steps(made):
    return {one.step: one for one in made.findings}


def change(folder, edit):
    data = json.loads((folder / "lock.json").read_text())
    edit(data)
    (folder / "lock.json").write_text(json.dumps(data))


def test_a_draw_with_locked_cells_is_verified_and_opened_again(folder, book):
    assert verified(folder).is_verified
    assert reopen(folder, Steps()).book == book[1].edition.book


def test_a_draw_with_days_rounds_experts_and_rules_between_people_is_verified(busy):
    folder, drawn = busy
    edition = drawn.edition

    assert verified(folder).is_verified
    assert edition.lock.days.plan_days
    assert any(edition.is_round(visit) for visit in edition.book.visits)
    assert any(team.experts for team in edition.book.teams)


def test_days_that_are_not_those_of_the_draw_are_found_out(busy, tmp_path):
    folder = shutil.copytree(busy[0], tmp_path / "planbook")
    change(folder, lambda data: data["days"]["bodies"]["B01"]["2026-12-31"].update(reserve=0))
    made = verified(folder)

    assert not made.is_verified
    assert not steps(made)["judge"].sound


def test_cells_that_are_not_those_of_the_inputs_end_the_replay(folder):
    change(folder, lambda data: data["cells"]["P01"].update(start="9 9"))
    last = verified(folder).findings[-1]

    assert last.step == "replay"
    assert [fault.code for fault in last.faults] == ["cells-unlike"]


def test_cells_that_are_missing_end_the_replay(folder):
    change(folder, lambda data: data.update(cells={}))
    last = verified(folder).findings[-1]

    assert [(fault.code, fault.facts["found"]) for fault in last.faults] == [
        ("cells-unlike", "missing")
    ]


def test_a_plan_book_without_its_log_is_not_verified(folder):
    (folder / "evidence" / "log.jsonl").unlink()
    made = verified(folder)

    assert not made.is_verified
    assert [fault.code for fault in steps(made)["log"].faults] == ["evidence-missing"]


def test_a_result_that_the_log_did_not_commit_to_is_found_out(folder):
    path = folder / "evidence" / "secrets.json"
    secrets = json.loads(path.read_text())
    secrets["salts"]["seed.txt"] = "0" * 64
    path.write_text(json.dumps(secrets))

    found = steps(verified(folder))["commitments"].faults

    assert [(fault.code, fault.place) for fault in found] == [("document-unlike", "seed.txt")]
