"""A receipt looked up again: whose it is, whether it counts, and its proof in the record's root."""

from dataclasses import replace

import pytest

from hemicycle.clerk.receipts import Named, find, read_address, read_code
from hemicycle.journal.header import leaf_hash
from hemicycle.journal.tree import includes
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.go_on_paper import GoOnPaper
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.rules.ballot_box import CastBallot, EnterAnswer
from hemicycle.screens.receipt import told
from hemicycle.store.sqlite import SqliteStore

from .desk import voting_room

SPLITS = {"p-0001-1": (6, 4), "p-0001-2": (10, 0), "p-0002-1": (0, 10), "p-0003-1": (3, 7)}


def cast(room, member, *, yes, no):
    """The receipt of one ballot."""
    return room.done(CastBallot, member, division=1, for_votes=yes, against_votes=no).receipt


@pytest.fixture(params=["memory", "sqlite"])
def room(request, tmp_path):
    """A vote with four ballots."""
    made = voting_room(None if request.param == "memory" else SqliteStore(tmp_path))
    made.receipts = [cast(made, member, yes=a, no=b) for member, (a, b) in SPLITS.items()]
    yield made
    made.store.close()


def closed(room):
    """The same when the vote is closed and the tellers agree."""
    room.done(CloseDivision, "o-president")
    tally = room.assembly.divisions[1].tally
    room.done(
        ReportTally,
        "o-teller",
        for_votes=tally.for_votes,
        against_votes=tally.against_votes,
        abstention_votes=tally.abstention_votes,
    )
    return room


def looked_up(room, receipt):
    """What is found by a number and a code, as it is typed."""
    return find(
        room.state,
        room.store,
        Named(number=receipt.number, letters=read_code(receipt.code.lower())),
    )


def test_every_receipt_is_found_by_code_and_by_address(room):
    for clerk in (room.clerk, room.restarted()):
        for receipt in room.receipts:
            named = read_address(receipt.address.lower())
            assert named.is_held
            found = find(clerk.state("r1"), room.store, named)
            assert found == looked_up(room, receipt)
            assert (found.ballot.member, found.ballot.number) == (receipt.member, receipt.number)
            assert found.row.hash == receipt.hash
            assert found.proof is None


