"""Who sits and with how many votes, and which question is put: what every roll rests on."""

from hemicycle_verify.tallies.books import Books, Decision, Delegation
from hemicycle_verify.tallies.fields import Fields

# The named majorities, as numerator, denominator and whether more than the share is needed.
NAMED = {
    "simple_majority_of_votes_cast": (1, 2, True),
    "absolute_majority_of_all_votes": (1, 2, True),
    "two_thirds_of_votes_cast": (2, 3, False),
    "three_fifths_of_votes_cast": (3, 5, False),
    "three_quarters_of_votes_cast": (3, 4, False),
}


def take_body(books: Books, body: Fields) -> None:
    """A body is constituted: who votes in it."""
    books.units[body.text("body")] = body.text("unit")


def take_credentials(books: Books, body: Fields) -> None:
    """A delegation sits, with these members and these votes."""
    members = set(body.texts("members"))
    books.delegations[body.text("delegation")] = Delegation(
        body.number("votes"), body.flag("has_vote"), members
    )


def take_member(books: Books, body: Fields) -> None:
    """One more person is of a delegation."""
    own = books.delegations.get(body.text("delegation"))
    if own is not None:
        own.members.add(body.text("member"))


def take_suspension(books: Books, body: Fields) -> None:
    """A delegation has no vote any more."""
    own = books.delegations.get(body.text("delegation"))
    if own is not None:
        own.has_vote = False


def take_restoration(books: Books, body: Fields) -> None:
    """A delegation has its vote again."""
    own = books.delegations.get(body.text("delegation"))
    if own is not None:
        own.has_vote = True


def take_question(books: Books, body: Fields) -> None:
    """A question is put, with the majority that will decide it.

    A majority that goes by a name is the one of that name, and any other a share no larger than
    one.
    """
    question = body.part("question")
    number = question.number("number")
    share = (
        question.number("numerator"),
        question.number("denominator"),
        question.flag("is_strict"),
    )
    named = NAMED.get(question.text("majority"), share)
    if share != named:
        raise body.bad(f"{question.text('majority')} is not {share[0]}/{share[1]}")
    if not 0 < share[0] <= share[1]:
        raise body.bad(f"a majority of {share[0]}/{share[1]} is none")
    if number in books.questions:
        raise body.bad(f"there is a question {number} already")
    books.questions[number] = question
    books.methods[number] = question.text("method")
    books.annuls[number] = body.number("annuls")


def take_adoption(books: Books, body: Fields) -> None:
    """A question is adopted without a division: there are no figures."""
    number = body.number("question")
    question = required_question(books, body)
    body.require("title", question.values.get("title"), of="the title of the question")
    body.require("method", books.methods[number], of="the way in which the question was put")
    books.decisions[number] = Decision("adopted")
    books.note("without_figures")


def take_list(books: Books, body: Fields) -> None:
    """A list of amendments is decided without a vote: what becomes of each is told after it."""
    books.listed = dict.fromkeys(body.numbers("adopted"), "adopted")
    books.listed |= dict.fromkeys(body.numbers("rejected"), "rejected")


def take_on_list(books: Books, body: Fields) -> None:
    """One amendment of the list is decided, by a question that was never open: no figures."""
    take_question(books, body)
    amendment = body.number("amendment")
    if amendment not in books.listed:
        raise body.bad(f"amendment {amendment} is not on the list, or was decided already")
    body.require("outcome", books.listed.pop(amendment), of="what the list says")
    number = body.part("question").number("number")
    books.decisions[number] = Decision(body.text("outcome"))
    books.note("without_figures")


def required_question(books: Books, body: Fields) -> Fields:
    """The question that an entry is about, which was put and is not decided.

    Errors: BadError
    """
    number = body.number("question")
    if number not in books.questions:
        raise body.bad(f"question {number} was never put")
    if number in books.decisions:
        raise body.bad(f"question {number} is decided already")
    return books.questions[number]
