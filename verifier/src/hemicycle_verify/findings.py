"""What can come of checking: an exit code, and for what is bad one plain sentence."""

from enum import IntEnum


class Exit(IntEnum):
    """What the command ends with, so that programs need not read sentences."""

    WHOLE = 0
    DAMAGED = 1
    UNUSABLE = 2
    TALLY = 3
    WITHHELD = 4
    RECEIPT = 5


MEANINGS = {
    Exit.WHOLE: "the record is whole, and every tally in it is right",
    Exit.DAMAGED: "the record is damaged: a line, the chain, the tree, a body, a signature, a file",
    Exit.UNUSABLE: "wrong usage, or a file or form that cannot be read",
    Exit.TALLY: "the record is whole, but a tally in it does not agree with what it rests on",
    Exit.WITHHELD: "something is withheld that must be public, such as the count of a result",
    Exit.RECEIPT: "the record is whole, but it does not prove the receipt",
}


class BadError(Exception):
    """The first thing that is wrong: what sort of thing, where, and in one sentence.

    `line` and `position` (of the entry) are 0 where nothing stands for them.
    """

    def __init__(self, code: Exit, sentence: str, *, line: int = 0, position: int = 0) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence
        self.line, self.position = line, position


def damaged(sentence: str, *, line: int = 0, position: int = 0) -> BadError:
    """The record is not what was written and signed."""
    return BadError(Exit.DAMAGED, sentence, line=line, position=position)


def disagrees(sentence: str, *, position: int) -> BadError:
    """The record is whole, but an entry tells a figure that does not follow from the others."""
    return BadError(Exit.TALLY, sentence, line=position, position=position)


def withheld(sentence: str, *, position: int) -> BadError:
    """A body is missing that must be there."""
    return BadError(Exit.WITHHELD, sentence, line=position, position=position)


def unusable(sentence: str, *, position: int = 0) -> BadError:
    """What was handed over cannot be checked, or only as far as an entry."""
    return BadError(Exit.UNUSABLE, sentence, line=position, position=position)
