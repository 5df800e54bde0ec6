"""Show a question or comment from outside no longer; that it was shown stays in the record.

Article: citizens.questions, citizens.grounds
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.public_questions import require_shown
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class HidePublicQuestion(Act):
    """The secretariat shows it no longer, on one of the grounds that the rules publish."""

    number: int
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestionHidden(Entry):
    """It is no longer shown, and why; what delegations made of it stands."""

    number: int
    ground: str


def decide(rules: Rulebook, assembly: Assembly, act: HidePublicQuestion) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; there is none of that number, or it is not shown; the actor
    is not of the secretariat; the rules know no such ground.
    """
    require_shown(assembly, act, act.number)
    require_secretariat(assembly, act)
    grounds = rules.choices("citizens.grounds")
    if act.ground not in grounds:
        raise OutOfOrder("citizens.grounds", "no_such_ground", ground=grounds)
    entry = PublicQuestionHidden(body=act.body, at=act.at, number=act.number, ground=act.ground)
    return [entry]


def apply(assembly: Assembly, entry: PublicQuestionHidden) -> Assembly:
    question = assembly.public_questions[entry.number]
    return assembly.with_public_question(replace(question, ground=entry.ground))


def minute(entry: PublicQuestionHidden) -> Phrase:
    return Phrase("minute.public_question_hidden", number=entry.number, ground=entry.ground)


KIND = Kind(
    HidePublicQuestion,
    decide,
    {PublicQuestionHidden: apply},
    {PublicQuestionHidden: minute},
    "no longer shows the public question {number}, as {ground}",
)
