"""The Merkle tree gives the roots and proofs of RFC 6962, and no other proof is believed."""

from __future__ import annotations

import hashlib
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from scheduler.evidence.merkle import (
    EMPTY_ROOT,
    MerkleError,
    MerkleTree,
    leaf_hash,
    node_hash,
    root,
    root_of_inclusion,
    verify_consistency,
    verify_inclusion,
)
from tests.scheduler.evidence.vectors import LEAVES, ROOTS, shared

MOST = 40
RECORDS = [f"record {number}".encode() for number in range(MOST)]
TREE = MerkleTree.of(RECORDS)
SIZES = st.integers(1, MOST)


def by_definition(leaves):
    """The root as RFC 6962 section 2.1 defines it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    width = left_width(leaves)
    inner = by_definition(leaves[:width]) + by_definition(leaves[width:])
    return hashlib.sha256(b"\x01" + inner).digest()


def proof_by_definition(first, leaves, *, known):
    """SUBPROOF of RFC 6962 section 2.1.2."""
    if first == len(leaves):
        return [] if known else [by_definition(leaves)]
    width = left_width(leaves)
    left, right = leaves[:width], leaves[width:]
    if first <= width:
        return [*proof_by_definition(first, left, known=known), by_definition(right)]
    return [*proof_by_definition(first - width, right, known=False), by_definition(left)]


def left_width(leaves):
    width = 1
    while width * 2 < len(leaves):
        width *= 2
    return width


@pytest.fixture(scope="module")
def other():
    """The tree of another implementation, which counts leaves from 1."""
    tree = InmemoryTree(algorithm="sha256")
    for record in RECORDS:
        tree.append_entry(record)
    return tree


# --- roots --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_published_leaves_have_their_published_roots(size):
    assert root(LEAVES[:size]).hex() == ROOTS[size]
    assert MerkleTree.of(LEAVES).root(size).hex() == ROOTS[size]


def test_the_shared_vectors_have_these_hashes():
    vectors = shared("rfc6962_merkle")

    assert tuple(vectors["root_by_size"]) == ROOTS
    assert leaf_hash(b"L123456").hex() == vectors["leaf_hash_of_L123456"]
    assert node_hash(b"N123", b"N456").hex() == vectors["node_hash_N123_N456"]


@pytest.mark.parametrize("size", range(MOST + 1))
def test_every_root_is_the_defined_one_and_that_of_another_implementation(size, other):
    assert TREE.root(size) == by_definition(RECORDS[:size]) == other.get_root(size)


@given(st.lists(st.binary(max_size=3), max_size=MOST), st.data())
def test_a_tree_that_grew_leaf_by_leaf_is_the_tree_built_at_once(records, data):
    first = data.draw(st.integers(0, len(records)))
    grown = MerkleTree.of(records[:first])
    for record in records[first:]:
        grown.append(leaf_hash(record))

    assert grown.size == len(records)
    assert grown.leaf_hashes == tuple(map(leaf_hash, records))
    for size in range(len(records) + 1):
        assert grown.root(size) == root(records[:size])


def test_no_leaves_have_the_hash_of_nothing():
    assert MerkleTree().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", [-1, MOST + 1])
def test_a_tree_has_no_root_at_a_size_that_it_never_had(size):
    with pytest.raises(MerkleError):
        TREE.root(size)


@pytest.mark.parametrize("leaf", [b"", b"short", bytes(33)])
def test_only_hashes_are_leaves(leaf):
    with pytest.raises(MerkleError):
        MerkleTree([leaf])
    with pytest.raises(MerkleError):
        MerkleTree().append(leaf)


def test_a_hundred_thousand_leaves_are_a_moments_work():
    leaves = [leaf_hash(number.to_bytes(4)) for number in range(100_000)]
    tree = MerkleTree(leaves)

    for index in range(0, 100_000, 997):
        verify_inclusion(leaves[index], index, tree.size, tree.inclusion_path(index), tree.root())


# --- inclusion ----------------------------------------------------------------------------------


def test_the_paths_are_those_of_the_example_in_rfc_6962():
    # Section 2.1.3: seven leaves.
    leaves = [bytes([number]) for number in range(7)]
    a, b, c, d, e, f, j = map(leaf_hash, leaves)
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, low = node_hash(g, h), node_hash(i, j)
    tree = MerkleTree.of(leaves)

    assert tree.inclusion_path(0) == (b, h, low)
    assert tree.inclusion_path(3) == (c, g, low)
    assert tree.inclusion_path(4) == (f, j, k)
    assert tree.inclusion_path(6) == (i, k)
    assert tree.consistency_path(3) == (c, d, g, low)
    assert tree.consistency_path(4) == (low,)
    assert tree.consistency_path(6) == (i, j, k)


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_has_the_path_of_another_implementation_and_it_holds(size, other):
    for index in range(size):
        leaf, path = leaf_hash(RECORDS[index]), TREE.inclusion_path(index, size)

        theirs = other.prove_inclusion(index + 1, size)
        assert (leaf, *path) == tuple(theirs.path)
        theirs.verify(leaf, TREE.root(size))
        verify_inclusion(leaf, index, size, path, TREE.root(size))


@pytest.mark.parametrize("size", range(1, 12))
def test_a_path_holds_for_no_other_leaf_index_or_root(size):
    # Of another size it may: the path of leaf 0 is as long in a tree of 5 leaves as in one of 8.
    for index, other in product(range(size), range(size + 1)):
        if index == other:
            continue
        leaf, path = leaf_hash(RECORDS[index]), TREE.inclusion_path(index, size)
        with pytest.raises(MerkleError):
            verify_inclusion(leaf_hash(RECORDS[other]), index, size, path, TREE.root(size))
        with pytest.raises(MerkleError):
            verify_inclusion(leaf, other, size, path, TREE.root(size))
        with pytest.raises(MerkleError):
            verify_inclusion(leaf, index, size, path, TREE.root(other + (other == size)))


@given(SIZES, st.data())
def test_a_changed_path_holds_no_more(size, data):
    index = data.draw(st.integers(0, size - 1))
    leaf, path = leaf_hash(RECORDS[index]), TREE.inclusion_path(index, size)
    whole = [leaf, *path]
    place = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 255))
    number = int.from_bytes(whole[place], "big") ^ (1 << bit)
    whole[place] = number.to_bytes(32, "big")

    with pytest.raises(MerkleError, match="leads to the root"):
        verify_inclusion(whole[0], index, size, whole[1:], TREE.root(size))


@given(SIZES, st.data())
def test_a_path_that_is_too_short_or_too_long_is_refused(size, data):
    index = data.draw(st.integers(0, size - 1))
    leaf, path = leaf_hash(RECORDS[index]), TREE.inclusion_path(index, size)

    with pytest.raises(MerkleError, match="shorter"):
        root_of_inclusion(leaf, index, size, (*path, leaf))
    if path:
        with pytest.raises(MerkleError, match="longer"):
            root_of_inclusion(leaf, index, size, path[:-1])
        with pytest.raises(MerkleError, match="32 bytes"):
            root_of_inclusion(leaf, index, size, (path[0][:-1], *path[1:]))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3), (3, 3), (0, -1)])
def test_an_index_beyond_the_size_is_refused(index, size):
    with pytest.raises(MerkleError):
        verify_inclusion(leaf_hash(b""), index, size, (), leaf_hash(b""))
    with pytest.raises(MerkleError):
        TREE.inclusion_path(index, size)


# --- consistency --------------------------------------------------------------------------------


@pytest.mark.parametrize("second", range(1, MOST + 1))
def test_every_earlier_tree_is_proved_as_defined_and_by_another_implementation(second, other):
    for first in range(1, second + 1):
        path = TREE.consistency_path(first, second)
        verify_consistency(first, second, path, TREE.root(first), TREE.root(second))

        assert path == tuple(proof_by_definition(first, RECORDS[:second], known=True))
        # Theirs is in another form, and holds for the same roots.
        other.prove_consistency(first, second).verify(TREE.root(first), TREE.root(second))


def test_the_empty_tree_is_a_prefix_of_every_tree_and_equal_trees_need_no_path():
    for size in range(5):
        assert TREE.consistency_path(0, size) == TREE.consistency_path(size, size) == ()
        verify_consistency(0, size, (), EMPTY_ROOT, TREE.root(size))
        verify_consistency(size, size, (), TREE.root(size), TREE.root(size))


@pytest.mark.parametrize(
    ("first", "second", "path", "first_root", "second_root"),
    [
        (0, 3, (), TREE.root(3), TREE.root(3)),
        (0, 0, (), TREE.root(1), TREE.root(1)),
        (0, 0, (), EMPTY_ROOT, TREE.root(1)),
        (0, 3, (TREE.root(3),), EMPTY_ROOT, TREE.root(3)),
        (3, 3, (), TREE.root(2), TREE.root(3)),
        (3, 3, (TREE.root(3),), TREE.root(3), TREE.root(3)),
        (3, 2, (), TREE.root(3), TREE.root(2)),
        (-1, 2, (), EMPTY_ROOT, TREE.root(2)),
        (3, 5, (), TREE.root(3), TREE.root(5)),
        (4, 5, (), TREE.root(4), TREE.root(5)),
        (4, 5, (b"short",), TREE.root(4), TREE.root(5)),
    ],
)
def test_malformed_proofs_of_consistency_are_refused(first, second, path, first_root, second_root):
    with pytest.raises(MerkleError):
        verify_consistency(first, second, path, first_root, second_root)


def test_a_proof_for_a_smaller_tree_does_not_stand_for_a_larger_one():
    path = TREE.consistency_path(3, 4)
    assert path == TREE.consistency_path(3, 7)[:-1]

    with pytest.raises(MerkleError, match="longer"):
        verify_consistency(3, 7, path, TREE.root(3), TREE.root(4))


@pytest.mark.parametrize(("first", "second"), [(-1, 3), (4, 3), (1, MOST + 1)])
def test_no_path_is_made_between_sizes_that_do_not_ascend(first, second):
    with pytest.raises(MerkleError):
        TREE.consistency_path(first, second)


@given(SIZES, SIZES, st.data())
def test_a_tree_whose_past_was_changed_is_not_consistent(first, second, data):
    first, second = sorted((first, second))
    place = data.draw(st.integers(0, first - 1))
    changed = MerkleTree.of([*RECORDS[:place], b"changed", *RECORDS[place + 1 : second]])

    for maker in (TREE, changed):
        path = maker.consistency_path(first, second)
        with pytest.raises(MerkleError):
            verify_consistency(first, second, path, TREE.root(first), changed.root())


@given(SIZES, SIZES, st.data())
def test_a_changed_proof_of_consistency_is_refused(first, second, data):
    first, second = sorted((first, second))
    path = list(TREE.consistency_path(first, second))
    roots = TREE.root(first), TREE.root(second)
    if path:
        place = data.draw(st.integers(0, len(path) - 1))
        changed = [*path[:place], hashlib.sha256(path[place]).digest(), *path[place + 1 :]]
        for wrong in (changed, path[:-1], path[1:]):
            with pytest.raises(MerkleError):
                verify_consistency(first, second, wrong, *roots)
    with pytest.raises(MerkleError):
        verify_consistency(first, second, [*path, roots[0]], *roots)


def test_an_error_tells_what_was_expected():
    with pytest.raises(MerkleError) as refused:
        TREE.root(-1)

    assert refused.value.facts == {"expected": f"a size from 0 to {MOST}"}
