"""The Merkle tree of RFC 6962: leaves are hashed with a 0 before them, pairs with a 1.

A tree of n leaves is parted at the largest power of two below n. Kept here are the leaves of a
tree that grows and, height by height, the hashes of its complete parts, so that the root at any
size is known at once.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """The leaf of some content."""
    return sha256(b"\x00" + content).digest()


def pair_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two parts that stand side by side."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows leaf by leaf."""

    def __init__(self) -> None:
        self.heights: list[list[bytes]] = [[]]

    def __len__(self) -> int:
        return len(self.heights[0])

    def append(self, leaf: bytes) -> None:
        """Add a leaf, and the hash of every part that it completes."""
        height = 0
        self.heights[0].append(leaf)
        while len(self.heights[height]) % 2 == 0:
            left, right = self.heights[height][-2:]
            height += 1
            if height == len(self.heights):
                self.heights.append([])
            self.heights[height].append(pair_hash(left, right))

    def root(self, size: int | None = None) -> bytes:
        """The root when the tree had so many leaves; of all of them if none are named.

        The complete parts of a tree of that size are as its binary digits; they are joined from
        the right.
        """
        left = len(self) if size is None else size
        if left == 0:
            return EMPTY_ROOT
        parts = []
        for height, hashes in enumerate(self.heights):
            if left >> height & 1:
                parts.append(hashes[(left >> height) - 1])
        root = parts[0]
        for part in parts[1:]:
            root = pair_hash(part, root)
        return root


def root_of_proof(leaf: bytes, path: Sequence[bytes], *, index: int, size: int) -> bytes | None:
    """The root that a proof leads to from leaf number `index` (from 0); None if it leads nowhere.

    RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    place, last, reached = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if place % 2 or place == last:
            reached = pair_hash(beside, reached)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            reached = pair_hash(reached, beside)
        place, last = place // 2, last // 2
    return reached if last == 0 else None
