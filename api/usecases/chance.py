"""Where a draw's moment and seed text come from: made now, or saved from an earlier draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from api.files.planbook.contents import LOCK
from api.files.planbook.locks import read_locked_at
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.lottery.seed import check_seed_text, seed_text


class Chance(Protocol):
    """Decides a draw."""

    @property
    def entropy(self) -> tuple[str, ...]:
        """The sources of entropy, declared before the lock."""
        ...

    def locked_at(self) -> datetime:
        """Return the moment of the lock; called once, when everything has been checked."""
        ...

    def seed_text(self, number: DrawNumber) -> str:
        """Return the seed text; called once, after the lock."""
        ...


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new draw: *clock* tells the moment, *entropy_hex* gives 64 fresh hexadecimal digits."""

    clock: Callable[[], datetime]
    entropy_hex: Callable[[], str]

    @property
    def entropy(self) -> tuple[str, ...]:
        return ("local",)

    def locked_at(self) -> datetime:
        return self.clock()

    def seed_text(self, number: DrawNumber) -> str:
        return seed_text(number, (f"local {self.entropy_hex()}",))


@dataclass(frozen=True, slots=True)
class Saved:
    """A draw made before: its seed text and its moment."""

    text: str
    moment: datetime

    @property
    def entropy(self) -> tuple[str, ...]:
        lines = [line.split(" ") for line in self.text.splitlines()]
        return tuple(words[1] for words in lines if words[0] == "entropy" and len(words) > 1)

    def locked_at(self) -> datetime:
        return self.moment

    def seed_text(self, number: DrawNumber) -> str:
        check_seed_text(self.text, number)
        return self.text


def saved_chance(seed_file: Path, moment: datetime | None = None) -> Saved:
    """Return the chance saved in *seed_file*; *moment* is read from the lock.json beside it.

    Raises:
        FaultsError: if a file is missing or cannot be read.
    """
    text = read_seed_text(seed_file)
    return Saved(text, moment or read_locked_at(seed_file.with_name(LOCK)))


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
