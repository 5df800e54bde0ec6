"""A receipt as a house serves it, held against its record."""

import json

import pytest

from clerk.desk import voting_room
from clerk.test_receipts import cast, closed, looked_up
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import export_for_public
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.screens.receipt import told
from hemicycle.web.receipt_proof import proof_told
from hemicycle_verify.check import Verdict, check
from hemicycle_verify.findings import BadError, Exit
from hemicycle_verify.receipts import read_receipt, require_receipt

VOTES = {"p-0001-1": (6, 4), "p-0001-2": (10, 0), "p-0002-1": (0, 10), "p-0003-1": (3, 7)}


@pytest.fixture(scope="module")
def room():
    """A vote with four ballots, declared."""
    made = voting_room()
    made.receipts = [cast(made, member, yes=a, no=b) for member, (a, b) in VOTES.items()]
    closed(made).done(DeclareResult, "o-president")
    return made


def entries_of(room):
    """The record as the public has it, checked."""
    session = room.state.tail.session
    kept = room.store.checkpoints(session)[-1:]
    key = room.clerk.verification_key(session)
    lines = export_for_public(
        list(room.store.read(session)), [SignedCheckpoint(one.note, key) for one in kept]
    )
    verdict = Verdict()
    entries = check(lines, verdict)
    assert verdict.code == Exit.WHOLE, verdict.sentence
    return entries


def served(room, receipt, *, publish="by_person"):
    """The JSON that the house serves for a receipt."""
    found = looked_up(room, receipt)
    seen = told(room.assembly.divisions[1], publish=publish, fate=found.fate, is_held=False)
    written = list(room.clerk.history[room.state.tail.session])
    closing = (one.position for one in written if type(one.entry).__name__ == "DivisionClosed")
    entry = next(closing, 0)
    answer = {"session": "r1", **proof_told(found, seen, entry=entry)}
    return json.loads(json.dumps(answer))


def refused(room, receipt):
    """Why a receipt is not proved."""
    with pytest.raises(BadError) as caught:
        require_receipt(receipt, entries_of(room), session="r1")
    assert caught.value.code == Exit.RECEIPT
    assert caught.value.sentence.startswith("The receipt is not proved: ")
    return caught.value.sentence


def test_each_receipt_is_proved_with_its_votes_and_its_code(room):
    for receipt, (yes, no) in zip(room.receipts, VOTES.values(), strict=True):
        said = require_receipt(served(room, receipt), entries_of(room), session="r1")
        assert f"{yes} for, {no} against, 0 abstaining" in said
        assert receipt.code in said


def test_a_receipt_that_does_not_show_the_choice_is_proved_too(room):
    receipt = served(room, room.receipts[0], publish="by_delegation")
    assert "ballot" not in receipt
    said = require_receipt(receipt, entries_of(room), session="r1")
    assert said.endswith("what it says is not shown.")


def test_every_part_of_a_proof_matters(room):
    good = served(room, room.receipts[1])
    proof = good["proof"]
    assert require_receipt(good, entries_of(room), session="r1")
    swapped = list(reversed(proof["path"]))
    for told_otherwise in (
        {"leaf": proof["path"][0]},
        {"leaf": "x"},
        {"index": 0},
        {"index": "1"},
        {"size": 5},
        {"size": True},
        {"path": swapped},
        {"path": proof["path"][:-1]},
        {"path": [*proof["path"], proof["leaf"]]},
        {"path": [proof["leaf"]] * 70},
        {"path": None},
        {"root": "0" * 64},
        {"entry": proof["entry"] + 1},
        {"entry": None},
    ):
        refused(room, {**good, "proof": {**proof, **told_otherwise}})
    another = json.dumps({**json.loads(good["ballot"]), "for_votes": 9}, separators=(",", ":"))
    for told_otherwise in (
        {"session": "r2"},
        {"division": 2},
        {"number": 3},
        {"number": None},
        {"proof": None},
        {"ballot": another},
        {"ballot": "{}"},
        {"ballot": 7},
        {"salt": "00" * 16},
        {"salt": "zz"},
        {"salt": None},
    ):
        refused(room, {**good, **told_otherwise})


def test_before_the_declaration_there_is_nothing_to_prove():
    room = voting_room()
    receipt = cast(room, "p-0001-1", yes=6, no=4)
    assert "once the division is declared" in refused(room, served(room, receipt))
    closed(room)
    proof = {"leaf": "0" * 64, "path": [], "index": 0, "size": 1, "entry": len(entries_of(room))}
    early = {"session": "r1", "division": 1, "number": 1, "proof": proof}
    assert "does not record the ballots" in refused(room, early)


@pytest.mark.parametrize("text", ["", "[]", "7", "{", "[" * 100_000])
def test_a_file_that_is_no_receipt_is_said_so(text):
    with pytest.raises(BadError) as caught:
        read_receipt(text)
    assert caught.value.code == Exit.UNUSABLE
