"""The clerk's part in a division: ballots into the box, and the box into the record."""

from collections.abc import Iterable

import msgspec

from hemicycle.clerk.state import Filling, OpenBox, Receipt, SessionState
from hemicycle.journal.canonical import canonical
from hemicycle.journal.header import body_hash, leaf_hash
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.assembly import Ballot
from hemicycle.procedure.kernel import Act
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.answers import on_paper, unsettled
from hemicycle.procedure.rules.ballot_box import EnterAnswer, ToBox
from hemicycle.procedure.rules.ballots import accept_ballot, count
from hemicycle.store import BallotRow


def into_box(
    state: SessionState, act: ToBox, *, into: Filling, salt: bytes
) -> tuple[Receipt, BallotRow]:
    """Accept a ballot into its box; the row is what the store keeps of it.

    Out of order: as `accept_ballot` says.
    """
    ballot = accept_ballot(state.assembly, into.box, act)
    body = canonical(ballot)
    digest = bytes.fromhex(body_hash(salt, body))
    row = BallotRow(
        session=state.tail.session,
        division=act.division,
        number=ballot.number,
        member=act.by,
        key=act.act_id,
        body=body,
        salt=salt,
        hash=digest,
        prev=into.tail,
        at=act.at,
    )
    into.put(ballot, digest)
    return Receipt(act.division, act.by, ballot.number, digest, act.at), row


def same_act(act: ToBox, row: BallotRow) -> ToBox:
    """The act that put the row into the box, told as if it came again now."""
    kept = msgspec.json.decode(row.body, type=Ballot)
    if isinstance(act, EnterAnswer):
        return replace(
            act,
            delegation=kept.delegation,
            answer=kept.entered or "",
            for_votes=kept.for_votes,
            against_votes=kept.against_votes,
            abstention_votes=kept.abstention_votes,
        )
    return replace(
        act,
        for_votes=kept.for_votes,
        against_votes=kept.against_votes,
        abstention_votes=kept.abstention_votes,
        unused_votes=kept.unused_votes,
    )


def close_with_count(state: SessionState, act: Act) -> Act:
    """The act of closing with what the box holds; any other act as it is."""
    if not isinstance(act, CloseDivision) or act.body not in state.assembly.bodies:
        return act
    division = state.assembly.divisions.get(state.assembly.bodies[act.body].division)
    if division is None:
        return act
    opened = state.boxes.get(division.number, OpenBox())
    root = ballot_tree(opened.hashes).root().hex()
    return replace(
        act,
        count=count(division, opened.box, root=root),
        unsettled=unsettled(division, opened.box),
        on_paper=on_paper(division, opened.box),
    )


def ballot_tree(hashes: Iterable[bytes]) -> MerkleTree:
    """The tree of a division's ballots, whose root stands in the closing entry.

    Note: a proof names the leaf beside one's own. A leaf is therefore the hash of a ballot's
    hash (RFC 6962), and tells nobody the receipt of the neighbour.
    """
    return MerkleTree(map(leaf_hash, hashes))
