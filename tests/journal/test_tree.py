"""The Merkle tree against the reference roots of Certificate Transparency, and against forgers."""

from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.journal.header import leaf_hash
from hemicycle.journal.tree import EMPTY_ROOT, Consistency, Inclusion, MerkleTree, extends, includes

INPUTS = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LARGEST = 70
LEAVES = [leaf_hash(bytes([number])) for number in range(LARGEST)]
TREE = MerkleTree(LEAVES)


def plain_root(leaves):
    """RFC 6962 section 2.1, word for word: the second opinion."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def altered(proof):
    """The same proof with each of its hashes altered in turn, one missing, one too many."""
    path = proof.path
    for place, sibling in enumerate(path):
        wrong = bytes([sibling[0] ^ 1]) + sibling[1:]
        yield msgspec.structs.replace(proof, path=(*path[:place], wrong, *path[place + 1 :]))
        yield msgspec.structs.replace(proof, path=path[:place] + path[place + 1 :])
    yield msgspec.structs.replace(proof, path=(*path, LEAVES[0]))
    yield msgspec.structs.replace(proof, path=(LEAVES[0], *path))


def test_roots_are_those_of_certificate_transparency():
    tree = MerkleTree()
    assert tree.root() == EMPTY_ROOT
    for size, (given_input, root) in enumerate(zip(INPUTS, ROOTS, strict=True), 1):
        tree.append(leaf_hash(bytes.fromhex(given_input)))
        assert len(tree) == size
        assert tree.root().hex() == root
    assert [tree.root(size + 1).hex() for size in range(8)] == list(ROOTS)


def test_roots_at_every_size_are_those_of_the_definition():
    for size in range(LARGEST + 1):
        assert TREE.root(size) == MerkleTree(LEAVES[:size]).root() == plain_root(LEAVES[:size])


def test_swapped_leaves_give_another_root():
    assert MerkleTree([LEAVES[1], LEAVES[0], *LEAVES[2:]]).root() != TREE.root()


def test_inclusion_is_proved_for_every_leaf_at_every_size():
    for size in range(1, LARGEST):
        root = TREE.root(size)
        for index in range(size):
            proof = TREE.inclusion(index, size)
            assert includes(root, LEAVES[index], proof=proof)
            assert not includes(root, LEAVES[index + 1], proof=proof)
            assert not includes(TREE.root(size + 1), LEAVES[index], proof=proof)


def test_forged_inclusion_is_refused():
    for size in range(1, LARGEST, 3):
        for index in range(0, size, 2):
            proof = TREE.inclusion(index, size)
            for forged in altered(proof):
                assert not includes(TREE.root(size), LEAVES[index], proof=forged)
    for index, size in ((-1, 5), (5, 5), (6, 5), (0, 0)):
        assert not includes(TREE.root(5), LEAVES[0], proof=Inclusion(index, size, ()))


def test_consistency_is_proved_between_all_sizes():
    for size in range(1, LARGEST):
        for old_size in range(1, size + 1):
            proof = TREE.consistency(old_size, size)
            assert extends(TREE.root(size), TREE.root(old_size), proof=proof)
            assert not extends(TREE.root(size), TREE.root(old_size - 1), proof=proof)
            assert not extends(TREE.root(size + 1), TREE.root(old_size), proof=proof)


def test_forged_consistency_is_refused():
    for size in range(1, LARGEST, 3):
        for old_size in range(1, size + 1, 2):
            proof = TREE.consistency(old_size, size)
            for forged in altered(proof):
                assert not extends(TREE.root(size), TREE.root(old_size), proof=forged)
    for old_size, size in ((0, 5), (6, 5), (-1, 5)):
        assert not extends(TREE.root(5), TREE.root(5), proof=Consistency(old_size, size, ()))


def test_a_proof_too_short_for_the_size_it_claims_is_refused():
    inclusion, consistency = TREE.inclusion(2, 8), TREE.consistency(4, 8)
    assert includes(TREE.root(8), LEAVES[2], proof=inclusion)
    assert extends(TREE.root(8), TREE.root(4), proof=consistency)
    longer = msgspec.structs.replace(inclusion, size=9)
    assert not includes(TREE.root(8), LEAVES[2], proof=longer)
    for size in (9, 16, 64):
        longer = msgspec.structs.replace(consistency, size=size)
        assert not extends(TREE.root(8), TREE.root(4), proof=longer)


def test_rewritten_history_cannot_be_proved_consistent():
    rewritten = MerkleTree([LEAVES[0], LEAVES[9], *LEAVES[2:40]])
    proof = rewritten.consistency(20, 40)
    assert extends(rewritten.root(), rewritten.root(20), proof=proof)
    assert not extends(rewritten.root(), TREE.root(20), proof=proof)


@given(st.lists(st.integers(0, LARGEST), max_size=8))
def test_a_tree_that_was_cut_is_as_if_it_never_grew(sizes):
    tree = MerkleTree()
    for size in sizes:
        tree.cut(min(size, len(tree)))
        for leaf in LEAVES[len(tree) : size]:
            tree.append(leaf)
        assert tree.root() == TREE.root(size)


def test_proofs_of_what_is_not_there_are_refused():
    tree = MerkleTree(LEAVES[:5])
    for ask in (
        lambda: tree.root(6),
        lambda: tree.inclusion(5),
        lambda: tree.inclusion(-1),
        lambda: tree.consistency(6),
        lambda: tree.consistency(0),
    ):
        with pytest.raises(ValueError, match="tree"):
            ask()
