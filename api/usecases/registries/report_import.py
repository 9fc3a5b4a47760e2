"""What goes back to whoever sent a file: the file with its problems, and what it would change."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from api.files.readable import heading, readable
from api.files.tables.our_marks import armed
from api.files.uploads.limited import return_limited
from api.files.uploads.plain_faults import faults_of
from api.records.registries.differences import entries
from api.tables.registries import RegistryImport
from api.usecases.refusals import refusal
from api.usecases.registries.compare_import import found_difference, staged_rows
from api.usecases.registries.imports import ImportState, registry_kind, require_state, the_import
from api.usecases.transaction import Transaction
from api.wording.telling import Lang
from api.wording.words import Words

READ = (ImportState.PARSED, ImportState.REFUSED, ImportState.COMMITTED, ImportState.DISCARDED)

HEADINGS = (
    Words("变更", "change"),
    Words("编号", "key"),
    Words("名称", "name"),
    Words("列", "column"),
    Words("原值", "before"),
    Words("新值", "after"),
)
CHANGES = {
    "added": Words("新增", "added"),
    "changed": Words("修改", "changed"),
    "removed": Words("移除", "removed"),
}


def returned_import(tx: Transaction, import_id: int, lang: Lang) -> tuple[str, bytes]:
    """Return the name and content of the file with a column that says what is wrong in each row.

    Raises:
        FaultsError: if there is no such import, nobody has read it yet, or it is no table.
    """
    found = the_import(tx, import_id)
    require_state(found, *READ)
    findings = _findings(tx, found)
    returned = return_limited(
        found.kind,
        tx.service.store.path(found.upload),
        found.file_name,
        faults=faults_of(findings["faults"]),
        notices=faults_of(findings["notices"]),
        lang=lang,
    )
    if returned is None:
        raise refusal("import-no-table", str(import_id), file=found.file_name)
    return returned


def _findings(tx: Transaction, found: RegistryImport) -> dict[str, list[dict[str, object]]]:
    if found.findings is None:
        return {"faults": found.faults, "notices": found.notices}
    kept: dict[str, list[dict[str, object]]] = json.loads(tx.service.store.get(found.findings))
    return kept


def differences_table(tx: Transaction, import_id: int, lang: Lang) -> Iterator[bytes]:
    """Return all that an import changes as a CSV for people, a line for each cell that differs.

    Raises:
        FaultsError: if there is no such import, or it was not compared.
    """
    found = the_import(tx, import_id)
    require_state(found, ImportState.PARSED, ImportState.COMMITTED)
    kind = registry_kind(found.kind)
    differing = found_difference(tx, kind, found, staged_rows(tx, found), found.compared_with)
    told = entries(kind, differing)

    def lines() -> Iterator[list[str]]:
        yield [getattr(words, lang) for words in HEADINGS]
        for entry in told:
            row = [getattr(CHANGES[entry["change"]], lang), entry["key"], entry["name"] or ""]
            for column, (before, after) in entry["fields"].items() or [("", (None, None))]:
                cells = [heading(kind.name, column, lang) if column else ""]
                cells += [readable(kind.name, column, text, lang) or "" for text in (before, after)]
                yield [*row, *cells]

    return _csv(lines())


def _csv(lines: Iterator[list[str]]) -> Iterator[bytes]:
    """Yield lines as spreadsheet programs read them best, with no formula among them."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    yield "\ufeff".encode()
    for line in lines:
        writer.writerow([armed(cell) for cell in line])
        yield target.getvalue().encode()
        target.seek(0)
        target.truncate()
