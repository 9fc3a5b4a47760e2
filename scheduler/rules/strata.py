"""Strata of the target registry, read column by column: pools are too large for rows."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.quota import NO_VALUE, Stratum
from scheduler.domain.registry import TargetRegistry


class Strata:
    """Knows the stratum of every row under any columns."""

    def __init__(self, targets: TargetRegistry) -> None:
        self._targets = targets
        self._by_columns: dict[tuple[str, ...], list[Stratum]] = {}

    def strangers(
        self, rows: list[int], columns: tuple[str, ...], stratum: Stratum
    ) -> Iterator[str]:
        """Yield the targets among *rows* that do not belong to *stratum*."""
        if not columns:
            return
        of_row = self.of_rows(columns)
        if set(map(of_row.__getitem__, rows)) <= {stratum}:
            return  # the usual case, without a loop
        for row in rows:
            if of_row[row] != stratum:
                yield self._targets.ids[row]

    def of_rows(self, columns: tuple[str, ...]) -> list[Stratum]:
        """Return the stratum of every row under *columns*."""
        if columns not in self._by_columns:
            frame = self._targets.frame
            texts = (_texts(frame[column].to_list()) for column in columns)
            self._by_columns[columns] = list(zip(*texts, strict=True))
        return self._by_columns[columns]


def _texts(cells: list[object]) -> Iterator[str]:
    """Yield cells as strata write them: truth values in lower case, a dash for no value."""
    for cell in cells:
        if isinstance(cell, str):
            yield cell
        elif cell is None:
            yield NO_VALUE
        else:
            yield str(cell).lower() if isinstance(cell, bool) else str(cell)
