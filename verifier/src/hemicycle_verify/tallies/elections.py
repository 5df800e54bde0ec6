"""An election from its call to the opening of a ballot: seats, candidates, papers."""

from hemicycle_verify.tallies.books import Ballot, Books, Election
from hemicycle_verify.tallies.fields import Fields, doubled, said
from hemicycle_verify.tallies.seats import equal_seats, sainte_lague


def take_group(books: Books, body: Fields) -> None:
    """Delegations stand for office through a group."""
    for delegation in body.texts("delegations"):
        books.stands_through[delegation] = body.text("group")


def take_joined(books: Books, body: Fields) -> None:
    """Delegations are members of a group from now on."""
    for delegation in body.texts("delegations"):
        books.sits_in.setdefault(delegation, []).append(body.text("group"))


def take_left(books: Books, body: Fields) -> None:
    """Delegations are members of a group no longer, and stand through it no longer.

    Errors: BadError
    """
    group = body.text("group")
    for delegation in body.texts("delegations"):
        if group not in books.sits_in.get(delegation, []):
            raise body.bad(f"{delegation} leaves a group that it is not in")
        books.sits_in[delegation].remove(group)
        if books.stands_through.get(delegation) == group:
            del books.stands_through[delegation]


def group_of(books: Books, delegation: str) -> str:
    """Through which group a delegation stands: the one declared, or the only one it is in."""
    sits_in = books.sits_in.get(delegation, [])
    alone = sits_in[0] if len(sits_in) == 1 else ""
    return books.stands_through.get(delegation, alone)


def take_call(books: Books, body: Fields) -> None:
    """An election is called; its seats may be shared among groups."""
    number, seats = body.number("election"), body.number("seats")
    if number in books.elections or not seats:
        raise body.bad(f"election {number} is called twice, or for no seat")
    shares = {row.text("group"): row.number("seats") for row in body.parts("shares")}
    if shares:
        require_shares(books, body, shares=shares)
    books.elections[number] = Election(seats=seats, post=body.text("post"), shares=shares)


def require_shares(books: Books, body: Fields, *, shares: dict[str, int]) -> None:
    """Groups have the votes of their delegations, and their seats follow from those or are equal.

    By a table they follow from nothing here, and a group that it does not name has none.

    Errors: BadError
    """
    votes: dict[str, int] = {}
    for name, own in books.delegations.items():
        if own.has_vote:
            group = group_of(books, name)
            votes[group] = votes.get(group, 0) + own.votes
    told = {row.text("group"): row.number("votes") for row in body.parts("shares")}
    seats, is_table = body.number("seats"), body.text("sharing") == "table"
    if told != ({one: votes.get(one, 0) for one in told} if is_table else votes):
        raise body.bad("the votes of the groups are not those of their delegations")
    if is_table:
        if sum(shares.values()) != seats:
            raise body.bad(f"the seats of the groups are not {seats} in all")
        return
    by_votes = sainte_lague(votes, seats, post=body.text("post"), seed=body.text("seed"))
    if shares not in (by_votes, equal_seats(votes, seats)):
        raise body.bad(f"{seats} seats are not shared equally, nor after Sainte-Laguë")


def required_election(books: Books, body: Fields) -> Election:
    """The election that an entry is about.

    Errors: BadError
    """
    election = books.elections.get(body.number("election"))
    if election is None:
        raise body.bad(f"election {body.number('election')} was never called")
    return election


def take_nomination(books: Books, body: Fields) -> None:
    """Somebody is proposed, maybe in the place of another; who proposes oneself has accepted.

    Errors: BadError
    """
    election, one = required_election(books, body), body.text("candidate")
    gone, is_balloted = body.text("in_place_of"), election.ballot or election.declared
    if gone and (gone not in election.standing or gone == one or is_balloted):
        raise body.bad(f"{one} takes the place of {gone}, who has none to give")
    if gone:
        election.standing[gone] = False
    election.standing[one] = body.flag("is_accepted")
    election.groups[one] = body.text("group")


