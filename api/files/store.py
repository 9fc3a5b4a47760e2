"""Bytes kept by their SHA-256: what was uploaded, frozen or signed, each once and unchanged."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files named by what they hold."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep *content* and return its digest; nobody ever sees half of it."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if path.is_file():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            Path(beside).replace(path)
        finally:
            Path(beside).unlink(missing_ok=True)
        return digest

    def get(self, digest: str) -> bytes:
        """Return what was kept under *digest*.

        Raises:
            FileNotFoundError: if nothing was.
        """
        return self.path(digest).read_bytes()

    def path(self, digest: str) -> Path:
        """Return where the bytes with *digest* are, whether or not they are there."""
        return self.folder / digest[:2] / digest
