"""Evidence: records in canonical form, the Merkle tree over them, and who signed its head.

Texts and hashes only; `docs/evidence.md` is the protocol. Files are in `api.files.evidence`.
"""
