"""Report a count of papers: each teller alone, and the figures hold when all agree.

Article: elections.tellers, elections.count
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.elections.nominate import OFFICE_OF_TELLERS
from hemicycle.procedure.assembly import (
    Assembly,
    CandidateVotes,
    Election,
    PaperCount,
    Round,
)
from hemicycle.procedure.assembly.elections import CLOSED, COUNTED
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import require_election, require_stage
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCount(Act):
    """A teller reports what was in the box; `figures` in the order of the names on the paper.

    Units: papers.
    """

    figures: tuple[int, ...]
    papers: int
    blank: int = 0
    invalid: int = 0
    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CountReported(Entry):
    """What one teller counted; nobody but the chair, the tellers and the desk sees it yet."""

    election: int
    round: int
    teller: MemberId
    count: PaperCount


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCountsAgreed(Entry):
    """The tellers counted the same."""

    election: int
    round: int
    tellers: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCountsDiffered(Entry):
    """The tellers did not count the same; the papers are counted again.

    `differing` are the figures in question, by candidate or by name, and not what they were.
    """

    election: int
    round: int
    differing: tuple[str, ...]


def decide(rules: Rulebook, assembly: Assembly, act: ReportCount) -> list[Entry]:
    """Record the report, and with the last one whether all agree.

    Out of order: no ballot is closed and uncounted; the actor is no teller, stands or has
    reported; the figures do not add up in themselves.
    """
    require_body(assembly, act.body)
    election = require_election(assembly, act, act.election)
    last = require_stage(election, CLOSED)
    require_teller(election, last, assembly, act=act)
    count = counted(last, act)
    reported = CountReported(
        body=act.body,
        at=act.at,
        election=election.number,
        round=last.number,
        teller=act.by,
        count=count,
    )
    reports = {**last.reports, act.by: count}
    if len(reports) < rules.number("elections.tellers"):
        return [reported]
    differing = tuple(sorted({one for other in reports.values() for one in apart(count, other)}))
    if differing:
        return [
            reported,
            PaperCountsDiffered(
                body=act.body,
                at=act.at,
                election=election.number,
                round=last.number,
                differing=differing,
            ),
        ]
    return [
        reported,
        PaperCountsAgreed(
            body=act.body,
            at=act.at,
            election=election.number,
            round=last.number,
            tellers=tuple(reports),
        ),
    ]


def require_teller(election: Election, last: Round, assembly: Assembly, *, act: Act) -> None:
    """Who counts is a teller, does not stand, and counts once.

    Out of order: as it says.
    """
    if require_person(assembly, act.by).office != OFFICE_OF_TELLERS:
        raise OutOfOrder("elections.tellers", "counts_no_papers", member=act.by)
    if act.by in election.candidatures and election.candidatures[act.by].is_standing:
        raise OutOfOrder("elections.tellers", "teller_stands", member=act.by)
    if act.by in last.reports:
        raise OutOfOrder("elections.tellers", "count_reported", member=act.by)


def counted(last: Round, act: ReportCount) -> PaperCount:
    """The figures of a report.

    Out of order: not one for each candidate; a negative one; they do not add up.
    """
    if len(act.figures) != len(last.candidates):
        raise OutOfOrder("elections.count", "figures_missing", n=len(last.candidates))
    if min(*act.figures, act.papers, act.blank, act.invalid) < 0:
        raise OutOfOrder("elections.count", "negative_votes")
    rows = zip(last.candidates, act.figures, strict=True)
    votes = tuple(CandidateVotes(member=member, votes=n) for member, n in rows)
    count = PaperCount(votes=votes, papers=act.papers, blank=act.blank, invalid=act.invalid)
    total = sum(act.figures)
    if last.seats == 1 and total != count.valid:
        raise OutOfOrder(
            "elections.count",
            "count_does_not_add_up",
            votes=total,
            blank=act.blank,
            invalid=act.invalid,
            papers=act.papers,
            sum=total + act.blank + act.invalid,
        )
    if last.seats > 1:
        most = min(last.seats, len(last.candidates)) * count.valid
        if not count.valid <= total <= most or max(act.figures) > count.valid:
            raise OutOfOrder(
                "elections.count", "marks_do_not_add_up", votes=total, valid=count.valid, most=most
            )
    return count


def apart(one: PaperCount, other: PaperCount) -> tuple[str, ...]:
    """The figures in which two counts differ."""
    pairs = zip(one.votes, other.votes, strict=True)
    named = {
        "papers": one.papers != other.papers,
        "blank": one.blank != other.blank,
        "invalid": one.invalid != other.invalid,
    }
    return (
        *(mine.member for mine, its in pairs if mine.votes != its.votes),
        *(name for name, differs in named.items() if differs),
    )


def apply_reported(assembly: Assembly, entry: CountReported) -> Assembly:
    """The report waits for the others."""
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    reports = {**last.reports, entry.teller: entry.count}
    return assembly.with_election(election.with_round(replace(last, reports=reports)))


def apply_agreed(assembly: Assembly, entry: PaperCountsAgreed) -> Assembly:
    """What all counted is the count."""
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    count = last.reports[entry.tellers[0]]
    last = replace(last, stage=COUNTED, count=count, differing=())
    return assembly.with_election(election.with_round(last))


def apply_differed(assembly: Assembly, entry: PaperCountsDiffered) -> Assembly:
    """Every teller counts again."""
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    last = replace(last, reports={}, recounts=last.recounts + 1, differing=entry.differing)
    return assembly.with_election(election.with_round(last))


def minute_reported(entry: CountReported) -> Phrase:
    """That a teller has counted, without the figures."""
    return Phrase("minute.count_reported", teller=entry.teller, round=entry.round)


def minute_agreed(entry: PaperCountsAgreed) -> Phrase:
    """That the counts are the same."""
    return Phrase("minute.paper_counts_agreed", tellers=entry.tellers, round=entry.round)


def minute_differed(entry: PaperCountsDiffered) -> Phrase:
    """In which figures the counts differ."""
    return Phrase("minute.paper_counts_differed", figure=entry.differing, round=entry.round)


KIND = Kind(
    ReportCount,
    decide,
    {
        CountReported: apply_reported,
        PaperCountsAgreed: apply_agreed,
        PaperCountsDiffered: apply_differed,
    },
    {
        CountReported: minute_reported,
        PaperCountsAgreed: minute_agreed,
        PaperCountsDiffered: minute_differed,
    },
    "counts {papers} papers, votes {figures}[, blank {blank}][, invalid {invalid}]"
    "[ in election {election}]",
)
