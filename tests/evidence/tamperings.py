"""The catalogue: what somebody could do to the evidence of a draw, and which step tells first."""

from __future__ import annotations

from tests.evidence import (
    tampered_entropy,
    tampered_files,
    tampered_heads,
    tampered_locks,
    tampered_order,
    tampered_results,
    tampered_targets,
)
from tests.evidence.catalogue import CATALOGUE

PARTS = (
    tampered_files,
    tampered_targets,
    tampered_locks,
    tampered_entropy,
    tampered_order,
    tampered_heads,
    tampered_results,
)
"""Each puts its own into the catalogue as it is imported."""

TAMPERINGS = tuple(CATALOGUE)
