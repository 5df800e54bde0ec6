"""Have an amendment taken out of the list of those that are decided without a vote.

Article: amendments.consent_objectors, amendments.consent_list
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.consent import require_list, wished
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import require_mover, require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutAmendment(Act):
    """A delegation wants it decided by itself; `no_longer` 1 where it does not any more."""

    text: TextId
    amendment: int
    no_longer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTakenOut(Entry):
    """The delegation wants a vote, or no longer; `is_out` 1 where those who do are enough."""

    text: TextId
    symbol: str
    amendment: int
    delegation: DelegationId
    no_longer: int
    is_out: int


def decide(rules: Rulebook, assembly: Assembly, act: TakeOutAmendment) -> list[Entry]:
    """Record the wish.

    Out of order: no such text; the actor may not move; no list stands, or the amendment is not on
    it; the delegation has said so already, or takes back what it did not say.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    delegation = require_mover(rules, assembly, act)
    listed = require_list(text)
    if act.amendment not in wished(listed):
        raise OutOfOrder("amendments.consent_list", "not_on_consent_list", amendment=act.amendment)
    objectors = listed.objections.get(act.amendment, ())
    if bool(act.no_longer) != (delegation in objectors):
        reason = "not_objected" if act.no_longer else "objected_already"
        raise OutOfOrder("amendments.consent_objectors", reason, delegation=delegation)
    count = len(objectors) + (-1 if act.no_longer else 1)
    return [
        AmendmentTakenOut(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            delegation=delegation,
            no_longer=1 if act.no_longer else 0,
            is_out=1 if count >= rules.number("amendments.consent_objectors") else 0,
        )
    ]


def apply(assembly: Assembly, entry: AmendmentTakenOut) -> Assembly:
    text = assembly.texts[entry.text]
    listed = text.consent
    assert listed is not None
    before = [one for one in listed.objections.get(entry.amendment, ()) if one != entry.delegation]
    objectors = (*before, *(() if entry.no_longer else (entry.delegation,)))
    others = tuple(one for one in listed.taken_out if one != entry.amendment)
    changed = replace(
        listed,
        objections={**listed.objections, entry.amendment: objectors},
        taken_out=(*others, entry.amendment) if entry.is_out else others,
    )
    return assembly.with_text(replace(text, consent=changed))


def minute(entry: AmendmentTakenOut) -> Phrase:
    key = "minute.vote_on_listed_asked"
    if entry.no_longer:
        key = "minute.vote_on_listed_asked_no_longer"
    elif entry.is_out:
        key = "minute.amendment_taken_out"
    return Phrase(key, amendment=entry.amendment, symbol=entry.symbol, delegation=entry.delegation)


KIND = Kind(
    TakeOutAmendment,
    decide,
    {AmendmentTakenOut: apply},
    {AmendmentTakenOut: minute},
    "wants a vote on amendment {amendment} to {text}[ no longer {no_longer}]",
)
