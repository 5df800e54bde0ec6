"""Sessions at the moments at which the console of the presiding officer differs."""

from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.ask_for_reply import AskForReply
from hemicycle.procedure.acts.floor.draw_lots import DrawLots
from hemicycle.procedure.acts.floor.freeze_list import FreezeList
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.move_motion import MoveMotion
from hemicycle.procedure.acts.floor.offer_swap import OfferSwap
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.speak_on_motion import SpeakOnMotion
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting

from .emergency_houses import EMERGENCY
from .little_house import (
    CHAIR,
    HEAD,
    SECRETARY,
    TELLER,
    closed,
    declared,
    in_sitting,
    put,
    set_up,
    voting,
)
from .textdesk_houses import TEXTS

DEBATE = "9"


def speech():
    """The head of the first delegation speaks, two wait."""
    house = in_sitting()
    for member in (HEAD, "p-0002-1", "p-0001-2"):
        house.do(AskForFloor, member)
    house.do(GiveFloor, CHAIR, speaker=HEAD)
    return house


def point():
    """A point of order interrupts the speech."""
    house = speech()
    house.do(RaisePointOfOrder, "p-0002-1", rule="speaking.order")
    return house


def heard():
    """Its mover has the floor."""
    house = point()
    house.do(GiveFloor, CHAIR, speaker="p-0002-1")
    return house


def asked():
    """A question by roll call stands."""
    house = in_sitting()
    put(house)
    return house


def consensus():
    """A question to be decided by consensus stands."""
    house = in_sitting()
    put(house, method="consensus", majority="default")
    return house


def adopted():
    """It is adopted, with a reservation."""
    house = consensus()
    house.do(AdoptWithoutVote, CHAIR)
    house.do(RecordReservation, "p-0002-1")
    return house


def between():
    """The sitting is open and no item is taken up."""
    house = set_up()
    house.do(CallRoll, SECRETARY, absent=("p-0003",))
    house.do(OpenSitting, CHAIR)
    return house


def suspended():
    """The sitting pauses."""
    house = in_sitting()
    house.do(SuspendSitting, CHAIR)
    return house


def disputed():
    """The teller reports other figures than the count."""
    house = closed()
    house.do(ReportTally, TELLER, for_votes=1, against_votes=1, abstention_votes=1)
    return house


def moved():
    """A motion waits, one has asked to speak against it, and a reply is asked for."""
    house = speech()
    house.do(YieldFloor, HEAD)
    house.do(MoveMotion, HEAD, motion="close_debate", text="")
    house.do(SpeakOnMotion, "p-0002-1", side="against")
    house.do(AskForReply, "p-0001-2")
    return house


def debated():
    """A general debate is next, and its list is frozen for the lots."""
    house = in_sitting()
    words = {"en": "Debate"}
    house.do(PlaceItem, SECRETARY, item=DEBATE, title=words, kind="general_debate")
    for member in (HEAD, "p-0001-2", "p-0002-1"):
        house.do(AskForFloor, member, item=DEBATE)
    house.do(FreezeList, SECRETARY, item=DEBATE)
    return house


def by_lot():
    """The lots are drawn, the debate is on, and somebody offers a place."""
    house = debated()
    house.do(DrawLots, SECRETARY, item=DEBATE, dice="35116", published="19283746")
    house.do(TakeUpItem, CHAIR, item=DEBATE)
    first, *_ = house.assembly.bodies["plenary"].speakers_list.waiting
    house.do(OfferSwap, first, lowest=1, highest=9)
    return house


HOUSES = (
    {
        maker.__name__: maker
        for maker in (
            *(set_up, in_sitting, speech, point, heard, asked, voting, closed, disputed, declared),
            *(consensus, adopted, suspended, between, moved, debated, by_lot),
        )
    }
    | EMERGENCY
    | TEXTS
)