def take_acceptance(books: Books, body: Fields) -> None:
    """Somebody agrees to stand."""
    election, one = required_election(books, body), body.text("candidate")
    if one not in election.standing:
        raise body.bad(f"{one} accepts, but was not nominated")
    election.standing[one] = True


def take_candidature_withdrawn(books: Books, body: Fields) -> None:
    """Somebody stands no longer."""
    required_election(books, body).standing[body.text("candidate")] = False


def require_standing(body: Fields, election: Election, *, names: tuple[str, ...]) -> None:
    """Those named are candidates, each once, and neither elected nor out of the running.

    Errors: BadError
    """
    gone = {*election.elected, *election.dropped}
    strangers = [one for one in names if not election.standing.get(one) or one in gone]
    twice = doubled(names)
    if strangers or twice:
        raise body.bad(f"{(strangers or [twice])[0]} is no candidate, or named twice")


def take_ballot(books: Books, body: Fields) -> None:
    """A ballot is opened: the names on the paper, and who receives one."""
    election = required_election(books, body)
    require_standing(body, election, names=body.texts("candidates"))
    body.require("seats", election.seats_left, of="the number of seats left")
    body.require("round", election.declared + 1, of="the number of the next ballot")
    roll = body.parts("roll")
    twice = doubled(one for row in roll for one in row.texts("members"))
    if twice or any(too_many(row) for row in roll):
        raise body.bad(f"one person receives more than one paper {twice}".rstrip())
    election.ballot = Ballot(
        number=election.declared + 1,
        opened_at=body.position,
        candidates=body.texts("candidates"),
        seats=election.seats_left,
        roll=roll,
    )


def too_many(row: Fields) -> bool:
    """Whether a delegation has more papers than persons, or some that it cannot be given."""
    papers = row.number("castable")
    return papers > len(row.texts("members")) or papers != row.number("entitled")


def required_ballot(books: Books, body: Fields) -> Ballot:
    """The ballot that an entry is about, which was opened by the entry that it names as cause.

    Errors: BadError
    """
    ballot = required_election(books, body).ballot
    if ballot is None or body.number("round") != ballot.number:
        raise body.bad(f"ballot {body.number('round')} does not run")
    if body.cause != str(ballot.opened_at):
        raise body.bad(
            f"it is about the ballot that entry {ballot.opened_at} opened, but names "
            f"{body.cause or 'nothing'} as its cause"
        )
    return ballot


def take_papers(books: Books, body: Fields) -> None:
    """These persons received one paper each."""
    ballot = required_ballot(books, body)
    ballot.issued += body.texts("members")
    twice = doubled(ballot.issued)
    if twice:
        raise body.bad(f"{twice} received two papers")
    for row in ballot.roll:
        own = [one for one in ballot.issued if one in row.texts("members")]
        if len(own) > row.number("castable"):
            raise body.bad(f"{row.text('delegation')} received {len(own)} papers")
    listed = {one for row in ballot.roll for one in row.texts("members")}
    if not listed.issuperset(body.texts("members")):
        raise body.bad("somebody received a paper who is not on the roll")


def take_box(books: Books, body: Fields) -> None:
    """The ballot is over; so many papers were issued."""
    ballot = required_ballot(books, body)
    body.require("issued", len(ballot.issued), of="the number of papers issued")


def take_ballot_annulled(books: Books, body: Fields) -> None:
    """A ballot decided nothing; what was counted of it is never told."""
    required_ballot(books, body)
    required_election(books, body).ballot = None
    books.note("ballots_annulled")


def take_acclamation(books: Books, body: Fields) -> None:
    """As many candidates as seats are elected without a ballot: there are no figures."""
    election, elected = required_election(books, body), body.texts("elected")
    require_standing(body, election, names=elected)
    if len(elected) != election.seats_left:
        raise body.bad(f"{said(elected)} are elected to {election.seats_left} seats")
    election.elected += elected
    books.note("acclaimed")
