"""Every journal that a release has written is read, verified and replayed by this program."""

import pytest

from hemicycle.clerk import Clerk
from hemicycle.journal import forms
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import read_line
from hemicycle.journal.verify import verify
from hemicycle.procedure.kernel import Instant
from hemicycle.rulebooks import load
from hemicycle.store import Batch
from hemicycle.store.memory import MemoryStore
from properties.sittings import NOON, SESSION

from .golden import HERE, SESSIONS, lines

GOLDEN = sorted(HERE.glob("*.ndjson"))
NEWEST = "3"


@pytest.fixture(params=GOLDEN, ids=lambda path: path.stem)
def journal(request):
    """The lines of one golden journal."""
    return request.param.read_bytes().splitlines(keepends=True)


def records(journal):
    """The entries of a journal."""
    read = [read_line(line, number) for number, line in enumerate(journal, 1)]
    return [record for record in read if not isinstance(record, SignedCheckpoint)]


def replayed(journal):
    """A clerk who has read nothing but this journal."""
    store = MemoryStore()
    store.append(Batch(records=records(journal)))
    return Clerk(
        store,
        seed=bytes(32),
        load_rules=load,
        now=lambda _session: Instant(NOON),
        salt=lambda: bytes(16),
    )


def test_each_kind_of_session_has_its_journal():
    assert {path.stem for path in GOLDEN} >= {f"{NEWEST}-{name}" for name in SESSIONS}


def test_a_golden_journal_is_whole(journal):
    verdict = verify(journal)
    assert (verdict.ok, verdict.entries) == (True, len(journal) - 1)


def test_a_golden_journal_with_one_byte_changed_is_not(journal):
    place = journal[6].index(b'"body":{') + 9
    altered = journal[6][:place] + b"x" + journal[6][place + 1 :]
    verdict = verify([*journal[:6], altered, *journal[7:]])
    assert not verdict.ok
    assert verdict.first_bad.position == 7


def test_each_entry_is_read_and_written_again_byte_for_byte(journal):
    for record in records(journal):
        entry = forms.decode(record.header, record.body)
        assert forms.encode(entry) == record.body
        assert forms.kind_of(type(entry)) == record.header.kind


def test_a_golden_journal_is_replayed(journal):
    state = replayed(journal).state(SESSION)
    assert state.tail.position == state.assembly.position == len(journal) - 1


def test_every_kind_of_entry_stands_in_the_newest_journals():
    newest = [path for path in GOLDEN if path.stem.startswith(f"{NEWEST}-")]
    written = [record for path in newest for record in records(path.read_bytes().splitlines(True))]
    assert {record.header.kind for record in written} == set(forms.ENTRY_TYPES)


def test_the_acted_session_ends_as_it_did_when_it_was_written():
    [path] = [path for path in GOLDEN if path.stem == f"{NEWEST}-acted"]
    assembly = replayed(path.read_bytes().splitlines(keepends=True)).state(SESSION).assembly
    division = assembly.divisions[1]
    counted = division.tally
    assert (counted.for_votes, counted.against_votes, counted.abstention_votes) == (24, 4, 4)
    assert (division.base_votes, division.required_votes, division.outcome) == (28, 19, "adopted")
    rows = {row.delegation: row for row in division.count.rows}
    assert (rows["p-0001"].left_unused, rows["p-0002"].above_ceiling) == (1, 9)
    assert rows["p-0003"].no_ballot == 10
    decisions = [(d.method, d.outcome, d.reservations) for d in assembly.decisions.values()]
    assert decisions == [
        ("roll_call", "adopted", ()),
        ("consensus", "adopted", ()),
        ("consensus", "adopted", ("p-0002",)),
    ]
    first, second, _ = assembly.decisions.values()
    assert division.annulled_by == first.annulled_by == second.question.number
    assert [c.corrects for c in assembly.corrections] == [7]
    assert assembly.bodies["plenary"].presiding == "o-chair"


def test_what_is_reported_is_known_as_exactly_as_it_was_told():
    [path] = [path for path in GOLDEN if path.stem == f"{NEWEST}-reported"]
    assembly = replayed(path.read_bytes().splitlines(keepends=True)).state(SESSION).assembly
    day = NOON - NOON % 86_400_000
    assert [(report.precision, report.at) for report in assembly.reports] == [
        ("day", day),
        ("hour", NOON - NOON % 3_600_000),
        ("instant", assembly.reports[2].at),
        ("unknown", 0),
    ]
    assert assembly.decisions == {}


@pytest.mark.parametrize("name", SESSIONS)
def test_this_program_still_writes_what_the_newest_release_wrote(name):
    written = b"".join(lines(SESSIONS[name]()))
    assert written == (HERE / f"{NEWEST}-{name}.ndjson").read_bytes()
