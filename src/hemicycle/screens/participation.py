"""Women and men among those who take part, in counts of what they declared, never of a guess.

Article: none; who declares nothing is counted as that. The counts are for the secretariat: those
that would tell what somebody in particular declared are left out of what may be published.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hemicycle.journal.speeches import speeches_in
from hemicycle.procedure.assembly import Election, Person, Words
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.by_group import NO_GROUP, groups_of
from hemicycle.screens.sums import FEWEST
from hemicycle.screens.view import View

WOMAN, MAN, OTHER, NOT_DECLARED = "f", "m", "x", ""
EVERYBODY, DELEGATION, GROUP, BODY = "everybody", "delegation", "group", "body"
SPEAKERS, OFFICERS, NOMINEES, ELECTED = "speakers", "officers", "nominees", "elected"
KINDS = (EVERYBODY, DELEGATION, GROUP, BODY, SPEAKERS, OFFICERS, NOMINEES, ELECTED)
PRESIDING_OFFICES = ("president", "vice_president", "chair", "rapporteur")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of some persons declared what. Units: persons, each counted once in a row.

    `of` is the delegation, group, body or election of which it is, `title` what that is called
    where it has a title of its own. Where it is not `is_told` it may not be published.
    """

    kind: str
    of: str = ""
    title: Words | None = None
    women: int = 0
    men: int = 0
    other: int = 0
    not_declared: int = 0
    is_told: bool = True

    @property
    def persons(self) -> int:
        """All of them, whatever they declared."""
        return sum(self.numbers)

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """The four counts, in their order."""
        return self.women, self.men, self.other, self.not_declared


def participation(view: View) -> Sequence[Counted]:
    """Every count, in the order of `KINDS`, those of nobody left out."""
    return [one for one in counts(view) if one.persons]


def counts(view: View) -> Iterator[Counted]:
    """The counts one after another."""
    delegates = delegates_of(view)
    yield counted(view, EVERYBODY, [one.id for one in delegates])
    for delegation in view.assembly.delegations:
        own = [one.id for one in delegates if one.delegation == delegation]
        yield counted(view, DELEGATION, own, of=delegation)
    yield from by_group(view, delegates)
    for body in view.assembly.bodies.values():
        there = [one.id for one in delegates if one.id in body.present]
        yield replace(counted(view, BODY, there, of=body.id), title=body.title)
    yield from speakers(view)
    yield counted(view, OFFICERS, officers(view))
    yield from by_election(view)


def counted(view: View, kind: str, members: Iterable[MemberId], *, of: str = "") -> Counted:
    """What some persons declared; each is counted once."""
    told = [view.files.of(one).sex for one in dict.fromkeys(members)]
    women, men, other = (told.count(sex) for sex in (WOMAN, MAN, OTHER))
    rest = len(told) - women - men - other
    return Counted(kind=kind, of=of, women=women, men=men, other=other, not_declared=rest)


def delegates_of(view: View) -> Sequence[Person]:
    """The delegates whose credentials stand."""
    people = view.assembly.people.values()
    known = view.assembly.delegations
    return [
        one
        for one in people
        if one.delegation in known and one.accredited_as == "delegate" and not one.is_withdrawn
    ]


def by_group(view: View, delegates: Sequence[Person]) -> Iterator[Counted]:
    """The delegates of each geopolitical group; one of a parliament in two stands in both."""
    own = {one: groups_of(view, one) for one in view.assembly.delegations}
    names = sorted({name for found in own.values() for name in found} - {NO_GROUP})
    for name in names:
        yield counted(
            view, GROUP, [one.id for one in delegates if name in own[one.delegation]], of=name
        )


def speakers(view: View) -> Iterator[Counted]:
    """Who was heard in the session, and in each body of it."""
    heard = [one for one in speeches_in(view.history) if one.is_speech]
    yield counted(view, SPEAKERS, [one.speaker for one in heard])
    for body in view.assembly.bodies.values():
        own = [one.speaker for one in heard if one.body == body.id]
        yield replace(counted(view, SPEAKERS, own, of=body.id), title=body.title)


def officers(view: View) -> Iterator[MemberId]:
    """Who presides over a body or holds an office of the Assembly, and was not sent away since."""
    people = view.assembly.people
    for body in view.assembly.bodies.values():
        if body.constituted_presiding in people:
            yield body.constituted_presiding
    for one in people.values():
        if one.office in PRESIDING_OFFICES and not one.is_withdrawn:
            yield one.id


def by_election(view: View) -> Iterator[Counted]:
    """Who stands in each election, and who was elected."""
    for election in view.assembly.elections.values():
        found = ((NOMINEES, nominees(election)), (ELECTED, election.elected))
        for kind, members in found:
            row = counted(view, kind, members, of=str(election.number))
            yield replace(row, title=election.title)


def nominees(election: Election) -> Iterator[MemberId]:
    """Who is nominated and has not withdrawn."""
    return (one.member for one in election.candidatures.values() if not one.is_withdrawn)


# -- what may be published ------------------------------------------------------------------------


def to_publish(rows: Sequence[Counted]) -> Sequence[Counted]:
    """The same rows, with those marked that would tell what somebody in particular declared.

    Note: of each kind never one alone is left out, as it would be all without the others.
    """
    return [
        replace(one, is_told=one not in untold and not tells_who_lost(one, rows))
        for kind in KINDS
        for own in [[row for row in rows if row.kind == kind]]
        for untold in [left_out(own)]
        for one in own
    ]


def left_out(rows: Sequence[Counted]) -> Sequence[Counted]:
    """The rows of one kind that are not told.

    Note: all less those told is the sum of those left out, so the sum must tell of nobody either.
    """
    few = [one for one in rows if tells_of_somebody(one)]
    others = sorted((one for one in rows if one not in few), key=lambda one: one.persons)
    while few and others and (len(few) == 1 or tells_of_somebody(together(few))):
        few.append(others.pop(0))
    return few


def together(rows: Sequence[Counted]) -> Counted:
    """Several rows of one kind as one."""
    women, men, other, rest = (sum(some) for some in zip(*(r.numbers for r in rows), strict=True))
    return Counted(kind=rows[0].kind, women=women, men=men, other=other, not_declared=rest)


def tells_who_lost(row: Counted, rows: Sequence[Counted]) -> bool:
    """Whether the count of those elected tells, beside all who stood, of those who were not."""
    if row.kind != ELECTED:
        return False
    stood = next((one for one in rows if (one.kind, one.of) == (NOMINEES, row.of)), None)
    if stood is None:
        return False
    women, men, other, rest = (a - b for a, b in zip(stood.numbers, row.numbers, strict=True))
    lost = Counted(kind=NOMINEES, women=women, men=men, other=other, not_declared=rest)
    return tells_of_somebody(lost)


def tells_of_somebody(row: Counted) -> bool:
    """Whether a count is of a few persons, or all in the row declared the same.

    Note: of a row in which nobody declared anything nothing can be told.
    """
    if row.persons == row.not_declared:
        return False
    there = [n for n in row.numbers if n]
    return len(there) == 1 or any(n < FEWEST for n in there)
