"""The roll of a vote: which delegations may vote, with how many votes, and through whom."""

from hemicycle_verify.tallies.books import Books, Division
from hemicycle_verify.tallies.fields import Fields, doubled
from hemicycle_verify.tallies.lots import drawn
from hemicycle_verify.tallies.sittings import required_question

BY_NAME = ("roll_call", "voice")
DELEGATIONS, PERSONS = "delegations", "persons"


def take_opening(books: Books, body: Fields) -> None:
    """A vote is opened on a roll that is frozen."""
    number = body.number("division")
    question = required_question(books, body)
    body.require("title", question.values.get("title"), of="the title of the question")
    if number in books.divisions:
        raise body.bad(f"there is a division {number} already")
    division = Division(
        number=number,
        opened_at=body.position,
        question=question,
        method=books.methods[question.number("number")],
        roll=body.parts("roll"),
        max_per_person=body.number("max_per_person"),
        split_allowed=body.flag("split_allowed"),
        component_votes=body.number("component_votes"),
        counts=body.text("counts"),
    )
    if (division.method in BY_NAME) == bool(division.counts):
        raise body.bad(f"hands are counted, or names called, otherwise than {division.method}")
    require_rows(books, body, division=division)
    if division.counts:
        require_hall(body, division)
    else:
        require_weights(books, body, division=division)
    require_start(body, division)
    books.divisions[number] = division


def require_rows(books: Books, body: Fields, *, division: Division) -> None:
    """Each delegation stands on the roll once, and so does each person, in the own delegation.

    Errors: BadError
    """
    twice = doubled(row.text("delegation") for row in division.roll)
    twice = twice or doubled(one for row in division.roll for one in row.texts("members"))
    if twice:
        raise body.bad(f"{twice} stands on the roll twice")
    for row in division.roll:
        name = row.text("delegation")
        own = books.delegations.get(name)
        if own is None or not own.has_vote:
            raise body.bad(f"{name} stands on the roll, but has no vote")
        strangers = [one for one in row.texts("members") if one not in own.members]
        if strangers:
            raise body.bad(f"{strangers[0]} votes for {name}, but is not of it")
        if row.number("castable") > row.number("entitled"):
            raise body.bad(f"{name} can cast more votes than it has")


def require_weights(books: Books, body: Fields, *, division: Division) -> None:
    """Where votes are given by name, the roll holds every delegation with a vote.

    Each with the votes that were accepted with its credentials, where delegations vote with
    theirs; and each can cast what the persons present may place under their ceiling.
    Errors: BadError
    """
    unit = books.units.get(body.text("body"), "")
    listed = {row.text("delegation") for row in division.roll}
    own_case = books.own_cases.get(division.question.number("number"), "")
    if own_case in listed:
        raise body.bad(f"{own_case} stands on the roll of its own case")
    for name, own in books.delegations.items():
        if own.has_vote and name not in {*listed, own_case}:
            raise body.bad(f"{name} has a vote and does not stand on the roll")
    for row in division.roll:
        name, entitled = row.text("delegation"), row.number("entitled")
        own_votes = books.delegations[name].votes if unit == "delegation" else entitled
        own_votes = 1 if unit == "one_vote_per_parliament" else own_votes
        if entitled != own_votes:
            raise body.bad(f"{name} has {own_votes} votes, but {entitled} on the roll")
        most = division.max_per_person * len(row.texts("members"))
        if row.number("castable") != min(entitled, most):
            raise body.bad(
                f"{name} has {entitled} votes and {len(row.texts('members'))} persons with at most "
                f"{division.max_per_person} each, but {row.number('castable')} can be cast"
            )


def require_hall(body: Fields, division: Division) -> None:
    """Where hands are counted, each delegation in the hall counts once, or each of its persons.

    Errors: BadError
    """
    if division.counts not in (DELEGATIONS, PERSONS):
        raise body.bad(f"nobody knows how to count {division.counts!r}")
    for row in division.roll:
        persons = len(row.texts("members"))
        most = persons if division.counts == PERSONS else min(1, persons)
        if not 0 < row.number("entitled") == row.number("castable") <= most:
            raise body.bad(f"{row.text('delegation')} is counted more often than it has hands")


def require_start(body: Fields, division: Division) -> None:
    """Where it was drawn with whom a call begins, the seed draws that delegation again.

    Errors: BadError
    """
    seed = body.text("seed")
    names = [row.text("delegation") for row in division.roll]
    if seed and names and names[0] != drawn(names, seed)[0]:
        raise body.bad(f"the lots draw {drawn(names, seed)[0]} first, not {names[0]}")
