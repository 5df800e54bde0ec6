"""The choice of the emergency item: of the requests that were carried, the one with most votes."""

from hemicycle_verify.tallies.books import Books, Decision, Emergency, Request
from hemicycle_verify.tallies.fields import Fields, said


def of_body(books: Books, body: Fields) -> Emergency:
    """The requests of the body in which an entry was made."""
    return books.emergencies.setdefault(body.text("body"), Emergency())


def request_of(books: Books, body: Fields, *, number: int) -> Request:
    """A request that was filed.

    Errors: BadError
    """
    found = of_body(books, body).requests.get(number)
    if found is None:
        raise body.bad(f"there is no request {number}")
    return found


def take_filed(books: Books, body: Fields) -> None:
    """A request is filed; those that it merges are in it."""
    for number in body.numbers("merges"):
        request_of(books, body, number=number).is_out = True
    of_body(books, body).requests[body.number("request")] = Request()


def take_withdrawn(books: Books, body: Fields) -> None:
    """An author withdraws; the request is out once the last of them has."""
    if body.flag("is_last"):
        request_of(books, body, number=body.number("request")).is_out = True


def take_finding(books: Books, body: Fields) -> None:
    """A request is found admissible or not."""
    request = request_of(books, body, number=body.number("request"))
    request.is_out = request.is_out or body.text("finding") == "inadmissible"


def take_order(books: Books, body: Fields) -> None:
    """Requests get their places on the ballot."""
    for place, number in enumerate(body.numbers("requests"), body.number("first_place")):
        request_of(books, body, number=number).place = place


def take_put(books: Books, body: Fields) -> None:
    """A question is about a request, or about which of two that were equal."""
    question, over = body.number("question"), body.number("over")
    request = request_of(books, body, number=body.number("request"))
    if over:
        of_body(books, body).between.append((question, body.number("request"), over))
    else:
        request.questions.append(question)


def take_choice(books: Books, body: Fields) -> None:
    """What came of the requests: one, or none."""
    requests = of_body(books, body).requests
    decided = {
        number: decision
        for number, one in requests.items()
        if one.place and not one.is_out
        if (decision := valid(books, one.questions[-1] if one.questions else 0))
    }
    carried = {
        number: in_favour(books, decision)
        for number, decision in decided.items()
        if decision.outcome == "adopted"
    }
    body.require("put", len(decided), of="the number of requests that were voted on")
    body.require("carried", len(carried), of="the number of requests that had their majority")
    chosen, most = body.number("request"), max(carried.values(), default=0)
    leading = {number for number, votes in carried.items() if votes == most}
    leading -= losers(books, of_body(books, body))
    if ({chosen} if chosen else set()) != leading:
        lead = said(sorted(leading))
        raise body.bad(f"request {chosen} is chosen, but {lead} had most votes, {most}")
    body.require("for_votes", most if chosen else 0, of="the votes in favour of it")
    books.note("emergency")


def valid(books: Books, question: int) -> Decision | None:
    """The decision on a question, unless it was annulled."""
    decision = books.decisions.get(question)
    return None if decision is None or decision.is_annulled else decision


def in_favour(books: Books, decision: Decision) -> int:
    """The votes in favour of what was decided by division."""
    division = books.divisions.get(decision.division)
    return division.tally[0] if division and division.tally else 0


def losers(books: Books, emergency: Emergency) -> set[int]:
    """The requests that lost a vote between two; an equal vote decides nothing."""
    lost = set()
    for question, by_yes, by_no in emergency.between:
        decision = valid(books, question)
        division = books.divisions.get(decision.division) if decision else None
        if division and division.tally and division.tally[0] != division.tally[1]:
            lost.add(by_no if division.tally[0] > division.tally[1] else by_yes)
    return lost
