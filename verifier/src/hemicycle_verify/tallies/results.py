"""What is declared of a division: that it follows from the count, to the vote."""

from hemicycle_verify.tallies.books import Books, Decision, Division
from hemicycle_verify.tallies.divisions import PARTS, required_division
from hemicycle_verify.tallies.fields import Fields, said
from hemicycle_verify.tallies.sittings import required_question

OF_THE_COUNT = "the sum of the count"
OF_THE_QUESTION = "that of the question as it was put"


def take_result(books: Books, body: Fields) -> None:
    """The question is adopted or rejected, with the arithmetic that says so."""
    division = required_division(books, body)
    question = required_question(books, body)
    if question is not division.question:
        raise body.bad(f"division {division.number} was about another question")
    tally = division.tally
    if tally is None:
        raise body.bad(f"the record holds no count of division {division.number}")
    if division.reported not in (None, tally):
        raise body.bad(
            f"the last teller reported {said(division.reported)}, and the count is {said(tally)}"
        )
    require_figures(body, division, tally=tally)
    require_arithmetic(body, division, tally=tally)
    for name in ("title", "majority", "base", "rule_key", "is_verified"):
        body.require(name, question.values.get(name), of=OF_THE_QUESTION)
    method = "" if division.method == "roll_call" else division.method
    body.require("method", method, of="the way in which it was decided")
    division.outcome = body.text("outcome")
    books.decisions[question.number("number")] = Decision(division.outcome, division.number)
    books.note("hands" if division.counts else "recounted")


def require_figures(body: Fields, division: Division, *, tally: tuple[int, int, int]) -> None:
    """The votes that are declared are those that were counted.

    Errors: BadError
    """
    for name, votes in zip(PARTS, tally, strict=True):
        body.require(name, votes, of=OF_THE_COUNT)
    body.require("entitled_votes", division.entitled, of="the sum of the roll")
    not_cast = division.entitled - sum(tally)
    body.require("not_cast_votes", not_cast, of="what is entitled and not placed")


def require_arithmetic(body: Fields, division: Division, *, tally: tuple[int, int, int]) -> None:
    """Base, votes required and outcome follow from the count and the majority.

    Where nothing is cast for or against, the question is lost. A casting vote decides a tie and
    nothing else; it stands beside the tally.
    Errors: BadError
    """
    question = division.question
    base = base_votes(division, tally)
    if base is None:
        raise body.bad(f"nobody knows the base {question.text('base')!r}")
    body.require("base_votes", base, of="the base of the majority")
    required = required_votes(question, base)
    body.require("required_votes", required, of="the least number of votes that carries")
    in_favour, against, _ = tally
    is_tied = in_favour == against > 0
    casting_vote = body.text("casting_vote")
    if casting_vote:
        if not is_tied or casting_vote not in ("for", "against"):
            raise body.bad(f"a casting vote decides {in_favour} for and {against} against")
        is_carried = casting_vote == "for"
    else:
        is_carried = in_favour + against > 0 and in_favour >= required
    body.require("outcome", "adopted" if is_carried else "rejected", of="what follows")


def base_votes(division: Division, tally: tuple[int, int, int]) -> int | None:
    """The number of votes of which a share is needed."""
    in_favour, against, abstaining = tally
    bases = {
        "votes_cast": in_favour + against,
        "votes_cast_with_abstentions": in_favour + against + abstaining,
        "those_present": division.entitled - division.absent,
        "all_entitled": division.entitled,
        "component_members": division.component_votes or division.entitled,
    }
    return bases.get(division.question.text("base"))


def required_votes(question: Fields, base: int) -> int:
    """The least whole number of votes that is the share, or more than it where that is asked."""
    part, whole = question.number("numerator") * base, question.number("denominator")
    if question.flag("is_strict"):
        return part // whole + 1
    return -(-part // whole)


def take_plain_result(books: Books, body: Fields) -> None:
    """What the presiding officer found without a count is declared; there are no figures."""
    division = required_division(books, body)
    question = required_question(books, body)
    if not division.found:
        raise body.bad(f"no plain majority was found in division {division.number}")
    body.require("outcome", division.found, of="what was found")
    body.require("title", question.values.get("title"), of=OF_THE_QUESTION)
    body.require("method", division.method, of="the way in which it was decided")
    division.outcome = division.found
    books.decisions[body.number("question")] = Decision(division.outcome, division.number)
    books.note("without_figures")


def take_annulment(books: Books, body: Fields) -> None:
    """The result of a division holds no more, by the adoption of a question."""
    division = books.divisions.get(body.number("division"))
    by = books.decisions.get(body.number("question"))
    if division is None or division.outcome not in ("adopted", "rejected"):
        raise body.bad(f"division {body.number('division')} has no result to be annulled")
    if by is None or by.outcome != "adopted":
        raise body.bad(f"question {body.number('question')}, which annuls it, was not adopted")
    annulled = books.annuls[body.number("question")]
    body.require("division", annulled, of="the one that the question would annul")
    books.decisions[division.question.number("number")].is_annulled = True
    books.note("annulled")
