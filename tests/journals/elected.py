"""A small session of elections in which every kind of entry about them occurs."""

from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.elections.accept_candidature import AcceptCandidature
from hemicycle.procedure.acts.elections.annul_ballot import AnnulBallot
from hemicycle.procedure.acts.elections.call_election import CallElection
from hemicycle.procedure.acts.elections.close_ballot import CloseBallot
from hemicycle.procedure.acts.elections.declare_ballot import DeclareBallot
from hemicycle.procedure.acts.elections.declare_elected import DeclareElected
from hemicycle.procedure.acts.elections.declare_group import DeclareGroup
from hemicycle.procedure.acts.elections.issue_papers import IssuePapers
from hemicycle.procedure.acts.elections.nominate import Nominate
from hemicycle.procedure.acts.elections.open_ballot import OpenBallot
from hemicycle.procedure.acts.elections.report_count import ReportCount
from hemicycle.procedure.acts.elections.settle_tie import SettleTie
from hemicycle.procedure.acts.elections.withdraw_candidature import WithdrawCandidature
from properties.sittings import Room, room_at

CHAIR, CLERK = "o-president", "o-clerk"
TELLERS = ("o-teller", "o-teller-2")
FIRST, SECOND, THIRD = "p-0001-1", "p-0002-1", "p-0003-1"


def ballot(room: Room, *figures: int) -> None:
    """A ballot from its opening to the count that both tellers find; six papers."""
    room.done(OpenBallot, CHAIR)
    room.done(IssuePapers, CLERK)
    room.done(CloseBallot, CHAIR)
    for teller in TELLERS:
        room.done(ReportCount, teller, figures=figures, papers=sum(figures))


def elected() -> Room:
    """Two elections: one with a recount, a tie and an annulled ballot, one by acclamation."""
    room = room_at("sitting", "plain", basis="acted")
    title = {"en": "Presidency", "fr": "Présidence"}
    room.done(AccreditPerson, CLERK, member=TELLERS[1], office="teller")
    room.done(DeclareGroup, CLERK, delegations=("p-0001",), group="North")
    room.done(CallElection, CLERK, post="president", title=title)
    for member in (FIRST, SECOND):
        room.done(Nominate, member, candidate=member)
    for member in (THIRD, "p-0001-2"):
        room.done(Nominate, FIRST, candidate=member)
        room.done(AcceptCandidature, member)
    room.done(WithdrawCandidature, "p-0001-2")
    room.done(OpenBallot, CHAIR)
    room.done(IssuePapers, TELLERS[0], member=FIRST)
    room.done(CloseBallot, CHAIR)
    room.done(ReportCount, TELLERS[0], figures=(1, 0, 0), papers=1)
    room.done(ReportCount, TELLERS[1], figures=(0, 0, 0), papers=1, blank=1)
    room.done(AnnulBallot, CHAIR, reason="the box was moved")
    ballot(room, 2, 1, 1)
    room.done(SettleTie, CLERK, dice="35116", published="19283746")
    room.done(DeclareBallot, CHAIR)
    ballot(room, 3, 1)
    room.done(DeclareBallot, CHAIR)
    room.done(CallElection, CLERK, post="other", title=title)
    room.done(Nominate, SECOND, candidate=SECOND)
    room.done(DeclareElected, CHAIR)
    return room
