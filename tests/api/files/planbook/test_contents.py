from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from api.files.planbook import contents
from api.files.planbook.contents import INPUTS, PARQUET, TABLES, planbook_files
from scenarios.catalogue import build
from scheduler.domain.policy import Coordination
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import TargetRegistry
from tests.api.files.planbook.editions import csv, drawn_from, edition_of


def test_equal_draws_have_equal_bytes(files):
    assert planbook_files(edition_of("tiny")) == files


def test_the_manifest_pins_every_other_file(files):
    manifest = json.loads(files["manifest.json"])
    others = files.keys() - {"manifest.json", "SHA256SUMS"}

    assert manifest["files"] == {
        name: hashlib.sha256(files[name]).hexdigest() for name in sorted(others)
    }


def test_the_lock_pins_every_input(files):
    inputs = [name for name in files if name.startswith(f"{INPUTS}/")]

    assert len(inputs) == 13
    assert json.loads(files["lock.json"])["inputs"] == {
        name: hashlib.sha256(files[name]).hexdigest() for name in sorted(inputs)
    }


def test_the_lock_pins_the_members_of_every_pool(files, drawn):
    plan = json.loads(files["lock.json"])["plans"][0]
    everybody = "".join(f"{target_id}\n" for target_id in drawn.problem.targets.ids)

    assert plan["strata"][0]["pool_sha256"] == hashlib.sha256(everybody.encode()).hexdigest()


@pytest.mark.parametrize("name", PARQUET)
def test_parquet_says_what_the_csv_says(files, name):
    typed = pl.read_parquet(io.BytesIO(files[f"parquet/{name}.parquet"]))
    lists = [column for column, kind in typed.schema.items() if isinstance(kind, pl.List)]
    flat = typed.with_columns(pl.col(column).list.join("|") for column in lists)

    assert flat.write_csv().encode() == files[f"{name}.csv"]


def test_registry_is_pool_and_exclusions_in_every_plan(files):
    plans, out = csv(files["plans.csv"]), csv(files["exclusions.csv"])
    sums = dict(out.group_by("plan_id").agg(pl.col("targets").cast(int).sum()).iter_rows())

    for plan in plans.filter(source="draw").iter_rows(named=True):
        excluded = sums.get(plan["plan_id"], 0)
        assert int(plan["registry"]) == int(plan["pool"]) + excluded


def test_drawn_are_those_whose_ticket_is_not_above_the_cutoff(files):
    drawn, standing_by = csv(files["selections.csv"]), csv(files["reserves.csv"])

    assert (drawn["ticket"] <= drawn["cutoff"]).all()
    assert (standing_by["ticket"] > standing_by["cutoff"]).all()


def test_tasks_are_numbered_in_their_plan_and_name_their_people(files):
    tasks = csv(files["tasks.csv"])
    first = tasks.row(0, named=True)

    assert tasks["task_no"].n_unique() == tasks.height
    assert first["task_no"] == "120116-2026-000001-P01-001"
    assert first["leader"] in first["officer_ids"].split("|")
    assert len(first["officer_names"].split("|")) == len(first["officer_ids"].split("|"))


def test_a_second_attempt_has_task_numbers_of_its_own():
    problem = build("tiny")
    again = drawn_from(replace(problem, number=replace(problem.number, attempt=2)))

    assert again.tasks[0].number == "120116-2026-000001.2-P01-001"


def test_a_task_lists_the_officers_of_its_own_plans_bodies_only(drawn):
    merged = [sheet for sheet in drawn.tasks if len(sheet.visit.tasks) > 1]

    assert merged
    for sheet in drawn.tasks:
        bodies = {part.body_id for part in sheet.plan.participations}
        assert {team.body_id for team in sheet.teams} <= bodies


def test_plans_that_draw_independently_have_keys_of_their_own():
    problem = build("tiny")
    policy = replace(problem.policy, coordination=Coordination.INDEPENDENT)
    files = planbook_files(drawn_from(replace(problem, policy=policy)))
    plans = {row["plan_id"]: row for row in csv(files["plans.csv"]).iter_rows(named=True)}

    assert len({plan["ticket_key"] for plan in plans.values()}) == len(plans)
    for row in csv(files["selections.csv"]).iter_rows(named=True):
        text = plans[row["plan_id"]]["ticket_key"] + row["target_id"]
        assert hashlib.sha256(text.encode()).hexdigest() == row["ticket"]


def test_risk_classes_stand_in_the_inputs_and_strata_only():
    problem = build("tiny")
    frame = problem.targets.frame.with_columns(
        pl.concat_str(pl.lit("RISK-CLASS-"), "credit_risk_class").alias("credit_risk_class")
    )
    quota = Quota(kind=QuotaKind.RATIO, columns=("credit_risk_class",), otherwise=Fraction(1, 5))
    plan = problem.plans[0]
    plan = replace(plan, targets=replace(plan.targets, quota=quota))
    by_risk = replace(
        problem, targets=TargetRegistry.from_frame(frame), plans=(plan, *problem.plans[1:])
    )

    files = planbook_files(drawn_from(by_risk))

    allowed = ("inputs/", "strata.csv", "parquet/strata.parquet")
    for name, content in files.items():
        assert (b"RISK-CLASS" in content) <= name.startswith(allowed), name
    assert b"RISK-CLASS" in files["strata.csv"]


def test_listed_targets_have_neither_stratum_nor_ticket(edition):
    listed = TABLES["selections"](edition).filter(pl.col("source") != "draw")
    plans = TABLES["plans"](edition).filter(pl.col("source") == "list")

    assert listed.height
    assert listed["ticket"].is_null().all()
    assert plans["reason_given"].is_not_null().all()
    assert plans["approver"].is_not_null().all()


def test_other_releases_of_the_libraries_are_compared_by_content(drawn, files, monkeypatch):
    earlier = dict(files)
    name = "parquet/tasks.parquet"
    frame = pl.read_parquet(io.BytesIO(files[name]))
    target = io.BytesIO()
    frame.write_parquet(target, compression="uncompressed")
    earlier[name] = target.getvalue()
    monkeypatch.setattr(contents, "MADE_WITH", {"polars": "9.9", "xlsxwriter": "9.9"})

    again = planbook_files(drawn, earlier=earlier)

    assert again[name] == earlier[name]
    assert (
        json.loads(again["manifest.json"])["made_with"]
        == json.loads(files["manifest.json"])["made_with"]
    )
    frame.with_columns(leader=pl.lit("nobody")).write_parquet(target := io.BytesIO())
    assert planbook_files(drawn, earlier=earlier | {name: target.getvalue()})[name] != (
        target.getvalue()
    )
