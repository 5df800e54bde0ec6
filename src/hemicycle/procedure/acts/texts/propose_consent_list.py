"""Propose which amendments are decided together without a vote, or take the proposal back.

Article: amendments.consent_list
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ConsentList, Text, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import OPEN_STAGES, stages
from hemicycle.procedure.rules.consent import apart_from, require_list, wished
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body, require_presiding
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.sponsorship import require_backed_amendment


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeConsentList(Act):
    """A Rapporteur, the presiding officer, or the secretariat for a drafting committee, proposes.

    The amendments to `adopt` and those to `reject`, by their numbers; where both are empty the
    proposal is taken back. A later list takes the place of an earlier one.
    """

    text: TextId
    adopt: tuple[int, ...] = ()
    reject: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentListProposed(Entry):
    """The list is announced; until it is decided delegations may have amendments taken out."""

    text: TextId
    symbol: str
    adopt: tuple[int, ...]
    reject: tuple[int, ...]
    by: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: ProposeConsentList) -> list[Entry]:
    """Record the list.

    Out of order: no such text; the rules know no such list; the actor may not propose it; there is
    nothing to take back; an amendment is named twice, is gone or decided, or lacks sponsors; one
    has to do with another that is put to the vote.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    if not rules.is_on("amendments.consent_list"):
        raise OutOfOrder("amendments.consent_list", "consent_list_unknown")
    if act.by not in text.rapporteurs and not is_of_secretariat(assembly, act.by):
        require_presiding(assembly, body, act.by)
    numbers = (*act.adopt, *act.reject)
    if not numbers:
        require_list(text)
    for place, number in enumerate(numbers):
        if number in numbers[:place]:
            raise OutOfOrder("amendments.consent_list", "listed_twice", amendment=number)
        amendment = require_amendment(text, number)
        require_undecided(assembly, amendment)
        require_backed_amendment(rules, amendment)
    listed = ConsentList(adopt=act.adopt, reject=act.reject, proposed_by=act.by, proposed_at=act.at)
    require_apart(assembly, text, listed)
    return [
        ConsentListProposed(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            adopt=act.adopt,
            reject=act.reject,
            by=act.by,
        )
    ]


def require_apart(assembly: Assembly, text: Text, listed: ConsentList) -> None:
    """What is on the list has nothing to do with what is put to the vote.

    Out of order: it has.
    """
    stage = stages(assembly, text)
    put = [number for number, one in stage.items() if one in OPEN_STAGES]
    found = apart_from(text, wished(listed), put=put)
    if found:
        number, other = next(iter(found.items()))
        raise OutOfOrder(
            "amendments.consent_list", "listed_meets_open", amendment=number, other=other.number
        )


def apply(assembly: Assembly, entry: ConsentListProposed) -> Assembly:
    listed = ConsentList(
        adopt=entry.adopt, reject=entry.reject, proposed_by=entry.by, proposed_at=entry.at
    )
    is_any = bool(entry.adopt or entry.reject)
    text = assembly.texts[entry.text]
    return assembly.with_text(replace(text, consent=listed if is_any else None))


def minute(entry: ConsentListProposed) -> Phrase:
    is_any = bool(entry.adopt or entry.reject)
    return Phrase(
        "minute.consent_list_proposed" if is_any else "minute.consent_list_withdrawn",
        symbol=entry.symbol,
        member=entry.by,
        adopt=", ".join(map(str, entry.adopt)),
        reject=", ".join(map(str, entry.reject)),
    )


KIND = Kind(
    ProposeConsentList,
    decide,
    {ConsentListProposed: apply},
    {ConsentListProposed: minute},
    "proposes for {text} without a vote[ to adopt {adopt}][ to reject {reject}]",
)
