"""docs/files.md says what the readers do: all columns, headings, keys and codes stand in it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from api.files.calendars import read_calendar
from api.files.draws import read_draw
from api.files.folder_listing import CHINESE, ENDINGS
from api.files.forms.keys import KEYS
from api.files.plans import read_plans
from api.files.policy import read_policy
from api.files.tables.headings import Kind
from api.files.tables.specs import SPECS
from api.wording import documents, files, rows
from tests.api.files.desk import put

GUIDE = (Path(__file__).parents[3] / "docs" / "files.md").read_text(encoding="utf-8")
CODES = [
    code
    for area in (files.FILES, files.FILE_NOTICES, rows.ROWS, rows.ROW_NOTICES, documents.DOCUMENTS)
    for code in area
]


@pytest.mark.parametrize("table", SPECS)
def test_every_column_stands_in_the_guide_with_its_headings(table):
    for column in SPECS[table].columns:
        if column.kind is not Kind.IGNORED:
            assert f"| `{column.name}` | {'、'.join(column.headings)} |" in GUIDE


@pytest.mark.parametrize("table", ENDINGS)
def test_every_file_stands_in_the_guide_with_its_names(table):
    assert f"`{table}{ENDINGS[table][0]}`" in GUIDE
    assert all(f"`{name}`" in GUIDE for name in CHINESE[table])


def test_every_key_stands_in_the_guide():
    assert [chinese for chinese in KEYS if chinese not in GUIDE] == []


def test_every_code_stands_in_the_guide():
    assert [code for code in CODES if f"`{code}`" not in GUIDE] == []


def example(heading):
    """Return the first indented block below a heading."""
    lines = GUIDE.split(f"## {heading}\n", 1)[1].splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("    "))
    block = [line for line in lines[start:] if line]
    return "\n".join(itertools.takewhile(lambda line: line.startswith("    "), block))


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("draw.json", read_draw),
        ("calendar.json", read_calendar),
        ("plans.json", read_plans),
        ("policy.json", read_policy),
    ],
)
def test_the_examples_in_the_guide_are_read_without_a_fault(tmp_path, name, read):
    found = read(put(tmp_path, name, example(name)))

    assert found.faults == ()
    assert found.value
