"""A declaration: what a lock says of one source. Each type of source is one subclass.

Places of faults are relative: a field of the declaration, or `line`, `signature` and the like of
what was delivered. Whoever knows the number of the source puts it in front.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, Self

from scheduler.errors import Fault, FaultsError
from scheduler.evidence.commitments import HEX
from scheduler.evidence.sources.context import Context, Delivery
from scheduler.evidence.sources.kind import Kind

LARGEST = 2**32 - 1
"""Of any number in a declaration: far beyond use, and near enough that moments can be computed."""


class Declaration(ABC):
    """One source, before it delivers.

    Raises:
        FaultsError: if a field is not what its type of source needs.
    """

    __slots__ = ()

    KIND: ClassVar[Kind]
    FIELDS: ClassVar[Mapping[str, type]] = {}
    """What the lock's record tells of it beside its type."""

    def __post_init__(self) -> None:
        faults = tuple(self.form_faults())
        if faults:
            raise FaultsError(faults)

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> Self:
        """Make a declaration of an entry in the lock's record.

        Raises:
            FaultsError: if it is none of this type.
        """
        faults = tuple(_field_faults(cls.FIELDS, entry))
        if faults:
            raise FaultsError(faults)
        return cls(**{name: entry[name] for name in cls.FIELDS})

    def entry(self) -> dict[str, str | int]:
        """Return it as the lock's record tells it."""
        return {"type": self.KIND.name, **{name: getattr(self, name) for name in self.FIELDS}}

    @property
    def head(self) -> str:
        """What its line of the seed text begins with; the value follows."""
        return self.KIND.name

    @property
    def proof_names(self) -> frozenset[str]:
        """What must come beside the line to prove it."""
        return frozenset()

    @property
    def known_from(self) -> datetime | None:
        """When the whole world knows what it delivers, if that is fixed now."""
        return None

    def line(self, delivery: Delivery) -> str:
        """Return the line of the seed text, without `entropy ` in front."""
        return f"{self.head} {delivery.value}"

    def check(self, line: str, proof: Mapping[str, str], context: Context) -> Iterator[Fault]:
        """Yield what is wrong with a delivered line and its proof."""
        head, _, value = line.rpartition(" ")
        if head != self.head:
            yield Fault("entropy-line-unlike", "line", {"found": line, "expected": self.head})
            return
        unfit = (*self.value_faults(value), *self._proof_name_faults(proof))
        yield from unfit
        if not unfit:
            yield from self.proof_faults(value, proof, context)

    def form_faults(self) -> Iterator[Fault]:
        """Yield which fields are not what they must be."""
        yield from ()

    def lock_faults(self, _context: Context) -> Iterator[Fault]:
        """Yield why this lock must not declare it."""
        yield from ()

    @abstractmethod
    def value_faults(self, value: str) -> Iterator[Fault]:
        """Yield what is wrong with the form of a delivered value."""

    def proof_faults(
        self, _value: str, _proof: Mapping[str, str], _context: Context
    ) -> Iterator[Fault]:
        """Yield why the value, whose form is right, is not the one that was declared."""
        yield from ()

    def _proof_name_faults(self, proof: Mapping[str, str]) -> Iterator[Fault]:
        for name in sorted(self.proof_names - proof.keys()):
            yield Fault("entropy-proof-missing", name)
        for name in sorted(proof.keys() - self.proof_names):
            yield Fault("entropy-proof-unasked", name)


def placed(place: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Put *place* in front of the places of *faults*."""
    for fault in faults:
        yield replace(fault, place=f"{place}.{fault.place}")


def hex_faults(text: str, place: str) -> Iterator[Fault]:
    """Yield a fault unless *text* is 64 lower-case hexadecimal digits."""
    if HEX.fullmatch(text) is None:
        yield Fault("not-64-hex-digits", place, {"found": text})


def number_faults(number: int, place: str) -> Iterator[Fault]:
    """Yield a fault unless *number* is from 1 to the largest."""
    if not 1 <= number <= LARGEST:
        yield Fault("entropy-number-range", place, {"found": number, "most": LARGEST})


def _field_faults(fields: Mapping[str, type], entry: Mapping[str, Any]) -> Iterator[Fault]:
    for name, kind in fields.items():
        if name not in entry:
            yield Fault("missing-key", name, {"key": name})
        elif type(entry[name]) is not kind:  # a truth value is no number here
            code = "not-a-text" if kind is str else "not-a-count"
            yield Fault(code, name, {"found": str(entry[name])})
    for name in sorted(entry.keys() - fields.keys() - {"type"}):
        known = ", ".join(("type", *fields))
        yield Fault("unknown-key", name, {"found": name, "known": known})
