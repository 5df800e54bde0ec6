"""What every store promises; the same tests for each."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hemicycle.journal.chain import follow
from hemicycle.journal.header import Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.store import Batch, Overtaken, Store
from hemicycle.store.memory import MemoryStore
from hemicycle.store.sqlite import SqliteStore

from .batches import act_done, ballot, contents, one_of_each, some_records


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request, tmp_path):
    opened: Store
    if request.param == "postgresql":
        opened = request.getfixturevalue("postgres").store()
    else:
        opened = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path)
    yield opened
    opened.close()


def test_a_new_store_is_empty(store):
    assert contents(store) == ([], 0, [], [], [], [])
    assert store.act("s-1", "act-1") is None
    assert store.ballot_by_key("s-1", 1, member="p-0001-1", key="key-1") is None


def test_what_is_appended_is_read_back_exactly(store):
    batch = Batch(
        records=[*some_records(3), *some_records(2, "s-2")],
        acts=[act_done("a", 1, 2), act_done("b", 3), act_done("c")],
        ballots=[ballot(1), ballot(2, "p-0002-1")],
        checkpoints=[("s-1", 3, "note 3"), ("s-1", 1, "note 1")],
    )
    store.append(batch)
    assert store.sessions() == ["s-1", "s-2"]
    assert (store.head("s-1"), store.head("s-2"), store.head("s-3")) == (3, 2, 0)
    assert list(store.read("s-1")) == batch.records[:3]
    assert list(store.read("s-2")) == batch.records[3:]
    assert [store.act("s-1", act.act_id) for act in batch.acts] == batch.acts
    assert store.acts("s-1") == batch.acts
    assert (store.acts("s-2"), store.boxes("s-1"), store.boxes("s-2")) == ([], [1], [])
    assert store.ballots("s-1", 1) == batch.ballots
    assert store.ballots("s-1", 1, after=1) == batch.ballots[1:]
    assert store.ballot_by_key("s-1", 1, member="p-0002-1", key="key-2") == batch.ballots[1]
    assert store.ballot_by_number("s-1", 1, number=2) == batch.ballots[1]
    assert store.ballot_by_number("s-1", 1, number=3) is None
    assert store.checkpoints("s-1") == [("s-1", 1, "note 1"), ("s-1", 3, "note 3")]


def test_many_are_asked_for_at_once_and_only_those_that_are_there_are_told(store):
    acts = [act_done(f"act-{number}", number + 1) for number in range(1200)]
    ballots = [ballot(number, f"p-{number}") for number in range(1, 1201)]
    store.append(Batch(records=some_records(1200), acts=acts, ballots=ballots))
    ids = {act.act_id for act in acts[::2]} | {"never"}
    assert sorted(store.acts_among("s-1", ids)) == sorted(acts[::2])
    keys = {(1, one.member, one.key) for one in ballots[::2]}
    others = {(2, "p-1", ballots[0].key), (1, "p-1", "never"), (1, "nobody", ballots[0].key)}
    assert sorted(store.ballots_among("s-1", keys | others)) == ballots[::2]
    assert (store.acts_among("s-1", ()), store.ballots_among("s-1", ())) == ([], [])
    assert (store.acts_among("s-2", ids), store.ballots_among("s-2", keys)) == ([], [])


def test_reading_starts_after_a_position(store):
    records = some_records(2500)
    store.append(Batch(records=records))
    for after in (0, 1, 999, 1000, 1001, 2499, 2500, 2501):
        assert list(store.read("s-1", after)) == records[after:]


def test_what_is_read_is_a_whole_journal(store):
    store.append(Batch(records=some_records(20)))
    assert len(list(follow(store.read("s-1"), Tail("s-1"), tree=MerkleTree()))) == 20


def test_nothing_is_seen_before_the_commit(store):
    before = contents(store)
    batch = one_of_each(store)
    store.write(batch)
    assert contents(store) == before
    store.commit()
    assert list(store.read("s-1")) == batch.records


def test_several_batches_become_visible_with_one_commit(store):
    first, second = some_records(2)
    store.write(Batch(records=[first]))
    store.write(Batch(records=[second]))
    assert store.head("s-1") == 0
    store.commit()
    assert list(store.read("s-1")) == [first, second]


def test_what_is_rolled_back_never_was(store):
    store.append(one_of_each(store))
    before = contents(store)
    batch = one_of_each(store)
    store.write(batch)
    store.rollback()
    assert contents(store) == before
    store.commit()
    assert contents(store) == before
    store.append(batch)
    assert store.head("s-1") == 2


def test_commit_and_rollback_of_nothing_are_harmless(store):
    store.commit()
    store.rollback()
    store.append(Batch())
    assert contents(store) == ([], 0, [], [], [], [])


def test_a_crash_before_the_commit_leaves_nothing(store):
    store.append(one_of_each(store))
    before = contents(store)
    batch = one_of_each(store)
    store.write(batch)
    store.reopen()
    assert contents(store) == before
    store.append(batch)
    assert store.head("s-1") == 2


def test_a_crash_after_the_commit_leaves_everything(store):
    batch = one_of_each(store)
    store.append(batch)
    store.reopen()
    assert list(store.read("s-1")) == batch.records
    assert store.ballots("s-1", 1) == batch.ballots


def test_a_commit_may_come_from_another_thread(store):
    batch = one_of_each(store)
    store.write(batch)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(store.commit).result()
    assert list(store.read("s-1")) == batch.records


# Who comes second


@pytest.mark.parametrize(
    ("second", "what"),
    [
        (Batch(records=some_records(1)), "entries"),
        (Batch(acts=[act_done("act-1", 7)]), "acts"),
        (Batch(ballots=[ballot(1, "p-0002-1", "another")]), "ballots"),
        (Batch(ballots=[ballot(2, "p-0001-1", "key-1")]), "ballots"),
    ],
    ids=["position", "act", "number", "key"],
)
def test_a_place_that_is_taken_is_refused_and_nothing_of_the_batch_kept(store, second, what):
    store.append(one_of_each(store))
    before = contents(store)
    rest = Batch(
        records=second.records or some_records(2)[1:],
        acts=[*second.acts, act_done("new", 2)],
        ballots=[ballot(9, "p-0009-1"), *second.ballots],
        checkpoints=[("s-1", 2, "note 2")],
    )
    with pytest.raises(Overtaken) as overtaken:
        store.append(rest)
    assert overtaken.value.what == what
    assert contents(store) == before
    assert store.act("s-1", "new") is None
    store.append(one_of_each(store))
    assert store.head("s-1") == 2


def test_a_place_taken_in_the_same_transaction_undoes_it(store):
    store.write(one_of_each(store))
    with pytest.raises(Overtaken):
        store.write(Batch(acts=[act_done("act-1")]))
    store.commit()
    assert contents(store) == ([], 0, [], [], [], [])


def test_the_same_act_ballot_or_position_elsewhere_is_not_taken(store):
    store.append(one_of_each(store))
    store.append(one_of_each(store, "s-2"))
    other_division = ballot(1, division=2)
    store.append(Batch(ballots=[other_division, ballot(2), ballot(3, "p-0002-1", "key-1")]))
    assert store.ballots("s-1", 2) == [other_division]
    assert [row.number for row in store.ballots("s-1", 1)] == [1, 2, 3]


def test_the_same_checkpoint_again_is_harmless(store):
    for note in ("note", "note", "another key's note"):
        store.append(Batch(checkpoints=[("s-1", 1, note)]))
    assert [stored.note for stored in store.checkpoints("s-1")] == ["another key's note", "note"]


def test_of_two_writers_on_one_head_the_second_is_overtaken(store):
    store.append(one_of_each(store))
    one, other = one_of_each(store), one_of_each(store)
    store.append(one)
    with pytest.raises(Overtaken):
        store.append(other)
    store.append(one_of_each(store))
    assert store.head("s-1") == 3


def test_writers_who_race_and_catch_up_lose_nothing_and_double_nothing(store):
    writers, each = 4, 8
    start = Barrier(writers)

    def append_all(writer):
        start.wait()
        overtaken = 0
        for number in range(each):
            while True:
                records = list(store.read("s-1"))
                [record] = some_records(1, after=records[-1].tail if records else None)
                act = act_done(f"{writer}-{number}", record.header.position)
                try:
                    store.append(Batch(records=[record], acts=[act]))
                    break
                except Overtaken:
                    overtaken += 1
        return overtaken

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(append_all, range(writers)))
    assert len(list(follow(store.read("s-1"), Tail("s-1"), tree=MerkleTree()))) == writers * each
    acts = [store.act("s-1", f"{w}-{n}") for w in range(writers) for n in range(each)]
    assert sorted(act.positions for act in acts) == [(n + 1,) for n in range(writers * each)]


def test_reading_goes_on_while_writing(store):
    records = some_records(3000)
    store.append(Batch(records=records[:2000]))
    reading = store.read("s-1")
    seen = [next(reading) for _ in range(1500)]
    store.append(Batch(records=records[2000:2500]))
    store.write(Batch(records=records[2500:]))
    seen.extend(reading)
    assert seen == records[:2500]
    store.commit()
    assert store.head("s-1") == 3000


def test_who_holds_a_session_writes_in_it_and_gives_it_back(store):
    for undo in (store.rollback, store.commit):
        store.hold(["s-2", "s-1"])
        store.hold(["s-1", "s-3"])
        undo()
    store.hold(["s-1"])
    store.append(one_of_each(store))
    assert store.head("s-1") == 1


# What would be a mistake in the program


def test_a_gap_is_refused_and_nothing_kept(store):
    records = some_records(4)
    for gap in ([records[1]], [records[0], records[2]], [records[0], records[2], records[1]]):
        with pytest.raises(ValueError, match="must follow the one before it"):
            store.append(Batch(records=gap))
        assert store.head("s-1") == 0
    store.append(Batch(records=records))
    assert store.head("s-1") == 4


# Any sequence of writes


class Clerk(RuleBasedStateMachine):
    """A store beside two lists: what is committed is there, whatever happens in between."""

    def __init__(self, opened):
        super().__init__()
        self.store = opened
        self.committed, self.pending = [], []

    def tail(self):
        """After what the next entry would be written."""
        known = self.committed + self.pending
        return known[-1].tail if known else None

    @rule(count=st.integers(1, 3))
    def write(self, count):
        """Put some entries in the transaction."""
        records = some_records(count, after=self.tail())
        self.store.write(Batch(records=records))
        self.pending += records

    @precondition(lambda self: self.tail())
    @rule()
    def write_what_is_taken(self):
        """Be overtaken."""
        with pytest.raises(Overtaken):
            self.store.write(Batch(records=some_records(1)))
        self.pending = []

    @rule()
    def commit(self):
        """Make it durable."""
        self.store.commit()
        self.committed += self.pending
        self.pending = []

    @rule()
    def rollback(self):
        """Think better of it."""
        self.store.rollback()
        self.pending = []

    @rule()
    def crash(self):
        """Die and come back."""
        self.store.reopen()
        self.pending = []

    @invariant()
    def what_is_committed_is_there(self):
        """Neither more nor less."""
        assert list(self.store.read("s-1")) == self.committed
        assert self.store.head("s-1") == len(self.committed)

    def teardown(self):
        """Leave nothing open."""
        self.store.close()


def test_any_sequence_of_writes_keeps_what_was_committed_in_memory():
    run_state_machine_as_test(lambda: Clerk(MemoryStore()))


def test_any_sequence_of_writes_keeps_what_was_committed_in_sqlite(tmp_path):
    folders = (tmp_path / str(number) for number in count())
    run_state_machine_as_test(lambda: Clerk(SqliteStore(next(folders))))


def test_any_sequence_of_writes_keeps_what_was_committed_in_postgresql(postgres):
    few = settings(max_examples=10, stateful_step_count=20)  # each opens connections, and syncs
    run_state_machine_as_test(lambda: Clerk(postgres.store()), settings=few)


class Forgetful(MemoryStore):
    """A store that answers before it has committed: the mistake all this is about."""

    def write(self, batch):
        """Show at once what is not yet durable."""
        super().write(batch)
        self.commit()


def test_a_store_that_commits_too_early_is_caught():
    with pytest.raises(AssertionError):
        run_state_machine_as_test(lambda: Clerk(Forgetful()))
