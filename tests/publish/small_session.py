"""A small rehearsal with one of everything the outputs show, driven by the clerk."""

from collections.abc import Mapping
from itertools import count

from hemicycle.clerk import Asked, Clerk, Done
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.names import Name, Names
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.agenda.conclude_item import ConcludeItem
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.record.report_fact import ReportFact
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act, Instant
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.publish import Published
from hemicycle.rulebooks import load
from hemicycle.store.memory import MemoryStore

SESSION = SessionId("rehearsal-1")
MORNING = Instant(1_772_427_600_000)  # 2 March 2026, 10:00 in Tashkent
NAMES = Names(
    1,
    {
        "p-0001": Name(
            label={"en": "Republic of Arvenia", "fr": "République d’Arvénie"},
            short={"en": "Arvenia", "fr": "Arvénie"},
            of={"en": "of Arvenia", "fr": "de l’Arvénie"},
        ),
        "p-0002": Name(label={"en": '=HYPERLINK("https://x.example")', "fr": "@Boltarie"}),
        "p-0003": Name(label={"en": "Cadria <script>alert(1)</script>"}),
        "p-0001-1": Name(label={"en": "Ilse Marr"}, delegation="p-0001", seat=1),
        "p-0002-1": Name(label={"ar": "ليلى حداد"}, delegation="p-0002", seat=1),
        "o-president": Name(label={"en": "Oriane Dren"}),
    },
)


