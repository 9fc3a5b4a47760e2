from __future__ import annotations

from datetime import date

import pytest

from api.files.draws import read_draw
from scheduler.domain.calendar import Window
from scheduler.domain.problem import DrawNumber
from tests.api.files.desk import codes, put, said, said_in_english

GOOD = '{"number": "120116-2026-000001", "window": {"starts": "2026-03-02", "ends": "2026-04-01"}}'


def test_reads_number_attempt_and_window(tmp_path):
    assert read_draw(put(tmp_path, "draw.json", GOOD)).value == (
        DrawNumber(series="120116-2026-000001", attempt=1),
        Window(date(2026, 3, 2), date(2026, 4, 1)),
    )


@pytest.mark.parametrize(
    ("before", "after", "code", "zh", "en"),
    [
        ("120116-2026-000001", "第一次", "not-a-plain-id", "不能作编号", "identifier"),
        ("2026-04-01", "2026-03-02", "window-ends-before-start", "不晚于开始", "not end after"),
        ("2026-04-01", "2026-02-30", "not-a-day", "不是日期", "is no date"),
        ('"window"', '"attempt": 0, "window"', "must-be-at-least-one", "不小于 1", "At least 1"),
        ('"number"', '"nummber"', "missing-key", "缺少“number”", "“number” is missing"),
    ],
)
def test_every_fault_is_told(tmp_path, before, after, code, zh, en):
    found = read_draw(put(tmp_path, "draw.json", GOOD.replace(before, after)))

    assert code in codes(found.faults)
    assert zh in said(found)[0]
    assert en in said_in_english(found)[0]
    assert found.value is None
