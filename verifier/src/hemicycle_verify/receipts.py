"""A receipt held against the record: that this ballot lies in the box whose root is recorded.

The receipt is the JSON that a house serves at a receipt's own address. Its hashes are the same as
everywhere: a ballot's hash is that of salt and ballot, its leaf the leaf of that hash.
"""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from hemicycle_verify.findings import BadError, Exit, unusable
from hemicycle_verify.lines import Entry
from hemicycle_verify.tree import leaf_hash, root_of_proof

HASH = re.compile(r"[0-9a-f]{64}")
LONGEST_PATH = 64
CLOSING = "division_closed"
SIDES = {"for_votes": "for", "against_votes": "against", "abstention_votes": "abstaining"}


def read_receipt(text: str) -> Mapping[str, Any]:
    """The receipt in a file.

    Errors: BadError
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise unusable("The receipt cannot be read: it is not JSON.") from None
    if not isinstance(told, dict):
        raise unusable("The receipt cannot be read: it is not an object.")
    return told


def require_receipt(told: Mapping[str, Any], entries: Iterable[Entry], *, session: str) -> str:
    """Hold a receipt against a record that was checked; what it proves, in a sentence.

    Errors: BadError
    """
    proof = told.get("proof")
    if told.get("session") != session:
        raise _unproved(f"it is of session {told.get('session')}, and the record of {session}")
    if not isinstance(proof, dict):
        raise _unproved("it holds no proof; proofs come once the division is declared")
    number, division = told.get("number"), told.get("division")
    leaf, path, index, size = _proof(proof)
    if not isinstance(number, int) or index != number - 1:
        raise _unproved(f"its proof is of another ballot than number {number}")
    entry = _closing(entries, proof.get("entry"), division=division)
    assert entry.body is not None
    count = entry.body.get("count")
    root, ballots = _root_in(count), count.get("ballots") if isinstance(count, dict) else 0
    if size != ballots or proof.get("root") != root.hex():
        raise _unproved(
            f"entry {entry.position} records another root, or another number of ballots"
        )
    if root_of_proof(leaf, path, index=index, size=size) != root:
        raise _unproved(f"its proof does not lead to the root that entry {entry.position} records")
    own = _own_ballot(told, leaf)
    return (
        f"Ballot {number} of division {division} lies in the box of {size} ballots whose root "
        f"entry {entry.position} records{own}."
    )


def _proof(proof: Mapping[str, Any]) -> tuple[bytes, list[bytes], int, int]:
    """The parts of a proof: leaf, path, index and size."""
    path, index, size = proof.get("path"), proof.get("index"), proof.get("size")
    is_path = isinstance(path, list) and len(path) <= LONGEST_PATH
    hashes = [proof.get("leaf"), *(path if isinstance(path, list) and is_path else [None])]
    if type(index) is not int or type(size) is not int:
        raise _unproved("its proof does not say which of how many ballots it is")
    if not all(isinstance(one, str) and HASH.fullmatch(one) for one in hashes):
        raise _unproved("its proof holds something that is no hash")
    leaf, *rest = [bytes.fromhex(str(one)) for one in hashes]
    return leaf, rest, index, size


def _closing(entries: Iterable[Entry], position: object, *, division: object) -> Entry:
    """The entry that closed the division."""
    for entry in entries:
        is_named = entry.position == position and entry.kind == CLOSING
        if is_named and entry.body is not None and entry.body.get("division") == division:
            return entry
    raise _unproved(f"entry {position} does not record the ballots of division {division}")


def _root_in(count: object) -> bytes:
    root = count.get("root") if isinstance(count, dict) else None
    return bytes.fromhex(root) if isinstance(root, str) and HASH.fullmatch(root) else b""


def _own_ballot(told: Mapping[str, Any], leaf: bytes) -> str:
    """What the receipt shows of the ballot itself; nothing where it shows only the leaf.

    Errors: BadError
    """
    ballot, salt = told.get("ballot"), told.get("salt")
    if ballot is None and salt is None:
        return "; what it says is not shown"
    if not isinstance(ballot, str) or not isinstance(salt, str):
        raise _unproved("it shows a ballot without its salt")
    try:
        digest = sha256(bytes.fromhex(salt) + ballot.encode()).digest()
        said = json.loads(ballot)
        votes = [f"{int(said[side])} {word}" for side, word in SIDES.items()]
        number = said["number"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _unproved("the ballot that it shows cannot be read") from None
    if leaf_hash(digest) != leaf or number != told.get("number"):
        raise _unproved("the ballot that it shows is not the one that is proved")
    code = base64.b32encode(digest[:5]).decode()
    return f". It says {', '.join(votes)}; its code is {code[:4]}-{code[4:]}"


def _unproved(why: str) -> BadError:
    return BadError(Exit.RECEIPT, f"The receipt is not proved: {why}.")
