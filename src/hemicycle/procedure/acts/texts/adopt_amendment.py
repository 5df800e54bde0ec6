"""Declare adopted an amendment for which the committee was unanimous; nothing is put.

Article: amendments.committee_unanimous, amendments.committee_unanimous_objectors,
division.one_question
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptedWithoutVote
from hemicycle.procedure.acts.divisions.put_question import (
    PutQuestion,
    QuestionPut,
    question_of,
    same_press,
)
from hemicycle.procedure.acts.texts.put_amendment import AmendmentPut, require_consequence
from hemicycle.procedure.assembly import Assembly, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder
from hemicycle.procedure.rules.guards import (
    require_no_point_of_order,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.lodged_texts import (
    question_title,
    require_amendment,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.sponsorship import require_backed_amendment
from hemicycle.procedure.rules.unanimous import (
    AS_UNANIMOUS,
    objectors_needed,
    require_unanimous,
    stands_adopted,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptAmendment(Act):
    """The presiding officer declares that the amendment stands adopted."""

    text: TextId
    amendment: int


def decide(rules: Rulebook, assembly: Assembly, act: AdoptAmendment) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; a point of order is pending; a
    question stands; no such text or amendment, or it is decided; too few stand behind it; no
    committee was unanimous for it, or enough object; it was not said yet whether it falls.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_no_point_of_order(body)
    if body.question is not None:
        raise OutOfOrder("division.one_question", "question_pending", title=body.question.title)
    text = require_text(assembly, body, act.text)
    amendment = require_amendment(text, act.amendment)
    require_undecided(assembly, amendment)
    require_backed_amendment(rules, amendment)
    require_unanimous(amendment)
    if not stands_adopted(rules, amendment):
        raise OutOfOrder(
            "amendments.committee_unanimous_objectors",
            "enough_object",
            amendment=act.amendment,
            n=objectors_needed(rules),
        )
    require_consequence(assembly, text, amendment)
    title = question_title(text, act.amendment)
    put = PutQuestion(**same_press(act), title=title, yes_means={}, method=AS_UNANIMOUS)
    question = question_of(assembly, put, text.item, majority=rules.majority("default"))
    return [
        QuestionPut(body=act.body, at=act.at, question=question),
        AmendmentPut(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            question=question.number,
            out_of_turn=0,
        ),
        AdoptedWithoutVote(
            body=act.body,
            at=act.at,
            question=question.number,
            title=question.title,
            method=AS_UNANIMOUS,
        ),
    ]


KIND = Kind(
    AdoptAmendment,
    decide,
    {},
    {},
    "declares amendment {amendment} to {text} adopted",
)
