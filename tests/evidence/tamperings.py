"""The catalogue: what somebody could do to the evidence of a draw, and which step tells first.

Each function makes a tampered bundle of the good draw. Who does it decides how much agrees again:
an outsider changes files; a rewriter also writes new sums, manifest and openings; the operator
logs anew with the office's own key. `touches` says whether targets, records or something else is
changed: the standalone verifier judges the first two as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from api.files.evidence.documents import ENTROPY, PUBLIC_LOCK, ROWS, SEED
from api.files.evidence.public_lock import rows_tree
from scheduler.evidence.canonical import canonical
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.commitments import commitment, sha256_hex
from scheduler.evidence.cosignatures import cosignature
from scheduler.evidence.keys import KeyType, SigningKey
from scheduler.evidence.merkle import MerkleTree
from scheduler.evidence.notes import Note, Signature, sign
from scheduler.evidence.proofs import RecordProof
from scheduler.evidence.records import moment_text
from scheduler.evidence.rows import rows_content
from scheduler.evidence.sources.commit_reveal import nonce_commitment
from scheduler.lottery.seed import Keys
from tests.evidence.office import WITNESS, Good
from tests.evidence.rebuilding import (
    Edit,
    Files,
    RecordData,
    of,
    records_of,
    relisted,
    relogged,
    resealed,
    resummed,
)
from tests.scheduler.evidence.sources.beacons import CHAINED, QUICK
from tests.scheduler.evidence.sources.ceremony import LOCKED_AT, NONCES

SELECTIONS, STRATA, VISITS = "public/selections.csv", "public/strata.csv", "public/visits.csv"
TEAMS, LEAVE, CONFLICTS = "audit/teams.csv", "audit/inputs/leave.csv", "audit/inputs/conflicts.csv"
REGISTRY, OFFICERS = "audit/inputs/targets.csv", "audit/inputs/officers.csv"
AUDIT_LOCK = "audit/lock.json"

STRANGER = SigningKey("office.example/log", KeyType.NOTE, b"x" * 32)
"""A key of somebody else under the office's name."""


class Who(StrEnum):
    OUTSIDER = "outsider"
    REWRITER = "rewriter"
    OPERATOR = "operator"


class Touches(StrEnum):
    TARGETS = "targets"
    RECORDS = "records"
    OTHER = "other"


@dataclass(frozen=True)
class Tampering:
    """What is done, by whom, and the step that finds it before any other."""

    name: str
    make: Callable[[Good], Files]
    step: str
    who: Who
    touches: Touches


CATALOGUE: list[Tampering] = []


def tampering(step: str, who: Who = Who.OPERATOR, touches: Touches = Touches.TARGETS):
    """Put a function into the catalogue, named as it is."""

    def register(make: Callable[[Good], Files]) -> Callable[[Good], Files]:
        CATALOGUE.append(Tampering(make.__name__, make, step, who, touches))
        return make

    return register


def by_operator(step: str, touches: Touches = Touches.TARGETS):
    return tampering(step, Who.OPERATOR, touches)


on_records = by_operator("order", Touches.RECORDS)
on_entropy = by_operator("entropy", Touches.RECORDS)


# --- hands that change texts ---------------------------------------------------------------------


def lines_of(good: Good, name: str) -> list[str]:
    """Return the lines of a document, the heading first."""
    return good.documents[name].decode().splitlines()


