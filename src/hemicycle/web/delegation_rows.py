"""The delegations of a session as the desk sees them: how far each is, and what it still lacks."""

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly, Delegation, DelegationId
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.rights import STATUSES
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.secretariat.delegations import limits
from hemicycle.secretariat.limits import is_in_arrears, standing
from hemicycle.secretariat.lists.comparing import matches
from hemicycle.secretariat.lists.parliaments import names_of, title
from hemicycle.secretariat.lists.people import SEATED, Limit
from hemicycle.secretariat.lists.plans import Values
from hemicycle.secretariat.lists.worlds import World
from hemicycle.secretariat.models import DelegationFile, FileWish, Person, Place
from hemicycle.secretariat.register import load_register
from hemicycle.secretariat.votes import edition_in_force

WAITING = ("registered", "credentials_submitted", "checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRow:
    """One delegation with its file; `lacks` are the keys of what keeps it from being accepted."""

    file: DelegationFile
    values: Values
    places: Sequence[Place]
    entitled: int | None  # by the table of votes in force
    cause: str  # why it would have no vote all the same
    sits: Delegation | None  # as the record has it
    limit: Limit | None
    lacks: Sequence[str] = ()
    found: Sequence[Place] = ()
    stranger: str = ""  # why it has no place in a session of this world, as a key
    wishes: int = 0  # changes that the delegation asked for and nobody decided
    recorded: Container[MemberId] = ()  # who of the session is accredited, by the record

    @property
    def name(self) -> str:
        """What the parliament is called when it is spoken of."""
        return title(self.values)

    @property
    def members(self) -> Sequence[Place]:
        """Those who are to sit, the head first."""
        seated = [one for one in self.places if one.capacity in SEATED and not one.has_left]
        return sorted(seated, key=lambda place: (place.capacity != "head", place.order, place.pk))

    @property
    def votes(self) -> int | None:
        """Its votes: as recorded, or as they would be; None where nobody has said."""
        if self.sits is not None:
            return self.sits.votes
        return self.entitled if self.values.get("status") == "member" else 0

    @property
    def has_vote(self) -> bool:
        """Whether it may cast them."""
        if self.sits is not None:
            return self.sits.has_vote
        return self.values.get("status") == "member" and not self.cause

    @property
    def is_too_large(self) -> bool:
        """Whether it has more members than the rules allow."""
        return self.limit is not None and len(self.members) > self.limit.persons

    @property
    def is_ready(self) -> bool:
        """Whether the secretariat may accept it together with others."""
        return self.file.stage in WAITING and not self.lacks and not self.is_too_large

    @property
    def not_admitted(self) -> Sequence[Place]:
        """Those of a delegation that sits whom the record does not know yet, the order kept.

        Note: advisers and others who accompany it are never accepted together with its members.
        """
        if self.file.stage != "accepted":
            return []
        return [one for one in self.places if MemberId(one.member) not in self.recorded]


def delegation_rows(
    session: str, assembly: Assembly, *, rules: Rulebook, only: str = ""
) -> list[DelegationRow]:
    """The delegations of a session in the order of the parliaments' ids; or only one of them."""
    parliaments = load_register().rows
    limit_of = limits(session, parliaments, rules=rules)
    table = edition_in_force(session).rows
    places: dict[int, list[Place]] = defaultdict(list)
    for place in Place.objects.filter(file__session=session).select_related("person"):
        places[place.file_id].append(place)
    waiting = FileWish.objects.filter(file__session=session, state="open")
    wishes = Counter(waiting.values_list("file_id", flat=True))
    files = DelegationFile.objects.filter(session=session).order_by("parliament_id")
    files = files.select_related("parliament")
    is_rehearsal = assembly.session is not None and assembly.session.basis == "rehearsal"
    if only:
        files = files.filter(parliament_id=only)
    return [
        with_lacks(
            DelegationRow(
                file=file,
                stranger=stranger(file, is_rehearsal=is_rehearsal),
                values=parliaments[file.parliament_id],
                places=places[file.pk],
                entitled=row.votes if (row := table.get(file.parliament_id)) else None,
                cause="arrears"
                if is_in_arrears(rules, standing(parliaments[file.parliament_id]))
                else "",
                recorded=assembly.people,
                wishes=wishes[file.pk],
                sits=assembly.delegations.get(DelegationId(file.parliament_id)),
                limit=limit_of(file.parliament_id, any(p.person.is_young for p in places[file.pk])),
            )
        )
        for file in files
    ]


def stranger(file: DelegationFile, *, is_rehearsal: bool) -> str:
    """Why a parliament has no place in a session: a real one in a rehearsal, or the other way."""
    if file.parliament.is_invented == is_rehearsal:
        return ""
    return World(is_rehearsal).refusal


def with_lacks(row: DelegationRow) -> DelegationRow:
    """A delegation with what it still lacks before it can be accepted."""
    status = row.values.get("status", "")
    lacks = lacking(row.places, status=status, has_votes=row.entitled is not None)
    if row.stranger:
        lacks.insert(0, row.stranger)
    if row.sits is not None and row.file.stage != "accepted":
        lacks.append("sits_otherwise")
    return replace(row, lacks=lacks)


def lacking(places: Sequence[Place], *, status: str, has_votes: bool) -> list[str]:
    """The keys of what is lacking."""
    heads = sum(place.capacity == "head" for place in places)
    found = {
        "no_members": not any(place.capacity in SEATED for place in places),
        "no_head": heads == 0,
        "two_heads": heads > 1,
        "status_without_seat": status not in STATUSES,
        "no_votes": status == "member" and not has_votes,
    }
    if found["no_members"]:
        found["no_head"] = False
    return [key for key, is_so in found.items() if is_so]


def person_names(person: Person) -> tuple[str, ...]:
    """All names a person may be sought by."""
    return (f"{person.given} {person.family}", f"{person.given_own} {person.family_own}")


def sought_rows(rows: Sequence[DelegationRow], sought: str) -> list[DelegationRow]:
    """The delegations that a search finds, by the name of the parliament or of a person in it."""
    found = []
    for row in rows:
        people = [one for one in row.places if matches(sought, person_names(one.person))]
        if people or matches(sought, names_of(row.values)):
            found.append(replace(row, found=people))
    return found
