"""Sessions at the moments at which an election on paper differs; two tellers, three papers."""

from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
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
from hemicycle.rulebooks import load

from .little_house import CHAIR, CLERK_SEAT, HEAD, SECRETARY, TELLER, in_sitting, with_choice

SECOND_TELLER = "o-teller-2"
STANDING = (HEAD, "p-0001-2", "p-0002-1")
HOUR = 3_600_000
OFFICE = {"en": "Presidency <1>", "fr": "Présidence <1>"}


def empty(**wishes):
    """A sitting in which no election is called yet."""
    house = in_sitting(**{"rulebook": "plain", **wishes})
    house.do(AccreditPerson, SECRETARY, member=SECOND_TELLER, office="teller")
    return house


def called(*, standing=STANDING, **wishes):
    """Candidatures are received; one nominee has not accepted yet."""
    house = empty(**wishes)
    house.do(CallElection, CLERK_SEAT, post="other", title=OFFICE)
    for member in standing:
        house.do(Nominate, member, candidate=member)
    house.do(Nominate, HEAD, candidate="p-0003-1", group="North <g>")
    return house


def opened(**wishes):
    """The ballot runs; one person has a paper."""
    house = called(**wishes)
    house.do(OpenBallot, CHAIR)
    house.do(IssuePapers, TELLER, member=HEAD)
    return house


def closed(**wishes):
    """All have papers, and the ballot is closed."""
    house = opened(**wishes)
    house.do(IssuePapers, CLERK_SEAT)
    house.do(CloseBallot, CHAIR)
    return house


def count(house, teller, *figures, blank=0, papers=3):
    """One teller's count."""
    house.do(ReportCount, teller, figures=figures, papers=papers, blank=blank)


def half_counted(**wishes):
    """One teller has handed in a count."""
    house = closed(**wishes)
    count(house, TELLER, 2, 1, 0)
    return house


def differing(**wishes):
    """The two counts were not the same."""
    house = half_counted(**wishes)
    count(house, SECOND_TELLER, 1, 1, 0, blank=1)
    return house


def counted(**wishes):
    """Both found the same: the first candidate has two of three."""
    house = half_counted(**wishes)
    count(house, SECOND_TELLER, 2, 1, 0)
    return house


def tied(**wishes):
    """Two have the fewest votes, and the tie waits."""
    house = closed(**wishes)
    for teller in (TELLER, SECOND_TELLER):
        count(house, teller, 1, 0, 0, blank=2)
    house.do(AnnulBallot, CHAIR, reason="a paper <was> torn")
    house.do(OpenBallot, CHAIR)
    house.do(IssuePapers, CLERK_SEAT)
    house.do(CloseBallot, CHAIR)
    for teller in (TELLER, SECOND_TELLER):
        count(house, teller, 1, 1, 1)
    return house


def second_ballot(**wishes):
    """The tie is settled by lots, nobody is elected, and the last is dropped."""
    house = tied(**wishes)
    house.do(SettleTie, CLERK_SEAT, dice="35116", published="19283746")
    house.do(DeclareBallot, CHAIR)
    return house


def over(**wishes):
    """The first candidate is declared elected."""
    house = counted(**wishes)
    house.do(DeclareBallot, CHAIR)
    return house


def alone(**wishes):
    """One stands for one seat."""
    return called(standing=(HEAD,), **wishes)


def acclaimed(**wishes):
    """The only candidate is elected without a ballot."""
    house = alone(**wishes)
    house.do(DeclareElected, CHAIR)
    return house


def with_sums():
    """The rules ask for a share of each sex."""
    return counted(load_rules=lambda _: with_choice(load("plain"), "elections.sex_floor", "1/3"))


def by_elder():
    """A tie that the age settles."""
    return tied(load_rules=lambda _: with_choice(load("plain"), "elections.tie", "elder"))


def shared():
    """Seats shared among the groups by votes, with lots for the last one."""
    policy = "sainte_lague_on_assembly_votes"
    house = empty(load_rules=lambda _: with_choice(load("plain"), "elections.sharing", policy))
    for delegation, group in (("p-0001", "North <g>"), ("p-0002", "South"), ("p-0003", "South")):
        house.do(DeclareGroup, CLERK_SEAT, delegations=(delegation,), group=group)
    house.do(CallElection, CLERK_SEAT, post="bureau", title=OFFICE, seats=3)
    return house


def late(is_replaced_late=True):
    """Candidatures are closed, and one who stood has withdrawn."""
    rules = with_choice(load("plain"), "elections.candidature_hours", 1)
    rules = with_choice(rules, "elections.replacement", is_replaced_late)
    house = empty(load_rules=lambda _: rules)
    house.do(CallElection, CLERK_SEAT, post="other", title=OFFICE, ballot_at=house.now + 2 * HOUR)
    for member in STANDING:
        house.do(Nominate, member, candidate=member)
    house.do(WithdrawCandidature, "p-0001-2")
    house.now += HOUR
    return house


ELECTION_HOUSES = {
    "empty": empty,
    "called": called,
    "open": opened,
    "closed": closed,
    "half counted": half_counted,
    "differing": differing,
    "counted": counted,
    "tied": tied,
    "second ballot": second_ballot,
    "over": over,
    "alone": alone,
    "acclaimed": acclaimed,
    "with sums": with_sums,
    "by elder": by_elder,
    "shared": shared,
    "late": late,
}
