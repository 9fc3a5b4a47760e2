"""Way in: what is wrong with the entropy of a draw, for those who lock it and those who verify it.

Places begin with `entropy[0]` for what a lock declares, with `sources[0]` for what was delivered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from scheduler.errors import Fault
from scheduler.evidence.sources.assembling import count_faults
from scheduler.evidence.sources.commit_reveal import CommitReveal
from scheduler.evidence.sources.context import Context, Published
from scheduler.evidence.sources.declaration import Declaration, placed
from scheduler.evidence.sources.kinds import TYPES


def check_declarations(declarations: Sequence[Declaration], context: Context) -> tuple[Fault, ...]:
    """Return all reasons why a lock must not declare these sources, in this order."""
    return tuple(_declaration_faults(declarations, context))


def check_entropy(
    declarations: Sequence[Declaration], published: Mapping[int, Published], context: Context
) -> tuple[Fault, ...]:
    """Return all that is wrong with what was declared and what was delivered, by source from 0."""
    return (
        *_declaration_faults(declarations, context),
        *count_faults(declarations, published),
        *_delivery_faults(declarations, published, context),
    )


def check_delivery(
    declarations: Sequence[Declaration], number: int, found: Published, context: Context
) -> tuple[Fault, ...]:
    """Return why source *number*, from 0, cannot deliver that; the others may still be missing."""
    if number not in range(len(declarations)):
        return tuple(count_faults(declarations, (*range(len(declarations)), number)))
    return tuple(_delivery_faults(declarations, {number: found}, context))


def _declaration_faults(declarations: Sequence[Declaration], context: Context) -> Iterator[Fault]:
    if not declarations:
        yield Fault("no-entropy", "entropy")
    if context.require_independent and not any(one.KIND.independent for one in declarations):
        yield Fault("entropy-not-independent", "entropy")
    yield from _order_faults(declarations)
    yield from _repeated_faults(declarations)
    for number, declared in enumerate(declarations):
        yield from placed(f"entropy[{number}]", declared.lock_faults(context))


def _order_faults(declarations: Sequence[Declaration]) -> Iterator[Fault]:
    ranks = [TYPES.index(type(one)) for one in declarations]
    for number in range(1, len(ranks)):
        if ranks[number] < ranks[number - 1]:
            found, before = (declarations[at].KIND.name for at in (number, number - 1))
            facts = {"found": found, "before": before}
            yield Fault("entropy-out-of-order", f"entropy[{number}].type", facts)


def _repeated_faults(declarations: Sequence[Declaration]) -> Iterator[Fault]:
    """Yield sources that say nothing new: named before, or with the commitment of another party."""
    heads: set[str] = set()
    commits: set[str] = set()
    for number, declared in enumerate(declarations):
        if declared.head in heads:
            yield Fault("entropy-declared-twice", f"entropy[{number}]", {"found": declared.head})
        heads.add(declared.head)
        if isinstance(declared, CommitReveal):
            if declared.commit in commits:
                place = f"entropy[{number}].commit"
                yield Fault("commitment-reused", place, {"party": declared.party})
            commits.add(declared.commit)


def _delivery_faults(
    declarations: Sequence[Declaration], published: Mapping[int, Published], context: Context
) -> Iterator[Fault]:
    beacon = min((one.known_from for one in declarations if one.known_from), default=None)
    for number, declared in enumerate(declarations):
        if number not in published:
            continue
        found, place = published[number], f"sources[{number}]"
        yield from placed(place, declared.check(found.line, found.proof, context))
        yield from placed(place, _moment_faults(declared, found.at, context.locked_at, beacon))
        if isinstance(declared, CommitReveal):
            spent = context.earlier_nonces | {found.line.rpartition(" ")[2]}
            context = replace(context, earlier_nonces=spent)


def _moment_faults(
    declared: Declaration, at: datetime, locked_at: datetime, beacon: datetime | None
) -> Iterator[Fault]:
    """Yield what is wrong with the moment *at* of a delivery; *beacon* is that of the first round.

    All come after the lock, and what people deliver before anybody knows the beacon.
    """
    facts, due = {"found": at.isoformat()}, declared.known_from
    if at < locked_at.replace(microsecond=0):  # as its record tells it
        yield Fault("entropy-before-lock", "at", facts | {"locked_at": locked_at.isoformat()})
    if due is not None and at < due:
        yield Fault("beacon-before-its-round", "at", facts | {"round_at": due.isoformat()})
    elif due is None and beacon is not None and at >= beacon:
        yield Fault("entropy-after-beacon", "at", facts | {"round_at": beacon.isoformat()})
