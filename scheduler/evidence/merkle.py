"""The Merkle tree of RFC 6962 over the records of a log: roots, proofs, and their verification.

Records and hashes are bytes; a hash is SHA-256, 32 bytes. Leaves are counted from 0. Proofs are
made as in RFC 6962 section 2.1 and checked as in RFC 9162 sections 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Self

from scheduler.errors import SchedulerError

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()
"""The root over no leaves."""


class MerkleError(SchedulerError):
    """A proof does not hold, or asks for a tree that there cannot be."""

    code = "merkle-proof"

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected

    @property
    def facts(self) -> dict[str, str]:
        return {"expected": self.expected}

    def __str__(self) -> str:
        return f"Merkle proof: expected {self.expected}."


def leaf_hash(record: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256(0x00 ‖ record)."""
    return hashlib.sha256(b"\0" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(records: Iterable[bytes]) -> bytes:
    """Return the root over *records*."""
    return MerkleTree.of(records).root()


class MerkleTree:
    """A tree that grows to the right; root and proofs at every size that it has had.

    Built in one pass, 2 hashes kept per leaf. `levels[k][i]` is the node over the 2^k leaves from
    i * 2^k; nodes over fewer leaves than that are made when they are asked for.
    """

    __slots__ = ("_levels",)

    def __init__(self, leaf_hashes: Iterable[bytes] = ()) -> None:
        leaves = list(leaf_hashes)
        _check_hashes(leaves)
        self._levels = [leaves]
        while len(level := self._levels[-1]) > 1:
            pairs = list(pairwise(level))[::2]
            self._levels.append([node_hash(left, right) for left, right in pairs])

    @classmethod
    def of(cls, records: Iterable[bytes]) -> Self:
        """Return the tree over *records*."""
        return cls(map(leaf_hash, records))

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self._levels[0])

    @property
    def leaf_hashes(self) -> tuple[bytes, ...]:
        """The hashes of the leaves, in order."""
        return tuple(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add one leaf by its hash; every node that it completes is hashed once."""
        _check_hashes((leaf,))
        node, height = leaf, 0
        while True:
            if height == len(self._levels):
                self._levels.append([])
            self._levels[height].append(node)
            if len(self._levels[height]) % 2:
                return
            node = node_hash(*self._levels[height][-2:])
            height += 1

    def root(self, size: int | None = None) -> bytes:
        """Return the root over the first *size* leaves, or all.

        Raises:
            MerkleError: if there are not so many leaves.
        """
        return self._node(0, self._size(size))

    def inclusion_path(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the hashes that lead from leaf *index* to the root over the first *size* leaves.

        Raises:
            MerkleError: if there is no such leaf in a tree of that size.
        """
        start, end = 0, self._size(size)
        if not start <= index < end:
            raise MerkleError("an index below the size")
        path = []
        while end - start > 1:
            middle = start + _left_width(end - start)
            if index < middle:
                path.append(self._node(middle, end))
                end = middle
            else:
                path.append(self._node(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_path(self, first: int, second: int | None = None) -> tuple[bytes, ...]:
        """Return the hashes that prove the tree of *first* leaves to be a prefix of *second*.

        The path is empty if the sizes are equal, or if there were no leaves.

        Raises:
            MerkleError: unless 0 <= *first* <= *second* <= size.
        """
        start, end = 0, self._size(second)
        if not 0 <= first <= end:
            raise MerkleError("sizes in ascending order")
        path = []
        while first and first != end:
            middle = start + _left_width(end - start)
            if first <= middle:
                path.append(self._node(middle, end))
                end = middle
            else:
                path.append(self._node(start, middle))
                start = middle
        if start:  # else the verifier has this node already: it is the first root
            path.append(self._node(start, end))
        return tuple(reversed(path))

    def _size(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise MerkleError(f"a size from 0 to {self.size}")
        return size

    def _node(self, start: int, end: int) -> bytes:
        """Return the node over leaves *start* to *end*; *start* is where the tree has a node."""
        found = []
        while start < end:
            height = (end - start).bit_length() - 1
            found.append(self._levels[height][start >> height])
            start += 1 << height
        if not found:
            return EMPTY_ROOT
        node = found.pop()
        while found:
            node = node_hash(found.pop(), node)
        return node


def root_of_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root of the tree of *size* leaves in which *path* leads up from *leaf*.

    Raises:
        MerkleError: if index and size are impossible, or the path is not as long as they want.
    """
    if not 0 <= index < size:
        raise MerkleError("an index below the size")
    _check_hashes((leaf, *path))
    node, last = leaf, size - 1
    for sibling in path:
        if last == 0:
            raise MerkleError("a shorter path")
        if index & 1 or index == last:
            node = node_hash(sibling, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise MerkleError("a longer path")
    return node


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Check that *leaf* (its hash) is leaf *index* of the tree with *size* leaves and *root*.

    Raises:
        MerkleError: if not, or if the proof is malformed.
    """
    if root_of_inclusion(leaf, index, size, path) != root:
        raise MerkleError("a path that leads to the root")


def verify_consistency(
    first: int, second: int, path: Sequence[bytes], first_root: bytes, second_root: bytes
) -> None:
    """Check that the tree with *first* leaves is a prefix of the one with *second*.

    Raises:
        MerkleError: if not, or if the proof is malformed.
    """
    if not 0 <= first <= second:
        raise MerkleError("sizes in ascending order")
    _check_hashes((first_root, second_root, *path))
    if first in {0, second}:
        if path:
            raise MerkleError("a shorter path")
        if first_root != (second_root if first else EMPTY_ROOT) or (
            not second and second_root != EMPTY_ROOT
        ):
            raise MerkleError("equal trees to have equal roots, empty ones the empty root")
        return
    if _roots_of_consistency(first, second, path, first_root) != (first_root, second_root):
        raise MerkleError("a path that leads to both roots")


def _roots_of_consistency(
    first: int, second: int, path: Sequence[bytes], first_root: bytes
) -> tuple[bytes, bytes]:
    """Return the two roots to which *path* leads, where 0 < *first* < *second*."""
    index, last = first - 1, second - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    # A first tree that is a whole left part of the second is where the path begins.
    siblings = list(path) if index else [first_root, *path]
    if not siblings:
        raise MerkleError("a longer path")
    old = new = siblings[0]
    for sibling in siblings[1:]:
        if last == 0:
            raise MerkleError("a shorter path")
        if index & 1 or index == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise MerkleError("a longer path")
    return old, new


def _left_width(width: int) -> int:
    """Return the largest power of two below *width*, which is at least 2."""
    return 1 << (width - 1).bit_length() - 1


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(one) != HASH_BYTES for one in hashes):
        raise MerkleError("hashes of 32 bytes")
