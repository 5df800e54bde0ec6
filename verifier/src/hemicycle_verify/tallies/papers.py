"""Papers counted: what each teller found in the box, whether they agree, and who is elected."""

from hemicycle_verify.tallies.books import Ballot, Books, Election
from hemicycle_verify.tallies.elections import required_ballot, required_election
from hemicycle_verify.tallies.fields import Fields, said
from hemicycle_verify.tallies.lots import drawn

PILES = ("papers", "blank", "invalid")


def votes_in(count: Fields) -> dict[str, int]:
    """How many papers bear the name of each candidate."""
    return {row.text("member"): row.number("votes") for row in count.parts("votes")}


def valid_papers(count: Fields) -> int:
    """Papers that are neither blank nor invalid."""
    return count.number("papers") - count.number("blank") - count.number("invalid")


def take_report(books: Books, body: Fields) -> None:
    """What one teller found in the box."""
    ballot, count = required_ballot(books, body), body.part("count")
    teller = body.text("teller")
    if teller in ballot.reports:
        raise body.bad(f"{teller} counts twice")
    votes, valid = votes_in(count), valid_papers(count)
    if [row.text("member") for row in count.parts("votes")] != list(ballot.candidates):
        raise body.bad("its figures are not those of the names on the paper, in their order")
    marks, most = sum(votes.values()), min(ballot.seats, len(votes)) * valid
    least = most if ballot.seats == 1 else valid
    if valid < 0 or not least <= marks <= most or max(votes.values(), default=0) > valid:
        raise body.bad(
            f"{marks} votes on {count.number('papers')} papers, {count.number('blank')} of them "
            f"blank and {count.number('invalid')} invalid, do not add up"
        )
    ballot.reports[teller] = count


def differing(ballot: Ballot) -> list[str]:
    """The figures in which the last count differs from another."""
    *others, last = ballot.reports.values()
    found = set()
    for other in others:
        ours, theirs = votes_in(last), votes_in(other)
        found |= {name for name in ours if ours[name] != theirs[name]}
        found |= {pile for pile in PILES if last.number(pile) != other.number(pile)}
    return sorted(found)


def take_papers_agreed(books: Books, body: Fields) -> None:
    """The tellers counted the same."""
    ballot = required_ballot(books, body)
    if ballot.is_hidden:
        return
    body.require("tellers", tuple(ballot.reports), of="those who counted")
    if not ballot.reports or differing(ballot):
        raise body.bad(f"the tellers differ in {said(differing(ballot))}")
    ballot.count = next(iter(ballot.reports.values()))


def take_papers_differed(books: Books, body: Fields) -> None:
    """The tellers did not count the same; the papers are counted again."""
    ballot = required_ballot(books, body)
    if ballot.is_hidden:
        return
    if not ballot.reports or not differing(ballot):
        raise body.bad("the tellers do not differ")
    body.require("differing", tuple(differing(ballot)), of="that in which they differ")
    ballot.reports = {}


def take_tie(books: Books, body: Fields) -> None:
    """Candidates with as many votes, in an order that lots or age settled."""
    ballot, order = required_ballot(books, body), body.texts("order")
    seed = body.text("seed")
    if seed and list(order) != drawn(order, seed):
        raise body.bad(f"the lots draw {said(drawn(order, seed))}")
    if ballot.count is not None:
        votes = votes_in(ballot.count)
        if len({votes.get(one, -1) for one in order}) != 1 or -1 in map(votes.get, order):
            raise body.bad("there is no tie between them")
    ballot.settled += order


# -- what is declared -----------------------------------------------------------------------------


