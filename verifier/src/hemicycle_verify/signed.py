"""What only the whole record can show: whether it is all signed for, and by whom.

Checkpoints that somebody kept from before show whether the record still begins with what was
signed then.
"""

import json
from collections.abc import Sequence

from hemicycle_verify.chain import Chain
from hemicycle_verify.findings import BadError, damaged, unusable
from hemicycle_verify.notes import Checkpoint, read_note

Kept = tuple[str, str]  # a signed note, and its key where one is told with it


def read_kept(text: str) -> list[Kept]:
    """The checkpoints in a file that was kept: lines of a record, or one signed note.

    Errors: BadError
    """
    if not text.lstrip().startswith("{"):
        return [(text.replace("\r\n", "\n"), "")]
    kept = []
    for line in filter(None, text.splitlines()):
        try:
            told = json.loads(line)
            kept.append((str(told["checkpoint"]), str(told["key"])))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise unusable("An earlier checkpoint cannot be read.") from None
    return kept


def require_signed(chain: Chain, kept: Sequence[Kept], *, key: str) -> list[Checkpoint]:
    """Check all that was signed against the entries; `key`, if given, must have signed it.

    Errors: BadError
    """
    expected = key or (chain.checkpoints[-1].key if chain.checkpoints else "")
    earlier = [_earlier(note, named or expected) for note, named in kept]
    require_one_key(chain, earlier, expected=expected)
    require_length(chain, earlier)
    require_roots(chain, earlier)
    size, entries = chain.checkpoints[-1].size, len(chain.tree)
    if size < entries:
        raise damaged(
            f"The last checkpoint covers {size} entries, but the record holds {entries}.",
            line=size + 1,
            position=size + 1,
        )
    chain.votes.close()
    return earlier


def _earlier(note: str, key: str) -> Checkpoint:
    try:
        return read_note(note, key)
    except BadError as bad:
        raise damaged(f"An earlier checkpoint cannot be used: {bad.sentence}") from None


def require_one_key(chain: Chain, earlier: Sequence[Checkpoint], *, expected: str) -> None:
    """All checkpoints are signed with one key.

    Errors: BadError
    """
    if not chain.checkpoints:
        return
    line = len(chain.tree) + 1
    for one in [*earlier, *chain.checkpoints]:
        if one.key != expected:
            said = f"A checkpoint is signed with key {one.key}, but {expected} was expected."
            raise damaged(said, line=line)


def require_length(chain: Chain, earlier: Sequence[Checkpoint]) -> None:
    """There are entries, as many as were ever signed for, and somebody signed for them.

    Errors: BadError
    """
    entries = len(chain.tree)
    longest = max((one.size for one in earlier), default=0)
    bad = {"line": entries + 1, "position": entries + 1}
    if longest > entries:
        raise damaged(
            f"An earlier checkpoint covers {longest} entries, but the record holds {entries}: its "
            "end is missing.",
            **bad,
        )
    if not entries:
        raise damaged("The record holds no entries.", **bad)
    if not chain.checkpoints:
        raise damaged("The record ends without a checkpoint: nobody has signed for it.", **bad)


def require_roots(chain: Chain, earlier: Sequence[Checkpoint]) -> None:
    """The tree had, at every size that was signed, the root that was signed.

    Errors: BadError, saying between which entries the record was altered.
    """
    good = 0
    kept = {id(one) for one in earlier}
    for one in sorted([*earlier, *chain.checkpoints], key=lambda one: one.size):
        if chain.tree.root(one.size) != one.root:
            whose = "An earlier" if id(one) in kept else "The"
            raise damaged(
                f"{whose} checkpoint of {one.size} entries has another root: the record was "
                f"altered between entry {good + 1} and entry {one.size}.",
                line=one.size,
                position=one.size,
            )
        good = one.size
