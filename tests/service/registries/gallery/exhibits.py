"""What an exhibit is: an upload as somebody may send it, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HEADINGS = "target_id,name,target_type"


@dataclass(frozen=True)
class Exhibit:
    """An upload. *code* is that of its first fault; None means that there is none.

    A *rejected* one is refused before it is kept. Of one that is *usable*, some rows may be
    committed. *notice* is worth knowing about it.
    """

    name: str
    content: Callable[[], bytes]
    code: str | None = None
    file_name: str = "targets.csv"
    kind: str = "targets"
    usable: bool = False
    rejected: bool = False
    notice: str | None = None
    long: bool = False

    @property
    def state(self) -> str:
        """The state of the import once it was read."""
        return "parsed" if self.usable else "refused"


def text(*lines: str, encoding: str = "utf-8", end: str = "\n") -> Callable[[], bytes]:
    """Return what makes a text of *lines*."""
    return lambda: "".join(line + end for line in lines).encode(encoding)


def always(content: bytes) -> Callable[[], bytes]:
    """Return what gives *content*."""
    return lambda: content


GOOD = f"{HEADINGS}\nT1,河畔市场,area\n"
