"""The bytes of a file, or why there are none."""

from __future__ import annotations

from pathlib import Path

from api.files.imports import Findings


def read_bytes(path: Path, limit: int, findings: Findings) -> bytes | None:
    """Return the content of *path*, at most *limit* bytes, or None after recording why not."""
    try:
        if path.exists() and not path.is_file():
            # A folder, or a pipe that would keep us waiting.
            findings.file_fault("not-a-file")
        elif path.stat().st_size > limit:
            findings.file_fault("file-too-large", limit=limit >> 20)
        else:
            return path.read_bytes()
    except FileNotFoundError:
        findings.file_fault("file-missing")
    except OSError as error:
        findings.file_fault("file-unreadable", found=error.strerror or type(error).__name__)
    return None
