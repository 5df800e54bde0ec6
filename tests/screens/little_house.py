"""A small assembly to look at: three delegations, two bodies, kept by the clerk in memory."""

import itertools
from dataclasses import replace

from hemicycle import rulebooks
from hemicycle.clerk import Asked, Clerk, Done, Failed, Refused
from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.rules.ballot_box import BallotBox, CastBallot
from hemicycle.screens.view import View, Viewer
from hemicycle.store.memory import MemoryStore

SESSION = "s-1"
MORNING = 1_772_427_600_000  # 2026-03-02, 10:00 in Tashkent
CHAIR, SECRETARY, CLERK_SEAT, TELLER = "o-president", "o-sg", "o-clerk", "o-teller"
HEAD = "p-0001-1"

NAMES = Names(
    1,
    {
        "p-0001": Name(
            label={"en": "Republic of A<b>rvenia", "fr": "République d’A<b>rvénie"},
            short={"en": "A<b>rvenia", "fr": "A<b>rvénie"},
        ),
        "p-0002": Name(label={"en": "Zeta Boltara"}, short={"en": "Zeta Boltara"}),
        "p-0003": Name(label={"en": "Émeraude"}, short={"en": "Émeraude"}),
        "p-0001-1": Name(label={"en": "Maeven & Ó Faolrin"}, delegation="p-0001", seat=1),
        "p-0001-2": Name(label={"en": "Corrin Ó Duarran"}, delegation="p-0001", seat=2),
        "p-0002-1": Name(label={"en": "منى الزهراوي"}, delegation="p-0002", seat=1),
        "o-president": Name(
            label={"en": "Oriane Castelvaux"}, title={"en": "President", "fr": "Présidente"}
        ),
    },
)


class LittleHouse:
    """A session with its clerk and a clock that moves one second with each act."""

    def __init__(
        self, *, basis="rehearsal", load_rules=rulebooks.load, rulebook="ipu_assembly", clerk=None
    ):
        self.now = MORNING
        self.ids = itertools.count()
        self.clerk = clerk or self.clerk_in_memory(load_rules)
        self.do(
            OpenSession,
            SECRETARY,
            session=SESSION,
            rulebook=rulebook,
            title={"en": "Rehearsal <1>", "fr": "Répétition <1>"},
            theme={"en": "Accessible parliaments"},
            place={"en": "Rehearsal hall", "fr": "Salle de répétition"},
            zone="Asia/Tashkent",
            starts_on="2026-03-02",
            ends_on="2026-03-03",
            basis=basis,
        )

    def clerk_in_memory(self, load_rules):
        """A clerk whose record is gone with the test."""
        salts = itertools.count()
        return Clerk(
            MemoryStore(),
            seed=b"1" * 32,
            load_rules=load_rules,
            now=lambda _session: self.now,
            salt=lambda: next(salts).to_bytes(16, "big"),
        )

    def take(self, asked):
        """Hand one act to the clerk."""
        [outcome] = self.clerk.take([asked])
        return outcome

    def ask(self, act_type, by, *, body="plenary", **fields):
        """What becomes of one act, a second later."""
        self.now += 1000
        empty = {"capacity": "", "through": "", "at": 0}
        given = {**empty, "act_id": f"a-{next(self.ids)}", "by": by, "body": body, **fields}
        return self.take(Asked(SESSION, act_type(**given)))

    def do(self, act_type, by, *, body="plenary", **fields):
        """An act that must be in order."""
        outcome = self.ask(act_type, by, body=body, **fields)
        assert not isinstance(outcome, Refused), (act_type, vars(outcome.refusal))
        assert not isinstance(outcome, Failed), outcome
        assert isinstance(outcome, Done)
        return outcome

    @property
    def assembly(self):
        """What is true now."""
        return self.clerk.state(SESSION).assembly

    def view(self, member="", *, body="plenary", rules=None, names=NAMES):
        """The session as one person sees it."""
        state = self.clerk.state(SESSION)
        return View(
            assembly=state.assembly,
            rules=rules or state.rules,
            names=names,
            history=self.clerk.history[SESSION],
            box=lambda number: state.boxes[number].box if number in state.boxes else BallotBox(),
            may=lambda act: self.clerk.may(Asked(SESSION, act)),
            would=lambda act: self.clerk.would(Asked(SESSION, act)),
            viewer=Viewer(member=member),
            at=self.now,
            body=body,
        )


