"""Whatever a table holds, handed back and read again it says the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.targets import read_targets
from tests.api.files.desk import uscc
from tests.api.files.returned.handing import hand_back, told

HEADINGS = ("统一社会信用代码", "企业名称", "成立日期", "投诉次数", "备注")
STRANGE = st.text(st.sampled_from("=+-@'\"\t\n,，;；（缺）问题：1a甲 _x"), max_size=6)
CELLS = st.one_of(
    STRANGE,
    st.sampled_from(["", "-", "--", "（缺）", "(missing)", "问题", "案例（请删除）", "2024-02-30"]),
    st.sampled_from(["=1+1", "-3", "0012", "123456789012", "1e5", "Problems"]),
)
CODES = st.integers(1, 4).map(uscc) | CELLS
ROWS = st.lists(st.tuples(CODES, CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=6)
LANGUAGES = st.sampled_from(["zh", "en"])


def same_again(path: Path, lang: str) -> None:
    first = read_targets(path)
    again = read_targets(hand_back(path, lang))

    assert told(again.faults) == told(first.faults)
    assert again.value.digest == first.value.digest


@settings(max_examples=80, deadline=None)
@given(rows=ROWS, lang=LANGUAGES, separator=st.sampled_from(",\t;"), extra=st.booleans())
def test_text(rows, lang, separator, extra):
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator)
    writer.writerow(HEADINGS)
    for number, row in enumerate(rows):
        writer.writerow((*row, "多") if extra and number % 2 else row[: 5 - extra * (number % 3)])
    with TemporaryDirectory() as folder:
        path = Path(folder, "targets.csv")
        path.write_bytes(target.getvalue().encode())
        same_again(path, lang)


@settings(max_examples=80, deadline=None)
@given(lines=st.lists(st.text('",=a甲', max_size=9), max_size=6), lang=LANGUAGES)
def test_lines_that_may_be_no_rows(lines, lang):
    with TemporaryDirectory() as folder:
        path = Path(folder, "targets.csv")
        path.write_text("\n".join(("统一社会信用代码,企业名称", *lines)))
        same_again(path, lang)


@settings(max_examples=12, deadline=None)  # each reads two workbooks in processes of their own
@given(rows=ROWS, lang=LANGUAGES)
def test_workbooks(rows, lang):
    with TemporaryDirectory() as folder:
        path = Path(folder, "targets.xlsx")
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet()
            for number, row in enumerate((HEADINGS, *rows)):
                for place, cell in enumerate(row):
                    page.write_string(number, place, cell)
        same_again(path, lang)


@pytest.mark.parametrize("heading", ["=企业名称", "-企业名称", "@x", "（缺）"])
def test_headings_that_look_like_formulas(tmp_path, heading):
    path = tmp_path / "targets.csv"
    path.write_text(f"统一社会信用代码,企业名称,{heading}\n{uscc(1)},甲,1\n{uscc(1)},乙,2\n")

    same_again(path, "zh")
