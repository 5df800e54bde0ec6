"""Ask parliaments what they did about a commitment, and give them the time of the rules.

Article: follow_up.answer_days, follow_up.answers
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import AskedToAnswer, Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.follow_up import (
    ASKED,
    addressed,
    answer_state,
    latest_answer,
    require_standing,
)
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.records import DAY_MS
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForAnswers(Act):
    """The secretariat asks these parliaments; all that have not answered where it names none."""

    number: int
    delegations: tuple[DelegationId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersAsked(Entry):
    """These parliaments were asked; before `until` nobody says that they have not answered."""

    number: int
    delegations: tuple[DelegationId, ...]
    until: Instant


def decide(rules: Rulebook, assembly: Assembly, act: AskForAnswers) -> list[Entry]:
    """Record that they were asked.

    Out of order: the body is unknown; the actor is not of the secretariat; the commitment does
    not stand; it asks nothing of one of them; all have answered or may still do so in their time.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    known = require_standing(assembly, act.number)
    able = addressed(assembly, known)
    for one in act.delegations:
        if one not in able:
            raise OutOfOrder(
                "follow_up.answers", "not_addressed", delegation=one, number=act.number
            )
    silent = tuple(one for one in able if latest_answer(known, one) is None)
    wanted = [
        one for one in act.delegations or silent if answer_state(known, one, at=act.at) != ASKED
    ]
    if not wanted:
        raise OutOfOrder("follow_up.answer_days", "nobody_to_ask", number=act.number)
    days = rules.number("follow_up.answer_days")
    return [
        AnswersAsked(
            body=act.body,
            at=act.at,
            number=known.number,
            delegations=tuple(wanted),
            until=Instant(act.at + days * DAY_MS),
        )
    ]


def apply(assembly: Assembly, entry: AnswersAsked) -> Assembly:
    known = assembly.commitments[entry.number]
    asked = dict.fromkeys(entry.delegations, AskedToAnswer(at=entry.at, until=entry.until))
    return assembly.with_commitment(replace(known, asked={**known.asked, **asked}))


def minute(entry: AnswersAsked) -> Phrase:
    return Phrase(
        "minute.answers_asked",
        number=entry.number,
        delegations=entry.delegations,
        until_at=entry.until,
    )


KIND = Kind(
    AskForAnswers,
    decide,
    {AnswersAsked: apply},
    {AnswersAsked: minute},
    "asks for answers to commitment {number}[ from {delegations}]",
)
