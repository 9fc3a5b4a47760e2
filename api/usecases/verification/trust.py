"""Whom a verifier trusts: the office's key, and witnesses, learned elsewhere than in the bundle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import Fault, FaultsError
from scheduler.evidence.keys import KeyTextError, VerifierKey


@dataclass(frozen=True, slots=True)
class Trust:
    """*pinned* are the office's keys as made known elsewhere, and *witnesses* others'; or none."""

    pinned: tuple[VerifierKey, ...] = ()
    witnesses: tuple[VerifierKey, ...] = ()


def trust_of(pinned: Iterable[str], witnesses: Path | None) -> Trust:
    """Read the keys that the command line gives.

    Raises:
        FaultsError: if one is no key.
    """
    lines = () if witnesses is None else _lines(witnesses)
    return Trust(
        pinned=tuple(_key(text, "--pin-key") for text in pinned),
        witnesses=tuple(_key(line, f"{witnesses}:{n}") for n, line in lines),
    )


def _lines(path: Path) -> tuple[tuple[int, str], ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise FaultsError((Fault("keys-unreadable", str(path), {"file": str(path)}),)) from None
    lines = ((n, line.strip()) for n, line in enumerate(text.splitlines(), start=1))
    return tuple((n, line) for n, line in lines if line and not line.startswith("#"))


def _key(text: str, place: str) -> VerifierKey:
    try:
        return VerifierKey.parse(text)
    except KeyTextError as error:
        raise FaultsError((Fault(error.code, place, error.facts),)) from None
