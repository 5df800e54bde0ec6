"""The words that the presiding officer says at a ballot on paper: which formulae, which facts."""

from hemicycle.procedure.assembly import Body, Election
from hemicycle.procedure.assembly.elections import CALLED, CLOSED, OPEN
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.elections import rule_of
from hemicycle.screens.election_candidates import latest, result_of
from hemicycle.screens.view import View

Sentences = tuple[Phrase, ...]


def at_the_ballot(view: View, body: Body) -> tuple[Sentences, tuple[str, ...]] | None:
    """What is said while a ballot runs, is counted, or is to be declared; and by which rules."""
    election = latest(view)
    last = election.round if election else None
    if election is None or last is None or body.floor.holder:
        return None
    if election.stage == OPEN:
        closed = Phrase("say.ballot_closed", round=last.number)
        return (Phrase("say.all_have_papers"), closed), ("elections.one_paper",)
    if election.stage == CLOSED:
        key = "say.count_papers_again" if last.differing else "say.ask_to_count"
        return (Phrase(key, round=last.number),), ("elections.tellers",)
    if election.stage == CALLED:
        return None
    return declaration(view, election), (rule_of(view.rules, election.post, "majority"),)


def declaration(view: View, election: Election) -> Sentences:
    """The result as it is declared, or that a tie is to be settled first."""
    found, last = result_of(latest, view), election.round
    assert found is not None
    assert last is not None
    assert last.count is not None
    result, count = found[1], last.count
    if result.tied:
        return (Phrase("say.ballot_tied", tied=result.tied),)
    figures = (
        Phrase("say.ballot_result", round=last.number, title=election.title),
        Phrase("say.ballot_papers", issued=len(last.issued), papers=count.papers),
        Phrase("say.ballot_valid", blank=count.blank, invalid=count.invalid, valid=count.valid),
        Phrase("say.ballot_required", n=result.required) if result.required else None,
        *(Phrase("say.ballot_votes", candidate=v.member, n=v.votes) for v in count.votes),
    )
    if result.elected:
        ended = Phrase("say.ballot_elected", n=len(result.elected), elected=result.elected)
    else:
        ended = Phrase("say.ballot_nobody", dropped=result.dropped)
    return (*(one for one in figures if one is not None), ended)


def to_open(view: View) -> Sentences:
    """What is said when the next ballot is opened, or somebody is acclaimed."""
    election = latest(view)
    if election is None or election.stage != CALLED or not election.standing:
        return ()
    return (
        Phrase(
            "say.ballot_opens",
            round=election.next_round,
            title=election.title,
            candidates=election.standing,
        ),
        Phrase("say.ballot_how", n=election.seats_left),
    )
