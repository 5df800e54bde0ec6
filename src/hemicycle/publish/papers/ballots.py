"""Ballot papers of elections: all alike, without a number that tells one from another."""

from collections.abc import Sequence

from hemicycle.journal.names import Names
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly import Assembly, Election
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.typesetting import Paper


def waiting(assembly: Assembly) -> tuple[Election, ...]:
    """The elections for whose next or present ballot papers are printed."""
    called = assembly.elections.values()
    return tuple(one for one in called if not one.is_over and names_on(one))


def names_on(election: Election) -> tuple[str, ...]:
    """Those whose names stand on the paper: of the ballot that runs, or of the next one."""
    last = election.round
    return last.candidates if last and election.stage == "open" else election.standing


def ballot_papers(occasion: Occasion, elections: Sequence[Election], *, names: Names) -> Paper:
    """A sheet for each election: two papers that are the same, to be copied and cut."""
    language = occasion.language

    def candidate(member: str) -> dict[str, str]:
        own = names.delegation(member)
        return {
            "name": names.label(member, language),
            "from": names.short(own, language) if own else "",
        }

    ballots = [
        {
            "title": text_of(one.title, language)[1],
            "round": occasion.say("ballot.round", round=number_of(one)),
            "mark": occasion.say("ballot.mark", n=one.seats_left),
            "fold": occasion.say("ballot.fold"),
            "candidates": [candidate(member) for member in names_on(one)],
        }
        for one in elections
    ]
    title = occasion.say("title.ballot_papers")
    return occasion.paper("ballots", title, values={"ballots": ballots})


def number_of(election: Election) -> int:
    """The number of the ballot that the papers are for."""
    last = election.round
    return last.number if last and election.stage == "open" else election.next_round
