"""The dossier of one attempt: what was locked, and its secrets, kept long after the draw.

Results are not kept: they follow from the lock and the seed, so each reader makes them again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.files.evidence.atomic import PRIVATE_FILE, PRIVATE_FOLDER, sync_folder, write_atomically
from api.files.evidence.secrets import Secrets
from scheduler.errors import Fault, FaultsError

INPUTS = "inputs"
LOCK = "lock.json"
SECRETS = "secrets.json"
LOCK_CHECKPOINT = "lock.checkpoint"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A folder that only its owner may read."""

    folder: Path

    @property
    def inputs(self) -> Path:
        """The folder that the draw is made from."""
        return self.folder / INPUTS

    @property
    def lock(self) -> Path:
        """What was locked."""
        return self.folder / LOCK

    def exists(self) -> bool:
        """Tell whether there is one."""
        return self.folder.is_dir()

    def create(self, inputs: Mapping[str, bytes], lock: bytes, secrets: Secrets) -> None:
        """Write a new dossier, whole or not at all; one that never was logged gives way."""
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        beside = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}-", dir=self.folder.parent))
        files = {f"{INPUTS}/{name}": content for name, content in inputs.items()}
        try:
            (beside / INPUTS).mkdir(mode=PRIVATE_FOLDER)
            for name, content in (files | {LOCK: lock, SECRETS: secrets.content()}).items():
                _write(beside / name, content)
            shutil.rmtree(self.folder, ignore_errors=True)
            beside.replace(self.folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        sync_folder(self.folder.parent)

    def read_inputs(self) -> dict[str, bytes]:
        """Return the files that the draw is made from, by name."""
        return {path.name: path.read_bytes() for path in sorted(self.inputs.iterdir())}

    def secrets(self) -> Secrets:
        """Return the secrets.

        Raises:
            FaultsError: if they are gone or cannot be read.
        """
        path = self.folder / SECRETS
        try:
            return Secrets.read(path.read_bytes())
        except FileNotFoundError:
            raise _fault("dossier-missing", path) from None
        except (OSError, KeyError, TypeError, ValueError, AttributeError):
            raise _fault("dossier-unreadable", path) from None

    def keep_lock_checkpoint(self, note: bytes) -> None:
        """Keep the log's checkpoint as it was before the first entropy, with its cosignatures."""
        write_atomically(self.folder / LOCK_CHECKPOINT, note)

    def lock_checkpoint(self) -> bytes | None:
        """Return that checkpoint, or None if there was no entropy yet."""
        path = self.folder / LOCK_CHECKPOINT
        return path.read_bytes() if path.is_file() else None

    def keep(self, secrets: Secrets) -> None:
        """Replace the secrets."""
        write_atomically(self.folder / SECRETS, secrets.content())


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(PRIVATE_FILE)


def _fault(code: str, path: Path) -> FaultsError:
    return FaultsError((Fault(code, str(path), {"file": str(path)}),))
