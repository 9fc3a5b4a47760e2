"""docs/files.md says what stands in a plan book."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.files.planbook.columns import COLUMNS
from api.files.planbook.contents import TABLES
from api.wording.running import RUNNING
from scheduler.domain.lock import Exclusion
from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.policy import Remedy

GUIDE = (Path(__file__).parents[4] / "docs" / "files.md").read_text(encoding="utf-8")
OUTPUT = GUIDE.split("# The plan book\n", 1)[1]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_column_of_every_table_is_described(name, drawn):
    section = next(part for part in OUTPUT.split("\n## ") if f"{name}.csv" in part.split("\n")[0])

    assert [c for c in TABLES[name](drawn).columns if f"`{c}`" not in section] == []


def test_every_column_is_used_in_some_table(drawn):
    used = {column for make in TABLES.values() for column in make(drawn).columns}

    assert COLUMNS.keys() == used


def test_every_file_is_described(files):
    tops = {name.split("/")[0] for name in files}
    names = {name for name in tops if not name.endswith(".csv") and "." in name}

    assert [name for name in names if f"`{name}`" not in OUTPUT] == []


def test_every_reason_and_code_is_described():
    assert [reason for reason in Exclusion if f"`{reason.value}`" not in OUTPUT] == []
    assert [kind for kind in (*ShortfallKind, *Remedy) if f"`{kind.value}`" not in OUTPUT] == []
    assert [code for code in RUNNING if f"`{code}`" not in GUIDE] == []
