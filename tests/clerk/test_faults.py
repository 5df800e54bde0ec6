"""A full disk, a clock that was set back, withdrawn credentials, sudden death."""

import resource
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from hemicycle.clerk import Done, Failed, Refused
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.divisions.close_division import CLOCK, CloseDivision
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.store.sqlite import SqliteStore
from properties.judge import require_same
from properties.sittings import SESSION

from .desk import at_once, sitting_room, voting_room


@pytest.fixture
def store(tmp_path):
    opened = SqliteStore(tmp_path)
    yield opened
    opened.close()


@contextmanager
def no_file_longer_than(size):
    """Let the system refuse to lengthen any file of this process, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def full_database(store):
    """Let the database itself say that it is full; the next opening forgets it."""
    pages = store.writing.execute("PRAGMA page_count").fetchone()[0]
    store.writing.execute(f"PRAGMA max_page_count = {pages}")
    yield


def everything(room):
    """What the session is, and what the store holds of it."""
    records = list(room.store.read(SESSION))
    return room.assembly, room.state.tail, records, room.store.ballots(SESSION, 1)


def large(room, number):
    """An act that needs more space than is left."""
    words = {"en": "text " * 4000}
    return room.act(PlaceItem, "o-sg", item=f"x-{number}", title=words, act_id=f"large-{number}")


def batch_for_a_full_disk(room):
    """Acts and a ballot that come together."""
    ballot = room.act(CastBallot, "p-0002-1", division=1, for_votes=10, act_id="ballot")
    return [*(large(room, number) for number in range(20)), ballot]


def test_a_full_disk_fails_closed_says_so_and_goes_on_when_freed(store):
    room = voting_room(store)
    before, asked = everything(room), batch_for_a_full_disk(room)
    with full_database(store):
        outcomes = at_once(room, asked)
    assert {type(outcome) for outcome in outcomes} == {Failed}
    assert {outcome.problem for outcome in outcomes} == {
        "The disk is full; nothing of this was recorded. Free some space and try again."
    }
    assert everything(room) == before
    outcomes = at_once(room, asked)
    assert [type(outcome) for outcome in outcomes] == [Done] * len(asked)
    assert not any(outcome.is_repeated for outcome in outcomes)
    require_same(room.state, room.restarted().state(SESSION))


def test_a_system_that_takes_no_more_leaves_nothing_half_done(store):
    room = voting_room(store)
    before, asked = everything(room), batch_for_a_full_disk(room)
    with no_file_longer_than(8192):
        first = at_once(room, asked)
        second = at_once(room, asked)
    assert {type(outcome) for outcome in [*first, *second]} == {Failed}
    assert everything(room) == before
    outcomes = at_once(room, asked)
    assert [type(outcome) for outcome in outcomes] == [Done] * len(asked)
    require_same(room.state, room.restarted().state(SESSION))


def test_a_folder_that_cannot_be_written_any_more_is_told_and_nothing_is_recorded(store):
    room = voting_room(store)
    before, asked = everything(room), batch_for_a_full_disk(room)
    store.writing.execute("PRAGMA query_only = ON")  # as a disk that went read-only answers
    outcomes = at_once(room, asked)
    assert {type(outcome) for outcome in outcomes} == {Failed}
    [said] = {outcome.problem for outcome in outcomes}
    assert said.startswith("The folder of the record cannot be written (attempt to write a")
    assert said.endswith("nothing of this was recorded. Let the house write there, and try again.")
    assert everything(room) == before
    outcomes = at_once(room, asked)
    assert [type(outcome) for outcome in outcomes] == [Done] * len(asked)
    require_same(room.state, room.restarted().state(SESSION))


def test_a_disk_with_space_takes_the_same_acts(store):
    room = voting_room(store)
    outcomes = at_once(room, batch_for_a_full_disk(room))
    assert {type(outcome) for outcome in outcomes} == {Done}


def test_a_clock_set_back_never_reopens_what_was_closed():
    room = voting_room(period_s=60)
    opened = room.now
    early = room.act(CloseDivision, CLOCK)
    assert at_once(room, [early])[0].refusal.reason_key == "period_not_over"
    room.now = opened + 61_000
    assert isinstance(at_once(room, [room.act(CloseDivision, CLOCK)])[0], Done)
    room.now = opened + 10_000  # the clock is set back into the voting period
    [late] = at_once(room, [room.act(CastBallot, "p-0002-1", division=1, for_votes=10)])
    assert late.refusal.reason_key == "too_late"
    done = room.done(AskForFloor, "p-0001-1")
    assert done.at == opened + 61_000
    last = list(room.store.read(SESSION))[-1].header
    assert last.recorded_at == last.occurred.value  # neither runs back
    restarted = room.restarted()
    assert restarted.may(room.act(CastBallot, "p-0002-1", division=1)).reason_key == ("too_late")


@pytest.mark.parametrize("together", [True, False])
def test_withdrawn_credentials_are_refused_at_the_next_act(together):
    room = voting_room()
    room.done(AskForFloor, "p-0001-1")
    withdrawal = room.act(WithdrawCredentials, "o-sg", member="p-0001-1")
    then = [
        room.act(CastBallot, "p-0001-1", division=1, for_votes=10),
        room.act(GiveFloor, "o-president", speaker="p-0001-1"),
        room.act(AskForFloor, "p-0001-1", "committee-1"),
    ]
    if together:
        done, *refused = at_once(room, [withdrawal, *then])
    else:
        [done] = at_once(room, [withdrawal])
        refused = [at_once(room, [one])[0] for one in then]
    assert isinstance(done, Done)
    assert [type(outcome) for outcome in refused] == [Refused] * 3
    assert {outcome.refusal.reason_key for outcome in refused} == {"credentials_withdrawn"}


def test_a_ballot_cast_before_the_credentials_were_withdrawn_stands():
    room = voting_room()
    ballot = room.act(CastBallot, "p-0001-1", division=1, for_votes=10)
    assert isinstance(at_once(room, [ballot])[0], Done)
    room.done(WithdrawCredentials, "o-sg", member="p-0001-1")
    room.done(CloseDivision, "o-president")
    row = room.assembly.divisions[1].count.rows[0]
    assert (row.delegation, row.for_votes) == ("p-0001", 10)


# Death

WRITER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from clerk.desk import voting_room
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.store.sqlite import SqliteStore

room = voting_room(SqliteStore(Path(sys.argv[1])))
asked = [room.act(AskForFloor, "p-0001-1", act_id="press"),
         room.act(CastBallot, "p-0002-1", division=1, for_votes=10, act_id="ballot")]
prepared = room.clerk.prepare(asked)
room.store.write(prepared.batch)
if sys.argv[3] == "commit":
    room.store.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("last_step", "is_there"), [("write", False), ("commit", True)])
def test_sudden_death_leaves_a_batch_whole_or_not_at_all(tmp_path, request, last_step, is_there):
    tests = str(request.config.rootpath / "tests")
    run = [sys.executable, "-c", WRITER, str(tmp_path), tests, last_step]
    assert subprocess.run(run, check=False).returncode == -signal.SIGKILL
    room = sitting_room()
    room.store = SqliteStore(tmp_path)
    room.clerk = room.restarted()
    waiting = room.assembly.bodies["plenary"].speakers_list.waiting
    assert waiting == (("p-0001-1",) if is_there else ())
    assert room.state.ballots == len(room.store.ballots(SESSION, 1)) == int(is_there)
    assert room.assembly.divisions[1].stage == "open"
    again = at_once(
        room,
        [
            room.act(AskForFloor, "p-0001-1", act_id="press"),
            room.act(CastBallot, "p-0002-1", division=1, for_votes=10, act_id="ballot"),
        ],
    )
    assert [outcome.is_repeated for outcome in again] == [is_there, is_there]
    room.store.close()


def test_of_a_session_that_the_store_no_longer_holds_nothing_is_kept(store, monkeypatch):
    room = sitting_room(store)
    assert room.clerk.history[SESSION]
    monkeypatch.setattr(type(store), "sessions", lambda _store: [])
    room.clerk.reload()
    assert room.clerk.state(SESSION).tail.position == 0
    assert SESSION not in room.clerk.history
