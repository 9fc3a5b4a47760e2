"""Tamperings: a byte in every kind of file, and what anybody can rewrite."""

from __future__ import annotations

from api.files.evidence.documents import ENTROPY, PUBLIC_LOCK, ROWS, SEED
from tests.evidence.catalogue import (
    AUDIT_LOCK,
    CATALOGUE,
    OFFICERS,
    REGISTRY,
    SELECTIONS,
    STRATA,
    TEAMS,
    VISITS,
    Tampering,
    Touches,
    Who,
    flipped,
    lines_of,
    tampering,
    text_of,
)
from tests.evidence.office import Good
from tests.evidence.rebuilding import (
    Files,
    relisted,
    resealed,
    resummed,
)

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
