"""Bundles: what a published draw opens, to everybody and to auditors, each a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from api.files.evidence.documents import is_audit, is_public
from api.files.evidence.log_folder import CHECKPOINT, KEYS, RECORDS
from api.files.evidence.readme import readme
from api.files.planbook.documents import sums_text
from api.files.planbook.folder import write_planbook
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.canonical import canonical
from scheduler.evidence.commitments import sha256_hex

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
OPENINGS = "openings.json"
PROOFS = "proofs"
README = "README.txt"
VERIFIER = "verify.py"

NOT_IN_MANIFEST = (README, VERIFIER, MANIFEST, SUMS, RECORDS, CHECKPOINT, KEYS, OPENINGS)


@dataclass(frozen=True, slots=True)
class Published:
    """A draw to be published: its opened *documents*, the salts of all, and the log as it stands.

    *log* holds log.jsonl, checkpoint, keys.txt and the proofs of the draw's records.
    """

    number: DrawNumber
    documents: Mapping[str, bytes]
    salts: Mapping[str, str]
    log: Mapping[str, bytes]


def manifest(number: DrawNumber, documents: Mapping[str, bytes]) -> bytes:
    """Return manifest.json: the hash of each document that everybody gets, or auditors get."""
    return canonical(
        {
            "draw": str(number),
            "public": {name: sha256_hex(documents[name]) for name in documents if is_public(name)},
            "audit": {name: sha256_hex(documents[name]) for name in documents if is_audit(name)},
        }
    )


def public_bundle(published: Published) -> dict[str, bytes]:
    """Return path -> content of the public bundle."""
    return _bundle(published, [name for name in published.documents if is_public(name)])


def audit_bundle(published: Published) -> dict[str, bytes]:
    """Return path -> content of the audit bundle: the public one, and what auditors need."""
    documents = published.documents
    return _bundle(published, [name for name in documents if is_public(name) or is_audit(name)])


def write_bundles(published: Published, public: Path, audit: Path) -> None:
    """Write both bundles, each whole or not at all; only its owner may read that for auditors."""
    write_planbook(audit_bundle(published), audit)
    write_planbook(public_bundle(published), public, public=True)


def _bundle(published: Published, names: list[str]) -> dict[str, bytes]:
    opened = {name: published.documents[name] for name in sorted(names)}
    salts = {name: published.salts[name] for name in opened if name in published.salts}
    found = {
        README: readme(published.number).encode(),
        VERIFIER: files("api.files.evidence.standalone").joinpath(VERIFIER).read_bytes(),
        MANIFEST: manifest(published.number, published.documents),
        OPENINGS: canonical(salts),
        **published.log,
        **opened,
    }
    found[SUMS] = sums_text(found).encode()
    return found
