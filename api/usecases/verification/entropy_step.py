"""The step about chance: every declared source delivered, in time, what the seed text holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from api.files.evidence.documents import ENTROPY, SEED
from api.files.evidence.secrets import Delivery, read_deliveries
from api.usecases.ceremony.deliver_entropy import entropy_name
from api.usecases.ceremony.entropy_context import context_of
from api.usecases.verification.finding import Finding
from scheduler.domain.hashing import Profile
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitment
from scheduler.evidence.history import History
from scheduler.evidence.records import Event, Record
from scheduler.evidence.sources.checking import check_entropy
from scheduler.evidence.sources.commit_reveal import CommitReveal, nonce_commitment
from scheduler.evidence.sources.context import Published
from scheduler.evidence.sources.kinds import read_declarations
from scheduler.lottery.seed import SeedTextError, check_seed_text, seed_text

Files = Mapping[str, bytes]


def entropy_step(
    files: Files, history: History, attempt: Attempt, *, require_independent: bool = False
) -> Finding:
    """Check entropy.json and seed.txt against what the log declared and sealed."""
    missing = [name for name in (SEED, ENTROPY) if name not in files]
    if missing:
        facts = tuple(Fault("evidence-missing", name, {"file": name}) for name in missing)
        return Finding("entropy", faults=facts)
    try:
        deliveries = read_deliveries(files[ENTROPY])
    except (KeyError, TypeError, ValueError, AttributeError):
        fault = Fault("entropy-unreadable", ENTROPY, {"file": ENTROPY})
        return Finding("entropy", faults=(fault,))
    faults = tuple(_faults(files[SEED], deliveries, history, attempt, require_independent))
    return Finding("entropy", len(deliveries), faults=faults)


def _faults(
    text: bytes,
    deliveries: tuple[Delivery, ...],
    history: History,
    attempt: Attempt,
    require_independent: bool,  # noqa: FBT001 - handed on
) -> Iterator[Fault]:
    lock = attempt.the(Event.LOCK)
    if lock is None:
        yield Fault("event-too-early", SEED, {"needed": Event.LOCK.value})
        return
    try:
        declared = read_declarations(lock.fields["entropy"])
    except FaultsError as error:
        yield from error.faults
        return
    sealed = {record.fields["source"]: record for record in attempt.of(Event.ENTROPY)}
    published = {
        source: Published(line=one.line, at=sealed[source].at, proof=one.proof)
        for source, one in enumerate(deliveries)
        if source in sealed
    }
    context = context_of(
        history,
        attempt.number,
        lock.at,
        require_independent=require_independent,
        earlier_nonces=used_elsewhere([one.line for one in deliveries], history, attempt),
    )
    yield from check_entropy(declared, published, context)
    yield from _unsealed(deliveries, sealed)
    yield from _wrong_text(text, deliveries, attempt, lock)


def used_elsewhere(lines: Iterable[str], history: History, attempt: Attempt) -> Iterator[str]:
    """Yield the nonces in *lines* that open what somebody committed to for another attempt."""
    commits = [
        (number, record.fields["party"], record.fields["commit"])
        for number, other in history.attempts.items()
        if number != attempt.number
        for record in other.of(Event.COMMIT)
    ]
    for line in lines:
        if line.startswith(f"{CommitReveal.KIND.name} "):
            nonce = line.rpartition(" ")[2]
            if any(nonce_commitment(draw, party, nonce) == told for draw, party, told in commits):
                yield nonce


def _unsealed(deliveries: tuple[Delivery, ...], sealed: Mapping[int, Record]) -> Iterator[Fault]:
    """Yield the lines that are not what the log sealed."""
    for source, one in enumerate(deliveries):
        if source not in sealed:
            yield Fault("entropy-not-declared", f"sources[{source}]", {"declared": len(sealed)})
            continue
        found = commitment(entropy_name(source), one.salt, one.line.encode())
        if found != sealed[source].fields["commitment"]:
            yield Fault("entropy-unlike-record", f"sources[{source}].line", {"source": source})


def _wrong_text(
    content: bytes, deliveries: tuple[Delivery, ...], attempt: Attempt, lock: Record
) -> Iterator[Fault]:
    """Yield why seed.txt is not the text that the deliveries give."""
    try:
        text = content.decode("ascii")
        profile = Profile(lock.fields["profile"])
        check_seed_text(text, attempt.number, profile)
        expected = seed_text(attempt.number, tuple(one.line for one in deliveries), profile)
    except UnicodeDecodeError:
        yield Fault("seed-not-ascii", SEED, {"file": SEED})
        return
    except SeedTextError as error:
        yield Fault(error.code, SEED, error.facts)
        return
    if text != expected:
        lines = zip(text.split("\n"), expected.split("\n"), strict=False)
        line = next((n for n, (one, other) in enumerate(lines, start=1) if one != other), 0)
        yield Fault("seed-unlike-entropy", SEED, {"line": line})
