"""Issue papers: who received one is public; what is written on it is nowhere.

Article: elections.roll, elections.one_paper, elections.tellers
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.procedure.acts.elections.nominate import OFFICE_OF_TELLERS
from hemicycle.procedure.assembly import Assembly, DelegationId, RollRow, Round
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.elections import OPEN
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import require_election, require_stage
from hemicycle.procedure.rules.guards import SECRETARIAT, require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePapers(Act):
    """A teller or the secretariat gives papers to one person, to a delegation, or to all."""

    member: MemberId = NOBODY
    delegation: DelegationId = NO_DELEGATION
    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersIssued(Entry):
    """Each of these persons received one paper."""

    election: int
    round: int
    members: tuple[MemberId, ...]


def decide(_rules: Rulebook, assembly: Assembly, act: IssuePapers) -> list[Entry]:
    """Record who received a paper.

    Out of order: the actor is neither teller nor of the secretariat; no ballot is open; the
    person is not accredited any more; the person or delegation is not on the roll, has its papers
    already, or there is nobody left.
    """
    require_body(assembly, act.body)
    require_counting(assembly, act)
    election = require_election(assembly, act, act.election)
    last = require_stage(election, OPEN)
    if act.member:
        require_person(assembly, act.member)
    if act.member and act.member in last.issued:
        raise OutOfOrder("elections.one_paper", "has_paper", member=act.member)
    wanted = [row for row in last.roll if is_meant(row, act)]
    if not wanted:
        raise OutOfOrder("elections.roll", "not_on_paper_roll", member=act.member or act.delegation)
    people = assembly.people
    members = tuple(
        one
        for row in wanted
        for one in receiving(row, last, act=act)
        if not people[one].is_withdrawn
    )
    if not members:
        raise OutOfOrder("elections.one_paper", "papers_issued_all", n=len(last.issued))
    return [
        PapersIssued(
            body=act.body,
            at=act.at,
            election=election.number,
            round=last.number,
            members=members,
        )
    ]


def require_counting(assembly: Assembly, act: Act) -> None:
    """Tellers and the secretariat handle papers.

    Out of order: the actor is neither.
    """
    if require_person(assembly, act.by).office not in (OFFICE_OF_TELLERS, *SECRETARIAT):
        raise OutOfOrder("elections.tellers", "handles_no_papers", member=act.by)


def is_meant(row: RollRow, act: IssuePapers) -> bool:
    """Whether a line of the roll holds those for whom the papers are."""
    if act.member:
        return act.member in row.members
    return act.delegation in ("", row.delegation)


def receiving(row: RollRow, last: Round, *, act: IssuePapers) -> Iterator[MemberId]:
    """Those of a line who receive a paper now: no more than it has papers for."""
    left = row.castable - sum(one in last.issued for one in row.members)
    waiting = [one for one in row.members if one not in last.issued]
    chosen = [one for one in waiting if act.member in ("", one)]
    yield from chosen[:left]


def apply(assembly: Assembly, entry: PapersIssued) -> Assembly:
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    last = replace(last, issued=(*last.issued, *entry.members))
    return assembly.with_election(election.with_round(last))


def minute(entry: PapersIssued) -> Phrase:
    key = "minute.paper_issued" if len(entry.members) == 1 else "minute.papers_issued"
    return Phrase(key, n=len(entry.members), member=entry.members[0], round=entry.round)


KIND = Kind(
    IssuePapers,
    decide,
    {PapersIssued: apply},
    {PapersIssued: minute},
    "issues papers[ for {member}][ to all of {delegation}][ in election {election}]",
)
