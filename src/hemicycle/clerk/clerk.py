"""The clerk: decides acts one after another, and appends them together.

Article: record.once
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import cast

from hemicycle.clerk.ballots import close_with_count, into_box
from hemicycle.clerk.catching_up import forward, has_moved
from hemicycle.clerk.circumstances import (
    addressed,
    basis_of,
    capacity_of,
    cause_of,
    once,
    replayed,
    with_closing_time,
    with_day,
)
from hemicycle.clerk.earlier import earlier
from hemicycle.clerk.outcomes import Change, Done, Failed, Outcome, Refused
from hemicycle.clerk.prepared import Prepared
from hemicycle.clerk.state import Asked, SessionState, fingerprint
from hemicycle.journal import forms
from hemicycle.journal.checkpoint import Checkpoint, sign_checkpoint, signing_key, verification_key
from hemicycle.journal.forms import Written
from hemicycle.journal.header import Circumstances, Precision, Record, Tail, leaf_hash, seal
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.session import Session, SessionId
from hemicycle.procedure.kernel import Act, Entry, Instant, OutOfOrder
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.ballot_box import ToBox
from hemicycle.procedure.rules.ballots import accept_ballot
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.rulebooks import RulebookFault
from hemicycle.store import (
    ActDone,
    Batch,
    Overtaken,
    Store,
    StoredCheckpoint,
    StoreRefused,
    WriteFailed,
)

ATTEMPTS = 3
ORIGIN = "hemicycle/{session}"


class Clerk:
    """Keeps every session of one installation, over one store.

    `now` tells the time of a session, `salt` gives unguessable bytes; both are given, so that
    a rehearsal runs on its own clock and a test is repeatable.
    """

    def __init__(
        self,
        store: Store,
        *,
        seed: bytes,
        load_rules: Callable[[str], Rulebook],
        now: Callable[[SessionId], Instant],
        salt: Callable[[], bytes],
    ) -> None:
        self.store = store
        self.states: dict[SessionId, SessionState] = {}
        self.history: dict[SessionId, list[Written]] = {}
        self.announce: Callable[[Change], None] = lambda _change: None
        self.recorded: Callable[[Batch], None] = lambda _batch: None
        self.reloaded: Callable[[], None] = lambda: None
        self._key = signing_key(seed)
        self._trees: dict[SessionId, MerkleTree] = {}
        self._load_rules = load_rules
        self._now = now
        self._salt = salt
        self._may_be_behind = False  # after a failed write, until the store was read anew
        self.reload()

    def reload(self) -> None:
        """Fold every journal of the store anew, checking its chain.

        Errors: JournalDamaged, UnknownForm, WriteFailed
        Note: a session that cannot be read stays as it was; the store takes nothing after a
        wrong end.
        """
        kept = self.store.sessions()
        for session in kept:
            self._fold(SessionId(session))
        for session in self.states.keys() - set(kept):
            del self.states[session], self.history[session], self._trees[session]
        self.reloaded()

    def state(self, session: SessionId) -> SessionState:
        """A session as it stands; an empty one where nothing was recorded yet."""
        found = self.states.get(session)
        return found or SessionState(assembly=Assembly(), rules=None, tail=Tail(session))

    def verification_key(self, session: SessionId) -> str:
        """The key with which anyone checks the session's checkpoints."""
        return verification_key(ORIGIN.format(session=session), self._key)

    def root(self, session: SessionId) -> bytes:
        """The root of the session's tree at its present size."""
        return self._trees[session].root(self.state(session).tail.position)

    def may(self, asked: Asked) -> OutOfOrder | None:
        """Why an act would be refused now, or None; nothing is recorded.

        Note: the same judgement as `take`, on the same state.
        """
        state = self.state(asked.session)
        act = self._stamped(asked, state)
        try:
            if isinstance(act, ToBox):
                accept_ballot(state.assembly, state.box(act.division), act)
            else:
                self._decide(state, act)
        except OutOfOrder as refusal:
            return refusal
        return None

    def would(self, asked: Asked) -> Sequence[Entry]:
        """What an act would record now, ballots excepted; nothing where it is out of order."""
        state = self.state(asked.session)
        try:
            return self._decide(state, self._stamped(asked, state))[1]
        except OutOfOrder:
            return ()

    def take(self, asked: Sequence[Asked]) -> list[Outcome]:
        """Decide acts in order and record them together; when this returns, they are durable.

        Note: an act refused does not stop the others.
        """
        for _ in range(ATTEMPTS):
            try:
                prepared = self.prepare(asked)
                self.store.write(prepared.batch)
                self.store.commit()
            except Overtaken:
                self.start_over()
                continue
            except WriteFailed as failure:
                return self.failed(asked, failure)
            self.recorded(prepared.batch)
            self.publish(prepared)
            return prepared.outcomes
        return [Failed("overtaken") for _ in asked]

    def start_over(self) -> None:
        """Undo what is half done and return to what the store holds, now or before the next act."""
        self.store.rollback()
        self._may_be_behind = True
        with suppress(WriteFailed):
            self.reload()
            self._may_be_behind = False

    @property
    def may_be_behind(self) -> bool:
        """Whether a write failed and the store was not read anew: until then nothing is taken."""
        return self._may_be_behind

    def mend(self) -> bool:
        """Open the store anew and return to what it holds; whether that was possible."""
        self._may_be_behind = True
        try:
            self.store.reopen()
            self.reload()
        except (StoreRefused, WriteFailed):
            return False
        self._may_be_behind = False
        return True

    def failed(self, asked: Sequence[Asked], failure: WriteFailed) -> list[Outcome]:
        """Nothing was recorded: return to what the store holds, checked, and say so.

        Note: while the disk cannot even be opened, nothing is written; each request tries anew,
        and the first one after the mending is served.
        """
        if not self.mend():
            return [Failed(failure.key, failure.reason) for _ in asked]
        if failure.key == "not_reopened":
            return self.take(asked)
        return [Failed(failure.key, failure.reason) for _ in asked]

    def catch_up(self, sessions: Iterable[SessionId]) -> None:
        """Take in what other workers recorded in these sessions, and announce it.

        Errors: JournalDamaged, UnknownForm, RulebookFault, WriteFailed
        """
        for session in sessions:
            before = self.state(session)
            tree = self._trees.setdefault(session, MerkleTree())
            after, written = forward(before, self.store, tree)
            if has_moved(before, after):
                self._become(session, self._under_its_rules(after), written=written)

    def prepare(self, asked: Sequence[Asked]) -> Prepared:
        """Decide acts, each against the state the one before it left.

        Errors: WriteFailed
        Note: where others write too, nobody does from here on until the commit, and what they
        wrote before is known: a ballot never falls into a box that is closed.
        """
        if self._may_be_behind:
            raise WriteFailed("not_reopened")
        if self.store.is_shared:
            sessions = dict.fromkeys(one.session for one in asked)
            self.store.hold(sessions)
            self.catch_up(sessions)
        prepared = Prepared(earlier(self.store, asked))
        for one in asked:
            try:
                prepared.outcomes.append(self._take_one(prepared, one))
            except OutOfOrder as refusal:
                prepared.outcomes.append(Refused(refusal))
        for state in list(prepared.states.values()):
            prepared.settle(state)
        for session in prepared.written:
            self._sign(prepared, session)
        return prepared

    def publish(self, prepared: Prepared) -> None:
        """Make a durable batch the present state, and announce it."""
        for session, after in prepared.states.items():
            self._become(session, after, written=prepared.written.get(session, ()))

    def _take_one(self, prepared: Prepared, asked: Asked) -> Done:
        session = asked.session
        state = prepared.states.get(session) or self.state(session)
        act = self._stamped(asked, state, fresh=prepared.written.get(session, ()))
        repeated = self._repeated(prepared, asked, act)
        if repeated is not None:
            return repeated
        if isinstance(act, ToBox):
            into = prepared.box(state, act.division)
            receipt, row = into_box(state, act, into=into, salt=self._salt())
            prepared.ballots.append(row)
            done = Done(at=act.at, receipt=receipt)
        else:
            done, state = self._record(prepared, prepared.settle(state), act)
            told = fingerprint(act)
            prepared.acts.append(ActDone(session, act.act_id, told, done.positions, act.at, "done"))
        prepared.states[session] = state
        prepared.done[session, once(act)] = (act, done)
        return done

    def _repeated(self, prepared: Prepared, asked: Asked, act: Act) -> Done | None:
        """The first outcome of an act that comes again; the same id for another act is refused."""
        just_now = prepared.done.get((asked.session, once(asked.act)))
        if just_now is not None:
            told, done = fingerprint(just_now[0]), just_now[1]
        else:
            before = prepared.earlier.of(asked.session, asked.act)
            if before is None:
                return None
            told, done = before
        if told != fingerprint(act):
            raise OutOfOrder("record.once", "other_act_of_that_id", at=done.at)
        return replace(done, is_repeated=True)

    def _record(
        self, prepared: Prepared, state: SessionState, act: Act
    ) -> tuple[Done, SessionState]:
        """Decide an act and carry its entries into state and batch."""
        rules, entries = self._decide(state, act)
        written = prepared.written.setdefault(SessionId(state.tail.session), [])
        positions = []
        for entry in entries:
            state, record = self._append(replace(state, rules=rules), act, entry)
            written.append(Written(record.header.position, entry, record.header))
            prepared.records.append(record)
            positions.append(record.header.position)
        return Done(at=act.at, positions=tuple(positions)), state

    def _decide(self, state: SessionState, act: Act) -> tuple[Rulebook, Sequence[Entry]]:
        rules = state.rules
        if rules is None:
            rules = self._rules_of_opening(state, act)
        act = with_closing_time(rules, state.assembly, close_with_count(state, act))
        act = with_day(state.assembly, act)
        return rules, PROCEDURE.decide(rules, state.assembly, act)

    def _rules_of_opening(self, state: SessionState, act: Act) -> Rulebook:
        """The rules that a session is opened under; nothing else is in order before that."""
        if not isinstance(act, OpenSession):
            raise OutOfOrder("session.opening", "session_not_open")
        if act.session != state.tail.session:
            raise OutOfOrder("session.opening", "other_session", text=act.session)
        try:
            return self._load_rules(act.rulebook)
        except RulebookFault:
            raise OutOfOrder("session.opening", "unknown_rulebook", text=act.rulebook) from None

    def _rules_in_force(self, opened: Session) -> Rulebook:
        """The rules the session was opened under, in that edition and no other.

        Errors: RulebookFault
        """
        rules = self._load_rules(opened.rulebook)
        if rules.edition != opened.edition:
            raise RulebookFault(
                opened.rulebook,
                f"session {opened.id} was opened under edition {opened.edition}, but edition "
                f"{rules.edition} is installed; put the earlier one into the data folder, "
                f"as rulebooks/{opened.rulebook}",
            )
        return rules

    def _append(self, state: SessionState, act: Act, entry: Entry) -> tuple[SessionState, Record]:
        before = state.assembly
        after = replayed(before, entry, act.precision)
        circumstances = Circumstances(
            session=state.tail.session,
            kind=forms.kind_of(type(entry)),
            recorded_at=self._now(SessionId(state.tail.session)),
            occurred=forms.occurred(entry.at, cast(Precision, act.precision)),
            basis=basis_of(before, entry),
            by=act.by,
            capacity=act.capacity,
            through=act.through,
            cause=cause_of(before, entry),
            source=act.source,
            mark=act.mark,
            term=after.session.term if after.session else 1,
        )
        record = seal(circumstances, forms.encode(entry), salt=self._salt(), after=state.tail)
        return replace(state, assembly=after, tail=record.tail), record

    def _stamped(self, asked: Asked, state: SessionState, *, fresh: Sequence[Written] = ()) -> Act:
        """The act with its body, its time and the capacity in which the person acts.

        Note: a clock that was set back cannot reopen what was closed: time never runs back.
        """
        assembly = state.assembly
        act = addressed(asked.act, self.history.get(asked.session, ()), fresh=fresh)
        if act.precision == "instant":
            at = Instant(max(self._now(asked.session), assembly.at))
        else:
            at = forms.instant_of(forms.occurred(act.at, cast(Precision, act.precision)))
        return replace(act, at=at, capacity=act.capacity or capacity_of(assembly, act))

    def _sign(self, prepared: Prepared, session: SessionId) -> None:
        """Add the checkpoint of the session at its new end."""
        tree = self._trees.setdefault(session, MerkleTree())
        known = self.state(session).tail.position
        tree.cut(known)
        for record in prepared.records:
            if record.header.session == session:
                tree.append(leaf_hash(record.header_bytes))
        origin = ORIGIN.format(session=session)
        note = sign_checkpoint(Checkpoint(origin, len(tree), tree.root()), self._key)
        prepared.checkpoints.append(StoredCheckpoint(session, len(tree), note))

    def _fold(self, session: SessionId) -> None:
        """Replay one journal; whoever listens is told what is new in it."""
        known = self.states.get(session)
        tree = MerkleTree()
        empty = SessionState(assembly=Assembly(), rules=None, tail=Tail(session))
        after, written = forward(empty, self.store, tree)
        after = self._under_its_rules(after)
        self._trees[session] = tree
        self.history[session] = written
        self.states[session] = after
        if known is not None and has_moved(known, after):
            news = tuple(written[known.tail.position :])
            self.announce(Change(session, known, after, news))

    def _under_its_rules(self, state: SessionState) -> SessionState:
        """The session with the rules it was opened under.

        Errors: RulebookFault
        """
        opened = state.assembly.session
        if opened is None or state.rules is not None:
            return state
        return replace(state, rules=self._rules_in_force(opened))

    def _become(
        self, session: SessionId, after: SessionState, *, written: Sequence[Written]
    ) -> None:
        """Make what is durable the present state of a session, and announce it."""
        before = self.state(session)
        self.states[session] = after
        self.history.setdefault(session, []).extend(written)
        self.announce(Change(session, before, after, tuple(written)))


def system_now() -> Instant:
    """The time of this computer, as an instant."""
    return Instant(time.time_ns() // 1_000_000)
