"""What one delegation did: who came, what they said, how it voted, what it asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import (
    Decision,
    Delegation,
    DelegationId,
    EmergencyRequest,
    Person,
    Question,
    Report,
    Words,
)
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.screens.by_group import groups_of
from hemicycle.screens.division import DelegationVote, vote_of
from hemicycle.screens.elections import candidate_seen
from hemicycle.screens.follow_up import OwnCommitment, commitments_of
from hemicycle.screens.reported import ReportLine, line_of
from hemicycle.screens.speeches import SpeechSeen, speeches
from hemicycle.screens.text_list import OwnText, texts_of_delegation
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public, visible_division


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast:
    """How the delegation voted in one division whose result is declared."""

    division: int
    question: Question
    outcome: str
    at: Instant
    vote: DelegationVote
    is_annulled: bool

    @property
    def took_part(self) -> bool:
        """Whether it placed any vote: for, against or as an abstention."""
        return self.vote.entitled > self.vote.not_cast_votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """Somebody of the delegation was proposed for an office; `state` is how far that came."""

    member: MemberId
    title: Words
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Somebody of the delegation holds an office, or presides over a body."""

    member: MemberId
    office: str
    body_title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFiled:
    """A request for an emergency item, in the body that has it."""

    body: BodyId
    request: EmergencyRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationPage:
    """One delegation. Of a reported session it holds only who is named, and what is `told`."""

    delegation: Delegation
    groups: Sequence[str]
    people: Sequence[Person]
    said: Sequence[SpeechSeen]
    votes: Sequence[VoteCast]
    reservations: Sequence[Decision]
    requests: Sequence[RequestFiled]
    texts: Sequence[OwnText]
    candidatures: Sequence[Stood]
    offices: Sequence[Office]
    commitments: Sequence[OwnCommitment]
    told: Sequence[ReportLine]
    is_reported: bool

    @property
    def spoke(self) -> int:
        """How often its members had the floor."""
        return len(self.said)

    @property
    def voted(self) -> int:
        """In how many divisions it took part."""
        return sum(one.took_part for one in self.votes)

    @property
    def explanations(self) -> Sequence[SpeechSeen]:
        """Where it explained its vote."""
        return [one for one in self.said if one.purpose == "explanation"]


def delegation(view: View, identity: str) -> DelegationPage | None:
    """The page of a delegation, the same for everybody; None where there is no such delegation."""
    view = as_public(view)
    found = view.assembly.delegations.get(DelegationId(identity))
    if found is None:
        return None
    people = [
        one
        for one in view.assembly.people.values()
        if one.delegation == found.id and not one.is_withdrawn
    ]
    return DelegationPage(
        delegation=found,
        groups=[name for name in groups_of(view, found.id) if name] if found.members else (),
        people=people,
        said=[] if view.is_reported else said_by(view, found.id),
        votes=[] if view.is_reported else list(votes_of(view, found.id)),
        reservations=[
            one for one in view.assembly.decisions.values() if found.id in one.reservations
        ],
        requests=list(requests_of(view, found.id)),
        texts=list(texts_of_delegation(view, found.id)),
        candidatures=list(candidatures_of(view, found.id)),
        offices=list(offices_of(view, people)),
        commitments=list(commitments_of(view, found.id)),
        told=[line_of(view, one) for one in view.assembly.reports if is_about(view, one, found.id)],
        is_reported=view.is_reported,
    )


def said_by(view: View, identity: DelegationId) -> list[SpeechSeen]:
    """What the members of a delegation said, in the order of the record."""
    return [one for one in speeches(view) if one.delegation == identity]


def votes_of(view: View, identity: DelegationId) -> Iterator[VoteCast]:
    """How a delegation voted where votes were counted by delegation, and are declared."""
    for number in sorted(view.assembly.divisions):
        seen = visible_division(view, number)
        if seen is None or seen.stage != "declared":
            continue
        for row in seen.rows:
            if row.delegation == identity:
                yield VoteCast(
                    division=number,
                    question=seen.question,
                    outcome=seen.outcome,
                    at=seen.declared_at,
                    vote=vote_of(row, is_on_paper=identity in seen.paper),
                    is_annulled=bool(seen.annulled_by),
                )


def requests_of(view: View, identity: DelegationId) -> Iterator[RequestFiled]:
    """The requests for an emergency item that a delegation filed or joined."""
    for body in view.assembly.bodies.values():
        for request in body.emergency.requests.values():
            if identity in request.authors:
                yield RequestFiled(body=body.id, request=request)


def candidatures_of(view: View, identity: DelegationId) -> Iterator[Stood]:
    """For which offices members of a delegation were proposed."""
    for election in view.assembly.elections.values():
        for one in election.candidatures.values():
            person = view.assembly.people.get(one.member)
            if identity in (one.delegation, person.delegation if person else ""):
                state = candidate_seen(election, one).state
                yield Stood(member=one.member, title=election.title, state=state)


def offices_of(view: View, people: Sequence[Person]) -> Iterator[Office]:
    """Which offices the members of a delegation hold, and over which bodies they preside."""
    for person in people:
        if person.office:
            yield Office(member=person.id, office=person.office, body_title={})
    own = {person.id for person in people}
    for body in view.assembly.bodies.values():
        if body.constituted_presiding in own:
            presiding = body.constituted_presiding
            yield Office(member=presiding, office="presiding_officer", body_title=body.title)


def is_about(view: View, report: Report, identity: DelegationId) -> bool:
    """Whether a report tells of a delegation or of one of its members."""
    person = view.assembly.people.get(MemberId(report.about))
    of = person.delegation if person else view.names.delegation(report.about)
    return identity in (report.about, of)
