"""The keystream: ChaCha20 (RFC 8439) as a stream of 32-bit words."""

from __future__ import annotations

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from numpy.typing import NDArray

from scheduler.domain.hashing import started

WORD_BYTES = 4
ZERO_NONCE = bytes(16)  # counter and nonce: every key is used for one stream only


class Keystream:
    """Little-endian 32-bit words of the ChaCha20 keystream whose key is the hash of *label*."""

    def __init__(self, label: str) -> None:
        key = started(label).digest()
        self._encryptor = Cipher(algorithms.ChaCha20(key, ZERO_NONCE), mode=None).encryptor()

    def words(self, count: int) -> NDArray[np.uint32]:
        """Return the next *count* words."""
        stream = bytearray(count * WORD_BYTES)
        self._encryptor.update_into(stream, stream)
        return np.frombuffer(stream, dtype="<u4").astype(np.uint32, copy=False)
