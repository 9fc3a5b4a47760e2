"""Which file of a folder holds which table, by its name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.files.imports import Findings

TABLES = (".csv", ".csv.gz", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet")
DOCUMENTS = (".json", ".yaml", ".yml")

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "draw": DOCUMENTS,
    "bodies": TABLES,
    "targets": TABLES,
    "officers": TABLES,
    "items": TABLES,
    "plans": DOCUMENTS + TABLES,
    "policy": DOCUMENTS + TABLES,
    "calendar": DOCUMENTS,
    "history": TABLES,
    "live_tasks": TABLES,
    "conflicts": TABLES,
    "relatives": TABLES,
    "leave": TABLES,
}
"""The files of a folder, and the endings that each may have; the first is the usual one."""

FAULTS = ".faults.csv"
"""Ending of the list of faults that an import leaves beside its table."""

CHINESE: Mapping[str, tuple[str, ...]] = {
    "draw": ("抽取",),
    "bodies": ("部门", "执法主体", "行政执法主体"),
    "targets": ("检查对象", "检查对象名录库", "企业名录"),
    "officers": ("执法人员", "执法检查人员名录库", "检查人员"),
    "items": ("抽查事项", "抽查事项清单", "检查事项清单"),
    "plans": ("检查计划", "抽查计划", "计划"),
    "policy": ("抽查规则", "政策"),
    "calendar": ("工作日历", "节假日"),
    "history": ("历史检查", "检查记录"),
    "live_tasks": ("未完成任务", "在办任务"),
    "conflicts": ("回避", "回避名单"),
    "relatives": ("亲属关系", "近亲属"),
    "leave": ("请假", "休假"),
}


@dataclass(frozen=True, slots=True)
class FolderListing:
    """Where each table is."""

    folder: Path
    found: Mapping[str, Path]

    def has(self, table: str) -> bool:
        """Tell whether the table is there."""
        return table in self.found

    def path(self, table: str) -> Path:
        """Return the table's path: the usual one if it is missing, for the message."""
        return self.found.get(table, self.folder / f"{table}{ENDINGS[table][0]}")


def list_folder(folder: Path, findings: Findings) -> FolderListing | None:
    """Find the files of a folder; None if there is no such folder."""
    if not folder.is_dir():
        code = "folder-is-a-file" if folder.exists() else "folder-missing"
        findings.file_fault(code, found=str(folder))
        return None
    names = sorted(
        path.name
        for path in folder.iterdir()
        if not path.name.startswith((".", "~$")) and not path.name.endswith(FAULTS)
    )
    found: dict[str, Path] = {}
    used = set()
    for table, endings in ENDINGS.items():
        stems = (table, *CHINESE[table])
        here = [
            name
            for name in names
            if any(name.lower() == f"{stem}{ending}" for stem in stems for ending in endings)
        ]
        if len(here) > 1:
            findings.file_fault("two-files-for-one-table", found="、".join(here), key=table)
        if here:
            found[table] = folder / here[0]
            used.update(here)
    _notice_unused([name for name in names if name not in used], findings)
    return FolderListing(folder, found)


def _notice_unused(names: list[str], findings: Findings) -> None:
    """Name files that look like tables and are none: a slip in a name must not pass unseen."""
    for name in names:
        if name.lower().endswith((*TABLES, *DOCUMENTS)):
            near = difflib.get_close_matches(name.split(".", 1)[0].lower(), list(ENDINGS), n=1)
            findings.file_notice(
                "file-not-used", found=name, known=near[0] if near else ", ".join(ENDINGS)
            )
