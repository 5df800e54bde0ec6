"""What was counted in a division: the rows of delegations, and what tellers reported of them."""

import re

from hemicycle_verify.tallies.books import Books, Division
from hemicycle_verify.tallies.fields import Fields, said
from hemicycle_verify.tree import EMPTY_ROOT

PARTS = ("for_votes", "against_votes", "abstention_votes")
NOT_CAST = ("left_unused", "above_ceiling", "no_ballot", "absent")
TELLERS = 2  # count hands, each without knowing of the other
ROOT = re.compile(r"[0-9a-f]{64}")


def votes_of(row: Fields) -> tuple[int, int, int]:
    """For, against and abstaining, as an entry or a row tells them."""
    return row.number(PARTS[0]), row.number(PARTS[1]), row.number(PARTS[2])


def required_division(books: Books, body: Fields) -> Division:
    """The division that an entry is about, which was opened by the entry that it names as cause.

    Errors: BadError
    """
    division = books.divisions.get(body.number("division"))
    if division is None:
        raise body.bad(f"division {body.number('division')} was never opened")
    if body.cause != str(division.opened_at):
        raise body.bad(
            f"it is about division {division.number}, which entry {division.opened_at} opened, but "
            f"names {body.cause or 'nothing'} as its cause"
        )
    if division.outcome:
        raise body.bad(f"division {division.number} is declared already")
    return division


def take_close(books: Books, body: Fields) -> None:
    """The ballot box is in the record: one row for each delegation of the roll, in its order."""
    division = required_division(books, body)
    if division.closed_at or division.counts:
        raise body.bad(f"division {division.number} is closed already, or counts hands")
    count = body.part("count")
    rows = count.parts("rows")
    listed = [row.text("delegation") for row in division.roll]
    if [row.text("delegation") for row in rows] != listed:
        raise body.bad("its rows are not those of the delegations on the roll, in its order")
    for row, on_roll in zip(rows, division.roll, strict=True):
        require_row(division, row, on_roll=on_roll)
    strangers = [one for one in body.texts("on_paper") if one not in listed]
    if strangers:
        raise body.bad(f"{strangers[0]} voted on paper and is not on the roll")
    sums = [votes_of(row) for row in rows]
    division.tally = (sum(s[0] for s in sums), sum(s[1] for s in sums), sum(s[2] for s in sums))
    division.absent = sum(row.number("absent") for row in rows)
    take_root(division, count)
    division.closed_at = body.position


def take_root(division: Division, count: Fields) -> None:
    """The root over the ballots in the box, and how many there are.

    Errors: BadError
    """
    division.root, division.ballots = count.text("root"), count.number("ballots")
    if not ROOT.fullmatch(division.root):
        raise count.bad("the root of its ballots is not 32 bytes long")
    if (division.ballots == 0) != (division.root == EMPTY_ROOT.hex()):
        raise count.bad("the root of its ballots is not that of a box with so many")
    if division.tally and sum(division.tally) and not division.ballots:
        raise count.bad("votes were placed, but there are no ballots")


def require_row(division: Division, row: Fields, *, on_roll: Fields) -> None:
    """A delegation's votes, placed and not, are those that it has on the roll.

    entitled = for + against + abstaining + left unused + above the ceiling + no ballot + absent.
    Errors: BadError
    """
    name, entitled = on_roll.text("delegation"), on_roll.number("entitled")
    castable, persons = on_roll.number("castable"), on_roll.texts("members")
    parts = votes_of(row)
    not_cast = [row.number(reason) for reason in NOT_CAST]
    if row.number("entitled") != entitled:
        raise row.bad(f"{name} has {row.number('entitled')} votes, but {entitled} on the roll")
    if sum(parts) + sum(not_cast) != entitled:
        raise row.bad(
            f"{name} has {entitled} votes, but {sum(parts)} are placed and {sum(not_cast)} are not"
        )
    if sum(parts) > castable:
        raise row.bad(f"{name} placed {sum(parts)} votes, and can cast {castable}")
    above = entitled - castable if persons else 0
    if (row.number("above_ceiling"), row.number("absent")) != (above, 0 if persons else entitled):
        raise row.bad(f"{name} has other reasons for votes not cast than its roll shows")
    sides = sum(part > 0 for part in parts)
    if not division.split_allowed and sides > max(1, len(persons)):
        raise row.bad(f"{name} split its votes, which is not allowed in this division")


def take_tally_report(books: Books, body: Fields) -> None:
    """What a teller confirms; it is kept as said, and must be right once the result is declared."""
    division = required_division(books, body)
    if not (division.closed_at or division.is_hidden):
        raise body.bad(f"it reports on division {division.number}, which is not closed")
    division.reported = votes_of(body)


# -- hands ----------------------------------------------------------------------------------------


def take_hands(books: Books, body: Fields) -> None:
    """What one teller counted in the hall; two count in each round, apart."""
    division = required_division(books, body)
    figures = votes_of(body)
    body.require("round", division.round, of="the round of counting")
    if not division.counts or len(division.hands) == TELLERS:
        raise body.bad("two have counted already, or hands are not counted")
    if body.text("teller") in [teller for teller, _ in division.hands]:
        raise body.bad(f"{body.text('teller')} counts twice in one round")
    if sum(figures) > division.entitled:
        raise body.bad(f"{sum(figures)} hands are counted, of {division.entitled} in the hall")
    division.hands.append((body.text("teller"), figures))


def take_agreement(books: Books, body: Fields) -> None:
    """Both tellers counted the same, and that is what it says."""
    division = required_division(books, body)
    counts = [figures for _, figures in division.hands]
    if not division.is_hidden:
        if len(counts) != TELLERS:
            raise body.bad(f"{len(counts)} tellers have counted, not two")
        if not counts[0] == counts[1] == votes_of(body):
            raise body.bad(
                f"the tellers counted {said(counts[0])} and {said(counts[1])}, and it says "
                f"{said(votes_of(body))}"
            )
    division.tally = votes_of(body)


def take_difference(books: Books, body: Fields) -> None:
    """The tellers differ, and by so much."""
    division = required_division(books, body)
    if division.is_hidden:
        return
    if len(division.hands) != TELLERS:
        raise body.bad(f"{len(division.hands)} tellers have counted, not two")
    (_, one), (_, other) = division.hands
    gaps = [abs(a - b) for a, b in zip(one, other, strict=True)]
    names = ("for_differ", "against_differ", "abstentions_differ")
    if not any(gaps) or [body.number(name) for name in names] != gaps:
        raise body.bad(f"the tellers differ by {said(gaps)}")


def take_new_round(books: Books, body: Fields) -> None:
    """The hands are counted again, or for the first time because a delegation doubts."""
    division = required_division(books, body)
    division.round += 1
    division.hands = []
    division.found = ""
    if "round" in body.values:
        body.require("round", division.round, of="the next round of counting")


def take_found(books: Books, body: Fields) -> None:
    """The presiding officer sees a plain majority; there are no figures."""
    division = required_division(books, body)
    if not division.counts or division.hands:
        raise body.bad("a plain majority is found only where no hands were counted")
    division.found = body.text("outcome")


def take_set_aside(books: Books, body: Fields) -> None:
    """The division has no result, and its question is decided in another way."""
    division = required_division(books, body)
    body.require("question", division.question.number("number"), of="the question it put")
    division.outcome = "set_aside"
    books.methods[body.number("question")] = body.text("method")
    books.note("set_aside")
