"""What reading a file gives: the value of its good rows, and all that is wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from scheduler.errors import Fault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What stands in rows with faults: ids that stand in no other row, and all names."""

    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Generic[T]):
    """One file, read.

    *value* holds the good rows only; a caller either refuses because of *faults*, or goes on
    without the rows that they name. If not *readable*, no row could be read and *value* is empty:
    then there is nothing to go on with. *notices* are told but refuse nothing.
    """

    value: T
    n_rows: int
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()
    readable: bool = True
    left_out: LeftOut = field(default_factory=LeftOut)


@dataclass(slots=True)
class Findings:
    """The faults and notices of one file, in the order in which they were found."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def file_fault(self, code: str, **facts: str | int) -> None:
        """Record a fault of the file as a whole."""
        self.faults.append(Fault(code, self.file, {"file": self.file, **facts}))

    def file_notice(self, code: str, **facts: str | int) -> None:
        """Record something to know about the file as a whole."""
        self.notices.append(Fault(code, self.file, {"file": self.file, **facts}))

    def row_fault(self, code: str, row: int, **facts: str | int) -> None:
        """Record a fault of one row."""
        self.faults.append(self._at_row(code, row, facts))

    def row_notice(self, code: str, row: int, **facts: str | int) -> None:
        """Record something to know about one row."""
        self.notices.append(self._at_row(code, row, facts))

    def entry_fault(self, code: str, path: str, **facts: str | int) -> None:
        """Record a fault at a *path* inside a document, like `plans[BH-P007].window.starts`."""
        self.faults.append(self._at_entry(code, path, facts))

    def result(self, value: T, *, n_rows: int, left_out: LeftOut | None = None) -> Import[T]:
        """Return what was read together with what was found."""
        return Import(
            value=value,
            n_rows=n_rows,
            faults=tuple(self.faults),
            notices=tuple(self.notices),
            left_out=left_out or LeftOut(),
        )

    def unreadable(self, empty: T) -> Import[T]:
        """Return what was found where nothing could be read."""
        return Import(
            value=empty,
            n_rows=0,
            faults=tuple(self.faults),
            notices=tuple(self.notices),
            readable=False,
        )

    def _at_row(self, code: str, row: int, facts: dict[str, str | int]) -> Fault:
        column = facts.get("column")
        place = f"{self.file}:{row}" + (f":{column}" if column else "")
        return Fault(code, place, {"file": self.file, "row": row, **facts})

    def _at_entry(self, code: str, path: str, facts: dict[str, str | int]) -> Fault:
        place = f"{self.file}:{path}" if path else self.file
        return Fault(code, place, {"file": self.file, "path": path, **facts})
