"""The Merkle tree of RFC 6962 over the headers of a journal.

The hashes of all complete subtrees are kept, level by level; so an append costs one or two
hashes, a root or a proof as many as the tree is high, and the root at any earlier size is known.
"""

from collections.abc import Iterable
from hashlib import sha256

import msgspec

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class Inclusion(msgspec.Struct, frozen=True):
    """Why the leaf number `index` (from 0) is in the tree of `size` leaves."""

    index: int
    size: int
    path: tuple[bytes, ...]


class Consistency(msgspec.Struct, frozen=True):
    """Why the tree of `size` leaves begins with the tree of `old_size` leaves."""

    old_size: int
    size: int
    path: tuple[bytes, ...]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees that stand side by side."""
    return sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """A tree that only grows, or is cut back to an earlier size when a commit failed."""

    __slots__ = ("_levels",)

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray()]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0]) // HASH_BYTES

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf, and of each subtree that it completes."""
        height = 0
        level = self._levels[0]
        level += leaf
        while len(level) % 64 == 0:
            node = sha256(b"\x01" + level[-64:]).digest()
            height += 1
            if height == len(self._levels):
                self._levels.append(bytearray())
            level = self._levels[height]
            level += node

    def cut(self, size: int) -> None:
        """Go back to an earlier size."""
        for height, level in enumerate(self._levels):
            del level[(size >> height) * HASH_BYTES :]

    def root(self, size: int | None = None) -> bytes:
        """The root now, or when the tree had `size` leaves."""
        size = self._size(size)
        return self._subtree(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> Inclusion:
        """Prove that a leaf is in the tree of a size."""
        size = self._size(size)
        if not 0 <= index < size:
            raise ValueError(f"there is no leaf {index} in a tree of {size}")
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._subtree(middle, end))
                end = middle
            else:
                path.append(self._subtree(start, middle))
                start = middle
        return Inclusion(index, size, tuple(reversed(path)))

    def consistency(self, old_size: int, size: int | None = None) -> Consistency:
        """Prove that the tree of a size begins with the tree of an earlier size."""
        size = self._size(size)
        if not 0 < old_size <= size:
            raise ValueError(f"a tree of {size} cannot be shown to extend one of {old_size}")
        path: list[bytes] = []
        start, end = 0, size
        while end != old_size:
            middle = start + _split(end - start)
            if old_size <= middle:
                path.append(self._subtree(middle, end))
                end = middle
            else:
                path.append(self._subtree(start, middle))
                start = middle
        if start:  # otherwise the old tree is one whole subtree and its root is known
            path.append(self._subtree(start, end))
        return Consistency(old_size, size, tuple(reversed(path)))

    def _size(self, size: int | None) -> int:
        now = len(self)
        if size is None:
            return now
        if not 0 <= size <= now:
            raise ValueError(f"the tree has {now} leaves, not {size}")
        return size

    def _subtree(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1) == 0:  # complete: its hash is kept
            height = width.bit_length() - 1
            at = (start >> height) * HASH_BYTES
            return bytes(self._levels[height][at : at + HASH_BYTES])
        middle = start + _split(width)
        return node_hash(self._subtree(start, middle), self._subtree(middle, end))


def _split(width: int) -> int:
    """The largest power of two below `width`: where RFC 6962 parts a tree."""
    return 1 << (width - 1).bit_length() - 1


def includes(root: bytes, leaf: bytes, *, proof: Inclusion) -> bool:
    """Whether a proof shows that a leaf is in the tree with this root (RFC 9162, 2.1.3.2)."""
    index, last = proof.index, proof.size - 1
    if not 0 <= index <= last:
        return False
    for sibling in proof.path:
        if last == 0:
            return False
        if index & 1 or index == last:
            leaf = node_hash(sibling, leaf)
            while index & 1 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = node_hash(leaf, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and leaf == root


def extends(root: bytes, old_root: bytes, *, proof: Consistency) -> bool:
    """Whether a proof shows that the tree with `root` begins with that of `old_root`.

    RFC 9162, 2.1.4.2.
    """
    if proof.old_size == proof.size:
        return not proof.path and root == old_root
    if not 0 < proof.old_size < proof.size:
        return False
    path = list(proof.path)
    if proof.old_size & (proof.old_size - 1) == 0:
        path.insert(0, old_root)
    return bool(path) and _walk(path, proof) == (old_root, root)


def _walk(path: list[bytes], proof: Consistency) -> tuple[bytes, bytes] | None:
    """The two roots that a consistency proof leads to."""
    index, last = proof.old_size - 1, proof.size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if index & 1 or index == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while index & 1 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        index, last = index >> 1, last >> 1
    return (old, new) if last == 0 else None
