"""The next step of an election, as those who hold one would take it, or nearly."""

from random import Random

from hemicycle.clerk import Asked
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.elections.annul_ballot import AnnulBallot
from hemicycle.procedure.acts.elections.call_election import CallElection
from hemicycle.procedure.acts.elections.close_ballot import CloseBallot
from hemicycle.procedure.acts.elections.declare_ballot import DeclareBallot
from hemicycle.procedure.acts.elections.declare_elected import DeclareElected
from hemicycle.procedure.acts.elections.issue_papers import IssuePapers
from hemicycle.procedure.acts.elections.nominate import Nominate
from hemicycle.procedure.acts.elections.open_ballot import OpenBallot
from hemicycle.procedure.acts.elections.report_count import ReportCount
from hemicycle.procedure.acts.elections.settle_tie import SettleTie
from hemicycle.procedure.acts.elections.withdraw_candidature import WithdrawCandidature
from properties.sittings import DELEGATIONS, NOON, Room

STANDING = [member for members, *_ in DELEGATIONS.values() for member in members]
DAY_MS = 86_400_000


def likely_step(random: Random, room: Room, body: str) -> Asked:
    """What comes next in the election that was called last in a body."""
    if "o-teller-2" not in room.assembly.people:
        return room.act(AccreditPerson, "o-clerk", body, member="o-teller-2", office="teller")
    own = [one for one in room.assembly.elections.values() if one.body == body]
    chair = room.assembly.bodies[body].presiding
    if not own or own[-1].is_over or random.random() < 0.03:
        at = room.now + DAY_MS + random.choice([60_000, 3_600_000])
        words = {"en": "Presidency"}
        return room.act(
            CallElection, "o-clerk", body, post="other", title=words, ballot_at=max(at, NOON)
        )
    last = own[-1].round
    if own[-1].stage == "called":
        return called(random, room, body, chair=chair)
    if own[-1].stage == "open":
        if last.issued and random.random() < 0.4:
            return room.act(CloseBallot, chair, body)
        return room.act(IssuePapers, random.choice(["o-clerk", "o-teller"]), body)
    if own[-1].stage == "closed" and random.random() < 0.9:
        return counted(random, room, body, last=last)
    steps = [
        room.act(DeclareBallot, chair, body),
        room.act(SettleTie, "o-clerk", body, dice="35116", published="19283746"),
        room.act(AnnulBallot, chair, body, reason="the box fell"),
    ]
    return random.choices(steps, [5, 3, 1])[0]


def called(random: Random, room: Room, body: str, *, chair: str) -> Asked:
    """Somebody stands, or stands no longer, or for another, or the ballot is opened."""
    member = random.choice(STANDING)
    steps = [
        room.act(Nominate, member, body, candidate=member),
        room.act(WithdrawCandidature, member, body),
        room.act(Nominate, member, body, candidate=member, in_place_of=random.choice(STANDING)),
        room.act(OpenBallot, chair, body),
        room.act(DeclareElected, chair, body),
    ]
    return random.choices(steps, [6, 1, 1, 4, 1])[0]


def counted(random: Random, room: Room, body: str, *, last) -> Asked:
    """A count that adds up, the same for both tellers unless one errs."""
    issued = len(last.issued)
    each = issued // len(last.candidates)
    figures = [each] * len(last.candidates)
    if random.random() < 0.1 and each:
        figures[0] -= 1
    teller = random.choice(["o-teller", "o-teller-2"])
    blank = issued - sum(figures)
    return room.act(ReportCount, teller, body, figures=tuple(figures), papers=issued, blank=blank)
