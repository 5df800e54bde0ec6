"""Elections on paper: who stood, what each had in a ballot that is declared, and who is elected."""

from collections.abc import Iterator

from hemicycle.procedure.assembly import Election, Round
from hemicycle.procedure.assembly.elections import DECLARED
from hemicycle.procedure.kernel import MemberId
from hemicycle.publish.data import table
from hemicycle.publish.data.table import Cell, Table, figure, flag, key, number, outputs_of, text
from hemicycle.publish.output import Published

WITHOUT_BALLOT = 0  # the number of the ballot where there is none yet, or none is needed
FIGURES = ("papers", "blank", "invalid", "required_papers")


def rows(published: Published) -> Iterator[table.Row]:
    """Election by election: each declared ballot, then who stands in none of them.

    Note: figures of a ballot that is not declared do not occur, and nowhere who chose whom.
    """
    for one in published.assembly.elections.values():
        declared = [ballot for ballot in one.rounds if ballot.stage == DECLARED]
        for ballot in declared:
            for member in ballot.candidates:
                yield row_of(published, one, member=member, ballot=ballot)
        balloted = {member for ballot in declared for member in ballot.candidates}
        for candidature in one.candidatures.values():
            if candidature.is_standing and candidature.member not in balloted:
                yield row_of(published, one, member=candidature.member, ballot=None)


def row_of(
    published: Published, election: Election, *, member: MemberId, ballot: Round | None
) -> table.Row:
    """One candidate in one declared ballot, or in none."""
    language = published.language
    elected = ballot.elected if ballot else election.elected
    return (
        election.number,
        election.body,
        published.text(election.title),
        election.post,
        election.seats,
        ballot.number if ballot else WITHOUT_BALLOT,
        member,
        published.names.label(member, language),
        election.group_of(member),
        member in elected,
        *figures(ballot, member),
    )


def figures(ballot: Round | None, member: MemberId) -> tuple[Cell, ...]:
    """The papers with the candidate's name, and those of the whole ballot."""
    if ballot is None or ballot.count is None:
        return (None,) * (1 + len(FIGURES))
    count = ballot.count
    own = next((one.votes for one in count.votes if one.member == member), 0)
    return (own, count.papers, count.blank, count.invalid, ballot.required)


TABLE = Table(
    name="elections",
    own=(
        key("election", "nonNegativeInteger"),
        text("body"),
        text("title"),
        text("post"),
        number("seats"),
        key("ballot", "nonNegativeInteger"),
        key("candidate"),
        text("candidate_name"),
        text("group"),
        flag("is_elected"),
        figure("candidate_papers"),
        *map(figure, FIGURES),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
