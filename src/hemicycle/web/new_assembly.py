"""A new assembly: from a filled-in form to a session that is ready for its first sitting."""

import csv
import io
import re
import secrets
import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hemicycle import rulebooks
from hemicycle.clerk import Asked, Clerk, Failed, Outcome, Refused
from hemicycle.journal.names import NO_NAMES, Name, Names
from hemicycle.phrases.houses import told_in
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.assembly import DelegationId, Words
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act, BodyId, Instant, MemberId
from hemicycle.secretariat.lists.worlds import real_state

MOST_DELEGATIONS = 400
MOST_MEMBERS = 20
LONGEST_NAME = 200
HEADINGS = frozenset({"votes", "vote", "voix", "weight", "poids", "delegates", "délégués"})
SESSION_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")
SECRETARY = MemberId("o-secretary-general")
PRESIDENT = MemberId("o-president")
TELLER = MemberId("o-teller-1")
OFFICERS: Mapping[MemberId, tuple[str, dict[str, str]]] = {
    SECRETARY: ("", {"en": "Secretary General", "fr": "Secrétaire général"}),
    PRESIDENT: ("president", {"en": "President", "fr": "Président"}),
    TELLER: ("teller", {"en": "Teller", "fr": "Scrutateur"}),
}
# Where members sit instead of delegations, who presides and where they meet are called otherwise.
CHAMBER = {"en": "Chamber", "fr": "Chambre"}
SPEAKER = {"en": "Speaker", "fr": "Président de la Chambre"}


class WishFault(ValueError):
    """A wish that cannot be granted: at which field or line, and why, as a phrase key."""

    def __init__(self, field: str, reason_key: str, **facts: object) -> None:
        super().__init__(field, reason_key, facts)
        self.field, self.reason_key, self.facts = field, reason_key, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationWish:
    """One line of the pasted list: a parliament, its votes, and how many delegates it sends."""

    name: Words
    votes: int
    members: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to set up. Units: votes; dates are ISO, in the zone.

    `first` is the number of the first delegation's id: below it they mean others, in the register
    or in a record.
    """

    id: str
    title: Words
    place: Words
    theme: Words
    zone: str
    starts_on: str
    ends_on: str
    rulebook: str
    committees: tuple[Words, ...] = ()
    delegations: tuple[DelegationWish, ...] = field(default_factory=tuple)
    basis: str = "acted"
    first: int = 1


def create(clerk: Clerk, wish: Wish) -> Names:
    """Record the session, its officers, bodies and delegations at once; the names come back apart.

    Errors: WishFault
    """
    require_possible(clerk, wish)
    require_done(clerk.take(asked_for(wish)))
    return names_of(wish)


def asked_for(wish: Wish) -> list[Asked]:
    """What the clerk is asked, in order."""
    return [Asked(SessionId(wish.id), act) for act in acts_for(wish)]


def require_done(outcomes: Iterable[Outcome]) -> None:
    """Everything asked for is in the record.

    Errors: WishFault
    """
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            raise WishFault("", outcome.refusal.reason_key, **outcome.refusal.facts)
        if isinstance(outcome, Failed):
            raise WishFault("", "not_recorded", failure=outcome.key, text=outcome.reason)


def require_possible(clerk: Clerk, wish: Wish) -> None:
    """Every field says something that a session can be made of.

    Errors: WishFault, at the first field that does not
    """
    if not SESSION_ID.fullmatch(wish.id):
        raise WishFault("id", "not_an_id", text=wish.id[:20])
    if wish.id in clerk.states:
        raise WishFault("id", "session_exists", text=wish.id)
    if not wish.title:
        raise WishFault("title.en", "field_missing")
    if wish.zone not in zoneinfo.available_timezones():
        raise WishFault("zone", "unknown_zone", text=wish.zone[:40])
    starts, ends = day("starts_on", wish.starts_on), day("ends_on", wish.ends_on)
    if ends < starts:
        raise WishFault("ends_on", "ends_before_it_starts")
    if wish.rulebook not in rulebooks.names():
        raise WishFault("rulebook", "unknown_rulebook", text=wish.rulebook[:40])
    if not wish.delegations:
        raise WishFault("delegations", "no_delegations")
    if seats_members(wish):
        require_alone(wish.delegations)
    if wish.basis == "rehearsal":
        require_invented(wish.delegations)


def seats_members(wish: Wish) -> bool:
    """Whether a line of the list is a member of a chamber, and not a delegation."""
    return bool(told_in(NO_NAMES, rulebooks.load(wish.rulebook)).roll_of)


def require_alone(wishes: Iterable[DelegationWish]) -> None:
    """Each line is one member.

    Errors: WishFault, with the first line that is several
    """
    for number, one in enumerate(wishes, 1):
        if one.members != 1:
            raise WishFault("delegations", "line_of_one_member", line=number)


def require_invented(wishes: Iterable[DelegationWish]) -> None:
    """No delegation is called by the name of a real State.

    Errors: WishFault, with the first name that is
    """
    for one in wishes:
        real = real_state({f"name_{language}": text for language, text in one.name.items()})
        if real:
            raise WishFault("delegations", "rehearsal_real", text=real[:60])


def day(name: str, text: str) -> date:
    """A date of the form."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WishFault(name, "not_a_date", text=text[:20]) from None


