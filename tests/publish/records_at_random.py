"""Small records at random, put through the real procedure: for what is written from any record.

Titles, names and places hold what real ones hold: commas, quotation marks, apostrophes, particles,
letters with marks. Parliaments and persons are invented.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_letters

from hypothesis import strategies as st

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
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
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.assembly import RollRow
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.publish import Published

from .small_session import SESSION, SmallSession

PARLIAMENTS = (
    ("Arvenia", ""),
    ("N'Dovari", ""),
    ("Ts'alenka", ""),
    ("Hale’uma", ""),
    ("Amber Isles", "of the Amber Isles"),
    ("Brisk and Vaun", ""),
    ("Côte-Dorée", ""),
    ("Łorvia", ""),
    ("São Teodoro", ""),
    ("Upper Grelm", ""),
)
GIVEN = ("N'Kemi", "Jean-Luc", "Siobhán", "Ólavur", "Marie-Ève", "Łucja", "Anne", "Ayşenur", "Zoë")
FAMILY = (
    "Adourah",
    "van der Velde",
    "Ó Faolrin",
    "D’Arvel",
    "Castelvaux-Dren",
    "Huamanq'asa",
    "al-Tarvi",
    "de la Rocasalva",
    "Woźnyk",
    "Mbarga-Ndo",
    "Þorsdal",
    "O'Dunlathe",
)
GUEST_TITLE = "Director of the Lighthouse Commission for Learning"
OPENINGS = (
    "Resolution on ",
    "Draft standard for ",
    "Second request: ",
    "Rule 14, paragraph 2: ",
    "The state of ",
    "“Open doors”, a plan for ",
    "Women's access to ",
    "No. 4. Annex on ",
)
SUBJECTS = (
    "archives, libraries and records",
    "children’s playgrounds",
    "the ‘quiet rooms’ of parliaments",
    'what is called "plain speech"',
    "ferry links; roads, too",
    "N'Dovari and Ts'alenka",
    "façades, naïve art & Ærø’s łodzie",
    "buildings without barriers by 2030",
    "votes by consensus",
    "who keeps the keys?",
)
LETTERS = ascii_letters + " ,;:'’-“”\"éßøłŻñÞ0123456789"
COMMITTEES = (
    "Committee on Open Records",
    "Standing Committee on Peace, Trade and Security",
    "Women’s Forum",
    "Committee on Children's Playgrounds",
    "Governing Council",
)
PLACES = ("Tashkent", "Tashkent, Uzbekistan", "L'Anse", "Rehearsal hall", "")
SESSIONS = ("Rehearsal 7", "150th Assembly", "Assembly of the Isles", "A Year's End Meeting")
DATES = (
    ("2026-03-02", "2026-03-02"),
    ("2026-03-02", "2026-03-04"),
    ("2026-03-31", "2026-04-01"),
    ("2025-12-31", "2026-01-02"),
)
MOST_SPEAKERS = 15

Draw = Callable[[st.SearchStrategy], object]


@st.composite
def titles(draw) -> str:
    """What a text or a theme may be called; never nothing."""
    if draw(st.integers(0, 3)):
        return draw(st.sampled_from(OPENINGS)) + draw(st.sampled_from(SUBJECTS))
    return draw(st.text(LETTERS, min_size=3, max_size=40).map(lambda text: f"A{text}".strip()))


@dataclass(frozen=True)
class Cast:
    """Who takes part: parliaments with their votes and members, and what all are called."""

    delegations: dict[str, tuple[int, str, tuple[str, ...]]]
    names: Names

    @property
    def members(self) -> list[str]:
        """All delegates, delegation by delegation."""
        return [member for _, _, members in self.delegations.values() for member in members]


@st.composite
def casts(draw, committees: Sequence[str]) -> Cast:
    """One to six delegations, the first of which votes, and officers with or without a title."""
    called = draw(
        st.lists(
            st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY)).map(" ".join),
            min_size=24,
            max_size=24,
            unique=True,
        )
    )
    parliaments = draw(st.lists(st.sampled_from(PARLIAMENTS), min_size=1, max_size=6, unique=True))
    entries = {
        "o-president": Name(label={"en": called.pop()}),
        "o-vice": Name(label={"en": called.pop()}, title={"en": "Vice-President of the Assembly"}),
        "g-1": Name(label={"en": called.pop()}, title={"en": GUEST_TITLE}),
    }
    for number, title in enumerate(committees, 1):
        office = {"en": f"Chair of the {title}"} if draw(st.booleans()) else {}
        entries[f"o-chair-{number}"] = Name(label={"en": called.pop()}, title=office)
    delegations = {}
    for number, (short, of) in enumerate(parliaments, 1):
        identity = f"p-{number:04}"
        entries[identity] = Name(
            label={"en": f"Republic of {short}"}, short={"en": short}, of={"en": of} if of else {}
        )
        members = tuple(f"{identity}-{seat}" for seat in range(1, draw(st.integers(1, 3)) + 1))
        for seat, member in enumerate(members, 1):
            entries[member] = Name(label={"en": called.pop()}, delegation=identity, seat=seat)
        votes = draw(st.integers(1, 30)) if number == 1 else draw(st.integers(0, 30))
        status = "member" if votes else "observer"
        delegations[identity] = (votes, status, members)
    return Cast(delegations, Names(1, entries))


class RandomSession(SmallSession):
    """A session with its own title, theme, place and dates, and nobody in it yet."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        super().__init__(draw(st.sampled_from(("rehearsal", "acted"))))

    def open(self, basis: str) -> None:
        """The session alone, under its rulebook."""
        draw = self.draw
        starts_on, ends_on = draw(st.sampled_from(DATES))
        self.act(
            OpenSession,
            session=SESSION,
            rulebook="ipu_assembly",
            title={"en": draw(st.sampled_from(SESSIONS))},
            theme={"en": draw(titles())} if draw(st.booleans()) else {},
            place={"en": draw(st.sampled_from(PLACES))},
            zone="Asia/Tashkent",
            starts_on=starts_on,
            ends_on=ends_on,
            basis=basis,
        )

    def seat(self, cast: Cast) -> None:
        """Officers and delegations."""
        for member in cast.names.entries:
            office = member.partition("-")[2].partition("-")[0]
            if member.startswith("o-"):
                office = "vice_president" if office == "vice" else office
                self.act(AccreditPerson, member=member, office=office)
        self.act(AccreditPerson, member="g-1", office="guest")
        self.act(AccreditPerson, member="o-teller", office="teller")
        for delegation, (votes, status, members) in cast.delegations.items():
            self.act(
                AcceptCredentials,
                delegation=delegation,
                members=members,
                votes=votes,
                status=status,
            )

    def sit(self, body: str, chair: str, *, texts: Sequence[str], speakers: Sequence[str]) -> None:
        """One sitting of a body, up to its end or to a division that is not declared."""
        draw = self.draw
        self.act(CallRoll, body=body)
        self.act(OpenSitting, by=chair, body=body)
        for speaker in speakers:
            self.speech(body, chair, speaker)
        if draw(st.booleans()):
            self.act(HandChair, by=chair, body=body, to="o-vice")
            chair = "o-vice"
        for text in texts:
            if not self.decide(body, chair, text):
                return
        if draw(st.booleans()):
            self.act(AdjournSitting, by=chair, body=body)

    def speech(self, body: str, chair: str, speaker: str) -> None:
        """A speech; now and then a point of order of somebody else's interrupts it."""
        self.act(AskForFloor, by=speaker, body=body)
        self.act(GiveFloor, by=chair, body=body, speaker=speaker)
        if speaker != "p-0001-1" and not self.draw(st.integers(0, 5)):
            self.act(RaisePointOfOrder, by="p-0001-1", body=body, rule="speaking.order")
            self.act(GiveFloor, by=chair, body=body, speaker="p-0001-1")
            self.act(YieldFloor, by="p-0001-1", body=body)
            self.act(GiveRuling, by=chair, body=body, ruling="noted")
        self.act(YieldFloor, by=speaker, body=body)

    def decide(self, body: str, chair: str, text: str) -> bool:
        """One question up to its decision; False where a division is left without a result."""
        draw = self.draw
        method = draw(st.sampled_from(("consensus", "acclamation", "roll_call", "roll_call")))
        majority = draw(st.sampled_from(("default", "emergency")))
        self.act(
            PutQuestion,
            by=chair,
            body=body,
            title={"en": text},
            yes_means={"en": "The text is adopted"},
            method=method,
            majority=majority if method == "roll_call" else "default",
        )
        if method == "roll_call":
            self.divide(body, chair)
            if not draw(st.integers(0, 7)):
                return False
            self.act(DeclareResult, by=chair, body=body)
        else:
            self.act(AdoptWithoutVote, by=chair, body=body)
        self.follow(body)
        return True

    def divide(self, body: str, chair: str) -> None:
        """A roll call up to the tellers' report."""
        self.act(OpenDivision, by=chair, body=body)
        assembly = self.clerk.state(SESSION).assembly
        division = max(assembly.divisions.values(), key=lambda one: one.number)
        for row in division.roll.values():
            self.place(body, row, division=division.number, ceiling=division.max_per_person)
        self.act(CloseDivision, by=chair, body=body)
        self.act(ReportTally, by="o-teller", body=body)

    def place(self, body: str, row: RollRow, *, division: int, ceiling: int) -> None:
        """The ballots of one delegation: some of its votes for, against, abstaining, unused."""
        draw, left = self.draw, row.castable
        for member in row.members:
            share = min(ceiling, left)
            if not share or not draw(st.integers(0, 4)):
                continue
            for_votes = draw(st.sampled_from((0, share)) | st.integers(0, share))
            against_votes = draw(st.integers(0, share - for_votes))
            abstention_votes = draw(st.integers(0, share - for_votes - against_votes))
            placed = for_votes + against_votes + abstention_votes
            left -= placed
            self.act(
                CastBallot,
                by=member,
                body=body,
                division=division,
                for_votes=for_votes,
                against_votes=against_votes,
                abstention_votes=abstention_votes,
                unused_votes=share - placed,
            )

    def follow(self, body: str) -> None:
        """Reservations on what was adopted, and now and then a corrigendum."""
        draw, assembly = self.draw, self.clerk.state(SESSION).assembly
        decision = max(assembly.decisions.values(), key=lambda one: one.position)
        if decision.outcome == "adopted":
            for delegation in draw(
                st.lists(st.sampled_from(sorted(assembly.delegations)), max_size=3, unique=True)
            ):
                self.act(RecordReservation, body=body, delegation=delegation)
        if not draw(st.integers(0, 7)):
            words = {"en": "Read “as orally revised”."}
            self.act(CorrectRecord, body=body, corrects=decision.position, words=words)


@st.composite
def published_at_random(draw, language: str = "en") -> Published:
    """A small session at any stage, ready to be published, with names for everybody in it."""
    committees = draw(st.lists(st.sampled_from(COMMITTEES), max_size=2, unique=True))
    cast = draw(casts(committees))
    session = RandomSession(draw)
    if not draw(st.integers(0, 15)):
        return session.published(language, cast.names)
    session.seat(cast)
    texts = draw(st.lists(titles(), max_size=5, unique=True))
    people = st.sampled_from([*cast.members, "g-1", "o-vice"])
    bodies = [("plenary", "Assembly", "o-president")]
    for number, title in enumerate(committees, 1):
        bodies.append((f"committee-{number}", title, f"o-chair-{number}"))
    for place, (body, title, chair) in enumerate(bodies):
        organ = "committee" if place else "assembly"
        session.act(
            ConstituteBody, constituted=body, title={"en": title}, presiding=chair, organ=organ
        )
        if draw(st.integers(0, 3)):
            speakers = draw(st.lists(people, max_size=MOST_SPEAKERS, unique=True))
            session.sit(body, chair, texts=texts[place :: len(bodies)], speakers=speakers)
    return session.published(language, cast.names)
