"""Faults and notices by the row they concern, as sentences that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from api.wording.telling import Lang, what
from scheduler.errors import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblems:
    """What is wrong with one row, or only worth knowing about it.

    *headings* are those of the cells at fault; a *faulty* row without any is at fault as a whole.
    """

    told: tuple[str, ...]
    faulty: bool
    headings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """What is wrong with a file: as a whole, in its headings, and by row number.

    Notices about the file as a whole say how it was read; there is nothing to mend, so none is
    here.
    """

    of_file: tuple[str, ...]
    headings: frozenset[str]
    of_row: Mapping[int, RowProblems] = field(default_factory=dict)

    def told(self, row: int) -> tuple[str, ...]:
        """Return the sentences about a row."""
        found = self.of_row.get(row)
        return found.told if found else ()


def gather(faults: Iterable[Fault], notices: Iterable[Fault], lang: Lang) -> Problems:
    """Return faults and notices row by row; those of a row in the order in which they came."""
    of_file: list[str] = []
    headings: set[str] = set()
    of_row: dict[int, RowProblems] = {}
    for fault in faults:
        if _is_of_row(fault):
            _add(of_row, fault, _sentence(fault, lang), faulty=True)
        else:
            of_file.append(_sentence(fault, lang))
            headings.add(str(fault.facts.get("found", "")))
    for notice in notices:
        if _is_of_row(notice):
            _add(of_row, notice, _sentence(notice, lang), faulty=False)
    return Problems(of_file=tuple(of_file), headings=frozenset(headings), of_row=of_row)


def below_a_heading_row(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults of a table that had no row of headings, in the rows where they stand now."""
    moved = []
    for fault in faults:
        rows = {
            name: int(fault.facts[name]) + 1 for name in ("row", "first") if name in fault.facts
        }
        moved.append(replace(fault, facts={**fault.facts, **rows}))
    return tuple(moved)


def _is_of_row(fault: Fault) -> bool:
    # A fault of the file may name a row too: where its headings are.
    return "row" in fault.facts and fault.place != fault.facts.get("file")


def _add(of_row: dict[int, RowProblems], fault: Fault, told: str, *, faulty: bool) -> None:
    row = int(fault.facts["row"])
    before = of_row.get(row, RowProblems(told=(), faulty=False))
    heading = fault.facts.get("column")
    at = {str(heading)} if faulty and heading else set()
    of_row[row] = RowProblems(
        told=(*before.told, told),
        faulty=before.faulty or faulty,
        headings=before.headings | at,
    )


def _sentence(fault: Fault, lang: Lang) -> str:
    """Return what is wrong, after the heading of its column or its path."""
    told = what(fault, lang)
    where = " ".join(str(fault.facts.get("column") or fault.facts.get("path") or "").split())
    separator = "：" if lang == "zh" else ": "
    return f"{where}{separator}{told}" if where else told