class SmallSession:
    """A session that is driven act by act, on a clock that goes on ten seconds with each."""

    def __init__(self, basis: str = "rehearsal") -> None:
        self.now = MORNING
        self.numbers = count(1)
        salts = count(1)
        self.clerk = Clerk(
            MemoryStore(),
            seed=b"s" * 32,
            load_rules=load,
            now=lambda _session: self.now,
            salt=lambda: next(salts).to_bytes(16, "big"),
        )
        self.open(basis)

    def act(self, kind: type[Act], by: str = "o-sg", body: str = "plenary", **fields) -> None:
        """Take one act, which must be in order."""
        self.now = Instant(self.now + 10_000)
        stamp = {"capacity": "", "through": "", "at": 0, **fields}
        act = kind(act_id=f"a{next(self.numbers)}", body=body, by=by, **stamp)
        (outcome,) = self.clerk.take([Asked(SESSION, act)])
        assert isinstance(outcome, Done), getattr(outcome, "refusal", outcome).__dict__

    def open(self, basis: str) -> None:
        """The session, its officers and its plenary."""
        self.act(
            OpenSession,
            session=SESSION,
            rulebook="ipu_assembly",
            title={"en": "Rehearsal 1", "fr": "Répétition 1"},
            theme={"en": "Justice & development"},
            place={"en": "Tashkent", "fr": "Tachkent"},
            zone="Asia/Tashkent",
            starts_on="2026-03-02",
            ends_on="2026-03-04",
            basis=basis,
        )
        self.act(AccreditPerson, member="o-president", office="president")
        self.act(AccreditPerson, member="o-teller", office="teller")
        self.act(
            ConstituteBody,
            constituted="plenary",
            title={"en": "Assembly", "fr": "Assemblée"},
            presiding="o-president",
            organ="assembly",
        )

    def sit(self) -> None:
        """Delegations, a roll and an open sitting."""
        for number, votes in ((1, 23), (2, 19), (3, 12)):
            parliament = f"p-{number:04}"
            members = tuple(f"{parliament}-{seat}" for seat in (1, 2))
            self.act(AcceptCredentials, delegation=parliament, members=members, votes=votes)
        self.act(
            AcceptCredentials,
            delegation="p-0004",
            members=("p-0004-1",),
            votes=0,
            status="observer",
        )
        self.act(PlaceItem, item="3", title={"en": "General debate", "fr": "Débat général"})
        self.act(CallRoll, absent=("p-0003",))
        self.act(OpenSitting, by="o-president")
        self.act(TakeUpItem, by="o-president", item="3")

    def debate(self) -> None:
        """A speech, interrupted by a point of order."""
        self.act(AskForFloor, by="p-0001-1")
        self.act(GiveFloor, by="o-president", speaker="p-0001-1")
        self.act(RaisePointOfOrder, by="p-0002-1", rule="speaking.order")
        self.act(GiveFloor, by="o-president", speaker="p-0002-1")
        self.act(YieldFloor, by="p-0002-1")
        self.act(GiveRuling, by="o-president", ruling="not_upheld")
        self.act(YieldFloor, by="p-0001-1")

    def divide(self, votes: Mapping[str, tuple[int, int, int, int]], number: int = 1) -> None:
        """A roll call up to the tellers' report; votes are for, against, abstaining, unused."""
        self.act(
            PutQuestion,
            by="o-president",
            title={"en": f"Emergency item {number}", "fr": f"Point d’urgence {number}"},
            yes_means={"en": "The item is added", "fr": "Le point est ajouté"},
            method="roll_call",
            majority="emergency",
        )
        self.act(OpenDivision, by="o-president")
        for member, (for_votes, against_votes, abstention_votes, unused_votes) in votes.items():
            self.act(
                CastBallot,
                by=member,
                division=number,
                for_votes=for_votes,
                against_votes=against_votes,
                abstention_votes=abstention_votes,
                unused_votes=unused_votes,
            )
        self.act(CloseDivision, by="o-president")
        self.act(ReportTally, by="o-teller")

    def declare(self) -> None:
        """The result of the division that is closed."""
        self.act(DeclareResult, by="o-president")

    def finish(self) -> None:
        """A consensus with a reservation, a corrigendum, and the end."""
        self.act(
            PutQuestion,
            by="o-president",
            title={"en": "The <draft> resolution", "fr": "Le projet de résolution"},
            yes_means={"en": "The draft is adopted", "fr": "Le projet est adopté"},
            method="consensus",
        )
        self.act(AdoptWithoutVote, by="o-president")
        adopted = self.clerk.state(SESSION).assembly.position
        self.act(RecordReservation, by="p-0002-1")
        self.act(
            CorrectRecord,
            corrects=adopted,
            words={"en": "Read “as orally revised”.", "fr": "Lire : « tel que révisé »."},
        )
        self.act(ConcludeItem, by="o-president", item="3")
        self.act(AdjournSitting, by="o-president")

    def report(self) -> None:
        """What two sources say of a session that is not ours."""
        for fact, precision, source, mark in (
            ("figure", "unknown", "news report of 7 April 2025", "P"),
            ("decision", "day", "https://reports.example/150", "S"),
        ):
            self.act(
                ReportFact,
                fact=fact,
                about="C-I/150/DR",
                words={"en": f"A {fact} <as told>.", "fr": f"Un fait rapporté : {fact}."},
                source=source,
                mark=mark,
                precision=precision,
                at=Instant(0) if precision == "unknown" else MORNING,
            )

    def published(self, language: str = "en", names: Names = NAMES) -> Published:
        """The session as it stands, ready to be published."""
        clerk = self.clerk
        state = clerk.state(SESSION)
        key = clerk.verification_key(SESSION)
        return Published(
            assembly=state.assembly,
            written=tuple(clerk.history[SESSION]),
            records=list(clerk.store.read(SESSION)),
            checkpoints=[SignedCheckpoint(clerk.store.checkpoints(SESSION)[-1].note, key)],
            names=names,
            language=language,
            phrases=load_phrases(),
            rules=load("ipu_assembly"),
        )


# 12 of Arvenia's 23 votes cannot be placed by those present under their ceiling of 10: 3 each.
VOTES = {
    "p-0001-1": (10, 0, 0, 0),
    "p-0001-2": (2, 8, 0, 0),
    "p-0002-1": (9, 0, 0, 1),
}


def whole_session() -> SmallSession:
    """The rehearsal from its opening to the end of its sitting."""
    session = SmallSession()
    session.sit()
    session.debate()
    session.divide(VOTES)
    session.declare()
    session.finish()
    return session


def reported_session() -> SmallSession:
    """A session that is kept from reports."""
    session = SmallSession("reported")
    session.report()
    return session
