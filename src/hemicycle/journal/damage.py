"""What can be wrong with a journal, in machine keys and in plain sentences."""

from collections.abc import Mapping

import msgspec

from hemicycle.wording.faults import PlainFault

SENTENCES: Mapping[str, str] = {
    "line_unreadable": "Line {line} cannot be read as an entry of a journal: {reason}.",
    "line_not_canonical": "Line {line} is not written in the one permitted form (RFC 8785).",
    "line_out_of_place": "Line {line} is an entry, but stands after a checkpoint.",
    "renumbered": "Entry {position} was altered: it calls itself entry {found}.",
    "repeated": "Entry {position} stands in the journal more than once.",
    "missing": "Entry {position} is missing: entry {found} stands in its place.",
    "session": "Entry {position} belongs to session {found}, but the journal is of {expected}.",
    "header": "Entry {position} was altered: the entry after it refers to another text.",
    "prev": "Entry {position} does not refer to the entry before it.",
    "recorded_at": "Entry {position} was recorded at {found}, before the entry that it follows.",
    "term": "Entry {position} is of term {found}, but follows one of term {expected}: it was "
    "written by a machine that was not the writer.",
    "instant": "Entry {position} gives {found} as its time, which is not a time in UTC.",
    "body_hash": "Entry {position} was altered: its body does not match the hash in its header.",
    "cause": "Entry {position} counts a division that was never opened.",
    "withheld": "Entry {position} is withheld, but only an undeclared division may be withheld.",
    "no_entries": "The journal holds no entries.",
    "no_checkpoint": "The journal ends without a checkpoint, so nobody has signed for it.",
    "not_covered": "The last checkpoint covers {size} entries, but the journal holds {entries}.",
    "checkpoint_size": "The checkpoint on line {line} covers {size} entries: {reason}.",
    "checkpoint_text": "The checkpoint is not well formed: {reason}.",
    "checkpoint_key": "The key of the checkpoint is not well formed: {reason}.",
    "checkpoint_signature": "The checkpoint of {origin} is not signed by the key it names.",
    "other_key": "The checkpoint is signed with key {found}, but {expected} was expected.",
    "other_origin": "The checkpoint is of {found}, but {expected} was expected.",
    "root": "The checkpoint of {size} entries has another root: an entry from {first} to {size} "
    "was altered.",
    "truncated": "An earlier checkpoint covers {size} entries, but the journal holds {entries}: "
    "its end is missing.",
    "rewritten": "An earlier checkpoint of {size} entries has another root: the journal was "
    "rewritten between entry {first} and entry {size}.",
    "earlier_unreadable": "An earlier checkpoint cannot be used: {reason}.",
}


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong: a key for machines and the facts of the case."""

    key: str
    facts: dict[str, str | int] = {}


def sentence(problem: Problem) -> str:
    """Say in plain English what is wrong."""
    return SENTENCES[problem.key].format_map(problem.facts)


class JournalDamaged(PlainFault):
    """Chain, signature, order or form of a journal is broken; reading may go on, writing stops."""

    def __init__(self, key: str, **facts: str | int) -> None:
        self.problem = Problem(key, facts)
        super().__init__(key)

    def __str__(self) -> str:
        return sentence(self.problem)
