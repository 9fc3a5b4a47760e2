"""Units that are equal in all quota columns form a cell."""

from __future__ import annotations

import numpy as np
import polars as pl

from scheduler.planning.cells.cells import cell_table, every_level

FRAME = pl.DataFrame(
    {
        "street": ["north", "south", None, "north", "south", "north"],
        "trade": ["food", "food", "food", "fuel", "food", "food"],
        "staff": [3, 1, 2, 3, 3, 3],
    }
)


def test_cells_are_ascending_and_counted_and_no_value_is_a_level():
    table = cell_table(FRAME, ("street", "trade"))

    assert dict(zip(table.cells.levels, table.cells.sizes, strict=True)) == {
        ("-", "food"): 1,
        ("north", "food"): 2,
        ("north", "fuel"): 1,
        ("south", "food"): 2,
    }
    assert table.cell_of.tolist() == [1, 3, 0, 2, 3, 1]


def test_the_order_of_rows_does_not_change_the_cells():
    order = np.array([5, 3, 0, 1, 4, 2])
    mixed = cell_table(FRAME[order], ("street", "trade"))

    assert mixed.cells == cell_table(FRAME, ("street", "trade")).cells
    assert mixed.cell_of.tolist() == cell_table(FRAME, ("street", "trade")).cell_of[order].tolist()


def test_numbers_are_levels_as_text():
    assert cell_table(FRAME, ("staff",)).cells.levels == (("1",), ("2",), ("3",))


def test_without_columns_all_units_are_one_cell():
    table = cell_table(FRAME, ())

    assert (table.cells.levels, table.cells.sizes) == (((),), (6,))
    assert not table.cell_of.any()


def test_every_level_gets_the_same_bounds():
    margins = every_level(FRAME, "street", least=1)

    assert [(m.column, m.level, m.least, m.most) for m in margins] == [
        ("street", "-", 1, 6),
        ("street", "north", 1, 6),
        ("street", "south", 1, 6),
    ]
