"""Who stands behind a text or an amendment, and how many of them the rules ask for.

Article: texts.sponsors_unit, texts.sponsors_needed, texts.sponsors_delegations,
amendments.sponsors_needed, amendments.sponsors_delegations
"""

from typing import NamedTuple

from hemicycle.procedure.assembly import Amendment, DelegationId, Signature, Text
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook

UNITS = DELEGATION, PERSON = ("delegation", "person")  # who stands behind a thing


class Backing(NamedTuple):
    """How many stand behind a thing and how many it needs, and of how many delegations, likewise.

    Whoever moved it is one of them. Units: delegations or persons, as the rules count; 0 where
    the rules ask for none.
    """

    sponsors: int
    needed: int
    delegations: int
    delegations_needed: int

    @property
    def missing(self) -> int:
        """How many more it needs."""
        return max(0, self.needed - self.sponsors)

    @property
    def delegations_missing(self) -> int:
        """Of how many more delegations it needs some."""
        return max(0, self.delegations_needed - self.delegations)

    @property
    def is_asked(self) -> bool:
        """Whether the rules ask for any."""
        return bool(self.needed or self.delegations_needed)

    @property
    def is_enough(self) -> bool:
        """Whether nobody is missing."""
        return not self.missing and not self.delegations_missing


def behind_text(rules: Rulebook, text: Text) -> Backing:
    """Who stands behind a text; one that a body brings or has adopted needs nobody."""
    is_of_body = not text.movers or bool(text.adopted_in)
    needed = 0 if is_of_body else rules.number("texts.sponsors_needed")
    delegations = 0 if is_of_body else rules.number("texts.sponsors_delegations")
    return counted(text.movers, text.sponsors, signatures=text.signatures, of=(needed, delegations))


def behind_amendment(rules: Rulebook, amendment: Amendment) -> Backing:
    """Who stands behind an amendment; behind a compromise all who consent to it."""
    needed = 0 if amendment.for_body else rules.number("amendments.sponsors_needed")
    delegations = 0 if amendment.for_body else rules.number("amendments.sponsors_delegations")
    movers = (amendment.mover, *amendment.consents) if amendment.mover else ()
    signed = amendment.signatures
    return counted(movers, amendment.sponsors, signatures=signed, of=(needed, delegations))


def counted(
    movers: tuple[DelegationId, ...],
    sponsors: tuple[DelegationId, ...],
    *,
    signatures: tuple[Signature, ...],
    of: tuple[int, int],
) -> Backing:
    """The sum: each delegation that moves is one, then each that sponsors or each who signed."""
    delegations = len({*movers, *sponsors})
    persons = len(set(movers)) + len(signatures)
    return Backing(persons if signatures else delegations, of[0], delegations, of[1])


def require_backed_text(rules: Rulebook, text: Text) -> None:
    """As many stand behind a text as the rules ask for.

    Out of order: some are missing, or some from other delegations.
    """
    backing = behind_text(rules, text)
    if backing.missing:
        raise OutOfOrder(
            "texts.sponsors_needed",
            "text_sponsors_missing",
            symbol=text.symbol,
            sponsors_count=backing.sponsors,
            needed=backing.needed,
            n=backing.missing,
        )
    if backing.delegations_missing:
        raise OutOfOrder(
            "texts.sponsors_delegations",
            "text_sponsors_of_few",
            symbol=text.symbol,
            needed=backing.delegations_needed,
            n=backing.delegations,
        )


def require_backed_amendment(rules: Rulebook, amendment: Amendment) -> None:
    """As many stand behind an amendment as the rules ask for.

    Out of order: some are missing, or some from other delegations.
    """
    backing = behind_amendment(rules, amendment)
    if backing.missing:
        raise OutOfOrder(
            "amendments.sponsors_needed",
            "amendment_sponsors_missing",
            amendment=amendment.number,
            sponsors_count=backing.sponsors,
            needed=backing.needed,
            n=backing.missing,
        )
    if backing.delegations_missing:
        raise OutOfOrder(
            "amendments.sponsors_delegations",
            "amendment_sponsors_of_few",
            amendment=amendment.number,
            needed=backing.delegations_needed,
            n=backing.delegations,
        )


def moved_by(one: Text | Amendment, delegation: DelegationId) -> bool:
    """Whether a delegation moved a thing, and so stands behind it without giving its name."""
    return delegation in (one.movers if isinstance(one, Text) else (one.mover,))


def has_signed(
    signatures: tuple[Signature, ...], member: MemberId, *, also: MemberId | None = None
) -> bool:
    """Whether a person stands behind a thing already, as its signatory or as who moved it."""
    return member == also or any(one.member == member for one in signatures)