def test_no_other_number_and_no_other_code_is_found(room):
    first, second = room.receipts[:2]
    code, other = read_code(first.code), read_code(second.code)
    for number, letters in ((2, code), (0, code), (99, code), (1, other), (1, "A" * 8)):
        assert find(room.state, room.store, Named(number=number, letters=letters)) is None
    wrong = first.address[:-1] + ("A" if first.address[-1] != "A" else "B")
    assert find(room.state, room.store, read_address(wrong)) is None
    assert find(room.state, room.store, read_address(f"2{first.address[1:]}")) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("k7qf-2m5x", "K7QF2M5X"),
        (" K7QF 2M5X ", "K7QF2M5X"),
        ("K7QF-2M58", "K7QF2M5B"),
        ("KOQF-1M5X", "KOQFIM5X"),
        ("K0QF-1M5X", "KOQFIM5X"),
        ("K7QF-2M5", ""),
        ("K7QF-2M59", ""),
        ("K7QF-2M5É", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_as_people_write_it(typed, read):
    assert read_code(typed) == read


@pytest.mark.parametrize(
    "text",
    ["", "7", "7-1", "7-1-K7QF2M5X", f"7-1-{'A' * 31}1", f"-1-{'A' * 32}", f"٧-1-{'A' * 32}"],
)
def test_what_is_no_address_is_none(text):
    assert read_address(text) is None


def test_a_later_ballot_replaces_and_both_receipts_say_so(room):
    again = cast(room, "p-0001-1", yes=0, no=10)
    assert looked_up(room, room.receipts[0]).is_replaced
    assert not looked_up(room, again).is_replaced
    assert again.number == 5


def test_each_ballot_is_proved_in_the_root_of_the_closing_entry(room):
    cast(room, "p-0001-1", yes=0, no=10)
    closed(room)
    root = bytes.fromhex(room.assembly.divisions[1].count.root)
    for receipt in room.receipts:
        found = looked_up(room, receipt)
        assert includes(root, leaf_hash(receipt.hash), proof=found.proof)
        changed = leaf_hash(bytes(32))
        elsewhere = replace_index(found.proof, (found.proof.index + 1) % 5)
        assert not includes(root, changed, proof=found.proof)
        assert not includes(root, found.leaf, proof=elsewhere)
        assert not includes(bytes(32), found.leaf, proof=found.proof)


def replace_index(proof, index):
    """The same proof for another number."""
    return type(proof)(index, proof.size, proof.path)


def test_a_proof_does_not_tell_the_receipt_of_a_neighbour(room):
    closed(room)
    told_hashes = {one for r in room.receipts for one in looked_up(room, r).proof.path}
    assert told_hashes & {leaf_hash(r.hash) for r in room.receipts}  # the neighbours' leaves are
    assert not told_hashes & {r.hash for r in room.receipts}  # their receipts are not


def test_a_root_that_is_not_of_these_ballots_proves_none(room):
    closed(room)
    division = room.assembly.divisions[1]
    false = replace(division, count=replace(division.count, root="00" * 32))
    state = replace(room.state, assembly=room.assembly.with_division(false))
    receipt = room.receipts[0]
    named = Named(number=receipt.number, letters=read_code(receipt.code))
    assert find(state, room.store, named).proof is None
    assert find(room.state, room.store, named).proof is not None


def seen(division, **facts):
    """What may be told of a ballot that counts."""
    asked = {"publish": "by_delegation", "is_held": True}
    return told(division, **{**asked, **facts})


def test_nothing_but_its_state_is_told_before_the_declaration(room):
    for stage in ("open", "closed", "reported"):
        division = room.assembly.divisions[1]
        now = seen(replace(division, stage=stage), publish="by_person")
        assert (now.shows_choice, now.is_declared, now.why_no_choice) == (False, False, "open")
        assert now.state == ("counting" if stage == "open" else "counted")
    assert seen(room.assembly.divisions[1], fate="replaced").state == "replaced"


def test_after_it_the_holder_sees_the_choice_and_others_where_the_rules_publish_it(room):
    closed(room)
    room.done(DeclareResult, "o-president")
    division = room.assembly.divisions[1]
    assert seen(division).shows_choice
    assert not seen(division, is_held=False).shows_choice
    assert seen(division, is_held=False).why_no_choice == "not_held"
    assert seen(division, is_held=False, publish="by_person").shows_choice
    secret = replace(division, question=replace(division.question, method="secret_ballot"))
    assert seen(secret, publish="by_person").why_no_choice == "secret"
    assert seen(replace(division, annulled_by=3)).is_annulled
    assert not seen(division).is_annulled


def test_a_sheet_of_paper_takes_the_place_of_a_ballot_and_its_receipt_says_so(room):
    room.done(GoOnPaper, "o-president")
    entered = [
        room.done(EnterAnswer, teller, division=1, delegation="p-0001", for_votes=3).receipt
        for teller in ("o-teller", "o-clerk")
    ]
    assert looked_up(room, room.receipts[0]).fate == "on_paper"
    closed(room)
    assert looked_up(room, room.receipts[0]).fate == "on_paper"
    assert looked_up(room, room.receipts[2]).fate == ""
    assert all(looked_up(room, one) is None for one in entered)  # nobody has a receipt of those


def test_one_desk_alone_takes_no_place(room):
    room.done(GoOnPaper, "o-president")
    room.done(EnterAnswer, "o-teller", division=1, delegation="p-0001", for_votes=3)
    assert looked_up(room, room.receipts[0]).fate == ""
