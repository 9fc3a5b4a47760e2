"""How somebody who changed a bundle makes the rest of it agree again, as far as his keys reach.

Three people: one who only changes files; one who also puts the new hashes wherever hashes stand
and nobody signed; and the operator, who holds the log's key and all secrets, and logs anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from api.files.evidence.bundles import Published, audit_bundle, manifest, public_bundle
from api.files.evidence.documents import ENTROPY, SEED, is_audit, is_public
from api.files.evidence.secrets import Delivery, read_deliveries
from api.files.planbook.documents import sums_text
from scheduler.evidence.canonical import canonical
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.commitments import commitment, sha256_hex
from scheduler.evidence.keys import SigningKey
from scheduler.evidence.merkle import MerkleTree
from scheduler.evidence.notes import sign
from scheduler.evidence.proofs import RecordProof
from scheduler.lottery.seed import seed_text
from tests.evidence.office import Good

Files = dict[str, bytes]
RecordData = dict[str, Any]
Edit = Callable[[list[RecordData]], list[RecordData]]

KEPT_SALT = "5a" * 32
"""Of documents that had none."""


def resummed(files: Mapping[str, bytes]) -> Files:
    """Rewrite SHA256SUMS: anybody can."""
    kept = {name: content for name, content in files.items() if name != "SHA256SUMS"}
    return kept | {"SHA256SUMS": sums_text(kept).encode()}


def relisted(files: Mapping[str, bytes]) -> Files:
    """Rewrite manifest.json, openings.json and SHA256SUMS: anybody can do that, too."""
    listed = json.loads(files["manifest.json"])
    salts = json.loads(files["openings.json"])
    for part, belongs in (("public", is_public), ("audit", is_audit)):
        listed[part] = {name: sha256_hex(files[name]) for name in files if belongs(name)}
    salts = {name: salts.get(name, KEPT_SALT) for name in (*listed["public"], *listed["audit"])}
    changed = {"manifest.json": canonical(listed), "openings.json": canonical(salts)}
    return resummed({**files, **changed})


def records_of(good: Good) -> list[RecordData]:
    """Return the records of the good log as data that may be changed."""
    return [json.loads(line) for line in good.files["log.jsonl"].splitlines()]


def of(records: list[RecordData], event: str) -> RecordData:
    """Return the first record of an event."""
    return next(one for one in records if one["event"] == event)


def appended(event: str, draw: str, **fields) -> Edit:
    """Add a record at the end, at the moment of the last."""

    def edit(records: list[RecordData]) -> list[RecordData]:
        head = {"schema": records[0]["schema"], "event": event, "draw": draw}
        return [*records, {**head, "at": records[-1]["at"], **fields}]

    return edit


def relogged(
    good: Good,
    documents: Mapping[str, bytes | None] | None = None,
    edit: Edit = list,
    *,
    public: bool = False,
    key: SigningKey | None = None,
    listed: Mapping[str, bytes] | None = None,
) -> Files:
    """Make the bundle that the operator can make of changed documents (None: left out) and records.

    Commitments follow the documents, quoted records the records above, and the log's key signs
    head, head before the entropy and proofs. The witness signs nothing of that. *edit* sees the
    records before quotations are made right. *listed* are documents as the manifest tells them.
    """
    changed = dict(documents or {})
    whole = {**good.documents, **changed}
    whole = {name: content for name, content in whole.items() if content is not None}
    salts = {name: good.secrets.salts.get(name, KEPT_SALT) for name in whole}
    records = edit(_recommitted(records_of(good), changed, salts))
    told = manifest(good.number, {**whole, **(listed or {})})
    content = _requoted(records, told)
    log = logged(good, content, key or good.key)
    made = audit_bundle if not public else public_bundle
    files = made(Published(good.number, whole, salts, log))
    return resummed({**files, "manifest.json": told})


def logged(good: Good, records: list[bytes], key: SigningKey) -> Files:
    """Return the files of a log with these records, signed by *key*."""
    tree = MerkleTree.of(records)
    note = sign(str(Checkpoint(key.name, tree.size, tree.root())), key)
    entropy = (line for line, one in enumerate(records) if b'"event":"entropy"' in one)
    before = next(entropy, len(records))
    early = sign(str(Checkpoint(key.name, before, tree.root(before))), key)
    return {
        "log.jsonl": b"".join(one + b"\n" for one in records),
        "checkpoint": note.encode(),
        "lock.checkpoint": early.encode(),
        "keys.txt": good.files["keys.txt"],
        **{
            f"proofs/{line}.tlog-proof": RecordProof.of(tree, line, note).encode()
            for line in range(tree.size)
        },
    }


def resealed(
    good: Good, deliveries: Mapping[int, Mapping[str, str]]
) -> tuple[dict[str, bytes], Edit]:
    """Change what sources gave (`line` and proofs), in the seed text and in what the log sealed."""
    given = list(read_deliveries(good.files[ENTROPY]))
    for source, changes in deliveries.items():
        given[source] = Delivery.of(given[source].data() | dict(changes))
    secrets = replace(good.secrets, sources=tuple(given))
    text = seed_text(good.number, secrets.lines())

    def edit(records: list[RecordData]) -> list[RecordData]:
        for one in records:
            if one["event"] == "entropy" and one["source"] in deliveries:
                number = one["source"]
                delivery = given[number]
                one["commitment"] = commitment(
                    f"entropy/{number}", delivery.salt, delivery.line.encode()
                )
        return records

    return {SEED: text.encode(), ENTROPY: secrets.entropy()}, edit


def _recommitted(
    records: list[RecordData], changed: Mapping[str, bytes | None], salts: Mapping[str, str]
) -> list[RecordData]:
    """Commit to changed documents in the record that commits to them, new ones in the exec."""
    for name, content in changed.items():
        holders = [one for one in records if name in one.get("documents", {})]
        for one in holders or [of(records, "exec")]:
            if content is None:
                one["documents"].pop(name, None)
            else:
                one["documents"][name] = commitment(name, salts[name], content)
    return records


def _requoted(records: list[RecordData], told: bytes) -> list[bytes]:
    """Write records, each quoting those above it as they are now."""
    digests: dict[tuple[str, str], str] = {}
    written = []
    for one in records:
        quoted = {"exec": "lock", "publish": "exec"}.get(one["event"], "")
        if (one["draw"], quoted) in digests:
            one[quoted] = digests[one["draw"], quoted]
        if one["event"] == "publish":
            one["manifest"] = sha256_hex(told)
        written.append(canonical(one))
        digests[one["draw"], one["event"]] = sha256_hex(written[-1])
    return written
