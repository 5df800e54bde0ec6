"""Show a question or comment from outside the house; its words stay outside the record.

Article: citizens.questions, agenda.items, texts.lodging
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import (
    Assembly,
    Body,
    DelegationId,
    ItemId,
    PublicQuestion,
    TextId,
)
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.public_questions import PUBLIC_KINDS
from hemicycle.procedure.assembly.texts import NO_TEXT
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.codes import FINGERPRINT, LANGUAGE
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.public_questions import RULE
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPublicQuestion(Act):
    """The secretariat shows what somebody asked or said: about an item of the body or a text.

    `sha256` is the fingerprint of the words with their salt; `to` is the delegation it is
    addressed to, nobody where it is to any.
    """

    kind: str
    number: int
    language: str
    sha256: str
    item: ItemId = NO_ITEM
    text: TextId = NO_TEXT
    to: DelegationId = NO_DELEGATION


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestionShown(Entry):
    """Everybody may read it; the words can be erased, the fingerprint tells nothing of them then.

    `number` is its own in the session.
    """

    kind: str
    number: int
    language: str
    sha256: str
    item: ItemId = NO_ITEM
    text: TextId = NO_TEXT
    to: DelegationId = NO_DELEGATION


def decide(rules: Rulebook, assembly: Assembly, act: ShowPublicQuestion) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the actor is not of the secretariat; it is no question and
    no comment, has no number of its own, no language or no fingerprint; it is about no item or
    text of the body, or about both; the delegation is unknown.
    """
    del rules
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if act.kind not in PUBLIC_KINDS:
        raise OutOfOrder(RULE, "no_such_public_kind")
    if act.number < 1 or act.number in assembly.public_questions:
        raise OutOfOrder(RULE, "public_number_taken", number=act.number)
    if not FINGERPRINT.fullmatch(act.sha256) or not LANGUAGE.fullmatch(act.language):
        raise OutOfOrder(RULE, "public_question_unsound")
    require_matter(assembly, body, act)
    if act.to and act.to not in assembly.delegations:
        raise OutOfOrder(RULE, "no_delegation_to_ask", delegation=act.to)
    return [
        PublicQuestionShown(
            body=act.body,
            at=act.at,
            kind=act.kind,
            number=act.number,
            language=act.language,
            sha256=act.sha256,
            item=act.item,
            text=act.text,
            to=act.to,
        )
    ]


def require_matter(assembly: Assembly, body: Body, act: ShowPublicQuestion) -> None:
    """It is about one thing that the body has before it.

    Out of order: it is about none, or both; the item or the text is not of this body.
    """
    if bool(act.item) == bool(act.text):
        raise OutOfOrder(RULE, "about_one_thing")
    if act.item and act.item not in body.items:
        raise OutOfOrder("agenda.items", "no_such_item", item=act.item)
    text = assembly.texts.get(act.text)
    if act.text and (text is None or text.body != body.id):
        raise OutOfOrder("texts.lodging", "no_such_text", symbol=act.text)


def apply(assembly: Assembly, entry: PublicQuestionShown) -> Assembly:
    shown = PublicQuestion(
        number=entry.number,
        body=entry.body,
        kind=entry.kind,
        language=entry.language,
        sha256=entry.sha256,
        item=entry.item,
        text=entry.text,
        to=entry.to,
        shown=assembly.position + 1,
        shown_at=entry.at,
    )
    return assembly.with_public_question(shown)


def minute(entry: PublicQuestionShown) -> Phrase:
    key = f"minute.public_{entry.kind}_shown"
    return Phrase(key, number=entry.number, item=entry.item, text=entry.text, delegation=entry.to)


KIND = Kind(
    ShowPublicQuestion,
    decide,
    {PublicQuestionShown: apply},
    {PublicQuestionShown: minute},
    "shows the public {kind} {number} in {language} with fingerprint {sha256}"
    "[ on item {item}][ on text {text}][ to {to}]",
)
