"""A receipt for those who do not believe the page: its proof as data, and a program that checks it.

The program needs nothing but Python itself; it makes the receipt's code from the ballot, and the
root of the division from that, and says whether the root is the one of the record.
"""

from collections.abc import Mapping

from hemicycle.clerk.receipts import FoundBallot
from hemicycle.journal import instants
from hemicycle.journal.tree import Inclusion
from hemicycle.procedure.kernel import Instant
from hemicycle.screens.receipt import Told

OWN_BALLOT = """\
ballot = {ballot!r}
own = sha(bytes.fromhex("{salt}") + ballot.encode())
print(base64.b32encode(own)[:8].decode(), ballot)
leaf = sha(bytes(1) + own)
"""
OWN_LEAF = """\
leaf = bytes.fromhex("{leaf}")
"""
RECIPE = """\
import base64, hashlib
def sha(data): return hashlib.sha256(data).digest()
{own}place, last, root = {number} - 1, {size} - 1, "{root}"
path = \"\"\"
{path}
\"\"\".split()
for other in map(bytes.fromhex, path):
    on_the_right = place % 2 or place == last
    leaf = sha(bytes([1]) + (other + leaf if on_the_right else leaf + other))
    while on_the_right and place and place % 2 == 0: place, last = place // 2, last // 2
    place, last = place // 2, last // 2
print("in the root" if last == 0 and leaf.hex() == root else "NOT in the root")
"""


def program(found: FoundBallot, proof: Inclusion, *, shows_choice: bool) -> str:
    """The lines of Python that anybody runs to check a ballot against the root of the record."""
    body, salt = found.row.body.decode(), found.row.salt.hex()
    own = OWN_BALLOT.format(ballot=body, salt=salt)
    return RECIPE.format(
        own=own if shows_choice else OWN_LEAF.format(leaf=found.leaf.hex()),
        number=proof.index + 1,
        size=proof.size,
        root=found.root,
        path="\n".join(one.hex() for one in proof.path),
    )


def proof_told(found: FoundBallot, told: Told, *, entry: int) -> Mapping[str, object]:
    """What the page says, for programs; `entry` is where the root stands in the record."""
    data: dict[str, object] = {
        "division": found.division,
        "number": found.row.number,
        "received_at": instants.written(Instant(found.row.at)),
        "state": told.state,
        "is_declared": told.is_declared,
        "is_annulled": told.is_annulled,
    }
    if told.is_declared and found.proof is not None:
        data["proof"] = {
            "hash": "SHA-256 (RFC 6962)",
            "leaf": found.leaf.hex(),
            "index": found.proof.index,
            "size": found.proof.size,
            "path": [one.hex() for one in found.proof.path],
            "root": found.root,
            "entry": entry,
        }
    if told.shows_choice:
        data |= {"ballot": found.row.body.decode(), "salt": found.row.salt.hex()}
    return data
