"""The charts of loads: the figures that they show, and when they are shown."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from fractions import Fraction

import pytest
from python_calamine import CalamineWorkbook

from api.files.planbook.edition import Edition
from api.files.planbook.load_charts import FIRST_BARS, MORE_BARS, NAME, bars_on_papers
from api.files.planbook.load_figures import DISTANCES, crews, distances, visits_each
from api.files.planbook.workbook import workbook
from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.registry import Role


def with_loads(edition, *loads):
    return Edition(edition.lock, replace(edition.book, loads=tuple(loads)))


def charts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = sorted(name for name in packed.namelist() if name.startswith("xl/charts/"))
        return [packed.read(name).decode() for name in names]


def test_officers_and_experts_of_a_body_are_two_crews(edition):
    first, *others = edition.book.loads
    expert = replace(others[-1], role=Role.EXPERT)
    found = crews(with_loads(edition, first, *others[:-1], expert))

    assert [(crew.name, len(crew.loads)) for crew in found] == [
        ("区市场监管局", 3),
        ("某街道", 2),
        ("某街道（专家）", 1),
    ]
    assert found[0].held == [2, 2, 1]
    assert found[0].mean_share == Fraction(5, 3)


@pytest.mark.parametrize(
    ("share", "held", "place"),
    [
        ((3, 1), 1, 0),
        ((2, 1), 1, 1),  # just one less
        ((3, 2), 1, 2),  # just half a visit less
        ((1, 2), 1, 2),
        ((1, 3), 1, 3),
        ((0, 1), 1, 3),
        ((0, 1), 2, 4),
    ],
)
def test_a_distance_on_a_step_belongs_to_the_side_of_nought(edition, share, held, place):
    load = replace(edition.book.loads[0], share=share, live=0, drawn=held)

    assert distances(with_loads(edition, load)) == [int(at == place) for at in range(5)]


def test_numbers_of_visits_have_no_gaps(edition):
    low, high = edition.book.loads[:2]
    found = visits_each(with_loads(edition, replace(low, drawn=0), replace(high, drawn=2, live=1)))

    assert found == [(0, 1), (1, 0), (2, 0), (3, 1)]


def test_the_sheet_has_the_figures_of_its_charts(edition):
    content = workbook(edition)
    told = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(NAME).to_python()
    figures = {row[0]: row[1:] for row in told if row[0]}

    assert all(name in figures for name in DISTANCES)
    assert ["区市场监管局", 3.0, 1.67, 1.0, 1.67, 2.0, 0.67, 0.33] in [row[:8] for row in told]
    assert [row[:6] for row in told if row[1:2] == [1.0] and row[0] == "甲"] == [
        ["甲", 1.0, 1.0, 2.0, 2.0, 2.0]
    ]


def test_few_bodies_have_a_chart_each_and_many_have_not(edition):
    problem = edition.problem
    bodies = tuple(
        EnforcementBody(body_id=f"B{number:03}", name=f"第{number}局") for number in range(13)
    )
    many = Edition(
        replace(edition.lock, problem=replace(problem, bodies=(*bodies, *problem.bodies))),
        replace(
            edition.book,
            loads=tuple(replace(edition.book.loads[0], body_id=body.body_id) for body in bodies),
        ),
    )

    assert len(charts(workbook(edition))) == 3 + 2
    assert len(charts(workbook(many))) == 3


def test_charts_hold_the_figures_so_that_a_viewer_need_not_compute_them(edition):
    spread = charts(workbook(edition))[0]

    assert DISTANCES[0] in spread
    assert "<c:numCache>" in spread


def test_a_name_that_looks_like_a_formula_is_a_name_in_a_chart(edition):
    bodies = tuple(replace(body, name="=1+1") for body in edition.problem.bodies)
    named = Edition(
        replace(edition.lock, problem=replace(edition.problem, bodies=bodies)), edition.book
    )
    formulas = {
        f for chart in charts(workbook(named)) for f in re.findall("<c:f>(.*?)</c:f>", chart)
    }

    assert formulas
    assert all(formula.startswith((f"{NAME}!$", f"'{NAME}'!$")) for formula in formulas)


def test_there_is_no_sheet_where_nobody_could_be_sent(edition):
    content = workbook(with_loads(edition))

    assert NAME not in CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names


@pytest.mark.parametrize("n_bars", [1, FIRST_BARS, FIRST_BARS + 1, 41, 42, 98, 300])
def test_bars_fit_on_their_sheets_of_paper_and_are_divided_evenly(n_bars):
    first, *others = bars_on_papers(n_bars)

    assert first + sum(others) == n_bars
    assert first <= FIRST_BARS
    assert all(0 < bars <= MORE_BARS for bars in others)
    assert max(others, default=0) - min(others, default=0) <= 1
