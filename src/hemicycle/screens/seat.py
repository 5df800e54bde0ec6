"""What every page of a delegate shows: whose seat it is, and what waits for an answer."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import DelegationId, Division
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDivision:
    """The banner on the other pages: a division waits."""

    number: int
    body: BodyId
    closes_at: Instant
    is_on_roll: bool
    has_voted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One delegate's place. Units: votes; `up_to` is what one person may place of `votes`."""

    member: MemberId
    delegation: DelegationId
    votes: int
    up_to: int
    office: str
    open_division: OpenDivision | None
    has_floor: bool
    is_next: bool

    @property
    def vote_waits(self) -> bool:
        """Whether the tab "Vote" carries its dot."""
        waiting = self.open_division
        return waiting is not None and not waiting.has_voted

    @property
    def floor_waits(self) -> bool:
        """Whether the tab "Floor" carries its dot."""
        return self.has_floor or self.is_next


def seat(view: View) -> Seat:
    """The seat of the viewer; for the public, one without a delegation."""
    assembly, body = view.assembly, body_of(view)
    member = view.viewer.member
    person = assembly.people.get(member)
    delegation = assembly.delegation_of(member)
    votes, up_to = votes_of(view)
    return Seat(
        member=member,
        delegation=delegation.id if delegation else NO_DELEGATION,
        votes=votes,
        up_to=up_to,
        office=person.office if person else "",
        open_division=open_division(view),
        has_floor=bool(member) and body.floor.holder == member,
        is_next=bool(member) and body.speakers_list.waiting[:1] == (member,),
    )


def acts_at(view: View) -> str:
    """The page at which the viewer acts in a sitting: the console, the own vote, or none ("")."""
    assembly, member = view.assembly, view.viewer.member
    person = assembly.people.get(member)
    if person is None:
        return ""
    presides = any(
        member in (body.presiding, body.constituted_presiding) for body in assembly.bodies.values()
    )
    if presides or person.office == "teller":
        return "chair"
    return "vote" if assembly.delegation_of(member) else ""


def votes_of(view: View) -> tuple[int, int]:
    """What the delegation holds in this body, and what one person may place of it."""
    delegation = view.assembly.delegation_of(view.viewer.member)
    if delegation is None or not delegation.has_vote:
        return 0, 0
    if body_of(view).unit != "delegation":
        return 1, 1
    return delegation.votes, min(delegation.votes, view.rules.number("weights.max_per_person"))


def divisions_open(view: View) -> tuple[Division, ...]:
    """All divisions in which ballots can be cast now; those of the viewer's body first."""
    divisions = view.assembly.divisions.values()
    found = [d for d in divisions if d.stage == "open" and d.takes_ballots]
    return tuple(sorted(found, key=lambda d: d.question.body != view.body))


def is_on_roll(view: View, division: Division) -> bool:
    """Whether the roll of the division names the viewer."""
    return any(view.viewer.member in row.members for row in division.roll.values())


def open_division(view: View) -> OpenDivision | None:
    """The open division that concerns the viewer most."""
    found = divisions_open(view)
    division = next((d for d in found if is_on_roll(view, d)), found[0] if found else None)
    if division is None:
        return None
    delegation = view.assembly.delegation_of(view.viewer.member)
    own = view.box(division.number).of(delegation.id) if delegation else {}
    return OpenDivision(
        number=division.number,
        body=division.question.body,
        closes_at=division.closes_at,
        is_on_roll=is_on_roll(view, division),
        has_voted=view.viewer.member in own,
    )
