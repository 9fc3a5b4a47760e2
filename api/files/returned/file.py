"""The way in: a file and what was found in it become the file that goes back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.files.imports import Findings
from api.files.returned.layout import lay_out, with_heading_row
from api.files.returned.problems import below_a_heading_row, gather
from api.files.returned.text import text_table
from api.files.returned.workbook import marked_workbook
from api.files.tables.opened import open_table
from api.files.tables.our_marks import PROBLEMS
from api.files.tables.sheet import Sheet
from api.files.tables.specs import SPECS
from api.wording.telling import Lang
from scheduler.errors import Fault

ENDINGS = re.compile(r"(\.(csv|tsv|txt|xlsx|xlsm|xlsb|xls|xml|ods|parquet|gz))+$", re.IGNORECASE)


def returned_file(
    name: str,
    content: bytes,
    *,
    table: str,
    faults: Sequence[Fault],
    notices: Sequence[Fault],
    lang: Lang,
) -> tuple[str, bytes] | None:
    """Return the name and content of the file with a column of problems; None if it is no table.

    A spreadsheet or Parquet comes back as a workbook, text as text. Rows keep their numbers, and
    what is added is not read when the file is imported again: unmended, it has the same faults.
    """
    spec = SPECS.get(table)
    found = open_table(content, spec.meanings.keys(), Findings(name)) if spec else None
    if spec is None or found is None:
        return None
    if not isinstance(found, Sheet):
        faults, notices = below_a_heading_row(faults), below_a_heading_row(notices)
        found = with_heading_row(found)
    layout = lay_out(found, spec)
    problems = gather(faults, notices, lang)
    if not layout.sheet.ragged:
        ending = "tsv" if layout.sheet.separator == "\t" else "csv"
        return _named(name, ending, lang), text_table(layout, problems, lang)
    if not layout.fits_a_workbook():
        return None
    return _named(name, "xlsx", lang), marked_workbook(layout, problems, lang)


def _named(name: str, ending: str, lang: Lang) -> str:
    """Return a name that tells the file from the one that came."""
    suffix = f"-{getattr(PROBLEMS, lang).lower()}"
    return f"{ENDINGS.sub('', name).removesuffix(suffix)}{suffix}.{ending}"
