"""A session brought forward to what the store holds: from the beginning, or from where we are."""

from collections.abc import Mapping

import msgspec

from hemicycle.clerk.circumstances import replayed
from hemicycle.clerk.state import OpenBox, SessionState
from hemicycle.journal import forms
from hemicycle.journal.chain import follow
from hemicycle.journal.forms import Written
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.assembly import Assembly, Ballot
from hemicycle.procedure.replacing import replace
from hemicycle.store import Store


def forward(
    state: SessionState, store: Store, tree: MerkleTree
) -> tuple[SessionState, list[Written]]:
    """The session after everything that the store holds, and the entries that are new.

    Errors: JournalDamaged, UnknownForm, WriteFailed
    Note: the tree grows with the entries; leaves of a batch that was never kept are cut off.
    """
    assembly, tail = state.assembly, state.tail
    tree.cut(tail.position)
    written: list[Written] = []
    for record in follow(store.read(tail.session, tail.position), tail, tree=tree):
        assert record.body is not None
        header = record.header
        entry = forms.decode(header, record.body)
        assembly = replayed(assembly, entry, header.occurred.precision)
        written.append(Written(header.position, entry, header))
    if written:
        tail = record.tail
    boxes = _filled(state, store, assembly)
    ballots = sum(known.box.received for known in boxes.values())
    return replace(state, assembly=assembly, tail=tail, boxes=boxes, ballots=ballots), written


def has_moved(before: SessionState, after: SessionState) -> bool:
    """Whether anything was recorded between the two, a ballot included."""
    return (before.tail, before.ballots) != (after.tail, after.ballots)


def _filled(state: SessionState, store: Store, assembly: Assembly) -> Mapping[int, OpenBox]:
    """The boxes with the ballots that came since; a box that was closed takes no more."""
    boxes = dict(state.boxes)
    known = state.assembly.divisions
    for number in assembly.divisions:
        if number in known and known[number].stage != "open":
            continue
        opened = boxes.get(number, OpenBox())
        rows = store.ballots(state.tail.session, number, after=opened.box.received)
        if rows:
            filling = opened.filling()
            for row in rows:
                filling.put(msgspec.json.decode(row.body, type=Ballot), row.hash)
            boxes[number] = filling.filled()
    return boxes
