"""The keys of an office: the private ones in a folder apart, the public ones beside its log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.files.evidence.atomic import PUBLIC_FILE, write_atomically
from api.files.evidence.keys import create_key, key_path, load_key, refuse_beside_data
from api.files.evidence.locking import READ_AND_WRITE, held
from api.files.evidence.log_folder import KEYS, RECORDS, log_fault, read_keys, read_note
from api.files.evidence.verifier_keys import VerifierKeys
from scheduler.evidence.checkpoints import Checkpoint
from scheduler.evidence.keys import KeyType, SigningKey


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """Private keys in the folder *private*; keys.txt in *log*, the folder of the log.

    Raises:
        FaultsError: if the keys would lie in the folder of the log.
    """

    private: Path
    log: Path

    def __post_init__(self) -> None:
        refuse_beside_data(self.private, self.log)

    @property
    def known(self) -> VerifierKeys:
        """The public keys, old ones and the current one.

        Raises:
            FaultsError: if keys.txt cannot be understood.
        """
        return read_keys(self.log)

    def create(self, origin: str, secret: bytes) -> SigningKey:
        """Make the first key of the log *origin* from 32 fresh random bytes.

        Raises:
            FaultsError: if the log has a key already.
            KeyTextError: if *origin* or *secret* cannot be those of a key.
        """
        key = SigningKey(origin, KeyType.NOTE, secret)
        self.log.mkdir(parents=True, exist_ok=True)
        with held(self.log / RECORDS, READ_AND_WRITE):
            if self.known.terms:
                raise log_fault("key-exists", self.log / KEYS)
            return self._add(key, size=0)

    def rotate(self, secret: bytes) -> SigningKey:
        """Make a new key from 32 fresh random bytes; the one so far ends with the signed head.

        The next opening of the log signs its head with the new key too.

        Raises:
            FaultsError: if the log has no key yet, or its private part is gone.
            KeyTextError: if *secret* cannot be that of a key, or is not new.
        """
        self.load()  # that the log has a key, before its folder is touched
        with held(self.log / RECORDS, READ_AND_WRITE):
            note = read_note(self.log)
            size = Checkpoint.parse(note.text).size if note else 0
            return self._add(SigningKey(self.load().name, KeyType.NOTE, secret), size)

    def load(self) -> SigningKey:
        """Return the key that signs now.

        Raises:
            FaultsError: if there is none, if its file is readable by others, or holds another key.
        """
        current = self.known.current
        if current is None:
            raise log_fault("key-missing", self.log / KEYS)
        path = key_path(self.private, current)
        key = load_key(path)
        if key.verifier != current:
            raise log_fault("key-unreadable", path)
        return key

    def _add(self, key: SigningKey, size: int) -> SigningKey:
        # First the private part: a public one without it could never sign.
        following = self.known.followed_by(key.verifier, size)
        create_key(key_path(self.private, key.verifier), key)
        write_atomically(self.log / KEYS, following.encode(), PUBLIC_FILE)
        return key