def set_up(**wishes):
    """A little house with bodies, officers, delegations and two items; nobody sits yet."""
    return furnished(LittleHouse(**wishes))


def furnished(house):
    """Bodies, officers, delegations and two items in any house."""
    for member, office in [
        (CHAIR, "president"),
        (CLERK_SEAT, "clerk"),
        (TELLER, "teller"),
        ("o-chair-1", "chair"),
    ]:
        house.do(AccreditPerson, SECRETARY, member=member, office=office)
    for body, title, chair, organ in [
        ("plenary", {"en": "Assembly", "fr": "Assemblée"}, CHAIR, "assembly"),
        ("committee-1", {"en": "Committee"}, "o-chair-1", "committee"),
    ]:
        house.do(
            ConstituteBody,
            SECRETARY,
            constituted=body,
            title=title,
            presiding=chair,
            organ=organ,
        )
    for delegation, seats, votes in [("p-0001", 2, 23), ("p-0002", 1, 12), ("p-0003", 1, 10)]:
        members = tuple(f"{delegation}-{seat}" for seat in range(1, seats + 1))
        house.do(
            AcceptCredentials,
            SECRETARY,
            delegation=delegation,
            members=members,
            votes=votes,
            sorted_as=NAMES.entries[delegation].short,
        )
    house.do(PlaceItem, SECRETARY, item="1", title={"en": "General debate", "fr": "Débat général"})
    house.do(PlaceItem, SECRETARY, item="2", title={"en": "Emergency item"})
    return house


def in_sitting(**wishes):
    """The plenary sits on its first item; p-0003 is absent."""
    house = set_up(**wishes)
    house.do(CallRoll, SECRETARY, absent=("p-0003",))
    house.do(OpenSitting, CHAIR)
    house.do(TakeUpItem, CHAIR, item="1")
    return house


def put(house, *, method="roll_call", majority="emergency"):
    """A question before the plenary."""
    house.do(
        PutQuestion,
        CHAIR,
        title={"en": "Inclusion of the <item>", "fr": "Inscription du point"},
        yes_means={"en": "The item is added.", "fr": "Le point est inscrit."},
        method=method,
        majority=majority,
    )


# What is cast in the division below: 10 + 2 yes, 8 no; 9 yes, 1 abstention of a delegation of 12.
FOR, AGAINST, ABSTENTIONS, ENTITLED = 21, 8, 1, 45


def voting(**wishes):
    """A division of the plenary with all its ballots cast."""
    house = in_sitting(**wishes)
    put(house)
    house.do(OpenDivision, CHAIR, period_s=90)
    for member, parts in [
        ("p-0001-1", {"for_votes": 10}),
        ("p-0001-2", {"for_votes": 2, "against_votes": 8}),
        ("p-0002-1", {"for_votes": 9, "abstention_votes": 1}),
    ]:
        house.do(CastBallot, member, division=1, **parts)
    return house


def closed(**wishes):
    """The same division, closed and not declared."""
    house = voting(**wishes)
    house.do(CloseDivision, CHAIR)
    return house


def declared(**wishes):
    """The same division with its result."""
    house = closed(**wishes)
    house.do(ReportTally, TELLER)
    house.do(DeclareResult, CHAIR)
    return house


def with_choice(rules, rule_key, value):
    """The same rules with one choice made otherwise."""
    leaf = replace(rules.leaves[rule_key], value=value)
    return replace(rules, leaves={**rules.leaves, rule_key: leaf})
