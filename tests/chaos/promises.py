"""What the record must hold after a sudden death: everything that was acknowledged, whole."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from hemicycle.clerk import Receipt
from hemicycle.clerk.clerk import ORIGIN
from hemicycle.journal.chain import follow
from hemicycle.journal.checkpoint import SignedCheckpoint, signing_key, verification_key
from hemicycle.journal.export import export
from hemicycle.journal.header import Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.journal.verify import verify
from hemicycle.store import StoreReader
from hemicycle.store.sqlite import open_reader

from .real_server import Lost
from .voters import SESSION, Load, Press, ask


def require_kept(folder: Path, presses: Sequence[Press]) -> None:
    """Read the journal as another process may, and look for everything.

    Errors: Lost
    """
    reader = open_reader(folder)
    try:
        lost = list(missing(reader, presses))
        if lost:
            raise Lost(f"{len(lost)} of {len(presses)} acknowledged are gone, first {lost[0]}")
        require_whole(reader, (folder / "keys" / "journal.key").read_bytes())
    finally:
        reader.close()


def missing(reader: StoreReader, presses: Sequence[Press]) -> Iterator[str]:
    """Every acknowledged press that the record does not hold as it was acknowledged."""
    head = reader.head(SESSION)
    for press in presses:
        if press.is_ballot:
            row = reader.ballot_by_key(SESSION, 1, member=press.member, key=press.key)
            if row is None:
                yield f"the ballot {press.key} of {press.member}"
            elif Receipt(1, press.member, row.number, row.hash, row.at).code != press.receipt:
                yield f"the receipt {press.receipt} of {press.member}"
        else:
            act = reader.act(SESSION, press.key)
            if act is None or max(act.positions) > head:
                yield f"the act {press.key} of {press.member}"


def require_whole(reader: StoreReader, seed: bytes, *, session: str = SESSION) -> None:
    """Chain, checkpoint and ballots fit together, and the verifier says so.

    Errors: Lost, JournalDamaged
    """
    records = list(follow(reader.read(session), Tail(session), tree=MerkleTree()))
    vkey = verification_key(ORIGIN.format(session=session), signing_key(seed))
    signed = [SignedCheckpoint(c.note, vkey) for c in reader.checkpoints(session)]
    verdict = verify(export(records, signed), key=vkey)
    if not verdict.ok or verdict.entries != len(records):
        raise Lost(f"the verifier finds {verdict.problem}")
    rows = reader.ballots(session, 1)
    before = b""
    for number, row in enumerate(rows, 1):
        if (row.number, row.prev) != (number, before):
            raise Lost(f"ballot {number} does not follow the one before it")
        before = row.hash


async def require_known(load: Load, press: Press) -> None:
    """The same press on the new process is known there: nothing is done twice.

    Errors: Lost
    """
    wire = await asyncio.open_connection("127.0.0.1", load.port)
    status, body = await ask(wire, load.request(press))
    wire[1].close()
    known = status == 200 and json.loads(body)["receipt"] == press.receipt
    if not known and (press.is_ballot or status != 303):
        raise Lost(f"the second press of {press.key} was answered {status}")
