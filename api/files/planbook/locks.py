"""lock.json, read: what a replay needs of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from api.files.planbook.documents import read_moment
from scheduler.errors import Fault, FaultsError


@dataclass(frozen=True, slots=True)
class SavedLock:
    """The moment of a lock and the sources of entropy declared in it."""

    locked_at: datetime
    entropy: tuple[str, ...]


def read_lock(path: Path) -> SavedLock:
    """Read a lock.json.

    Raises:
        FaultsError: if there is none, or if it does not say when the draw was locked.
    """
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _fault("lock-missing", path) from None
    except (OSError, ValueError):
        raise _fault("lock-unreadable", path) from None
    try:
        entropy = tuple(str(source) for source in data["entropy"])
        return SavedLock(read_moment(data["locked_at"]), entropy)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _fault("lock-unreadable", path) from None


def read_locked_at(path: Path) -> datetime:
    """Return the moment of a lock; raises as `read_lock`."""
    return read_lock(path).locked_at


def _fault(code: str, path: Path) -> FaultsError:
    return FaultsError((Fault(code, str(path), {"file": str(path)}),))
