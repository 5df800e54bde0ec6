"""What is true now: frozen values, folded from the entries of one session.

It knows the kernel only. No rule lives here; nothing here refuses anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.replacing import replace

from .agenda import Item, ItemId
from .body import NO_ITEM, Body, Sitting
from .contests import Contest
from .credentials import Delegation, DelegationId, Deputisation, Person
from .divisions import (
    Ballot,
    Count,
    Decision,
    Division,
    HandsCount,
    Proposal,
    Question,
    RollRow,
    Row,
    Tally,
)
from .elections import (
    CandidateVotes,
    Candidature,
    Election,
    GroupSeats,
    PaperCount,
    Round,
    Tie,
)
from .emergency import Choice, Emergency, EmergencyRequest, Merger, RequestText
from .floor import Floor, Listed, PointOfOrder, SpeakersList, SwapOffer
from .follow_up import Answer, AskedToAnswer, Commitment
from .groups import Membership
from .motions import Answers, Interventions, Motion
from .presence import Checking, RollCalling, StandIn
from .programme import Release, Room, Slot, SlotId
from .public_questions import PublicQuestion
from .record import Citation, Correction, CorrectionRequest, Report, SittingRecord, TakenDown
from .reports_home import ReportHome
from .session import Session, Words
from .texts import (
    Amendment,
    Clause,
    ClauseId,
    ConsentList,
    Memorandum,
    Rendering,
    Signature,
    Text,
    TextId,
    Version,
)
from .written_speeches import WrittenSpeech

__all__ = [
    "Amendment",
    "Answer",
    "Answers",
    "AskedToAnswer",
    "Assembly",
    "Ballot",
    "Body",
    "CandidateVotes",
    "Candidature",
    "Checking",
    "Choice",
    "Citation",
    "Clause",
    "ClauseId",
    "Commitment",
    "ConsentList",
    "Contest",
    "Correction",
    "CorrectionRequest",
    "Count",
    "Decision",
    "Delegation",
    "DelegationId",
    "Deputisation",
    "Division",
    "Election",
    "Emergency",
    "EmergencyRequest",
    "Floor",
    "GroupSeats",
    "HandsCount",
    "Interventions",
    "Item",
    "ItemId",
    "Listed",
    "Membership",
    "Memorandum",
    "Merger",
    "Motion",
    "PaperCount",
    "Person",
    "PointOfOrder",
    "Proposal",
    "PublicQuestion",
    "Question",
    "Release",
    "Rendering",
    "Report",
    "ReportHome",
    "RequestText",
    "RollCalling",
    "RollRow",
    "Room",
    "Round",
    "Row",
    "Session",
    "Signature",
    "Sitting",
    "SittingRecord",
    "Slot",
    "SlotId",
    "SpeakersList",
    "StandIn",
    "SwapOffer",
    "TakenDown",
    "Tally",
    "Text",
    "TextId",
    "Tie",
    "Version",
    "Words",
    "WrittenSpeech",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Everything that is true of one session at one position of its journal.

    `groups` says through which group each delegation stands for office, where it has said so,
    `memberships` who is and was in which group;
    `taken_down` what record clerks wrote of a speech, by the entry that gave the floor.
    """

    position: int = 0
    at: Instant = Instant(0)
    session: Session | None = None
    delegations: Mapping[DelegationId, Delegation] = field(default_factory=dict)
    people: Mapping[MemberId, Person] = field(default_factory=dict)
    bodies: Mapping[BodyId, Body] = field(default_factory=dict)
    divisions: Mapping[int, Division] = field(default_factory=dict)
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    elections: Mapping[int, Election] = field(default_factory=dict)
    groups: Mapping[DelegationId, str] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    records: Mapping[tuple[BodyId, int], SittingRecord] = field(default_factory=dict)
    correction_requests: Mapping[int, CorrectionRequest] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    texts: Mapping[TextId, Text] = field(default_factory=dict)
    taken_down: Mapping[int, TakenDown] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    commitments: Mapping[int, Commitment] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    programme: tuple[Release, ...] = ()
    public_questions: Mapping[int, PublicQuestion] = field(default_factory=dict)
    reports_home: tuple[ReportHome, ...] = ()
    contests: Mapping[int, Contest] = field(default_factory=dict)

    def with_body(self, body: Body) -> "Assembly":
        """The same assembly with one body in a new condition."""
        return replace(self, bodies={**self.bodies, body.id: body})

    def with_list(
        self, body: Body, speakers: SpeakersList, *, item: ItemId = NO_ITEM
    ) -> "Assembly":
        """The same assembly with the list of an item, or of what is before the body, changed."""
        return self.with_body(replace(body, lists=body.with_list(speakers, item)))

    def with_division(self, division: Division) -> "Assembly":
        """The same assembly with one division in a new condition."""
        return replace(self, divisions={**self.divisions, division.number: division})

    def with_election(self, election: Election) -> "Assembly":
        """The same assembly with one election in a new condition."""
        return replace(self, elections={**self.elections, election.number: election})

    def with_record(self, record: SittingRecord) -> "Assembly":
        """The same assembly with the record of one sitting further on."""
        return replace(self, records={**self.records, (record.body, record.sitting): record})

    def with_speech(self, body: BodyId, speaker: MemberId) -> "Assembly":
        """The same assembly with one speech more in the sitting of a body, begun by what comes."""
        record = self.records.get((body, self.bodies[body].sittings))
        if record is None:
            return self
        speeches = {**record.speeches, self.position + 1: speaker}
        return self.with_record(replace(record, speeches=speeches))

    def with_taken_down(self, taken: TakenDown) -> "Assembly":
        """The same assembly with what record clerks wrote of one speech."""
        record = self.records[taken.body, taken.sitting]
        record = replace(record, texts=(*record.texts, taken.position))
        known = {**self.taken_down, taken.speech: taken}
        return replace(self.with_record(record), taken_down=known)

    def with_correction_request(self, request: CorrectionRequest) -> "Assembly":
        """The same assembly with one request for a correction in a new condition."""
        known = {**self.correction_requests, request.number: request}
        return replace(self, correction_requests=known)

    def with_text(self, text: Text) -> "Assembly":
        """The same assembly with one text in a new condition."""
        return replace(self, texts={**self.texts, text.id: text})

    def with_commitment(self, commitment: Commitment) -> "Assembly":
        """The same assembly with one commitment in a new condition."""
        known = {**self.commitments, commitment.number: commitment}
        return replace(self, commitments=known)

    def with_public_question(self, question: PublicQuestion) -> "Assembly":
        """The same assembly with one question from outside in a new condition."""
        return replace(self, public_questions={**self.public_questions, question.number: question})

    def with_contest(self, contest: Contest) -> "Assembly":
        """The same assembly with one case about credentials in a new condition."""
        return replace(self, contests={**self.contests, contest.number: contest})

    def with_delegation(self, delegation: Delegation) -> "Assembly":
        """The same assembly with one delegation in a new condition."""
        return replace(self, delegations={**self.delegations, delegation.id: delegation})

    def delegation_of(self, member: MemberId) -> Delegation | None:
        """The delegation a person belongs to, or None for officers, staff and guests."""
        person = self.people.get(member)
        return self.delegations.get(person.delegation) if person else None

    @property
    def question_numbers(self) -> int:
        """How many questions have been put in the session, in all its bodies."""
        return sum(body.questions_put for body in self.bodies.values())

    @property
    def written_numbers(self) -> int:
        """How many speeches were handed in in writing in the session, in all its bodies."""
        return sum(body.written_given for body in self.bodies.values())