def text_of(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def cells(line: str) -> list[str]:
    """Take apart a line without quoted commas."""
    return line.split(",")


def changed(good: Good, name: str, old: str, new: str) -> bytes:
    """Exchange one text in a document that must hold it."""
    content = good.documents[name].decode()
    assert old in content, (name, old)
    return content.replace(old, new, 1).encode()


def locked(good: Good, edit: Callable[[dict], None], name: str = PUBLIC_LOCK) -> bytes:
    """Change a lock.json."""
    data = json.loads(good.documents[name])
    edit(data)
    return canonical(data) if name == PUBLIC_LOCK else json.dumps(data).encode()


def flipped(content: bytes) -> bytes:
    """Change one bit in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes((content[middle] ^ 1,)) + content[middle + 1 :]


def selected(good: Good, plan_id: str) -> list[list[str]]:
    """Return the rows of a plan's selections: plan, target, name, ticket, stratum, rank."""
    rows = (cells(line) for line in lines_of(good, SELECTIONS))
    return [row for row in rows if row[0] == plan_id]


def ticket(good: Good, target_id: str) -> str:
    key = Keys.from_seed(good.documents[SEED].decode()).target
    return sha256_hex(f"{key}{target_id}".encode())


# --- a byte in every kind of file ----------------------------------------------------------------

KINDS = {
    "log.jsonl": "log",
    "checkpoint": "log",
    "lock.checkpoint": "log",
    "keys.txt": "log",
    "proofs/3.tlog-proof": "log",
    "manifest.json": "manifest",
    "openings.json": "openings",
    SEED: "manifest",
    ENTROPY: "manifest",
    PUBLIC_LOCK: "manifest",
    ROWS: "manifest",
    SELECTIONS: "manifest",
    STRATA: "manifest",
    VISITS: "manifest",
    AUDIT_LOCK: "manifest",
    "audit/rows.txt": "manifest",
    REGISTRY: "manifest",
    OFFICERS: "manifest",
    "audit/inputs/policy.json": "manifest",
    TEAMS: "manifest",
}
"""File -> the step that tells of a changed byte once the sums are rewritten."""

COVERED_BY_SUMS_ALONE = ("README.txt", "verify.py")
"""Nobody signs them: whoever rewrites the sums may write there what he likes."""


def _a_byte(name: str, step: str) -> None:
    touches = Touches.OTHER if name.startswith("audit/") else Touches.RECORDS

    def flip(good: Good) -> Files:
        return {**good.files, name: flipped(good.files[name])}

    def flip_and_sum(good: Good) -> Files:
        return resummed(flip(good))

    told = name.replace("/", "_").replace(".", "_")
    CATALOGUE.append(Tampering(f"a_byte_in_{told}", flip, "sums", Who.OUTSIDER, touches))
    if step:
        name_of_sums = f"a_byte_in_{told}_and_new_sums"
        CATALOGUE.append(Tampering(name_of_sums, flip_and_sum, step, Who.REWRITER, touches))


for _name, _step in KINDS.items():
    _a_byte(_name, _step)
for _name in (*COVERED_BY_SUMS_ALONE, "SHA256SUMS"):
    _a_byte(_name, "")


@tampering("manifest", Who.REWRITER)
def the_selections_are_changed_and_everything_unsigned_is_rewritten(good):
    lines = lines_of(good, SELECTIONS)
    return relisted({**good.files, SELECTIONS: text_of(lines[:-1])})


@tampering("manifest", Who.REWRITER)
def the_dice_show_other_digits(good):
    documents, _ = resealed(good, {2: {"line": "physical dice 271828"}})
    return relisted({**good.files, **documents})


@tampering("sums", Who.OUTSIDER)
def a_document_is_gone(good):
    return {name: content for name, content in good.files.items() if name != SELECTIONS}


@tampering("manifest", Who.REWRITER)
def a_document_is_gone_and_not_listed(good):
    return relisted({name: content for name, content in good.files.items() if name != SELECTIONS})


@tampering("manifest", Who.REWRITER, Touches.RECORDS)
def the_seed_text_is_gone(good):
    return resummed({name: content for name, content in good.files.items() if name != SEED})


# --- targets -------------------------------------------------------------------------------------


@by_operator("targets")
def a_target_is_added(good):
    reserve = next(one for one in good.edition.reserves if one.plan_id == "P01")
    lines = lines_of(good, SELECTIONS)
    row = f"P01,{reserve.target_id},某,{reserve.ticket},1,5"
    return relogged(good, {SELECTIONS: text_of([*lines[:5], row, *lines[5:]])})


@by_operator("targets")
def a_target_is_removed(good):
    lines = lines_of(good, SELECTIONS)
    return relogged(good, {SELECTIONS: text_of([*lines[:4], *lines[5:]])})


@by_operator("targets")
def two_targets_change_places(good):
    lines = lines_of(good, SELECTIONS)
    lines[1], lines[2] = lines[2], lines[1]
    return relogged(good, {SELECTIONS: text_of(lines)})


def _swapped_for_the_reserve(good) -> dict[str, bytes]:
    """Let the next reserve of P01 go in place of its last, wherever everybody can see it."""
    *_, last = selected(good, "P01")
    reserve = next(one for one in good.edition.reserves if one.plan_id == "P01")
    name = good.edition.targets[reserve.target_id]["name"]
    old = ",".join(last)
    new = f"P01,{reserve.target_id},{name},{reserve.ticket},1,4"
    return {
        SELECTIONS: changed(good, SELECTIONS, old, new),
        STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,4,{reserve.ticket}"),
        VISITS: changed(good, VISITS, f"P01/{last[1]}", f"P01/{reserve.target_id}"),
    }


@by_operator("compare")
def a_target_gives_way_to_the_next_reserve(good):
    return relogged(good, _swapped_for_the_reserve(good))


@by_operator("days")
def a_target_gives_way_to_the_next_reserve_but_not_among_the_visits(good):
    documents = _swapped_for_the_reserve(good)
    del documents[VISITS]
    return relogged(good, documents)


@by_operator("targets")
def a_ticket_is_lowered(good):
    *_, last = selected(good, "P01")
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, last[3], "0" * 64)})


