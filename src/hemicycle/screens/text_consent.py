"""What is proposed to be decided without a vote: each amendment, who wants a vote, what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.decide_consent_list import DecideConsentList
from hemicycle.procedure.acts.texts.propose_consent_list import ProposeConsentList
from hemicycle.procedure.acts.texts.take_out_amendment import TakeOutAmendment
from hemicycle.procedure.assembly import ConsentList, DelegationId, Text, Words
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.amendments import OPEN_STAGES, REJECTED, voting_order
from hemicycle.procedure.rules.consent import ADOPTED, apart_from, ready, wished
from hemicycle.screens.text_amendments import (
    IN_SHORT,
    AmendmentSeen,
    amendment_seen,
    may,
    phrase_of,
    refusal_of,
)
from hemicycle.screens.text_page import found
from hemicycle.screens.text_seen import Seen
from hemicycle.screens.view import View

SOME_WORDS: Words = {"en": "-"}
ADVISED = {"for": ADOPTED, "against": REJECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One amendment that is open: what the list says of it, what its form begins with.

    `stays` is the outcome that it would have now without a vote, empty where it is put to the vote.
    """

    seen: AmendmentSeen
    wish: str
    begins: str
    stays: str
    objectors: Sequence[DelegationId]
    may_object: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """The list as the presiding officer decides it: what to say, what it means, why not yet."""

    say: Phrase
    yes: Phrase
    adopted: Sequence[int]
    rejected: Sequence[int]
    undecided: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPage:
    """The proposed procedure of one text; `put` are the amendments that are put to the vote.

    `needed` delegations that ask for a vote on an amendment have it.
    """

    text: Text
    body_title: Words
    listed: ConsentList | None
    lines: Sequence[ConsentLine]
    deciding: Deciding | None
    put: Sequence[int]
    needed: int
    is_proposer: bool
    is_presiding: bool
    may_withdraw: bool


def consent_page(view: View, argument: str, *, language: str = "") -> ConsentPage | None:
    """The proposed procedure of the text that an address names."""
    text = found(view, argument)
    if text is None:
        return None
    seen = Seen(view, text, language or text.language)
    order = [n for n in voting_order(view.rules, text) if seen.stages[n] in OPEN_STAGES]
    stays = ready(view.rules, view.assembly, text)
    wishes = wished(text.consent)
    begins = wishes if text.consent else advised(text, order)
    return ConsentPage(
        text=text,
        body_title=view.assembly.bodies[text.body].title,
        listed=text.consent,
        lines=[
            line(seen, number, wish=wishes.get(number, ""), begins=begins, stays=stays)
            for number in order
        ],
        deciding=deciding(view, text),
        put=[n for n in order if n not in stays],
        needed=view.rules.number("amendments.consent_objectors"),
        is_proposer=may_propose(view, text, order),
        is_presiding=bool(view.viewer.member)
        and view.viewer.member == view.assembly.bodies[text.body].presiding,
        may_withdraw=text.consent is not None
        and refusal_of(view, text, ProposeConsentList) is None,
    )


def line(
    seen: Seen, number: int, *, wish: str, begins: Mapping[int, str], stays: Mapping[int, str]
) -> ConsentLine:
    """One amendment, and what the viewer may say of it."""
    text, view = seen.text, seen.view
    objectors = text.consent.objections.get(number, ()) if text.consent else ()
    fields = {"amendment": number}
    return ConsentLine(
        seen=amendment_seen(seen, text.amendments[number], words=IN_SHORT),
        wish=wish,
        begins=begins.get(number, ""),
        stays=stays.get(number, ""),
        objectors=objectors,
        may_object=bool(wish) and may(view, text, TakeOutAmendment, **fields),
        may_take_back=bool(objectors) and may(view, text, TakeOutAmendment, **fields, no_longer=1),
    )


def advised(text: Text, order: Sequence[int]) -> Mapping[int, str]:
    """What follows from the advice of the Rapporteurs, as far as it may stand on a list."""
    own = {number: text.amendments[number].recommendation for number in order}
    wish = {number: ADVISED[advice] for number, advice in own.items() if advice in ADVISED}
    gone = apart_from(text, wish, put=order)
    return {number: outcome for number, outcome in wish.items() if number not in gone}


def may_propose(view: View, text: Text, order: Sequence[int]) -> bool:
    """Whether the viewer may propose a list of the amendments that are open."""
    if not (view.viewer.member and order):
        return False
    refusal = refusal_of(view, text, ProposeConsentList, adopt=tuple(order))
    return refusal is None or refusal.reason_key.startswith("amendment_")


def deciding(view: View, text: Text) -> Deciding | None:
    """The list of a text as it is decided now; None where none is proposed."""
    if text.consent is None:
        return None
    stays = ready(view.rules, view.assembly, text)
    adopted, rejected = (of_outcome(stays, outcome) for outcome in (ADOPTED, REJECTED))
    facts = {
        "symbol": text.symbol,
        "adopted": ", ".join(map(str, adopted)),
        "rejected": ", ".join(map(str, rejected)),
    }
    refusal = refusal_of(view, text, DecideConsentList, yes_means=SOME_WORDS)
    return Deciding(
        say=Phrase("consent.say", **facts),
        yes=Phrase("consent.yes", **facts),
        adopted=adopted,
        rejected=rejected,
        undecided=phrase_of(refusal) if refusal else None,
    )


def of_outcome(stays: Mapping[int, str], outcome: str) -> Sequence[int]:
    """Those of a list that would have this outcome, in the order of the vote."""
    return [number for number, one in stays.items() if one == outcome]
