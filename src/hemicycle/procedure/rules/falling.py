"""What every open amendment would leave without anything to change, all of them at once.

Article: amendments.falls
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from hemicycle.procedure.assembly import Amendment, ClauseId, Text
from hemicycle.procedure.rules.amendments import OPEN_STAGES, why_falls
from hemicycle.procedure.rules.consolidation import INSERT


class Falls(NamedTuple):
    """An amendment that would fall, and why."""

    amendment: int
    why: str


class Subject(NamedTuple):
    """What an amendment is about: none falls by one that is about something else."""

    to: int
    is_new: bool
    clause: ClauseId


def falling(text: Text, stages: Mapping[int, str]) -> Mapping[int, list[Falls]]:
    """For each amendment that is not decided those that would fall, should it be carried.

    `stages` is how far each amendment has come. A clause has few amendments, however many the text
    has; only those are compared.
    """
    groups = defaultdict[Subject, list[Amendment]](list)
    for one in text.amendments.values():
        if stages[one.number] in (*OPEN_STAGES, "being_voted"):
            groups[subject_of(one)].append(one)
    return {
        one.number: [
            Falls(other.number, why)
            for other in group
            if other.number != one.number and one.number not in other.stands_despite
            if (why := why_falls(text, other, after=one, outcome="adopted"))
        ]
        for group in groups.values()
        for one in group
    }


def subject_of(amendment: Amendment) -> Subject:
    """What an amendment is about: a clause, or the place after one where it puts another."""
    is_new = amendment.does == INSERT
    return Subject(amendment.to, is_new, amendment.after if is_new else amendment.clause)
