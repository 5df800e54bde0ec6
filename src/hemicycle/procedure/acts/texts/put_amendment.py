"""Put an amendment to the vote, in the order of the rules, once what falls before it is said.

Article: amendments.vote, amendments.order, amendments.falls, amendments.sponsors_needed,
amendments.committee_unanimous_objectors
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.divisions import put_question
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, same_press
from hemicycle.procedure.assembly import Amendment, Assembly, Text, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    falls_by,
    stage_of,
    voting_order,
)
from hemicycle.procedure.rules.decisions import annulled_division
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import (
    question_title,
    require_amendment,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.sponsorship import require_backed_amendment
from hemicycle.procedure.rules.unanimous import require_vote_needed


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAmendment(Act):
    """The presiding officer puts an amendment; `out_of_turn` 1 where it is taken before others."""

    text: TextId
    amendment: int
    yes_means: Words
    method: str = "show_of_hands"
    out_of_turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPut(Entry):
    """The question that stands before the body is that of the amendment."""

    text: TextId
    symbol: str
    amendment: int
    question: int
    out_of_turn: int


def decide(rules: Rulebook, assembly: Assembly, act: PutAmendment) -> list[Entry]:
    """Record the question and what it is about.

    Out of order: no such text or amendment, or it is decided; too few stand behind it; it
    stands adopted because the committee was unanimous; another comes first in the order of the
    vote; it was not said yet whether it falls with another; what refuses any question put.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    amendment = require_amendment(text, act.amendment)
    require_undecided(assembly, amendment)
    require_backed_amendment(rules, amendment)
    require_vote_needed(rules, amendment)
    require_consequence(assembly, text, amendment)
    if not act.out_of_turn:
        require_turn(rules, assembly, text, amendment=amendment)
    question = PutQuestion(
        **same_press(act),
        title=question_title(text, act.amendment),
        yes_means=act.yes_means,
        method=act.method,
        item=text.item,
        repeats=annulled_division(assembly, amendment.questions),
    )
    return [
        *put_question.decide(rules, assembly, question),
        AmendmentPut(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            question=assembly.question_numbers + 1,
            out_of_turn=1 if act.out_of_turn else 0,
        ),
    ]


def require_turn(rules: Rulebook, assembly: Assembly, text: Text, *, amendment: Amendment) -> None:
    """It is the next of those that are still to be decided.

    Out of order: another comes first.
    """
    amendments = text.amendments
    waiting = (
        number
        for number in voting_order(rules, text)
        if stage_of(assembly, text, amendments[number]) in OPEN_STAGES
    )
    first = next(waiting, amendment.number)
    if first != amendment.number:
        raise OutOfOrder("amendments.order", "amendment_comes_first", amendment=first)


def require_consequence(assembly: Assembly, text: Text, amendment: Amendment) -> None:
    """Where a decision seems to leave it nothing to change, it was said whether it stands.

    Out of order: it was not.
    """
    other, why = falls_by(assembly, text, amendment)
    if other:
        raise OutOfOrder(
            "amendments.falls", f"seems_fallen_{why}", amendment=amendment.number, other=other
        )


def apply(assembly: Assembly, entry: AmendmentPut) -> Assembly:
    text = assembly.texts[entry.text]
    amendment = text.amendments[entry.amendment]
    put = replace(amendment, questions=(*amendment.questions, entry.question))
    return assembly.with_text(text.with_amendment(put))


def minute(entry: AmendmentPut) -> Phrase:
    key = "minute.amendment_put_out_of_turn" if entry.out_of_turn else "minute.amendment_put"
    return Phrase(key, amendment=entry.amendment, symbol=entry.symbol)


KIND = Kind(
    PutAmendment,
    decide,
    {AmendmentPut: apply},
    {AmendmentPut: minute},
    "puts amendment {amendment} to {text} to the vote meaning {yes_means}[ by {method}]"
    "[ out of turn {out_of_turn}]",
)
