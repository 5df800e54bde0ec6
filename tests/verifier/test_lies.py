"""Somebody with the key tells a wrong figure and seals everything anew: it does not add up."""

import pytest

from hemicycle.journal.export import export
from hemicycle.journal.verify import verify
from hemicycle_verify.findings import Exit
from hemicycle_verify.tallies.recount import COUNTED_AGAIN

from .forged import body_of, first, forged, golden, judged, records_of, scenario, signed_anew

SESSIONS = {
    **{name: records_of(golden(f"3-{name}")) for name in ("acted", "counted", "elected")},
    **{name: scenario(name) for name in ("hands_counted", "voice", "elections_groups")},
    "emergency_choice": scenario("emergency_choice"),
    **{name: scenario(name) for name in ("consent_list", "elections_table", "elections_replaced")},
}
# Figures that no other figure of the record proves, and why. All others are held against others.
UNPROVED = {
    "admissibility_found.request": "it says what was found of a request, and is not counted",
    "ballot_declared.is_verified": "whether a rule was read in its source",
    "ballot_declared.men": "nobody's sex is in the record, but for the sum of all",
    "ballot_declared.women": "the same",
    "ballot_order_fixed.first_place": "an order, of which only having a place counts",
    "candidate_nominated.is_accepted": "only whoever is on the paper must have accepted",
    "consent_list_decided.fell": "what falls with what follows from words, not from figures",
    "decided_on_list.question.is_verified": "as for a question that is put",
    "credentials_accepted.has_vote": "where no vote is taken after it",
    "credentials_accepted.votes": "the same",
    "division_closed.count.ballots": "ballots are not in the record; receipts prove it",
    "division_opened.closes_at": "a time",
    "division_opened.max_per_person": "where the ceiling is above what anybody has",
    "division_opened.split_allowed": "where nobody splits",
    "elected_without_ballot.is_verified": "as above",
    "elected_without_ballot.men": "as above",
    "elected_without_ballot.women": "as above",
    "election_called.closes_at": "a time",
    "emergency_request_filed.merger": "a number in a list",
    "emergency_request_filed.merges": "where those that are merged had no vote",
    "emergency_request_withdrawn.is_last": "the same",
    "emergency_request_withdrawn.request": "the same",
    "emergency_request_withdrawn.supports": "advice to others",
    "question_put.is_whole": "what it is about, not how it was decided",
    "question_put.question.is_verified": "where the question was decided without figures",
    "tie_settled.is_for_last": "which tie it was, not how it was settled",
}


