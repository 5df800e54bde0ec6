"""Conditions of acts on draft resolutions and their amendments, and the symbols of such papers.

Article: texts.lodging, texts.symbol, texts.withdrawal, amendments.lodging,
amendments.deadline_days, amendments.gender_perspective, amendments.compromise, amendments.falls,
amendments.receivability, amendments.vote, amendments.withdrawal, texts.whole
"""

import re

from hemicycle.procedure.assembly import (
    Amendment,
    Assembly,
    Body,
    Clause,
    ClauseId,
    DelegationId,
    Text,
    TextId,
    Words,
)
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, OutOfOrder
from hemicycle.procedure.rules.decisions import valid_decision
from hemicycle.procedure.rules.guards import require_session
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.wording import colon
from hemicycle.wording.numbering import in_roman

TEXT_STAGES = (
    *("lodged", "in_committee", "committee_adopted", "before_assembly"),
    *("adopted", "rejected", "withdrawn"),
)
JUDGES = CHAIR, SECRETARIAT_JUDGES = ("chair", "secretariat")  # who finds an amendment receivable


def text_outcome(assembly: Assembly, text: Text) -> str:
    """What the body decided on the text as a whole: adopted, rejected, or nothing yet."""
    decision = valid_decision(assembly, text.questions[-1]) if text.questions else None
    return decision.outcome if decision else ""


def text_stage(assembly: Assembly, text: Text) -> str:
    """How far a text has come, from lodged to adopted, rejected or withdrawn."""
    outcome = text_outcome(assembly, text)
    is_committee = assembly.bodies[text.body].organ == "committee"
    stages = {
        "withdrawn": text.withdrawn_at,
        "committee_adopted": outcome == "adopted" and is_committee,
        outcome: outcome,
        "before_assembly": text.adopted_in,
        "in_committee": is_committee and assembly.bodies[text.body].item == text.item != NO_ITEM,
        "lodged": True,
    }
    return next(stage for stage, holds in stages.items() if holds)


def require_text(assembly: Assembly, body: Body, wanted: TextId) -> Text:
    """A text that is before the body and may still change.

    Out of order: there is none of that symbol; it was withdrawn; the body has decided on it.
    """
    text = assembly.texts.get(wanted)
    if text is None or text.body != body.id:
        raise OutOfOrder("texts.lodging", "no_such_text", symbol=wanted)
    if text.withdrawn_at:
        raise OutOfOrder("texts.withdrawal", "text_withdrawn", symbol=text.symbol)
    outcome = text_outcome(assembly, text)
    if outcome:
        raise OutOfOrder("texts.whole", f"text_{outcome}", symbol=text.symbol)
    return text


def require_text_not_put(body: Body, text: Text) -> None:
    """The text as a whole is not before the body. Out of order: it is."""
    if body.question is not None and body.question.number in text.questions:
        raise OutOfOrder("texts.withdrawal", "text_being_voted", symbol=text.symbol)


def require_amendment(text: Text, number: int) -> Amendment:
    """An amendment that may still be decided, as far as its own life goes.

    Out of order: there is none of that number; it was withdrawn, found irreceivable, or fell.
    """
    amendment = text.amendments.get(number)
    if amendment is None:
        raise OutOfOrder("amendments.lodging", "no_such_amendment", amendment=number)
    if amendment.withdrawn_at:
        raise OutOfOrder("amendments.withdrawal", "amendment_withdrawn", amendment=number)
    if amendment.is_proposed:
        raise OutOfOrder("amendments.compromise", "compromise_waits", amendment=number)
    if amendment.finding == "irreceivable":
        raise OutOfOrder("amendments.receivability", "amendment_irreceivable", amendment=number)
    if amendment.fell_by:
        raise OutOfOrder(
            "amendments.falls", "amendment_fallen", amendment=number, other=amendment.fell_by
        )
    return amendment


def require_undecided(assembly: Assembly, amendment: Amendment) -> None:
    """The body has not decided on the amendment, nor is it before it.

    Out of order: it has, or it is.
    """
    standing = assembly.bodies.values()
    if any(b.question and b.question.number in amendment.questions for b in standing):
        raise OutOfOrder("amendments.vote", "amendment_being_voted", amendment=amendment.number)
    if amendment.questions and valid_decision(assembly, amendment.questions[-1]):
        raise OutOfOrder("amendments.vote", "amendment_decided", amendment=amendment.number)


def question_title(text: Text, number: int = 0) -> Words:
    """What the question on a text is called, or the one on an amendment to it."""
    name = f"{text.symbol}, Am. {number}" if number else text.symbol
    return {code: f"{name}{colon(code)} {title}" for code, title in text.title.items()}


def require_mover(rules: Rulebook, assembly: Assembly, act: Act) -> DelegationId:
    """The delegation for which somebody acts who may move in the body.

    Out of order: no delegation; no right to move.
    """
    delegation = assembly.delegation_of(act.by)
    if delegation is None:
        raise OutOfOrder("texts.lodging", "text_without_delegation", member=act.by)
    require_right(rules, assembly, act, right="move")
    return delegation.id


def require_receiving(text: Text, act: Act) -> None:
    """Amendments are still received.

    Out of order: their time is over.
    """
    if text.closes_at and act.at >= text.closes_at:
        raise OutOfOrder("amendments.deadline_days", "amendments_closed", at=text.closes_at)


def require_clause(clauses: tuple[Clause, ...], wanted: ClauseId, *, symbol: str) -> Clause:
    """A clause that the text has now.

    Out of order: it has none of that name, or has it no more.
    """
    clause = next((one for one in clauses if one.id == wanted), None)
    if clause is None:
        raise OutOfOrder("amendments.lodging", "no_such_clause", clause=wanted, symbol=symbol)
    return clause


def require_words(words: Words, *, language: str) -> None:
    """The words are given in the authentic language.

    Out of order: they are not.
    """
    if not words.get(language, "").strip():
        raise OutOfOrder("amendments.lodging", "amendment_without_words", language_code=language)


def symbol_for(rules: Rulebook, assembly: Assembly, body: Body) -> str:
    """The next symbol of a draft resolution of the body, by the scheme of the rules."""
    first = by_scheme(rules, assembly, body, rule="texts.symbol")
    taken = {one.symbol for one in assembly.texts.values()}
    numbered = (f"{first}.{n}" if n > 1 else first for n in range(1, len(taken) + 2))
    return next(symbol for symbol in numbered if symbol not in taken)


def by_scheme(rules: Rulebook, assembly: Assembly, body: Body, *, rule: str) -> str:
    """What a scheme of symbols gives for the body in this session, without a further number."""
    session = require_session(assembly)
    digits = "".join(re.findall(r"\d+", body.id))
    letter = body.organ[0].upper()
    fields = {
        "body": f"{letter}-{in_roman(int(digits)).upper()}" if digits else letter,
        "session": "".join(re.findall(r"\d+", session.id)) or session.id,
    }
    return rules.choice(rule).format_map(fields)


def id_of(symbol: str) -> TextId:
    """The name of a text in addresses and acts: its symbol with hyphens for the slashes."""
    return TextId(symbol.replace("/", "-"))


def is_from_gender_perspective(rules: Rulebook, amendment: Amendment) -> bool:
    """Whether an amendment is of a body that the rules have look at texts from that perspective."""
    return amendment.for_body in rules.choices("amendments.gender_perspective")
