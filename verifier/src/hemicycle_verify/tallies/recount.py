"""Which entry is counted again by which function; every other kind tells no figure of a vote."""

from collections.abc import Callable, Iterable, Mapping

from hemicycle_verify.findings import unusable
from hemicycle_verify.lines import Entry
from hemicycle_verify.tallies import (
    contests,
    divisions,
    elections,
    emergency,
    papers,
    results,
    rolls,
    sittings,
)
from hemicycle_verify.tallies.books import Books
from hemicycle_verify.tallies.fields import Fields

FORM = 1  # of bodies

COUNTED_AGAIN: Mapping[str, Callable[[Books, Fields], None]] = {
    "body_constituted": sittings.take_body,
    "credentials_accepted": sittings.take_credentials,
    "member_admitted": sittings.take_member,
    "vote_suspended": sittings.take_suspension,
    "vote_restored": sittings.take_restoration,
    "contest_put": contests.take_put,
    "contest_reported": contests.take_reported,
    "credentials_decided": contests.take_decided,
    "question_put": sittings.take_question,
    "adopted_without_vote": sittings.take_adoption,
    "consent_list_decided": sittings.take_list,
    "decided_on_list": sittings.take_on_list,
    "division_opened": rolls.take_opening,
    "division_closed": divisions.take_close,
    "tally_reported": divisions.take_tally_report,
    "hands_counted": divisions.take_hands,
    "counts_agreed": divisions.take_agreement,
    "counts_differed": divisions.take_difference,
    "count_begun_again": divisions.take_new_round,
    "count_asked": divisions.take_new_round,
    "majority_found": divisions.take_found,
    "vote_set_aside": divisions.take_set_aside,
    "result_declared": results.take_result,
    "plain_result_declared": results.take_plain_result,
    "result_annulled": results.take_annulment,
    "group_joined": elections.take_joined,
    "group_left": elections.take_left,
    "group_declared": elections.take_group,
    "election_called": elections.take_call,
    "candidate_nominated": elections.take_nomination,
    "candidature_accepted": elections.take_acceptance,
    "candidature_withdrawn": elections.take_candidature_withdrawn,
    "ballot_opened": elections.take_ballot,
    "papers_issued": elections.take_papers,
    "ballot_closed": elections.take_box,
    "ballot_annulled": elections.take_ballot_annulled,
    "elected_without_ballot": elections.take_acclamation,
    "count_reported": papers.take_report,
    "paper_counts_agreed": papers.take_papers_agreed,
    "paper_counts_differed": papers.take_papers_differed,
    "tie_settled": papers.take_tie,
    "ballot_declared": papers.take_declared,
    "emergency_request_filed": emergency.take_filed,
    "emergency_request_withdrawn": emergency.take_withdrawn,
    "admissibility_found": emergency.take_finding,
    "ballot_order_fixed": emergency.take_order,
    "emergency_request_put": emergency.take_put,
    "emergency_item_chosen": emergency.take_choice,
}


def recounted(entries: Iterable[Entry]) -> Books:
    """Count everything again, entry by entry.

    Errors: BadError, at the first entry that does not follow from those before it, or whose form
    is not known, because nothing that rests on it could be judged.
    """
    books = Books()
    for entry in entries:
        take = COUNTED_AGAIN.get(entry.kind)
        if take is None:
            continue
        if entry.body is None:
            hide(books, entry.cause)
        elif entry.header["form"] != FORM:
            raise unusable(
                f"Entry {entry.position} is in form {entry.header['form']}, which is not known "
                "here: the record is whole, and a newer verifier counts it again.",
                position=entry.position,
            )
        else:
            take(books, Fields(entry.position, entry.cause, entry.body))
    return books


def hide(books: Books, cause: str) -> None:
    """A count is withheld: what follows from it cannot be counted again yet."""
    for division in books.divisions.values():
        if str(division.opened_at) == cause:
            division.is_hidden = True
    for election in books.elections.values():
        if election.ballot and str(election.ballot.opened_at) == cause:
            election.ballot.is_hidden = True