@by_operator("targets")
def a_weighted_ticket_is_lowered(good):
    first, *_ = selected(good, "P04")
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, first[3], "0" * 64)})


@by_operator("targets")
def a_cutoff_is_raised(good):
    *_, last = selected(good, "P01")
    return relogged(good, {STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,4,{'f' * 64}")})


@by_operator("targets")
def a_listed_target_is_given_a_ticket(good):
    first, *_ = selected(good, "P05")
    old = ",".join(first)
    new = ",".join([*first[:3], ticket(good, first[1]), *first[4:]])
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, old, new)})


@by_operator("targets")
def a_stratum_that_is_not_told_is_told(good):
    first, *_ = selected(good, "P02")
    old = ",".join(first)
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, old, f"{old[:-2]},2,1")})


@by_operator("targets")
def a_target_is_moved_to_another_stratum(good):
    first, *_ = selected(good, "P03")
    old = ",".join(first)
    new = ",".join([*first[:4], "1" if first[4] == "2" else "2", first[5]])
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, old, new)})


@by_operator("targets")
def a_stratum_gets_another_name(good):
    return relogged(good, {STRATA: changed(good, STRATA, "塘沽街道", "杭州道街道")})


@by_operator("targets")
def a_pool_is_told_larger(good):
    return relogged(good, {STRATA: changed(good, STRATA, 'P02,,"",30,9', 'P02,,"",90,9')})


def _quota(good: Good, plan: int, quota: int) -> bytes:
    def edit(data: dict) -> None:
        data["plans"][plan]["quota"] = quota
        for one in data["plans"][plan]["strata"]:
            one["quota"] = quota

    return locked(good, edit)


@by_operator("targets")
def a_quota_is_lowered_in_the_lock(good):
    return relogged(good, {PUBLIC_LOCK: _quota(good, 0, 3)})