def figures(value, path=()):
    """Every number and truth value in a body, with the way to it."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from figures(inner, (*path, key))
    elif isinstance(value, int):
        yield path, value


def told_otherwise(path, value):
    """What puts another figure there."""

    def change(body):
        for key in path[:-1]:
            body = body[key]
        body[path[-1]] = (not value) if isinstance(value, bool) else value + 1

    return change


@pytest.mark.parametrize("records", SESSIONS.values(), ids=SESSIONS)
def test_every_figure_of_a_vote_is_held_against_others(records):
    missed = set()
    for position, record in enumerate(records, 1):
        if record.header.kind not in COUNTED_AGAIN:
            continue
        for path, value in figures(body_of(record)):
            verdict = judged(forged(records, position, told_otherwise(path, value)))
            name = ".".join([record.header.kind, *(key for key in path if isinstance(key, str))])
            if verdict.code == Exit.WHOLE:
                missed.add(name)
            else:
                assert verdict.code == Exit.TALLY, (name, verdict.sentence)
                assert verdict.position >= position, (name, verdict.sentence)
    assert missed <= UNPROVED.keys()


@pytest.mark.parametrize("records", SESSIONS.values(), ids=SESSIONS)
def test_the_same_sessions_sealed_anew_without_a_lie_pass(records):
    assert judged(signed_anew(records)).code == Exit.WHOLE


# One lie each, with the entry that is named. The chain alone sees none of them.


def lie(session, kind, **told):
    """A session in which the first entry of a kind tells something else."""
    records = SESSIONS[session]
    position = first(records, kind)
    lines = forged(records, position, lambda body: body.update(told))
    assert verify(lines).ok
    return position, judged(lines)


@pytest.mark.parametrize(
    ("session", "kind", "told"),
    [
        ("acted", "result_declared", {"outcome": "rejected"}),
        ("acted", "result_declared", {"for_votes": 25}),
        ("acted", "result_declared", {"required_votes": 18}),
        ("acted", "result_declared", {"casting_vote": "for"}),
        ("acted", "result_declared", {"base": "all_entitled"}),
        ("acted", "result_declared", {"rule_key": "division.majority_default"}),
        ("acted", "result_declared", {"title": {"en": "Another text"}}),
        ("acted", "adopted_without_vote", {"method": "acclamation"}),
        ("acted", "division_opened", {"roll": []}),
        ("counted", "plain_result_declared", {"outcome": "rejected"}),
        ("counted", "counts_agreed", {"for_votes": 3}),
        ("counted", "counts_differed", {"for_differ": 0}),
        ("hands_counted", "result_declared", {"outcome": "rejected"}),
        ("voice", "result_declared", {"method": ""}),
        ("elected", "paper_counts_differed", {"differing": ["blank"]}),
        ("elected", "paper_counts_agreed", {"tellers": ["o-teller"]}),
        ("elected", "ballot_declared", {"elected": ["p-0001-1"]}),
        ("elected", "ballot_declared", {"dropped": ["p-0001-1"]}),
        ("elected", "ballot_declared", {"required": 2}),
        ("elected", "tie_settled", {"order": ["p-0002-1", "p-0003-1"]}),
        ("elected", "elected_without_ballot", {"elected": ["p-0001-1"]}),
        ("elections_groups", "election_called", {"seed": "11111 3"}),
        ("elections_table", "election_called", {"seats": 4}),
        ("elections_table", "election_called", {"sharing": ""}),
        ("elections_replaced", "candidate_nominated", {"in_place_of": "p-0301-1"}),
        ("emergency_choice", "emergency_item_chosen", {"request": 2}),
        ("consent_list", "decided_on_list", {"outcome": "rejected"}),
        ("consent_list", "decided_on_list", {"amendment": 4}),
    ],
)
def test_a_lie_is_named_with_its_entry(session, kind, told):
    position, verdict = lie(session, kind, **told)
    if verdict.code == Exit.WHOLE:
        pytest.fail(f"{kind} {told}: {body_of(SESSIONS[session][position - 1])}")
    assert (verdict.code, verdict.position) == (Exit.TALLY, position), verdict.sentence
    assert verdict.sentence.startswith(f"Entry {position} cannot be right: ")
    assert verdict.root  # the chain is whole, and its root is told


@pytest.mark.parametrize("value", [None, "", -1, 1.5, [], "12", True])
def test_a_body_of_another_sort_is_a_sentence_and_no_crash(value):
    records = SESSIONS["acted"]
    for kind in ("question_put", "division_opened", "division_closed", "result_declared"):
        position = first(records, kind)
        for name in body_of(records[position - 1]):
            if value is None:
                lines = forged(records, position, lambda body, name=name: body.pop(name))
            elif isinstance(value, float):
                continue  # no record can hold it: see test_form.py
            else:
                change = {name: value}
                lines = forged(records, position, lambda body, told=change: body.update(told))
            assert judged(lines).code in (Exit.TALLY, Exit.WHOLE)


def test_a_count_that_was_moved_to_another_vote_is_found():
    records = SESSIONS["counted"]
    position = first(records, "result_declared")
    opened = first(records, "division_opened")
    lines = export(records, [])
    assert opened < position
    assert len(list(lines)) == len(records)
    without = [one for one in records if one.header.kind != "division_closed"]
    verdict = judged(signed_anew(without))
    assert verdict.code == Exit.TALLY
    assert "holds no count" in verdict.sentence
