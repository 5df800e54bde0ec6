"""What cannot be done and says so itself, wherever in the program it is found out."""

from collections.abc import Mapping


class PlainFault(Exception):
    """Something that cannot be done; its text is one plain sentence in English, ready to be read.

    A command ends with that sentence and needs to know nothing of where the fault comes from.
    """


class ReasonFault(Exception):
    """Something that cannot be done; why is a reason of the phrases, with its facts."""

    reason_key: str
    facts: Mapping[str, object]
