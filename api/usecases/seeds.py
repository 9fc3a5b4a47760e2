"""Read a seed text that was saved."""

from __future__ import annotations

from pathlib import Path

from scheduler.errors import Fault, FaultsError


def read_seed_text(path: Path) -> str:
    """Read a seed text as it is, without turning line ends.

    Raises:
        FaultsError: if it is missing or not ASCII.
    """
    try:
        return path.read_bytes().decode("ascii")
    except FileNotFoundError:
        raise _fault("file-missing", path) from None
    except OSError as error:
        raise _fault("file-unreadable", path, found=error.strerror or "") from None
    except UnicodeDecodeError:
        raise _fault("seed-not-ascii", path) from None


def _fault(code: str, path: Path, **facts: str) -> FaultsError:
    return FaultsError((Fault(code, str(path), {"file": str(path), **facts}),))
