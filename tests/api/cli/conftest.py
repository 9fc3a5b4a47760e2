from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from api.cli.app import run


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Path:
    """The folder of the smallest district, in which P01 prefers officers who are near."""
    folder = tmp_path_factory.mktemp("worlds") / "tiny"
    assert run(["scenario", "tiny", "--out", str(folder), "--lang", "en"]) == 0
    path = folder / "plans.json"
    document = json.loads(path.read_text())
    first = next(plan for plan in document["plans"] if plan["plan_id"] == "P01")
    first["suitability"] = {"near": 3}
    path.write_text(json.dumps(document, ensure_ascii=False))
    officers = pl.read_csv(folder / "officers.csv", infer_schema=False)
    near = pl.when(officer_id="B01-001").then(pl.lit("塘沽街道")).otherwise(pl.lit("大港街道"))
    officers.with_columns(base_street=near).write_csv(folder / "officers.csv")
    return folder


@pytest.fixture(scope="session")
def planbook(tiny, tmp_path_factory) -> Path:
    """A plan book drawn from it."""
    folder = tmp_path_factory.mktemp("books") / "planbook"
    assert run(["draw", str(tiny), "--out", str(folder), "--lang", "en"]) == 0
    return folder
