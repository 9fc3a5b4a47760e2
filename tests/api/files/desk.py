"""What a person has on the desk: files in a folder, and what they are told about them."""

from __future__ import annotations

from pathlib import Path

from api.files.imports import Import
from api.wording.telling import tell
from scheduler.domain.identifiers import check_character
from scheduler.errors import Fault

TARGET_HEADINGS = "统一社会信用代码,企业名称"
OFFICER_HEADINGS = "人员编号,姓名,工作单位"


def uscc(number: int) -> str:
    """Return a right code; equal numbers give equal codes."""
    first = f"91120116{number:09d}"
    return first + check_character(first)


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """Write a text file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def targets_csv(folder: Path, *rows: str, headings: str = TARGET_HEADINGS) -> Path:
    """Write a target registry of these lines."""
    return put(folder, "targets.csv", "\n".join((headings, *rows)) + "\n")


def officers_csv(folder: Path, *rows: str, headings: str = OFFICER_HEADINGS) -> Path:
    """Write an officer registry of these lines."""
    return put(folder, "officers.csv", "\n".join((headings, *rows)) + "\n")


def codes(faults: tuple[Fault, ...]) -> list[str]:
    """Return the codes, in order."""
    return [fault.code for fault in faults]


def said(found: Import) -> list[str]:
    """Return what a person is told about faults, in Chinese."""
    return [tell(fault, "zh") for fault in found.faults]


def said_in_english(found: Import) -> list[str]:
    """Return what a person is told about faults, in English."""
    return [tell(fault, "en") for fault in found.faults]


def noticed(found: Import) -> list[str]:
    """Return what a person is told beside faults, in Chinese."""
    return [tell(notice, "zh") for notice in found.notices]
