"""Pools of people with feature quotas, in the two CSV files usual in citizens' assemblies.

Categories: a row per feature and value with its minimum and maximum. Respondents: a row per
person, with an id and a column per feature.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from api.files.imports import Findings, Import
from api.files.tables.headings import TableSpec, normal_heading
from api.files.tables.parsing import Parsed, parse
from api.files.tables.specs.columns import count, identifier, text
from api.files.tables.tabular import ROW
from scheduler.domain.overlap import Margin

PERSON_ID = "person_id"

CATEGORIES = TableSpec(
    table="categories",
    columns=(
        text("feature", "类别", "category", "特征"),
        text("value", "取值", "name", "值"),
        count("min", "下限", "最少", "minimum"),
        count("max", "上限", "最多", "maximum"),
    ),
    requires=(("feature",), ("value",), ("min",), ("max",)),
)


def respondents_spec(features: tuple[str, ...]) -> TableSpec:
    """Return the columns of respondents: an id and one of text per feature."""
    person = identifier(PERSON_ID, "编号", "id", "respondent_id", "nationbuilder_id", "人员编号")
    return TableSpec(
        table="respondents",
        columns=(person, *(text(feature, feature) for feature in features)),
        requires=((PERSON_ID,), *((feature,) for feature in features)),
    )


def read_categories(path: Path) -> Import[tuple[Margin, ...]]:
    """Read the minimum and maximum of every value of every feature, in the order of the rows."""
    findings = Findings(path.name)
    parsed = parse(path, CATEGORIES, findings)
    if parsed is None:
        return findings.unreadable(())
    for name in ("feature", "value", "min", "max"):
        parsed.require(name)
    low, high = pl.col("min"), pl.col("max")
    parsed.fault(low > high, "minimum-above-maximum", "min", low=low, high=high)
    parsed.once("value", "feature", "value")
    _refuse_twins(parsed)
    margins = tuple(
        Margin(column=feature, level=value, least=least, most=most)
        for feature, value, least, most in parsed.good()
        .select("feature", "value", "min", "max")
        .iter_rows()
    )
    if not margins and not findings.faults:
        findings.file_fault("no-categories")
    return findings.result(margins, n_rows=parsed.n_rows)


def _refuse_twins(parsed: Parsed) -> None:
    """Refuse two features that a heading could not tell apart, or that are named like the id."""
    reserved = respondents_spec(()).meanings
    known: dict[str, str] = {}
    for feature, row in parsed.frame.select("feature", ROW).drop_nulls().iter_rows():
        heading = normal_heading(feature)
        other = PERSON_ID if heading in reserved else known.setdefault(heading, feature)
        if heading in reserved or other != feature:
            parsed.row_fault("features-alike", row, "feature", found=feature, other=other)


def read_respondents(path: Path, margins: tuple[Margin, ...]) -> Import[pl.DataFrame]:
    """Read the pool: `person_id` and a column per feature of *margins*, ascending by id.

    A value that no category names is a fault: its quota is unknown.
    """
    features = tuple(dict.fromkeys(margin.column for margin in margins))
    findings = Findings(path.name)
    empty = pl.DataFrame(schema=dict.fromkeys((PERSON_ID, *features), pl.String()))
    parsed = parse(path, respondents_spec(features), findings)
    if parsed is None:
        return findings.unreadable(empty)
    parsed.require(PERSON_ID)
    for feature in features:
        parsed.require(feature)
        levels = [margin.level for margin in margins if margin.column == feature]
        stranger = pl.col(feature).is_not_null() & ~pl.col(feature).is_in(levels)
        parsed.fault(stranger, "unknown-category", feature, known="、".join(levels)[:120])
    parsed.once(PERSON_ID)
    pool = parsed.good().select(PERSON_ID, *features).sort(PERSON_ID)
    return findings.result(pool, n_rows=parsed.n_rows)
