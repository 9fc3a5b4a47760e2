"""The sheet 负荷图: charts of how evenly the work is spread, and below them the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from api.files.planbook.edition import Edition
from api.files.planbook.load_figures import (
    DISTANCES,
    Crew,
    crews,
    distances,
    share,
    visits_each,
)
from api.files.planbook.pages import Looks, put, safe, set_up_print
from api.files.planbook.sheet_values import Cell

NAME = "负荷图"
FIRST, OTHERS, N_COLUMNS = 26, 9, 12
"""Widths of columns, and how many there are."""
WHOLE, HALF = 930, 462
"""Widths of charts in pixels: one across the sheet, or two."""
ROW, POINTS, ROWS_ON_PAPER = 20, 15, 31
"""Height of a row in pixels and in points, and how many fit on a sheet of paper."""
TOP, SMALL, LARGE, OF_ONE = 2, 12, 16, 15
"""Rows above the first chart, and rows of charts: a sheet of paper has room for them."""
FEW_CREWS = 12
"""So many have a chart each of their own; of more, the ranges say enough."""
FIRST_BARS, MORE_BARS = 13, 28
"""Bars of ranges that fit below the first charts, and on a sheet of paper of their own."""
MOST_TICKS = 12
"""Numbers along the scale of ranges."""
MANY_NAMES = 14
"""More names than these stand upright under a chart."""

BLUE, LIGHT, GREY, ORANGE, RED = "#5B9BD5", "#BDD7EE", "#BFBFBF", "#ED7D31", "#B00020"
NONE = {"none": True}

NOTE = (
    "检查次数含以前抽取、尚未完成的；应担份额按可用天数分摊，上下限由抽取保证。"
    " / Visits include open ones of earlier draws; shares follow days available."
)
OF_CREW = (
    "部门\nBody",
    "人数\nOfficers",
    "份额均值\nMean share",
    "最少\nLeast",
    "平均\nMean",
    "最多\nMost",
    "最少至平均\nTo mean",
    "平均至最多\nTo most",
)
OF_PERSON = (
    "姓名\nName",
    "已有次数\nOpen",
    "本次次数\nDrawn",
    "应担份额\nFair share",
    "下限\nLowest",
    "上限\nHighest",
)
HEADINGS = 30
"""Height of headings in two languages, in points."""


def write_load_charts(book: xlsxwriter.Workbook, edition: Edition, looks: Looks) -> None:
    """Add the sheet, unless nobody could be sent."""
    found = crews(edition)
    if not found:
        return
    page: Worksheet = book.add_worksheet(NAME)
    page.set_column(0, 0, FIRST)
    page.set_column(1, N_COLUMNS - 1, OTHERS)
    page.set_default_row(POINTS)  # as declared: some programs have lower rows of their own
    page.set_row(0, 24)
    page.write_string(0, 0, "人员负荷图 / Officers' loads", looks.title)
    page.write_string(1, 0, NOTE, looks.note)
    few = found if len(found) <= FEW_CREWS else []
    papers = len(bars_on_papers(len(found)))
    ends = papers + -(-len(few) // 4)
    figures = _Figures(page, looks, _top_of(ends))
    _chart_spread(book, figures, edition)
    _chart_ranges(book, figures, found)
    for number, crew in enumerate(few):
        paper, place = divmod(number, 4)
        row = _top_of(papers + paper) + (place // 2) * OF_ONE
        _chart_crew(book, figures, crew, row, (place % 2) * (WHOLE - HALF))
    page.set_h_pagebreaks([_top_of(paper) for paper in range(1, ends + 1)])
    set_up_print(page, str(edition.problem.number))
    page.set_landscape()


def _top_of(paper: int) -> int:
    """Return the first row of a sheet of paper, from 0."""
    return paper * ROWS_ON_PAPER


class _Figures:
    """Tables that the charts refer to, one below the other."""

    def __init__(self, page: Worksheet, looks: Looks, row: int) -> None:
        self.page = page
        self.looks = looks
        self.row = row

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> int:
        """Write a table under its *title* and return its first row of figures."""
        self.page.write_string(self.row, 0, title, self.looks.subtitle)
        self.page.set_row(self.row + 1, HEADINGS)
        for place, heading in enumerate(headings):
            self.page.write_string(self.row + 1, place, heading, self.looks.heading)
        first = self.row + 2
        end = first
        for end, row in enumerate(rows, start=first + 1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    self.page.write_string(end - 1, place, safe(cell), self.looks.label)
                else:
                    put(self.page, end - 1, place, cell, self.looks)
        self.row = end + 1
        return first


def _cells(first: int, n_rows: int, column: int) -> list[str | int]:
    return [NAME, first, column, first + n_rows - 1, column]


def _place(page: Worksheet, chart: Chart, row: int, rows: int, **how: int) -> None:
    width, offset = how.get("width", WHOLE), how.get("offset", 0)
    chart.set_size({"width": width, "height": rows * ROW - 10})
    chart.set_chartarea({"border": {"color": "#D0D0D0"}})
    page.insert_chart(row, 0, chart, {"x_offset": offset, "y_offset": 5, "object_position": 1})


def _title(text: str | list[str | int]) -> dict[str, Any]:
    return {"name": text, "name_font": {"size": 11, "bold": True}, "overlay": False}


def _whole_numbers(name: str) -> dict[str, Any]:
    return {
        **({"name": name, "name_font": {"size": 9, "bold": False}} if name else {}),
        "num_font": {"size": 9},
        "num_format": "0",
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
    }


def _names_axis(n_names: int, name: str = "") -> dict[str, Any]:
    upright = {"size": 7, "rotation": -90} if n_names > MANY_NAMES else {"size": 9}
    axis: dict[str, Any] = {"num_font": upright, "interval_unit": 1}
    return axis | ({"name": name, "name_font": {"size": 9, "bold": False}} if name else {})


def _chart_spread(book: xlsxwriter.Workbook, figures: _Figures, edition: Edition) -> None:
    """Chart how far people are from their share, and how many have how many visits."""
    away = list(zip(DISTANCES, distances(edition), strict=True))
    each = visits_each(edition)
    for offset, rows, title, axis in (
        (0, away, "与应担份额之差（人数）/ Officers by distance from share", ""),
        (WHOLE - HALF, each, "每人检查次数（人数）/ Officers by visits", "检查次数 Visits"),
    ):
        first = figures.table((axis or "与份额之差", "人数\nOfficers"), rows, title)
        chart: Any = book.add_chart({"type": "column"})
        chart.add_series(
            {
                "categories": _cells(first, len(rows), 0),
                "values": _cells(first, len(rows), 1),
                "fill": {"color": BLUE},
                "gap": 60,
                "data_labels": {"value": True, "font": {"size": 9}},
            }
        )
        chart.set_title(_title(title))
        chart.set_legend(NONE)
        chart.set_x_axis(_names_axis(0, axis))
        chart.set_y_axis(_whole_numbers("人数 Officers"))
        _place(figures.page, chart, TOP, SMALL, width=HALF, offset=offset)


def _chart_ranges(book: xlsxwriter.Workbook, figures: _Figures, found: list[Crew]) -> None:
    """Chart least, mean and most of every body, as bars over so many sheets of paper as needed."""
    title = "各部门每人检查次数 / Visits each, by body"
    first = figures.table(OF_CREW, [_range_of(crew) for crew in found], title)
    longest = max(1, *(max(crew.held) for crew in found))
    for paper, n_bars in enumerate(bars_on_papers(len(found))):
        row, rows = (_top_of(paper), ROWS_ON_PAPER - 1) if paper else (TOP + SMALL, LARGE)
        rows = min(rows, 6 + n_bars)
        chart = _bars(book, first, n_bars, longest)
        more = "（续）" if paper else ""
        chart.set_title(
            _title(f"{title}{more}　浅色由最少至平均，深色由平均至最多 (least, mean, most)")
        )
        _place(figures.page, chart, row, rows)
        first += n_bars


def bars_on_papers(n_bars: int) -> list[int]:
    """Divide bars over sheets of paper, evenly from the second on."""
    first = min(n_bars, FIRST_BARS)
    more = n_bars - first
    papers = -(-more // MORE_BARS)
    return [first, *((more + paper) // papers for paper in range(papers))]


def _range_of(crew: Crew) -> tuple[Cell, ...]:
    least, most = min(crew.held), max(crew.held)
    mean = round(sum(crew.held) / len(crew.held), 2)
    share_each = round(float(crew.mean_share), 2)
    from_least, to_most = round(mean - least, 2), round(most - mean, 2)
    return crew.name, len(crew.loads), share_each, least, mean, most, from_least, to_most


def _bars(book: xlsxwriter.Workbook, first: int, n_bars: int, longest: int) -> Any:  # noqa: ANN401
    """Return bars from least to most; where the colour changes is the mean."""
    chart: Any = book.add_chart({"type": "bar", "subtype": "stacked"})
    for name, column, fill in (
        ("最少", 3, NONE),
        ("最少至平均", 6, {"color": LIGHT}),
        ("平均至最多", 7, {"color": BLUE}),
    ):
        chart.add_series(
            {
                "name": name,
                "categories": _cells(first, n_bars, 0),
                "values": _cells(first, n_bars, column),
                "fill": fill,
                "border": NONE,
                "gap": 40,
            }
        )
    chart.set_legend(NONE)
    # Bars lie, so names stand at the upright axis: reversed, the first is on top, the scale below.
    chart.set_y_axis({"num_font": {"size": 8}, "interval_unit": 1, "reverse": True})
    scale = {"max": longest, "major_unit": -(-longest // MOST_TICKS), "label_position": "high"}
    chart.set_x_axis(_whole_numbers("") | scale)
    return chart


def _chart_crew(
    book: xlsxwriter.Workbook, figures: _Figures, crew: Crew, row: int, offset: int
) -> None:
    """Chart everybody's visits of one body against his share and the band that the draw kept."""
    rows = [
        (
            name,
            load.live,
            load.drawn,
            round(float(share(load)), 2),
            load.live + load.lowest,
            load.live + load.highest,
        )
        for name, load in zip(crew.people, crew.loads, strict=True)
    ]
    first = figures.table(OF_PERSON, rows, crew.name)
    names = _cells(first, len(rows), 0)
    chart: Any = book.add_chart({"type": "column", "subtype": "stacked"})
    for name, column, colour in (("已有 Open", 1, GREY), ("本次 Drawn", 2, BLUE)):
        chart.add_series(
            {
                "name": name,
                "categories": names,
                "values": _cells(first, len(rows), column),
                "fill": {"color": colour},
                "gap": 50,
            }
        )
    lines: Any = book.add_chart({"type": "line"})
    for name, column, line in (
        ("应担份额 Share", 3, {"color": ORANGE, "width": 1.5}),
        ("下限 Lowest", 4, {"color": RED, "width": 1, "dash_type": "dash"}),
        ("上限 Highest", 5, {"color": RED, "width": 1, "dash_type": "dash"}),
    ):
        lines.add_series(
            {
                "name": name,
                "categories": names,
                "values": _cells(first, len(rows), column),
                "line": line,
                "marker": {"type": "none"},
            }
        )
    chart.combine(lines)
    chart.set_title(_title([NAME, first - 2, 0]))
    chart.set_legend({"position": "bottom", "font": {"size": 8}})
    chart.set_x_axis(_names_axis(len(rows)))
    chart.set_y_axis(_whole_numbers("次 Visits"))
    _place(figures.page, chart, row, OF_ONE, width=HALF, offset=offset)
