"""Objects of a document, read key by key, so that every fault in them is found in one pass.

A reader returns a harmless value of its type where it found a fault. Whoever builds a value from
an `Entry` asks first whether the entry is `sound`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from typing import Any, Final, TypeVar

from api.files.forms.keys import KEYS
from api.files.imports import Findings
from api.files.values.cells import (
    NO_VALUE,
    as_text,
    read_count,
    read_day,
    read_fraction,
    read_truth,
    split_list,
)
from api.files.values.words import word_list, words_for

E = TypeVar("E", bound=StrEnum)
V = TypeVar("V")


class _Required:
    """Stands for a default where there is none."""


REQUIRED: Final = _Required()

MOST_UNKNOWN = 100
"""So many keys that nobody knows are told; looking for what each may mean takes time."""


class Entry:
    """One object at *path*; what is wrong with it goes to *findings*."""

    def __init__(self, data: object, path: str, findings: Findings) -> None:
        self.path = path
        self.findings = findings
        self._faults_before = len(findings.faults)
        self._read: set[str] = set()
        self._data: dict[str, Any] = {}
        self._is_object = isinstance(data, Mapping)
        if not isinstance(data, Mapping):
            findings.entry_fault("not-an-object", path, found=_shown(data))
            return
        for key, value in data.items():
            name = KEYS.get(str(key), str(key))
            if name in self._data:
                findings.entry_fault("key-given-twice", path, found=str(key), key=name)
            self._data[name] = value

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong since this entry was opened."""
        return len(self.findings.faults) == self._faults_before

    def has(self, key: str) -> bool:
        """Tell whether *key* is given with a value."""
        return _given(self._data.get(key))

    def told(self, key: str) -> bool:
        """Tell whether something was found wrong at *key*: one fault is enough for one value."""
        path = self.at(key)
        return any(fault.facts.get("path") == path for fault in self.findings.faults)

    def raw(self, key: str) -> Any:  # noqa: ANN401 - whatever the document holds
        """Return the unread value, or None."""
        self._read.add(key)
        return self._data.get(key)

    def at(self, key: str) -> str:
        """Return the path of *key*."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str, default: str | _Required = REQUIRED) -> str:
        """Read a text."""
        return self._scalar(key, default, "", lambda text: text, "not-a-text")

    def optional_text(self, key: str) -> str | None:
        """Read a text that may be missing."""
        return self.text(key, "") or None

    def count(self, key: str, default: int | _Required = REQUIRED) -> int:
        """Read a whole number from 0."""
        return self._scalar(key, default, 0, read_count, "not-a-count")

    def optional_count(self, key: str) -> int | None:
        """Read a whole number that may be missing."""
        return self.count(key) if self.has(key) else self.raw(key)

    def truth(self, key: str, *, default: bool) -> bool:
        """Read a truth value."""
        return self._scalar(key, default, default, read_truth, "not-a-truth")

    def day(self, key: str) -> date:
        """Read a day."""
        return self._scalar(key, REQUIRED, date.min, read_day, "not-a-day")

    def fraction(self, key: str, default: Fraction | _Required = REQUIRED) -> Fraction:
        """Read a ratio or a number."""
        return self._scalar(key, default, Fraction(0), read_fraction, "not-a-ratio")

    def choice(self, key: str, kind: type[E], default: E | _Required = REQUIRED) -> E:
        """Read a member of an enumeration, in Chinese or English."""
        words = words_for(kind)
        harmless = next(iter(kind))
        return self._scalar(
            key,
            default,
            harmless,
            lambda text: words.get("".join(text.lower().split())),
            "not-a-choice",
            known=word_list(kind),
        )

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; a single text is split at separators."""
        return self._texts(self.raw(key), self.at(key))

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Read an object of any keys, as they stand, with a list of texts under each."""
        value = self.raw(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.findings.entry_fault("not-an-object", self.at(key), found=_shown(value))
            return {}
        return {
            str(name): self._texts(member, f"{self.at(key)}[{name}]")
            for name, member in value.items()
        }

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Read a list of members of an enumeration, in Chinese or English, in its order."""
        words, found = words_for(kind), []
        for text in self.texts(key):
            member = words.get("".join(text.lower().split()))
            if member is None:
                facts = {"found": text, "known": word_list(kind)}
                self.findings.entry_fault("not-a-choice", self.at(key), **facts)
            else:
                found.append(member)
        return tuple(found)

    def _texts(self, value: object, path: str) -> tuple[str, ...]:
        if isinstance(value, list) and all(_is_scalar(member) for member in value):
            return tuple(as_text(member) or "" for member in value)
        if isinstance(value, list | Mapping):
            self.findings.entry_fault("not-a-list", path, found=_shown(value))
            return ()
        return split_list(as_text(value) or "")

    def entry(self, key: str, *, required: bool = True) -> Entry | None:
        """Open the object under *key*."""
        value = self.raw(key)
        if value is None:
            if required:
                self._missing(key)
            return None
        return Entry(value, self.at(key), self.findings)

    def entries(self, key: str, named: str | None = None) -> Iterator[Entry]:
        """Open the objects of the list under *key*; paths carry their key *named*, if they do."""
        value = self.raw(key)
        if value is None:
            self._missing(key)
            return iter(())
        return open_list(value, self.at(key), self.findings, named)

    def finish(self) -> bool:
        """Report keys that nobody asked for, and tell whether the entry is sound."""
        unknown = (key for key in self._data if key not in self._read)
        for key in islice(unknown, MOST_UNKNOWN):
            near = difflib.get_close_matches(key, sorted(self._read), n=1)
            known = ", ".join(near or sorted(self._read))
            self.findings.entry_fault("unknown-key", self.path, found=key, known=known)
        return self.sound

    def _missing(self, key: str) -> None:
        if self._is_object:
            self.findings.entry_fault("missing-key", self.path, key=key)

    def _scalar(
        self,
        key: str,
        default: V | _Required,
        harmless: V,
        read: Callable[[str], V | None],
        code: str,
        **facts: str,
    ) -> V:
        value = self.raw(key)
        if not _given(value):
            if isinstance(default, _Required):
                self._missing(key)
                return harmless
            return default
        text = as_text(value) if _is_scalar(value) else None
        found = None if text is None else read(text)
        if found is None:
            self.findings.entry_fault(code, self.at(key), found=_shown(value), **facts)
            return harmless
        return found


def open_list(value: object, path: str, findings: Findings, named: str | None) -> Iterator[Entry]:
    """Open the objects of a list one after the other: each is sound or not by itself."""
    if not isinstance(value, list):
        findings.entry_fault("not-a-list", path, found=_shown(value))
        return
    for number, member in enumerate(value):
        yield Entry(member, f"{path}[{_label(member, named, number)}]", findings)


def _label(member: object, named: str | None, number: int) -> str:
    if named and isinstance(member, Mapping):
        for key, value in member.items():
            if KEYS.get(str(key), str(key)) == named and _given(value) and _is_scalar(value):
                return str(value)
    return str(number)


def _is_scalar(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | date)


def _given(value: object) -> bool:
    if isinstance(value, str):
        return value.strip() != "" and value.strip().lower() not in NO_VALUE
    return value is not None


def _shown(value: object) -> str:
    text = as_text(value) if _is_scalar(value) else str(value)
    return (text or "")[:60]
