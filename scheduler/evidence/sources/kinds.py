"""The types of sources. Another type is one more file and one more entry here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.errors import Fault, FaultsError
from scheduler.evidence.sources.commit_reveal import CommitReveal
from scheduler.evidence.sources.declaration import Declaration, placed
from scheduler.evidence.sources.drand import Drand
from scheduler.evidence.sources.local import Local
from scheduler.evidence.sources.physical import Physical

TYPES: tuple[type[Declaration], ...] = (CommitReveal, Physical, Local, Drand)
"""In the order of the seed text: what somebody could choose first, what nobody controls last."""

NAMED: Mapping[str, type[Declaration]] = {one.KIND.name: one for one in TYPES}
"""Name -> type."""


def read_declarations(entries: Iterable[Mapping[str, Any]]) -> tuple[Declaration, ...]:
    """Read the `entropy` of a lock's record.

    Raises:
        FaultsError: if an entry declares nothing; all that is wrong is listed.
    """
    declared: list[Declaration] = []
    faults: list[Fault] = []
    for number, entry in enumerate(entries):
        try:
            declared.append(_read(entry))
        except FaultsError as error:
            faults.extend(placed(f"entropy[{number}]", error.faults))
    if faults:
        raise FaultsError(tuple(faults))
    return tuple(declared)


def _read(entry: Mapping[str, Any]) -> Declaration:
    found = entry.get("type")
    if not isinstance(found, str) or found not in NAMED:
        facts = {"found": str(found), "known": ", ".join(NAMED)}
        raise FaultsError((Fault("unknown-entropy-type", "type", facts),))
    return NAMED[found].read(entry)
