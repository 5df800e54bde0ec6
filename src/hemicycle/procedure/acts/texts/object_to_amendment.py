"""Object to an amendment that would stand adopted because the committee was unanimous.

Article: amendments.committee_unanimous, amendments.committee_unanimous_objectors
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.unanimous import objectors_needed, require_unanimous


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToAmendment(Act):
    """A member wants the house to decide on the amendment itself."""

    text: TextId
    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentObjected(Entry):
    """`member` objects, as one of so many; `needed` of them bring it to the vote."""

    text: TextId
    symbol: str
    amendment: int
    member: MemberId
    objectors: int
    needed: int


def decide(rules: Rulebook, assembly: Assembly, act: ObjectToAmendment) -> list[Entry]:
    """Record the objection.

    Out of order: no such text or amendment; it is before the body or decided; no committee was
    unanimous for it; the actor may not move; the actor objects already.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    amendment = require_amendment(text, act.amendment)
    require_undecided(assembly, amendment)
    require_unanimous(amendment)
    require_right(rules, assembly, act, right="move")
    if act.by in amendment.objectors:
        raise OutOfOrder(
            "amendments.committee_unanimous_objectors", "objects_already", member=act.by
        )
    return [
        AmendmentObjected(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            member=act.by,
            objectors=len(amendment.objectors) + 1,
            needed=objectors_needed(rules),
        )
    ]


def apply(assembly: Assembly, entry: AmendmentObjected) -> Assembly:
    text = assembly.texts[entry.text]
    one = text.amendments[entry.amendment]
    one = replace(one, objectors=(*one.objectors, entry.member))
    return assembly.with_text(text.with_amendment(one))


def minute(entry: AmendmentObjected) -> Phrase:
    is_enough = entry.objectors >= entry.needed
    return Phrase(
        "minute.amendment_objected_enough" if is_enough else "minute.amendment_objected",
        member=entry.member,
        amendment=entry.amendment,
        symbol=entry.symbol,
        n=entry.objectors,
        needed=entry.needed,
    )


KIND = Kind(
    ObjectToAmendment,
    decide,
    {AmendmentObjected: apply},
    {AmendmentObjected: minute},
    "objects to amendment {amendment} to {text}",
)
