"""The acts of elections that a person may try, each in one election: data, without a rule in it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

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
from hemicycle.procedure.assembly import DelegationId, Election
from hemicycle.procedure.assembly.elections import CALLED, CLOSED, COUNTED, OPEN
from hemicycle.procedure.kernel import MemberId, Phrase
from hemicycle.procedure.rules.candidatures import replaceable
from hemicycle.procedure.rules.elections import Outcome, outcome, rule_of
from hemicycle.procedure.rules.majorities import share_named
from hemicycle.screens.candidate import Candidate, Fields, quiet
from hemicycle.screens.view import View

# What a form is tried with before it is filled in.
DICE, PUBLISHED, LONG_AFTER = "11111", "000", 2**42
MOST_TRIED = 12
Which = Callable[[View], Election | None]


def latest(view: View) -> Election | None:
    """The election of the body that was called last and is not over."""
    own = [e for e in view.assembly.elections.values() if e.body == view.body and not e.is_over]
    return own[-1] if own else None


def numbered(number: int) -> Which:
    """The election of a number."""
    return lambda view: view.assembly.elections.get(number)


def running(which: Which, view: View, *, stages: tuple[str, ...]) -> Election | None:
    """An election, while it is at one of these stages."""
    found = which(view)
    return found if found is not None and found.stage in stages else None


def at(which: Which, view: View, *, stages: tuple[str, ...]) -> Fields | None:
    """The election by its number, at these stages."""
    found = running(which, view, stages=stages)
    return {"election": found.number} if found else None


def needs_sums(view: View, election: Election) -> bool:
    """Whether a share of each sex is asked for, so that the sums are told with the result."""
    floor = view.rules.choice(rule_of(view.rules, election.post, "sex_floor"))
    return share_named(floor) is not None


def result_of(which: Which, view: View) -> tuple[Election, Outcome] | None:
    """An election once its papers are counted, and what the count amounts to."""
    found = running(which, view, stages=(COUNTED,))
    last = found.round if found else None
    if found is None or last is None or last.count is None:
        return None
    return found, outcome(view.rules, found, last=last, count=last.count)


def declared(which: Which, view: View, *, by_form: bool) -> Fields | None:
    """The counted ballot; where sums are asked for, by a form, tried with all of one sex."""
    found = result_of(which, view)
    if found is None or needs_sums(view, found[0]) != by_form:
        return None
    election, result = found
    total = len(election.elected) + len(result.elected)
    return {"election": election.number, **({"women": total} if by_form else {})}


def acclaimed(which: Which, view: View, *, by_form: bool) -> Fields | None:
    """The election where there are as many candidates as seats, declared in the same ways."""
    found = running(which, view, stages=(CALLED,))
    if found is None or needs_sums(view, found) != by_form:
        return None
    if len(found.standing) != found.seats_left:
        return None
    return {"election": found.number, **({"women": found.seats} if by_form else {})}


def tied(which: Which, view: View) -> Fields | None:
    """A tie that waits, settled in some way."""
    found = result_of(which, view)
    if found is None or not found[1].tied:
        return None
    settled = {"dice": DICE, "published": PUBLISHED, "by_age": found[1].tied}
    return {"election": found[0].number, **settled}


def own_candidature(which: Which, view: View) -> Fields | None:
    """Oneself as a candidate, or whom else one may propose, until the ballot is opened."""
    found = running(which, view, stages=(CALLED,))
    own = view.assembly.people.get(view.viewer.member)
    if found is None or found.rounds or own is None or not own.delegation:
        return None
    others = [one for one in of_voting(view) if one != own.id and one not in found.candidatures]
    tried = [{"election": found.number, "candidate": one} for one in (own.id, *others[:MOST_TRIED])]
    return first_possible(view, [*tried, *in_the_place_of(view, found)])


def in_the_place_of(view: View, election: Election) -> Iterator[Fields]:
    """Others in the place of those who stand no longer, as whoever had nominated would say it."""
    for gone in replaceable(view.assembly, election):
        others = [one for one in of_voting(view) if one not in election.candidatures]
        nearest = sorted(others, key=lambda one: not is_of(view, one, delegation=gone.delegation))
        for one in nearest[:MOST_TRIED]:
            yield {
                "election": election.number,
                "candidate": one,
                "group": gone.group,
                "nominator": gone.nominator,
                "in_place_of": gone.member,
            }


def is_of(view: View, member: MemberId, *, delegation: DelegationId) -> bool:
    """Whether somebody is of a delegation."""
    return view.assembly.people[member].delegation == delegation


def first_possible(view: View, tried: Sequence[Fields]) -> Fields:
    """The first nomination that is in order, or the first at all."""
    possible = (one for one in tried if view.may(view.act(Nominate, **one)) is None)
    return next(possible, tried[0])


def of_voting(view: View) -> Iterator[MemberId]:
    """Those of delegations with a vote."""
    voting = (one for one in view.assembly.delegations.values() if one.has_vote)
    return (member for one in voting for member in one.members)


def entered(which: Which, view: View) -> Fields | None:
    """Some delegate who is not nominated, on the own proposal or in the place of another."""
    found = running(which, view, stages=(CALLED,))
    if found is None or found.rounds:
        return None
    member = next((one for one in of_voting(view) if one not in found.candidatures), None)
    if member is None:
        return None
    own = {"election": found.number, "candidate": member, "nominator": member}
    return first_possible(view, [own, *in_the_place_of(view, found)])


def a_count(which: Which, view: View) -> Fields | None:
    """A count of nothing, to try whether the viewer may hand one in."""
    found = running(which, view, stages=(CLOSED,))
    last = found.round if found else None
    if found is None or last is None:
        return None
    return {"election": found.number, "figures": (0,) * len(last.candidates), "papers": 0}


def a_reason(which: Which, view: View) -> Fields | None:
    """Some reason for taking the ballot again."""
    found = running(which, view, stages=(OPEN, CLOSED, COUNTED))
    return {"election": found.number, "reason": "-"} if found else None


def some_post(view: View) -> Fields:
    """The last post that the rules know, with a ballot long after now."""
    post = view.rules.choices("elections.posts")[-1]
    return {"post": post, "title": {"en": "-"}, "seats": 1, "ballot_at": LONG_AFTER}


def some_group(view: View) -> Fields | None:
    """The first delegation that has declared no group yet, and any group."""
    without = (one for one in view.assembly.delegations if one not in view.assembly.groups)
    found = next(without, None)
    return {"delegations": (found,), "group": "-"} if found else None


def confirm_declared(which: Which, view: View) -> Phrase:
    """What the second press says: who is elected, or that nobody is."""
    found = result_of(which, view)
    elected = found[1].elected if found else ()
    return Phrase(
        "polling.confirm_elected" if elected else "polling.confirm_nobody", elected=elected
    )


def confirm_acclaimed(which: Which, view: View) -> Phrase:
    """What the second press on "elected by acclamation" says."""
    found = which(view)
    return Phrase("polling.confirm_elected", elected=found.standing if found else ())


def confirm_closed(which: Which, view: View) -> Phrase:
    """What the second press on "close" says: how many papers nobody fetched."""
    found = which(view)
    last = found.round if found else None
    return Phrase("polling.confirm_close", n=last.papers - len(last.issued) if last else 0)


def of_console(which: Which) -> tuple[Candidate, ...]:
    """What who presides does with one press; what asks for more stands on the page of papers."""
    return (
        Candidate(
            act=CloseBallot,
            rule_key="elections.stages",
            of=partial(at, which, stages=(OPEN,)),
            confirm=partial(confirm_closed, which),
        ),
        Candidate(
            act=DeclareBallot,
            rule_key="elections.declaration",
            of=partial(declared, which, by_form=False),
            confirm=partial(confirm_declared, which),
        ),
        Candidate(
            act=DeclareElected,
            rule_key="elections.acclamation",
            of=partial(acclaimed, which, by_form=False),
            place="bar",
            confirm=partial(confirm_acclaimed, which),
        ),
        Candidate(
            act=OpenBallot,
            rule_key="elections.roll",
            of=partial(at, which, stages=(CALLED,)),
            place="bar",
        ),
    )


def of_presiding(which: Which) -> tuple[Candidate, ...]:
    """All that who presides does in one election."""
    return (
        *of_console(which),
        Candidate(
            act=DeclareBallot,
            rule_key="elections.declaration",
            of=partial(declared, which, by_form=True),
            form="declare",
        ),
        Candidate(
            act=DeclareElected,
            rule_key="elections.acclamation",
            of=partial(acclaimed, which, by_form=True),
            form="declare",
        ),
        Candidate(
            act=AnnulBallot,
            rule_key="elections.annulment",
            of=partial(a_reason, which),
            form="annul",
        ),
    )


def of_tellers(which: Which) -> tuple[Candidate, ...]:
    """What a teller does in one election."""
    return (
        Candidate(
            act=ReportCount, rule_key="elections.count", of=partial(a_count, which), form="count"
        ),
        Candidate(
            act=IssuePapers,
            rule_key="elections.one_paper",
            of=partial(at, which, stages=(OPEN,)),
            form="issue",
        ),
    )


def of_secretariat(which: Which) -> tuple[Candidate, ...]:
    """What the secretariat does in one election."""
    return (
        Candidate(act=SettleTie, rule_key="elections.tie", of=partial(tied, which), form="tie"),
        of_tellers(which)[1],
        Candidate(
            act=Nominate,
            rule_key="elections.nominators",
            of=partial(entered, which),
            form="nominate",
        ),
    )


def of_delegates(which: Which) -> tuple[Candidate, ...]:
    """What a delegate does in one election."""
    return (
        Candidate(
            act=AcceptCandidature,
            rule_key="elections.acceptance",
            of=partial(at, which, stages=(CALLED,)),
            quiet=quiet("not_nominated", "accepted_already", "election_stage"),
        ),
        Candidate(
            act=WithdrawCandidature,
            rule_key="elections.withdrawal",
            of=partial(at, which, stages=(CALLED, OPEN, CLOSED, COUNTED)),
            quiet=quiet("not_nominated", "ballot_runs"),
        ),
        Candidate(
            act=Nominate,
            rule_key="elections.nominators",
            of=partial(own_candidature, which),
            form="nominate",
            quiet=quiet("nominated_already"),
        ),
    )


OF_THE_DESK = (
    Candidate(
        act=CallElection, rule_key="elections.calling", of=some_post, form="call", quiet=quiet()
    ),
    Candidate(act=DeclareGroup, rule_key="elections.one_group", of=some_group, form="group"),
)
