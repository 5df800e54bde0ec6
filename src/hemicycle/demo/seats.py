"""The seats that the demo offers with one press: which person each is, and where it looks first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSeat:
    """One seat: its host name, the page it looks at, and who sits there ("" for no person).

    `takes_over` seats act for themselves from the first press on; the script leaves them alone.
    """

    name: str
    page: str
    member: MemberId
    port_offset: int
    takes_over: bool = False


HALL = DemoSeat(name="hall", page="hall", member=MemberId(""), port_offset=1)
CHAIR = DemoSeat(name="chair", page="chair", member=MemberId("o-president"), port_offset=2)
DELEGATE = DemoSeat(
    name="delegate", page="vote", member=MemberId(""), port_offset=3, takes_over=True
)
CLERK = DemoSeat(name="clerk", page="desk", member=MemberId("o-clerk"), port_offset=4)
TELLER = DemoSeat(name="teller", page="tellers", member=MemberId("o-teller-1"), port_offset=5)
PUBLIC = DemoSeat(name="public", page="", member=MemberId(""), port_offset=0)

SEATS: Mapping[str, DemoSeat] = {
    seat.name: seat for seat in (HALL, CHAIR, DELEGATE, PUBLIC, CLERK, TELLER)
}


def free_delegate(assembly: Assembly, taken: Sequence[MemberId]) -> MemberId:
    """A delegate in the room for whom no visitor sits yet: heads of great delegations first."""
    plenary = next(iter(assembly.bodies.values()), None)
    present = plenary.present if plenary else frozenset()
    for delegation in sorted(assembly.delegations.values(), key=lambda d: -d.votes):
        if not delegation.has_vote:
            continue
        for member in delegation.members:
            if (member in present or not present) and member not in taken:
                return member
    return MemberId("")