def take_declared(books: Books, body: Fields) -> None:
    """The result of one ballot: its figures are the tellers', and its consequences follow."""
    election, ballot = required_election(books, body), required_ballot(books, body)
    count = ballot.count
    if count is None:
        raise body.bad(f"the record holds no count of ballot {ballot.number}")
    body.require("issued", len(ballot.issued), of="the number of papers issued")
    for pile in PILES:
        body.require(pile, count.number(pile), of="what the tellers counted")
    body.require("valid", valid_papers(count), of="papers less blank and invalid ones")
    if votes_in(body) != votes_in(count) or len(body.parts("votes")) != len(votes_in(count)):
        raise body.bad("the votes that it tells are not those that the tellers counted")
    if count.number("papers") > len(ballot.issued):
        raise body.bad("there were more papers in the box than were issued")
    require_majority(body, valid=valid_papers(count))
    elected = chosen(election, ballot, votes=votes_in(count), least=max(1, body.number("required")))
    body.require("elected", tuple(elected), of="who has the votes")
    require_dropped(body, election, ballot=ballot)
    body.require("is_over", len(elected) == election.seats_left, of="whether no seat is left")
    if body.number("women") + body.number("men") > len(election.elected) + len(elected):
        raise body.bad("more women and men are told than are elected")
    election.elected += elected
    election.dropped += body.texts("dropped")
    election.declared, election.ballot = ballot.number, None
    books.note("ballots")


def require_majority(body: Fields, *, valid: int) -> None:
    """More than half of the valid papers are required, or the most votes decide (told as 0).

    Errors: BadError
    """
    if body.number("required") not in (0, valid // 2 + 1):
        raise body.bad(
            f"{body.number('required')} are required, but more than half of {valid} valid papers "
            f"is {valid // 2 + 1}"
        )


def is_free(election: Election, one: str, *, taken: list[str]) -> bool:
    """Whether a seat is left for somebody, beside those elected in this ballot."""
    if len(taken) >= election.seats_left:
        return False
    if not election.shares:
        return True
    group = election.groups.get(one, "")
    held = [other for other in [*election.elected, *taken] if election.groups.get(other) == group]
    return len(held) < election.shares.get(group, 0)


def chosen(election: Election, ballot: Ballot, *, votes: dict[str, int], least: int) -> list[str]:
    """Who is elected, the most votes first; up to a tie for the last seats that nobody settled."""
    elected: list[str] = []
    for level in sorted({n for n in votes.values() if n >= least}, reverse=True):
        equal = [one for one in ballot.candidates if votes[one] == level]
        eligible = in_order(ballot, [one for one in equal if is_free(election, one, taken=elected)])
        taken: list[str] = []
        for one in eligible:
            if is_free(election, one, taken=[*elected, *taken]):
                taken.append(one)
        if len(taken) < len(eligible) and not set(eligible) <= set(ballot.settled):
            break
        elected += taken
    return elected


def in_order(ballot: Ballot, equal: list[str]) -> list[str]:
    """Those with as many votes, in the order that settled it where one did."""
    rank = {one: place for place, one in enumerate(ballot.settled)}
    return sorted(equal, key=lambda one: rank.get(one, len(rank)))


def require_dropped(body: Fields, election: Election, *, ballot: Ballot) -> None:
    """Who is not on the next paper has no seat to stand for, or had the fewest votes.

    Errors: BadError
    """
    elected, dropped = list(body.texts("elected")), list(body.texts("dropped"))
    votes = votes_in(body)
    seats = election.seats_left - len(elected)
    rest = [one for one in ballot.candidates if one not in elected] if seats else []
    out = [one for one in rest if not is_free(election, one, taken=elected)]
    rest = [one for one in rest if one not in out]
    fewest = min((votes[one] for one in rest), default=0)
    behind = in_order(ballot, [one for one in rest if votes[one] == fewest])
    is_last_known = len(behind) == 1 or set(behind) <= set(ballot.settled)
    allowed = [out]
    if len(rest) > seats and behind and is_last_known:
        allowed.append([*out, behind[-1]])
    if dropped not in allowed:
        raise body.bad(f"{said(dropped)} are not on the next paper, but {said(allowed[-1])} follow")
