"""Tamperings: the seed text and what the sources of entropy gave."""

from __future__ import annotations

import json
from datetime import timedelta

from api.files.evidence.documents import ENTROPY, SEED
from scheduler.evidence.canonical import canonical
from scheduler.evidence.commitments import commitment, sha256_hex
from scheduler.evidence.records import moment_text
from scheduler.evidence.sources.commit_reveal import nonce_commitment
from tests.evidence.catalogue import (
    Touches,
    by_operator,
    lines_of,
    on_entropy,
    text_of,
)
from tests.evidence.office import Good
from tests.evidence.rebuilding import (
    Files,
    RecordData,
    appended,
    of,
    relogged,
    resealed,
)
from tests.scheduler.evidence.sources.beacons import CHAINED, QUICK
from tests.scheduler.evidence.sources.ceremony import LOCKED_AT, NONCES


def _seed(good: Good, content: bytes) -> Files:
    return relogged(good, {SEED: content})


@on_entropy
def two_lines_of_the_seed_change_places(good):
    lines = lines_of(good, SEED)
    lines[4], lines[5] = lines[5], lines[4]
    return _seed(good, text_of(lines))


@on_entropy
def lines_of_the_seed_end_as_on_windows(good):
    return _seed(good, good.documents[SEED].replace(b"\n", b"\r\n"))


@on_entropy
def the_seed_begins_with_a_mark(good):
    return _seed(good, b"\xef\xbb\xbf" + good.documents[SEED])


@on_entropy
def a_digit_of_the_seed_is_full_width(good):
    return _seed(good, good.documents[SEED].replace(b"dice 314159", "dice ３14159".encode()))


@on_entropy
def a_line_of_the_seed_ends_in_a_blank(good):
    return _seed(good, good.documents[SEED].replace(b"314159\n", b"314159 \n"))


@on_entropy
def the_seed_names_another_attempt(good):
    return _seed(good, good.documents[SEED].replace(b"000012/1", b"000012/2"))


@on_entropy
def a_nonce_opens_nothing(good):
    return relogged(good, *resealed(good, {0: {"line": f"commit-reveal amr {'0c' * 32}"}}))


@on_entropy
def both_parties_have_one_nonce(good):
    nonce = NONCES["amr"]
    promised = nonce_commitment(good.number, "justice", nonce)
    documents, seal = resealed(good, {1: {"line": f"commit-reveal justice {nonce}"}})

    def edit(records: list[RecordData]) -> list[RecordData]:
        records[1]["commit"] = promised
        of(records, "lock")["entropy"][1]["commit"] = promised
        return seal(records)

    return relogged(good, documents, edit)


@on_entropy
def a_nonce_is_used_again_in_the_next_draw(good):
    """Let a party commit to the nonce that this draw opens."""
    number = str(good.number).replace("000012", "000013")
    promised = sha256_hex(f"doubledraw-reveal-1|{number}|amr|{NONCES['amr']}".encode())
    return relogged(good, edit=appended("commit", number, party="amr", commit=promised))


@on_entropy
def dice_are_told_otherwise_than_sealed(good):
    documents, _ = resealed(good, {2: {"line": "physical dice 271828"}})
    return relogged(good, documents)


@by_operator("targets")
def dice_are_thrown_again_and_nothing_else_changes(good):
    return relogged(good, *resealed(good, {2: {"line": "physical dice 271828"}}))


@on_entropy
def a_die_more_is_thrown_than_declared(good):
    return relogged(good, *resealed(good, {2: {"line": "physical dice 3141592"}}))


@on_entropy
def randomness_of_the_machine_is_told_otherwise_than_sealed(good):
    documents, _ = resealed(good, {3: {"line": f"local {'6e' * 32}"}})
    return relogged(good, documents)


@on_entropy
def the_next_round_of_the_beacon_is_declared(good):
    documents, seal = resealed(
        good, {4: {"line": f"drand {QUICK.chain.hash} {QUICK.number + 1} {QUICK.randomness}"}}
    )

    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "lock")["entropy"][4]["round"] += 1
        return seal(records)

    return relogged(good, documents, edit)


@on_entropy
def the_beacon_shows_the_signature_of_another_round(good):
    signature = CHAINED.signature[:96]
    value = sha256_hex(bytes.fromhex(signature))
    line = f"drand {QUICK.chain.hash} {QUICK.number} {value}"
    return relogged(good, *resealed(good, {4: {"line": line, "signature": signature}}))


@on_entropy
def the_beacon_shows_other_randomness(good):
    line = f"drand {QUICK.chain.hash} {QUICK.number} {'fc' * 32}"
    return relogged(good, *resealed(good, {4: {"line": line}}))


@by_operator("entropy", Touches.OTHER)
def the_beacon_shows_a_signature_of_its_own(good):
    """Sign with a key of one's own; only the pairing tells, which the standalone leaves out."""
    signature = CURVE_POINT
    value = sha256_hex(bytes.fromhex(signature))
    line = f"drand {QUICK.chain.hash} {QUICK.number} {value}"
    return relogged(good, *resealed(good, {4: {"line": line, "signature": signature}}))


CURVE_POINT = (
    "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac58"
    "6c55e83ff97a1aeffb3af00adb22c6bb"
)
"""The base point of G1: a point that is no signature of that round."""


@on_entropy
def a_source_is_not_opened(good):
    sources = json.loads(good.documents[ENTROPY])["sources"]
    return relogged(good, {ENTROPY: canonical({"sources": sources[:-1]})})


@on_entropy
def a_source_is_opened_that_was_not_declared(good):
    sources = json.loads(good.documents[ENTROPY])["sources"]
    more = {"line": f"local {'6e' * 32}", "salt": "0" * 64}
    return relogged(good, {ENTROPY: canonical({"sources": [*sources, more]})})


@on_entropy
def a_source_is_taken_out_of_the_lock(good):
    """Declare, log and open four sources; the seed text stays."""
    sources = json.loads(good.documents[ENTROPY])["sources"]

    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "lock")["entropy"].pop()
        return [one for one in records if one.get("source") != 4]

    return relogged(good, {ENTROPY: canonical({"sources": sources[:-1]})}, edit)


@on_entropy
def only_the_machine_is_a_source(good):
    """Leave out all that the operator cannot choose, though the policy asks for it."""
    local = json.loads(good.documents[ENTROPY])["sources"][3]
    sealed = commitment("entropy/0", local["salt"], local["line"].encode())
    seed = f"doubledraw-seed-1\ndraw {good.number}\nentropy {local['line']}\n".encode()

    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "lock")["entropy"] = [{"type": "local"}]
        kept = [one for one in records if one.get("source") in {None, 3}]
        of(kept, "entropy").update(source=0, commitment=sealed)
        return kept

    return relogged(good, {ENTROPY: canonical({"sources": [local]}), SEED: seed}, edit)


@on_entropy
def a_commitment_is_declared_that_nobody_logged(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        return records[1:]

    return relogged(good, edit=edit)


@on_entropy
def a_reveal_comes_after_the_beacon(good):
    late = moment_text(LOCKED_AT + timedelta(seconds=61))

    def edit(records: list[RecordData]) -> list[RecordData]:
        last = next(one for one in records if one.get("source") == 3)
        last["at"] = late
        return records

    return relogged(good, edit=edit)


@on_entropy
def a_beacon_comes_before_its_round(good):
    early = moment_text(LOCKED_AT + timedelta(seconds=59))

    def edit(records: list[RecordData]) -> list[RecordData]:
        next(one for one in records if one.get("source") == 4)["at"] = early
        return records

    return relogged(good, edit=edit)
