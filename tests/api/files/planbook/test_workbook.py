from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from api.files.planbook.contents import WORKBOOK
from api.files.planbook.edition import Edition
from api.files.planbook.pages import LONGEST_CELL, safe
from api.files.planbook.workbook import workbook
from scenarios.catalogue import build
from scheduler.domain.planbook import Shortfall, ShortfallKind
from scheduler.domain.registry import TargetRegistry
from tests.api.files.planbook.editions import drawn_from, worked

SHEETS = [
    "说明",
    "计划",
    "任务",
    "检查组",
    "日历",
    "人员负荷",
    "负荷图",
    "合并检查",
    "排除统计",
    "递补名单",
]


def rows(content: bytes, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


def test_people_find_every_sheet(files):
    found = CalamineWorkbook.from_filelike(io.BytesIO(files[WORKBOOK])).sheet_names

    assert found == SHEETS


def test_the_task_sheet_holds_every_task_under_headings_in_both_languages(files, drawn):
    heading, *tasks = rows(files[WORKBOOK], "任务")

    assert heading[0] == "任务编号\nTask"
    assert [row[0] for row in tasks] == [sheet.number for sheet in drawn.tasks]


def test_rows_of_the_exclusion_sheet_add_up_to_the_registry(files):
    _, *plans = rows(files[WORKBOOK], "排除统计")

    assert plans
    for _plan, _name, registry, *parts in plans:
        assert registry == sum(parts)


def test_times_come_from_the_lock(files):
    with zipfile.ZipFile(io.BytesIO(files[WORKBOOK])) as packed:
        core = packed.read("docProps/core.xml").decode()
        dates = {member.date_time for member in packed.infolist()}

    assert core.count("2026-11-30T08:15:30Z") == 2
    assert dates == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "=cmd|' /C x'!A0"])
def test_a_name_that_looks_like_a_formula_is_defused(name):
    problem = build("tiny")
    frame = problem.targets.frame.with_columns(name=pl.lit(name))
    drawn = drawn_from(replace(problem, targets=TargetRegistry.from_frame(frame)))
    content = workbook(drawn)

    assert {row[3] for row in rows(content, "任务")[1:]} == {f"'{name}"}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [packed.read(n) for n in packed.namelist() if n.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_a_lone_dash_and_plain_text_stay_as_they_are():
    assert safe("-") == "-"
    assert safe("塘沽街道") == "塘沽街道"
    assert safe("a=b") == "a=b"
    assert len(safe("x" * 40_000)) == LONGEST_CELL


def test_lent_officers_and_experts_are_marked_in_their_team(edition):
    content = workbook(worked(edition))
    members = {(row[0], row[2]): row[4] for row in rows(content, "检查组")[1:]}

    assert members["T5/P1", "区市场监管局"] == "★甲（O1）、甲（O7）（某街道借调）"
    assert members["T8/P3", "某街道"] == "甲（O5）、★甲（O7）；专家：甲（O9）"
    assert rows(content, "任务")[-1][9] == "甲、甲；专家：甲"


def test_a_sheet_of_remedies_is_there_only_if_any_was_used(edition, files):
    told = rows(workbook(worked(edition)), "补救措施")[1:]

    assert [row[0] for row in told] == ["改日", "借调", "指定"]
    assert [row[5] for row in told] == ["2026-03-17", "某街道", ""]
    assert "补救措施" not in CalamineWorkbook.from_filelike(io.BytesIO(files[WORKBOOK])).sheet_names


def test_a_sheet_of_shortfalls_is_there_only_if_there_are_any(drawn, files):
    short = Shortfall(
        kind=ShortfallKind.UNSTAFFED, body_id="B01", subject="V1", needed=2, available=1
    )
    content = workbook(Edition(drawn.lock, replace(drawn.book, shortfalls=(short,))))

    assert rows(content, "缺口")[1:] == [["人员不足", "区市场监督管理局", "V1", 2.0, 1.0]]
    assert "缺口" not in CalamineWorkbook.from_filelike(io.BytesIO(files[WORKBOOK])).sheet_names
