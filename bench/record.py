"""The record: reading it back, starting from it, and writing it without any web around it."""

import time
from itertools import count
from pathlib import Path

from figures import Figure
from hemicycle.clerk import Asked, Clerk, Done, Outcome
from hemicycle.clerk.clerk import system_now
from hemicycle.journal.chain import follow
from hemicycle.journal.header import Record, Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.kernel import Act, Instant
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.rulebooks import load
from hemicycle.store import Store
from hemicycle.store.sqlite import SqliteStore
from processes import SESSION, hemicycle, prepared

BODIES = 12
BATCH = 500
LENGTHS = (10_000, 100_000)
VOTE = ("--delegations", "667", "--members", "3", "--organ", "council", "--vote")
OPTIONS = ("--delegations", "200", "--members", "2")


def clerk_of(store: Store, seed: bytes = bytes(32)) -> Clerk:
    """A clerk over a store, on this computer's clock."""
    salts = count(1)
    return Clerk(
        store,
        seed=seed,
        load_rules=load,
        now=lambda _session: system_now(),
        salt=lambda: next(salts).to_bytes(16, "big"),
    )


def fill(folder: Path, members: list[str], *, entries: int) -> float:
    """Lengthen a journal to so many entries in twelve bodies; entries written a second."""
    store = SqliteStore(folder)
    clerk = clerk_of(store, (folder / "keys" / "journal.key").read_bytes())
    ids = count(1)

    def act(kind: type[Act], by: str, *, body: str = "plenary", **fields: object) -> Asked:
        common = {
            "act_id": f"fill-{entries}-{next(ids)}",
            "capacity": "",
            "through": "",
            "at": Instant(0),
        }
        return Asked(SESSION, kind(**common, by=by, body=body, **fields))

    bodies = [f"committee-{number}" for number in range(1, BODIES)]
    for body in bodies:
        if body in clerk.state(SESSION).assembly.bodies:
            continue  # of the shorter record before
        title = {"en": body}
        setup = [
            act(ConstituteBody, "o-sg", constituted=body, title=title, presiding="o-president"),
            act(OpenSitting, "o-president", body=body),
        ]
        require_done(clerk.take(setup))
    bodies.append("plenary")
    began, before = time.perf_counter(), clerk.state(SESSION).tail.position
    while (position := clerk.state(SESSION).tail.position) < entries:
        asked = [
            act(kind, members[turn % len(members)], body=bodies[turn % BODIES])
            for turn in range(min(BATCH, entries - position) // 2)
            for kind in (AskForFloor, WithdrawRequest)
        ]
        require_done(clerk.take(asked or [act(AskForFloor, members[0])]))
    took = time.perf_counter() - began
    store.close()
    return (entries - before) / took


def require_done(outcomes: list[Outcome]) -> None:
    """Everything was in order."""
    assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes


def replay(folder: Path) -> list[Figure]:
    """Decode and chain; and everything a start must do with a record."""
    store = SqliteStore(folder)
    records: list[Record] = list(store.read(SESSION))
    began = time.perf_counter()
    chained = sum(1 for _ in follow(records, Tail(SESSION), tree=MerkleTree()))
    chain_s = time.perf_counter() - began
    began = time.perf_counter()
    clerk_of(store)
    fold_s = time.perf_counter() - began
    store.close()
    return [
        Figure(
            what="replay: chain and tree",
            value=chained / chain_s,
            unit="entries a second",
            aim=500_000,
            larger_is_better=True,
        ),
        Figure(
            what="replay: from the file, with apply, 200 delegations, 12 bodies",
            value=chained / fold_s,
            unit="entries a second",
            aim=60_000,
            larger_is_better=True,
        ),
    ]


def starts(folder: Path) -> list[Figure]:
    """Cold start with a short and a long record, memory, replay and writing."""
    figures, empty = [], folder / "empty"
    empty.mkdir()
    with hemicycle(empty) as server:
        least_s = server.started_s
    people = prepared(folder / "data", *OPTIONS)
    for entries, aim_s in zip(LENGTHS, (1.5, 3), strict=True):
        rate = fill(folder / "data", people.members, entries=entries)
        with hemicycle(folder / "data") as server:
            figures.append(
                Figure(
                    what=f"cold start with {entries:,} entries",
                    value=server.started_s,
                    unit="s",
                    aim=aim_s,
                    limit=least_s,
                    limit_is="s, empty folder",
                )
            )
            memory = server.memory_mb()
        aim_mb = 120 if entries == LENGTHS[0] else None
        figures.append(
            Figure(what=f"memory idle, {entries:,} entries", value=memory, unit="MB", aim=aim_mb)
        )
    written = Figure(what="entries written by the clerk alone", value=rate, unit="a second")
    return [*replay(folder / "data"), *figures, written]


def clerk_alone(folder: Path) -> list[Figure]:
    """Ballots through the clerk into the file, in batches, without any web around it."""
    people = prepared(folder, *VOTE)
    store = SqliteStore(folder)
    clerk = clerk_of(store)
    asked = [ballot_of(member) for member in people.members]
    began = time.perf_counter()
    for start in range(0, len(asked), BATCH):
        require_done(clerk.take(asked[start : start + BATCH]))
    rate = len(asked) / (time.perf_counter() - began)
    store.close()
    what = f"ballots by the clerk alone into the file, batches of {BATCH}"
    return [Figure(what=what, value=rate, unit="a second")]


def ballot_of(member: str) -> Asked:
    """One person's ballot."""
    common = {"act_id": f"b-{member}", "body": "plenary", "capacity": "", "through": ""}
    return Asked(SESSION, CastBallot(**common, by=member, at=Instant(0), division=1, for_votes=1))
