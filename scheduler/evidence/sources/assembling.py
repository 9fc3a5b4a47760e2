"""The lines of the seed text, from what the lock declared and what was delivered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.errors import Fault, FaultsError
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.declaration import Declaration, placed


def seed_lines(
    declarations: Sequence[Declaration], deliveries: Mapping[int, Delivery]
) -> tuple[str, ...]:
    """Return the lines in declared order, without `entropy `; *deliveries* are by source, from 0.

    Whether a delivery is the one that was declared is for `check_entropy` to say.

    Raises:
        FaultsError: if a source is missing or too many, or a value has not the form of its type.
    """
    faults = tuple(_faults(declarations, deliveries))
    if faults:
        raise FaultsError(faults)
    return tuple(one.line(deliveries[number]) for number, one in enumerate(declarations))


def count_faults(declarations: Sequence[Declaration], delivered: Iterable[int]) -> Iterator[Fault]:
    """Yield the sources that are declared and not *delivered*, and those that are the reverse."""
    found = set(delivered)
    for number, declared in enumerate(declarations):
        if number not in found:
            yield Fault("entropy-missing", f"sources[{number}]", {"source": declared.head})
    for number in sorted(found.difference(range(len(declarations)))):
        yield Fault("entropy-not-declared", f"sources[{number}]", {"declared": len(declarations)})


def _faults(
    declarations: Sequence[Declaration], deliveries: Mapping[int, Delivery]
) -> Iterator[Fault]:
    yield from count_faults(declarations, deliveries)
    for number, declared in enumerate(declarations):
        if number in deliveries:
            found = declared.value_faults(deliveries[number].value)
            yield from placed(f"sources[{number}]", found)