def acts_for(wish: Wish) -> Iterable[Act]:
    """The acts that set the session up, by the Secretary General."""

    def act(kind: type[Act], **fields: object) -> Act:
        return kind(
            act_id=secrets.token_hex(12),
            body=BodyId("plenary"),
            by=SECRETARY,
            capacity="",
            through="",
            at=Instant(0),
            **fields,  # type: ignore[arg-type]
        )

    yield act(
        OpenSession,
        session=wish.id,
        rulebook=wish.rulebook,
        title=wish.title,
        theme=wish.theme,
        place=wish.place,
        zone=wish.zone,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        basis=wish.basis,
    )
    for member, (office, _) in OFFICERS.items():
        if office:
            yield act(AccreditPerson, member=member, office=office)
    for number in range(1, len(wish.committees) + 1):
        yield act(AccreditPerson, member=chair_of(number), office="chair")
    yield act(
        ConstituteBody,
        constituted="plenary",
        title=CHAMBER if seats_members(wish) else {"en": "Assembly", "fr": "Assemblée"},
        presiding=PRESIDENT,
        organ="assembly",
    )
    for number, title in enumerate(wish.committees, 1):
        yield act(
            ConstituteBody,
            constituted=f"committee-{number}",
            title=title,
            presiding=chair_of(number),
        )
    for number, one in enumerate(wish.delegations, wish.first):
        delegation = parliament(number)
        members = tuple(f"{delegation}-{seat}" for seat in range(1, one.members + 1))
        keys = {"votes": one.votes, "sorted_as": one.name}
        yield act(AcceptCredentials, delegation=delegation, members=members, **keys)


def parliament(number: int) -> DelegationId:
    """The id of the parliament in one line of the list."""
    return DelegationId(f"p-{number:04d}")


def given_ids(clerk: Clerk) -> set[str]:
    """The ids that stand for a delegation in any session's record."""
    return {one for session in clerk.states for one in clerk.state(session).assembly.delegations}


def chair_of(number: int) -> MemberId:
    """The id of a committee's chair."""
    return MemberId(f"o-chair-{number}")


def names_of(wish: Wish) -> Names:
    """What everybody in the wish is called."""
    entries = {str(member): Name(label=label) for member, (_, label) in OFFICERS.items()}
    is_chamber = seats_members(wish)
    if is_chamber:
        entries[PRESIDENT] = Name(label=SPEAKER)
    for number, title in enumerate(wish.committees, 1):
        label = {"en": f"Chair, {best(title, 'en')}", "fr": f"Présidence, {best(title, 'fr')}"}
        entries[chair_of(number)] = Name(label=label)
    for number, one in enumerate(wish.delegations, wish.first):
        delegation = parliament(number)
        entries[delegation] = Name(label=one.name)
        for seat in range(1, one.members + 1):
            label = {
                language: text if is_chamber else f"{text} {seat}"
                for language, text in one.name.items()
            }
            entries[f"{delegation}-{seat}"] = Name(label=label, delegation=delegation, seat=seat)
    return Names(1, entries)


def best(words: Words, language: str) -> str:
    """A text in a language, or in whichever it has."""
    return words.get(language) or next(iter(words.values()), "")


def read_delegations(text: str) -> tuple[DelegationWish, ...]:
    """Read a pasted or uploaded list: name; votes; delegates; name in French, one a line.

    Commas, semicolons and tabs separate; a first line of headings is passed over.
    Errors: WishFault, naming the line
    """
    try:
        reader = csv.reader(io.StringIO(text.strip("\ufeff\n\r ")), delimiter=separator(text))
        rows = list(reader)
    except csv.Error:
        raise WishFault("delegations", "list_unreadable") from None
    wishes = []
    for number, row in enumerate(rows, 1):
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells) or (number == 1 and is_heading(cells)):
            continue
        wishes.append(read_line(number, cells))
    if len(wishes) > MOST_DELEGATIONS:
        raise WishFault("delegations", "too_many_delegations", n=MOST_DELEGATIONS)
    seen: dict[str, int] = {}
    for number, one in enumerate(wishes, 1):
        name = best(one.name, "en").casefold()
        if name in seen:
            raise WishFault(
                "delegations", "delegation_twice", line=number, text=best(one.name, "en")
            )
        seen[name] = number
    return tuple(wishes)


def is_heading(cells: list[str]) -> bool:
    """Whether the first line names the columns."""
    return any(cell.casefold() in HEADINGS for cell in cells[1:3])


def separator(text: str) -> str:
    """What separates the cells: whichever of tab, semicolon and comma comes first in use."""
    first = text.strip().partition("\n")[0]
    return next((mark for mark in "\t;," if mark in first), ",")


def is_whole(text: str) -> bool:
    """Whether a cell is a whole number."""
    return bool(re.fullmatch(r"[0-9]{1,6}", text, re.ASCII))


def read_line(number: int, cells: list[str]) -> DelegationWish:
    """One parliament of the list."""
    name, votes, members, french = (*cells, "", "", "", "")[:4]
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise WishFault("delegations", "line_without_name", line=number)
    if not is_whole(votes or "1"):
        raise WishFault("delegations", "line_votes", line=number, text=votes[:20])
    if not is_whole(members or "1") or not 1 <= int(members or "1") <= MOST_MEMBERS:
        raise WishFault("delegations", "line_members", line=number, n=MOST_MEMBERS)
    words = {"en": name, "fr": french or name}
    return DelegationWish(name=words, votes=int(votes or "1"), members=int(members or "1"))
