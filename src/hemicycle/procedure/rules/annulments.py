"""What the adoption of a question annuls: the result of an earlier division.

Article: division.annulment
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Words
from hemicycle.procedure.kernel import Act, Entry, Phrase
from hemicycle.procedure.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultAnnulled(Entry):
    """The result of `division` holds no more, by the adoption of `question`; its votes stay."""

    division: int
    question: int
    title: Words


def annulled(assembly: Assembly, body: Body, act: Act) -> list[Entry]:
    """What the adoption of the question before the body annuls: a result, or mostly nothing."""
    if not body.annuls or body.question is None:
        return []
    title = assembly.divisions[body.annuls].question.title
    question = body.question.number
    return [
        ResultAnnulled(
            body=act.body, at=act.at, division=body.annuls, question=question, title=title
        )
    ]


def apply(assembly: Assembly, entry: ResultAnnulled) -> Assembly:
    """The division and its decision stay, and say by what they are annulled."""
    division = replace(assembly.divisions[entry.division], annulled_by=entry.question)
    number = division.question.number
    decision = replace(assembly.decisions[number], annulled_by=entry.question)
    after = assembly.with_division(division)
    return replace(after, decisions={**after.decisions, number: decision})


def minute(entry: ResultAnnulled) -> Phrase:
    """That a result holds no more."""
    return Phrase("minute.result_annulled", division=entry.division, title=entry.title)
