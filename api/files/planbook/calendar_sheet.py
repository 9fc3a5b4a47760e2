"""The sheet 日历: on which days how many visits are made, and how full each body's days are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.files.planbook.day_tables import places_used, visits_made
from api.files.planbook.edition import Edition
from api.files.planbook.pages import Looks, safe, set_up_print

NAME = "日历"
WEEKDAYS = "一二三四五六日"
EVERYBODY = "全部 All（联合检查计一次）"
VISITS_NOTE = (
    "各部门每日检查次数：颜色越深，次数越多；空白为没有检查。"
    " / Visits of each body and day: the darker, the more; blank is none."
)
USE_NOTE = (
    "各部门每日派出人次占可用人次（应急预留除外）的比例：100% 为排满，空白为没有检查。"
    " / Officers sent, of the places there are without the urgent reserve: 100% is full."
)
NAMES, DAY, SUM = 26, 4.3, 6.5
"""Widths of columns."""
DAYS_ON_PAPER = 31
"""More days than these are printed on sheets side by side."""

VISITS = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#5B9BD5"}
USE = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "min_color": "#FFFFFF",
    "max_type": "num",
    "max_value": 1,
    "max_color": "#F4B183",
}


class Line(NamedTuple):
    """A line of the calendar: a name, and a figure for each day; None is left blank."""

    name: str
    figures: tuple[float | None, ...]
    total: float | None


def write_calendar(book: xlsxwriter.Workbook, edition: Edition, looks: Looks) -> None:
    """Add the sheet: visits of every body on every working day, and below how full the days are."""
    page: Worksheet = book.add_worksheet(NAME)
    days = edition.problem.days
    first, last = days[0], days[-1]
    page.set_column(0, 0, NAMES)
    page.set_column(1, len(days), DAY)
    page.set_column(len(days) + 1, len(days) + 1, SUM)
    page.write_string(0, 0, f"检查日历 / Calendar　{first} – {last}", looks.title)
    page.set_row(0, 24)
    page.write_string(1, 0, VISITS_NOTE, looks.note)
    row = _write_days(page, 2, days, looks)
    page.freeze_panes(row, 1)
    page.repeat_rows(2, row - 1)
    together, lines = _visit_lines(edition)
    _write_lines(page, row, [together], days, looks.grid, VISITS, looks)
    row = _write_lines(page, row + 1, lines, days, looks.grid, VISITS, looks)
    used = _use_lines(edition)
    if used:
        page.write_string(row + 1, 0, USE_NOTE, looks.note)
        page.set_h_pagebreaks([row + 1])
        row = _write_lines(page, row + 2, used, days, looks.share, USE, looks)
    page.repeat_columns(0, 0)
    set_up_print(page, str(edition.problem.number), wide=-(-len(days) // DAYS_ON_PAPER))
    page.set_landscape()


def _write_days(page: Worksheet, row: int, days: Sequence[date], looks: Looks) -> int:
    """Write month, day and weekday above the columns, and return the row below."""
    months = [(day.year, day.month) for day in days]
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(months), 1) if one != other)]
    for start, end in pairwise([*starts, len(days)]):
        title = f"{days[start].year}年{days[start].month}月"
        if end - start > 1:
            page.merge_range(row, start + 1, row, end, title, looks.grid_heading[1])
        else:
            page.write_string(row, start + 1, f"{days[start].month}月", looks.grid_heading[1])
    for place, day in enumerate(days):
        look = looks.grid_heading[_begins_week(days, place)]
        page.write_number(row + 1, place + 1, day.day, look)
        page.write_string(row + 2, place + 1, WEEKDAYS[day.weekday()], look)
    page.merge_range(row, 0, row + 2, 0, "部门\nBody", looks.grid_heading[0])
    page.merge_range(
        row, len(days) + 1, row + 2, len(days) + 1, "合计\nTotal", looks.grid_heading[1]
    )
    return row + 3


def _begins_week(days: Sequence[date], place: int) -> bool:
    """Tell whether a day is the first of its ISO week among *days*."""
    day = days[place]
    return place == 0 or days[place - 1] < day - timedelta(days=day.weekday())


def _write_lines(  # noqa: PLR0913, PLR0917 - a block of the grid, with its looks
    page: Worksheet,
    row: int,
    lines: Sequence[Line],
    days: Sequence[date],
    look: tuple[Format, Format],
    colours: dict[str, Any],
    looks: Looks,
) -> int:
    """Write a block of lines in colours of one scale, and return the row below it."""
    for number, line in enumerate(lines, start=row):
        page.write_string(number, 0, safe(line.name), looks.label)
        for place, figure in enumerate(line.figures):
            cell = look[_begins_week(days, place)]
            if figure is None:
                page.write_blank(number, place + 1, None, cell)
            else:
                page.write_number(number, place + 1, figure, cell)
        if line.total is not None:
            page.write_number(number, len(days) + 1, line.total, look[1])
    if lines:
        page.conditional_format(row, 1, row + len(lines) - 1, len(days), colours)
    return row + len(lines)


def _visit_lines(edition: Edition) -> tuple[Line, list[Line]]:
    """Return the visits of each day: of everybody, each once, and of every body."""
    days, made = edition.problem.days, visits_made(edition)
    once = Counter(visit.day for visit in edition.book.visits)
    together = Line(EVERYBODY, tuple(once[day] for day in days), once.total())
    lines = []
    for body_id in sorted({body_id for body_id, _ in made}):
        figures = tuple(made[body_id, day] for day in days)
        lines.append(Line(edition.body_name(body_id), figures, sum(figures)))
    return together, lines


def _use_lines(edition: Edition) -> list[Line]:
    """Return how much of its room each body uses; nothing where all of it is without limit."""
    room, used, days = edition.lock.days.room, places_used(edition), edition.problem.days
    lines = []
    for body_id in sorted({body_id for body_id, _ in used}):
        limits = [room.get((body_id, day)) for day in days]
        places = [used[body_id, day] for day in days]
        figures = tuple(map(_share, places, limits))
        if any(figure is not None for figure in figures):
            whole = _share(sum(places), sum(limit or 0 for limit in limits))
            lines.append(Line(edition.body_name(body_id), figures, whole))
    return lines


def _share(places: int, limit: int | None) -> float | None:
    return round(places / limit, 4) if limit and places else None