@by_operator("targets")
def a_quota_is_lowered_in_the_result(good):
    *_, last = selected(good, "P01")
    return relogged(good, {STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,3,{last[3]}")})


@by_operator("compare")
def a_quota_is_lowered_wherever_it_is_told(good):
    *_, third, last = selected(good, "P01")
    visits = changed(good, VISITS, f"P01/{last[1]}|", "")
    return relogged(
        good,
        {
            PUBLIC_LOCK: _quota(good, 0, 3),
            SELECTIONS: changed(good, SELECTIONS, ",".join(last) + "\n", ""),
            STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,3,{third[3]}"),
            VISITS: visits,
        },
    )


@by_operator("openings")
def a_lock_is_committed_to_again_after_the_seed_was_known(good):
    """Leave the lock's record as it was, and commit to another public/lock.json in the exec."""
    content = _quota(good, 0, 3)

    def edit(records: list[RecordData]) -> list[RecordData]:
        salt = good.secrets.salts[PUBLIC_LOCK]
        of(records, "exec")["documents"][PUBLIC_LOCK] = commitment(PUBLIC_LOCK, salt, content)
        whole = commitment(PUBLIC_LOCK, salt, good.documents[PUBLIC_LOCK])
        of(records, "lock")["documents"][PUBLIC_LOCK] = whole
        return records

    return relogged(good, {PUBLIC_LOCK: content}, edit)


def _committed_late(*names: str) -> Edit:
    """Let the exec commit to what the lock should have."""

    def edit(records: list[RecordData]) -> list[RecordData]:
        for name in names:
            found = of(records, "lock")["documents"].pop(name)
            of(records, "exec")["documents"][name] = found
        return records

    return edit


@by_operator("openings")
def rows_are_committed_to_only_after_the_seed_was_known(good):
    return relogged(good, edit=_committed_late(ROWS, PUBLIC_LOCK))


@by_operator("openings", Touches.OTHER)
def officers_are_committed_to_only_after_the_seed_was_known(good):
    return relogged(good, edit=_committed_late(OFFICERS))


@by_operator("openings", Touches.OTHER)
def the_mask_is_committed_to_only_after_the_seed_was_known(good):
    return relogged(good, edit=_committed_late("sealed/mask.txt"))


@by_operator("openings", Touches.OTHER)
def the_mask_is_never_committed_to(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        del of(records, "lock")["documents"]["sealed/mask.txt"]
        return records

    return relogged(good, edit=edit)


# --- what was locked -----------------------------------------------------------------------------


@by_operator("rows")
def a_row_is_removed(good):
    return relogged(good, {ROWS: text_of(lines_of(good, ROWS)[:-1])})


@by_operator("rows")
def a_row_is_added(good):
    return relogged(good, {ROWS: text_of([*lines_of(good, ROWS), "f" * 64])})


@by_operator("rows")
def rows_are_out_of_order(good):
    heading, first, second, *rest = lines_of(good, ROWS)
    return relogged(good, {ROWS: text_of([heading, second, first, *rest])})


@by_operator("rows")
def a_row_stands_twice(good):
    heading, first, _second, *rest = lines_of(good, ROWS)
    return relogged(good, {ROWS: text_of([heading, first, first, *rest])})


def _rows(good: Good, rows: list[str]) -> dict[str, bytes]:
    def edit(data: dict) -> None:
        data["rows"] = {"count": len(rows), "root": rows_tree(rows).root().hex()}

    return {ROWS: rows_content(rows), PUBLIC_LOCK: locked(good, edit)}


@by_operator("rows")
def a_row_is_removed_and_the_lock_tells_so(good):
    return relogged(good, _rows(good, lines_of(good, ROWS)[2:]))


@by_operator("compare")
def a_row_is_exchanged_and_the_lock_tells_so(good):
    return relogged(good, _rows(good, [*lines_of(good, ROWS)[1:-1], "f" * 64]))


@by_operator("compare")
def another_master_text_is_given(good):
    return relogged(good, {"audit/rows.txt": b"f" * 64 + b"\n"})


@by_operator("compare", Touches.OTHER)
def a_registered_firm_is_renamed(good):
    return relogged(good, {REGISTRY: changed(good, REGISTRY, "企业有限公司", "实业有限公司")})


@by_operator("compare", Touches.OTHER)
def a_friend_gets_another_street(good):
    """Change what decides a pool and leave its rows: only who applies the rules can tell."""
    return relogged(good, {REGISTRY: changed(good, REGISTRY, "大港街道,,H62", "塘沽街道,,H62")})


@by_operator("compare")
def a_friend_is_dropped_from_the_registry(good):
    friend = selected(good, "P01")[0][1]
    kept = [line for line in lines_of(good, REGISTRY) if not line.startswith(friend)]
    return relogged(good, {REGISTRY: text_of(kept)})


@by_operator("compare")
def a_firm_that_was_not_drawn_is_dropped_from_the_registry(good):
    drawn = {one.target_id for one in good.edition.book.selections}
    kept = lines_of(good, REGISTRY)
    spare = next(line for line in kept[1:] if cells(line)[0] not in drawn)
    return relogged(good, {REGISTRY: text_of([line for line in kept if line != spare])})


@by_operator("targets")
def the_lock_names_another_draw(good):
    return relogged(
        good, {PUBLIC_LOCK: locked(good, lambda data: data.update(draw="120116-2026-000013/1"))}
    )


@by_operator("targets")
def the_lock_tells_an_earlier_moment(good):
    earlier = moment_text(LOCKED_AT - timedelta(days=1))
    return relogged(good, {PUBLIC_LOCK: locked(good, lambda data: data.update(locked_at=earlier))})


@by_operator("targets")
def the_lock_has_a_plan_less_than_its_record(good):
    def edit(data: dict) -> None:
        del data["plans"][4]

    kept = [line for line in lines_of(good, SELECTIONS) if not line.startswith("P05")]
    visits = [line for line in lines_of(good, VISITS) if "P05/" not in line]
    return relogged(
        good, {PUBLIC_LOCK: locked(good, edit), SELECTIONS: text_of(kept), VISITS: text_of(visits)}
    )


@by_operator("targets")
def a_registry_is_told_larger_than_pool_and_exclusions(good):
    def edit(data: dict) -> None:
        data["plans"][0]["registry"] += 100

    return relogged(good, {PUBLIC_LOCK: locked(good, edit)})


# --- seed and entropy ----------------------------------------------------------------------------


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
    return relogged(good, edit=_appended("commit", number, party="amr", commit=promised))


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


# --- the order of records ------------------------------------------------------------------------


def _moved(event: str, place: int, at: str | None = None) -> Edit:
    """Move a record to another line, with the moment of its neighbour."""

    def edit(records: list[RecordData]) -> list[RecordData]:
        one = of(records, event)
        records.remove(one)
        one["at"] = at or records[place]["at"]
        return [*records[:place], one, *records[place:]]

    return edit


def _appended(event: str, draw: str, **fields) -> Edit:
    """Add a record at the end, at the moment of the last."""

    def edit(records: list[RecordData]) -> list[RecordData]:
        head = {"schema": records[0]["schema"], "event": event, "draw": draw}
        return [*records, {**head, "at": records[-1]["at"], **fields}]

    return edit


@on_records
def entropy_comes_before_the_lock(good):
    return relogged(good, edit=_moved("entropy", 2))


@on_records
def the_lock_comes_after_the_entropy(good):
    return relogged(good, edit=_moved("lock", 7))


@on_records
def the_exec_comes_before_the_last_source(good):
    return relogged(good, edit=_moved("exec", 7))


@on_records
def two_records_change_places(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        records[3], records[4] = records[4], records[3]
        return records

    return relogged(good, edit=edit)


@on_records
def a_source_never_delivered(good):
    return relogged(good, edit=lambda records: [*records[:5], *records[6:]])


@on_records
def a_record_stands_twice(good):
    return relogged(good, edit=lambda records: [*records[:4], records[3], *records[4:]])


@on_records
def there_is_no_exec(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        return [one for one in records if one["event"] != "exec"]

    return relogged(good, edit=edit)


def _next_lock(good: Good, draw: str, **changes) -> Edit:
    lock = of(records_of(good), "lock")
    fields = {name: lock[name] for name in lock if name not in {"schema", "event", "draw", "at"}}
    return _appended("lock", draw, **{**fields, **changes})


@on_records
def a_number_is_skipped(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000014/1", plans=["P09"]))


@on_records
def a_second_attempt_begins_without_a_void(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000012/2", plans=["P09"]))


@on_records
def an_attempt_is_skipped(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000013/2", plans=["P09"]))


@on_records
def a_plan_is_in_two_live_draws(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000013/1", plans=["P01"]))


@on_records
def a_void_is_decided_by_one_person(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        added = _next_lock(good, "120116-2026-000013/1", plans=["P09"])(records)
        void = {"reason": "x", "by": "chief", "second": "chief"}
        return _appended("void", "120116-2026-000013/1", **void)(added)

    return relogged(good, edit=edit)


def _second(name: str) -> Edit:
    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "publish")["second"] = name
        return records

    return edit


@on_records
def one_person_publishes(good):
    return relogged(good, edit=_second("chief"))


@on_records
def one_person_publishes_under_two_spellings(good):
    return relogged(good, edit=_second("Chief"))


@on_records
def time_goes_back(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "exec")["at"] = of(records, "lock")["at"]
        return records

    return relogged(good, edit=edit)


@on_records
def a_record_has_a_field_more(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "exec")["note"] = "x"
        return records

    return relogged(good, edit=edit)


@on_records
def the_draw_is_void_and_still_has_a_result(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        void = _appended("void", str(good.number), reason="x", by="chief", second="deputy")
        *before, executed, published = records
        return [*void(before), executed, published]

    return relogged(good, edit=edit)


# --- head, proofs, cosignatures ------------------------------------------------------------------


@tampering("log", Who.REWRITER, Touches.RECORDS)
def somebody_else_signs_the_log(good):
    return relogged(good, key=STRANGER)


@tampering("log", Who.REWRITER, Touches.RECORDS)
def somebody_else_signs_the_log_and_puts_his_key_beside_it(good):
    forged = relogged(good, key=STRANGER)
    return resummed({**forged, "keys.txt": f"{STRANGER.verifier}\n".encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def another_key_lies_beside_the_log(good):
    return resummed({**good.files, "keys.txt": f"{STRANGER.verifier}\n".encode()})


def _head(good: Good, root: bytes, size: int) -> bytes:
    return sign(str(Checkpoint(good.key.name, size, root)), good.key).encode()


@by_operator("log", Touches.RECORDS)
def the_checkpoint_has_another_root(good):
    records = good.files["log.jsonl"].splitlines()
    return resummed({**good.files, "checkpoint": _head(good, b"\0" * 32, len(records))})


@by_operator("log", Touches.RECORDS)
def the_checkpoint_before_the_entropy_has_another_root(good):
    return resummed({**good.files, "lock.checkpoint": _head(good, b"\0" * 32, 3)})


@by_operator("log", Touches.RECORDS)
def a_proof_leads_to_another_log(good):
    """Show the proof of a record in another log that the office signed: a split view."""
    records = good.files["log.jsonl"].splitlines()
    tree = MerkleTree.of([*records[:-1], b"another"])
    note = sign(str(Checkpoint(good.key.name, tree.size, tree.root())), good.key)
    return resummed({**good.files, "proofs/2.tlog-proof": RecordProof.of(tree, 2, note).encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def the_log_is_cut_short(good):
    records = good.files["log.jsonl"].splitlines(keepends=True)
    return resummed({**good.files, "log.jsonl": b"".join(records[:-1])})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def the_last_line_is_torn(good):
    return resummed({**good.files, "log.jsonl": good.files["log.jsonl"][:-1]})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_cosignature_is_forged(good):
    note = Note.parse(good.files["checkpoint"])
    own, theirs = note.signatures
    forged = Signature(theirs.name, theirs.key_id, flipped(theirs.content))
    return resummed({**good.files, "checkpoint": Note(note.text, (own, forged)).encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_cosignature_of_the_last_head_is_put_under_the_lock(good):
    last = Note.parse(good.files["checkpoint"]).signatures[1]
    early = Note.parse(good.files["lock.checkpoint"])
    note = Note(early.text, (early.signatures[0], last))
    return resummed({**good.files, "lock.checkpoint": note.encode()})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_proof_of_another_record_is_shown(good):
    return resummed({**good.files, "proofs/3.tlog-proof": good.files["proofs/4.tlog-proof"]})


@tampering("log", Who.REWRITER, Touches.RECORDS)
def a_proof_tells_another_index(good):
    proof = good.files["proofs/4.tlog-proof"].replace(b"index 4\n", b"index 3\n")
    return resummed({**good.files, "proofs/3.tlog-proof": proof})


# --- documents, visits, officers -----------------------------------------------------------------


@tampering("manifest", Who.REWRITER, Touches.RECORDS)
def a_document_is_added_that_the_manifest_does_not_list(good):
    return resummed({**good.files, "public/corrections.csv": b"target_id\n"})


@by_operator("openings", Touches.RECORDS)
def a_document_is_added_that_nobody_committed_to(good):
    name = "public/corrections.csv"

    def edit(records: list[RecordData]) -> list[RecordData]:
        del of(records, "exec")["documents"][name]
        return records

    return relogged(good, {name: b"target_id\n"}, edit)


@by_operator("openings", Touches.OTHER)
def a_document_is_added_to_those_that_a_result_has(good):
    return relogged(good, {"public/corrections.csv": b"target_id\n"})


@by_operator("manifest", Touches.RECORDS)
def the_manifest_lists_another_hash(good):
    return relogged(good, listed={SELECTIONS: b"another"})


@by_operator("manifest", Touches.RECORDS)
def the_manifest_leaves_a_document_out(good):
    files = relogged(good)
    told = json.loads(files["manifest.json"])
    del told["public"][SELECTIONS]
    return _relogged_manifest(good, canonical(told))


@by_operator("manifest", Touches.RECORDS)
def the_manifest_is_no_list(good):
    told = canonical({"draw": str(good.number), "public": {}, "audit": 5})
    return _relogged_manifest(good, told)


def _relogged_manifest(good: Good, told: bytes) -> Files:
    """Log any bytes as the manifest."""
    from tests.evidence.rebuilding import logged  # noqa: PLC0415 - only here

    records = records_of(good)
    of(records, "publish")["manifest"] = sha256_hex(told)
    log = logged(good, [canonical(one) for one in records], good.key)
    return resummed({**good.files, **log, "manifest.json": told})


@by_operator("days")
def a_visit_is_dropped(good):
    return relogged(good, {VISITS: text_of(lines_of(good, VISITS)[:-1])})


@by_operator("days")
def a_visit_is_made_twice(good):
    lines = lines_of(good, VISITS)
    return relogged(good, {VISITS: text_of([*lines, lines[-1]])})


def _single(good: Good) -> list[str]:
    """Return the cells of a visit that is made for one plan."""
    return next(one for one in map(cells, lines_of(good, VISITS)[1:]) if "|" not in one[3])


@by_operator("days")
def a_visit_is_moved_to_a_day_without_visits(good):
    one = _single(good)
    days = json.loads(good.documents[PUBLIC_LOCK])["days"][one[2]]
    other = next(day for n in range(1, 31) if (day := f"2026-12-{n:02}") not in days)
    moved = ",".join([one[0], other, *one[2:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("days")
def a_visit_is_moved_out_of_the_window(good):
    one = _single(good)
    moved = ",".join([one[0], "2027-01-04", "", *one[3:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("days")
def a_visit_takes_the_day_of_a_plan_that_is_not_its_own(good):
    one = _single(good)
    days = json.loads(good.documents[PUBLIC_LOCK])["days"]
    taken = {(row[2], row[1]) for row in map(cells, lines_of(good, VISITS)[1:])}
    plan, day = next(
        (plan, day) for plan in days for day in days[plan] if plan != one[2]
        if (plan, day) not in taken
    )  # fmt: skip
    moved = ",".join([one[0], day, plan, *one[3:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("compare", Touches.OTHER)
def a_visit_is_moved_off_the_plan(good):
    one = _single(good)
    moved = ",".join([one[0], "2026-12-30", "", *one[3:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("days")
def locked_days_are_changed_for_everybody(good):
    def edit(data: dict) -> None:
        data["days"] = {plan_id: {"2026-12-31": 9} for plan_id in data["days"]}

    return relogged(good, {PUBLIC_LOCK: locked(good, edit)})


@by_operator("judge", Touches.OTHER)
def locked_days_are_changed_for_auditors(good):
    def edit(data: dict) -> None:
        plan = data["days"]["plans"]["P02"]
        first, *_, last = sorted(plan)
        plan[last] += plan.pop(first)

    return relogged(good, {AUDIT_LOCK: locked(good, edit, AUDIT_LOCK)})


@by_operator("compare", Touches.OTHER)
def an_officer_is_swapped_for_another(good):
    heading, *teams = map(cells, lines_of(good, TEAMS))
    place = heading.index("officer_id")
    everybody = [cells(line)[0] for line in lines_of(good, OFFICERS)[1:]]
    there = {row[place] for row in teams if row[0] == teams[0][0]}
    other = next(name for name in everybody if name not in there)
    old = ",".join(teams[0])
    new = ",".join([*teams[0][:place], other, *teams[0][place + 1 :]])
    return relogged(good, {TEAMS: changed(good, TEAMS, old, new)})


@by_operator("compare", Touches.OTHER)
def another_officer_leads(good):
    heading, first, second, *rest = map(cells, lines_of(good, TEAMS))
    place = heading.index("is_leader")
    assert first[place] != second[place]
    first[place], second[place] = second[place], first[place]
    rows = (heading, first, second, *rest)
    return relogged(good, {TEAMS: text_of([",".join(row) for row in rows])})


@by_operator("compare", Touches.OTHER)
def a_leave_is_added_after_the_draw(good):
    line = lines_of(good, LEAVE)[1]
    other = cells(lines_of(good, OFFICERS)[1])[0]
    added = ",".join([other, *cells(line)[1:]])
    return relogged(good, {LEAVE: text_of(sorted({*lines_of(good, LEAVE), added}, key=_heading))})


def _heading(line: str) -> tuple[bool, str]:
    return not line.startswith("officer_id"), line


@by_operator("compare", Touches.OTHER)
def a_conflict_is_taken_out(good):
    return relogged(good, {CONFLICTS: text_of(lines_of(good, CONFLICTS)[:-1])})


@by_operator("compare", Touches.OTHER)
def the_public_inputs_of_a_relative_are_taken_out(good):
    name = "audit/inputs/relatives.csv"
    return relogged(good, {name: text_of(lines_of(good, name)[:1])})


# A cosignature that the operator asks for long after: no step fails, but no order is witnessed.


def cosigned_late(good: Good, seconds: int) -> Files:
    """Let the witness cosign the head before the entropy, *seconds* after the lock."""
    early = Note.parse(good.files["lock.checkpoint"])
    moment = int((LOCKED_AT + timedelta(seconds=seconds)).timestamp())
    note = Note(early.text, (early.signatures[0], cosignature(early.text, WITNESS, moment)))
    return resummed({**good.files, "lock.checkpoint": note.encode()})
