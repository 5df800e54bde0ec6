"""Ask to explain a vote, once the body has decided.

Article: motions.explanation_of_vote, speaking.time_explanation
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.floor.ask_for_reply import require_turn_left
from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToExplain(Act):
    """A delegate asks to say why the delegation voted as it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationAsked(Entry):
    """`member` waits to explain the vote."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: AskToExplain) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; the person has no right to vote there; nothing was decided
    in this sitting, or a question stands; the delegation has explained it, or waits to.
    """
    body = require_sitting(assembly, act.body)
    require_right(rules, assembly, act, right="vote")
    if body.question is not None or not has_decided(assembly, body):
        raise OutOfOrder("motions.explanation_of_vote", "nothing_to_explain")
    rule_key = "motions.explanation_of_vote"
    require_turn_left(rules, assembly, body.explanations, act=act, rule_key=rule_key)
    return [ExplanationAsked(body=act.body, at=act.at, member=act.by)]


def has_decided(assembly: Assembly, body: Body) -> bool:
    """Whether the body has decided anything since its sitting was opened."""
    assert body.sitting is not None
    opened_at = body.sitting.opened_at
    own = (one for one in assembly.decisions.values() if one.question.body == body.id)
    return any(one.at >= opened_at for one in own)


def apply(assembly: Assembly, entry: ExplanationAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    explanations = body.explanations.with_request(entry.member)
    return assembly.with_body(replace(body, explanations=explanations))


def minute(entry: ExplanationAsked) -> Phrase:
    return Phrase("minute.explanation_asked", member=entry.member)


KIND = Kind(
    AskToExplain,
    decide,
    {ExplanationAsked: apply},
    {ExplanationAsked: minute},
    "asks to explain the vote",
)
