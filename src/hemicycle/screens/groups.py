"""Geopolitical groups as anybody may see them: members with dates, officers, sittings, nominations.

What a group keeps to itself is on no page of this module: it is made of the public record alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, DelegationId, Election, Membership, Words
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.groups import GROUP, members_of, name_of, was_member
from hemicycle.screens.elections import candidate_seen, is_receiving
from hemicycle.screens.sittings_seen import SittingSeen, sittings
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """One group of the list. Units: `votes` in the Assembly of those who are members now."""

    body: Body
    name: str
    members: int
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """All groups in the order in which they were constituted."""

    lines: Sequence[GroupLine]
    most: int
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominee:
    """One whom the group nominated; `was_member` tells of the delegation at that moment."""

    member: MemberId
    delegation: DelegationId
    state: str
    at: Instant
    was_member: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominations:
    """What the group nominated in one election. Units: seats; None where groups have none."""

    election: int
    title: Words
    body: BodyId
    body_title: Words
    seats: int | None
    closes_at: Instant
    is_receiving: bool
    nominees: Sequence[Nominee]

    @property
    def missing(self) -> int:
        """The seats of the group for which nobody is nominated."""
        standing = sum(one.state in ("nominated", "standing", "elected") for one in self.nominees)
        return max(0, (self.seats or 0) - standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody who presides over the group, or was elected in it to an office."""

    member: MemberId
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """One group; `former` are those that left, whose memberships stay on record."""

    body: Body
    name: str
    members: Sequence[Membership]
    former: Sequence[Membership]
    officers: Sequence[Officer]
    sittings: Sequence[SittingSeen]
    nominations: Sequence[Nominations]


def groups(view: View) -> Groups:
    """The list of groups, the same for everybody."""
    found = (one for one in view.assembly.bodies.values() if one.organ == GROUP)
    return Groups(
        lines=[line(view, one) for one in found],
        most=view.rules.number("groups.per_delegation"),
        is_verified=view.rules.is_verified("groups.per_delegation"),
    )


def line(view: View, body: Body) -> GroupLine:
    """One group with how many are in it."""
    members = members_of(view.assembly, body.id, at=view.at)
    own = [view.assembly.delegations[one] for one in members]
    return GroupLine(
        body=body,
        name=name_of(view.assembly, body.id),
        members=len(own),
        votes=sum(one.votes for one in own if one.has_vote),
    )


def group_page(view: View, identity: str) -> GroupPage | None:
    """The page of a group, the same for everybody; None where there is no such group."""
    view = as_public(view)
    body = view.assembly.bodies.get(BodyId(identity))
    if body is None or body.organ != GROUP:
        return None
    own = [one for one in view.assembly.memberships if one.body == body.id]
    name = name_of(view.assembly, body.id)
    return GroupPage(
        body=body,
        name=name,
        members=[one for one in own if not one.is_over],
        former=[one for one in own if one.is_over],
        officers=tuple(officers(view, body)),
        sittings=[one for one in sittings(view) if one.body == body.id],
        nominations=tuple(nominations(view, name)),
    )


def officers(view: View, body: Body) -> Iterator[Officer]:
    """Who presides, and who was elected in the group."""
    if body.constituted_presiding:
        yield Officer(member=body.constituted_presiding, title={})
    for election in view.assembly.elections.values():
        if election.body == body.id:
            for member in election.elected:
                yield Officer(member=member, title=election.title)


def nominations(view: View, group: str) -> Iterator[Nominations]:
    """The elections in which a group has seats or nominated somebody, the latest first."""
    for election in reversed(tuple(view.assembly.elections.values())):
        nominees = tuple(nominees_of(view, election, group=group))
        seats = seats_of(election, group)
        if nominees or seats:
            yield Nominations(
                election=election.number,
                title=election.title,
                body=election.body,
                body_title=view.assembly.bodies[election.body].title,
                seats=seats,
                closes_at=election.closes_at,
                is_receiving=is_receiving(view, election),
                nominees=nominees,
            )


def seats_of(election: Election, group: str) -> int | None:
    """The seats of a group in an election; None where seats are not those of groups."""
    if not election.shares:
        return None
    return sum(one.seats for one in election.shares if one.group == group)


def nominees_of(view: View, election: Election, *, group: str) -> Iterator[Nominee]:
    """Those whom a group nominated, in their order."""
    for one in election.candidatures.values():
        if group and one.group == group:
            yield Nominee(
                member=one.member,
                delegation=one.delegation,
                state=candidate_seen(election, one).state,
                at=one.nominated_at,
                was_member=was_member(
                    view.assembly, one.delegation, group=group, at=one.nominated_at
                ),
            )
