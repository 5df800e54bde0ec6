"""Stand behind a draft resolution or an amendment as a sponsor, or no longer.

Article: texts.sponsors, texts.sponsors_unit, texts.sponsors_may_leave
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Amendment, Assembly, DelegationId, Signature, Text, TextId
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_mover,
    require_text,
    require_text_not_put,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.sponsorship import PERSON, has_signed, moved_by


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorText(Act):
    """A delegation becomes a sponsor of a text, or of the `amendment` of that number to it.

    `no_longer` 1 where it takes its name back. Under rules that count persons whoever acts signs.
    """

    text: TextId
    amendment: int = 0
    no_longer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSponsored(Entry):
    """The delegation, or one `member` of it who signed, is a sponsor from now on, or no longer."""

    text: TextId
    symbol: str
    amendment: int
    delegation: DelegationId
    no_longer: int
    member: MemberId = NOBODY


def decide(rules: Rulebook, assembly: Assembly, act: SponsorText) -> list[Entry]:
    """Record the sponsor.

    Out of order: no such text or amendment, or it is put or decided; the actor may not move; the
    delegation moved it or sponsors it already, or the person signed it; a name is taken back that
    was not given, or that the rules hold fast.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    delegation = require_mover(rules, assembly, act)
    if act.amendment:
        require_undecided(assembly, require_amendment(text, act.amendment))
    else:
        require_text_not_put(body, text)
    one = text.amendments[act.amendment] if act.amendment else text
    by_person = rules.choice("texts.sponsors_unit") == PERSON
    if by_person:
        require_signature(one, act)
    else:
        require_name(one, act, delegation=delegation)
    if act.no_longer and not rules.is_on("texts.sponsors_may_leave"):
        raise OutOfOrder("texts.sponsors_may_leave", "sponsors_stay")
    return [
        TextSponsored(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            delegation=delegation,
            no_longer=1 if act.no_longer else 0,
            member=act.by if by_person else NOBODY,
        )
    ]


def require_name(one: Text | Amendment, act: SponsorText, *, delegation: DelegationId) -> None:
    """A delegation gives its name once, and takes back what it gave.

    Out of order: as `decide` says.
    """
    if act.no_longer:
        if delegation not in one.sponsors:
            raise OutOfOrder("texts.sponsors", "not_a_sponsor", delegation=delegation)
    elif delegation in one.sponsors or moved_by(one, delegation):
        raise OutOfOrder("texts.sponsors", "sponsor_already", delegation=delegation)


def require_signature(one: Text | Amendment, act: SponsorText) -> None:
    """A person signs once, and takes back the own signature.

    Out of order: as `decide` says.
    """
    if act.no_longer:
        if not has_signed(one.signatures, act.by):
            raise OutOfOrder("texts.sponsors_unit", "not_signed", member=act.by)
    elif has_signed(one.signatures, act.by, also=one.lodged_by):
        raise OutOfOrder("texts.sponsors_unit", "signed_already", member=act.by)


def apply(assembly: Assembly, entry: TextSponsored) -> Assembly:
    text = assembly.texts[entry.text]
    if entry.amendment:
        one = text.amendments[entry.amendment]
        sponsors, signatures = behind(one, entry)
        one = replace(one, sponsors=sponsors, signatures=signatures)
        return assembly.with_text(text.with_amendment(one))
    sponsors, signatures = behind(text, entry)
    return assembly.with_text(replace(text, sponsors=sponsors, signatures=signatures))


def behind(
    one: Text | Amendment, entry: TextSponsored
) -> tuple[tuple[DelegationId, ...], tuple[Signature, ...]]:
    """The delegations and the signatures behind a thing once a name is given, or taken back."""
    signatures = tuple(name for name in one.signatures if name.member != entry.member)
    if entry.member and not entry.no_longer:
        signatures = (*signatures, Signature(member=entry.member, delegation=entry.delegation))
    others_signed = any(name.delegation == entry.delegation for name in signatures)
    stays = others_signed if entry.member else not entry.no_longer
    sponsors = one.sponsors
    if not stays or moved_by(one, entry.delegation):
        sponsors = tuple(name for name in sponsors if name != entry.delegation)
    elif entry.delegation not in sponsors:
        sponsors = (*sponsors, entry.delegation)
    return sponsors, signatures


def minute(entry: TextSponsored) -> Phrase:
    what = "amendment" if entry.amendment else "text"
    how = "sponsor_left" if entry.no_longer else "sponsored"
    if entry.member:
        how = "unsigned" if entry.no_longer else "signed"
    return Phrase(
        f"minute.{what}_{how}",
        amendment=entry.amendment,
        symbol=entry.symbol,
        delegation=entry.delegation,
        member=entry.member,
    )


KIND = Kind(
    SponsorText,
    decide,
    {TextSponsored: apply},
    {TextSponsored: minute},
    "sponsors {text}[ amendment {amendment}][ no longer {no_longer}]",
)
