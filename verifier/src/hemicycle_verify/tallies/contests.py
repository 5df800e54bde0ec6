"""Contested credentials: who has no vote on the own case, and who has none at all afterwards."""

from hemicycle_verify.tallies.books import Books
from hemicycle_verify.tallies.fields import Fields

NOT_RATIFY = "not_ratify"


def take_put(books: Books, body: Fields) -> None:
    """A case is put: the delegation whose it is stands on no roll of that question."""
    books.own_cases[body.number("question")] = body.text("delegation")


def take_decided(books: Books, body: Fields) -> None:
    """A case is decided: a delegation whose credentials are refused has no vote.

    Note: a proposal that takes the place of what a committee concludes decides nothing yet.
    """
    name = body.text("delegation")
    if body.number("proposal") or name not in books.delegations:
        return
    own = books.delegations[name]
    if body.text("outcome") == NOT_RATIFY and own.has_vote:
        own.has_vote = False
        books.refused.add(name)
    elif body.text("outcome") != NOT_RATIFY:
        restore(books, name)


def take_reported(books: Books, body: Fields) -> None:
    """A committee that finds credentials in order may end the case, and the vote is back."""
    if body.flag("is_over"):
        restore(books, body.text("delegation"))


def restore(books: Books, name: str) -> None:
    """The vote that was lost with the credentials is back; one lost otherwise is not."""
    if name in books.refused:
        books.refused.remove(name)
        books.delegations[name].has_vote = True
