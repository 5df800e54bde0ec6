"""Who was heard in the session: each speech with its item, its length and where to read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, DelegationId
from hemicycle.procedure.kernel import BodyId
from hemicycle.screens.asked import Asked, Leaf, leaf_of
from hemicycle.screens.reported import Group, told_of
from hemicycle.screens.speeches import SpeechSeen, speeches
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public

ON_A_LEAF = 100
SAID = ("address", "statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The speeches of one leaf. `body` and `delegation` are what they are narrowed to, or empty.

    `told` are the statements that others reported, and all there is of a reported session.
    """

    heard: Sequence[SpeechSeen]
    leaf: Leaf
    bodies: Sequence[Body]
    delegations: Sequence[DelegationId]
    body: BodyId
    delegation: DelegationId
    is_reported: bool
    told: Sequence[Group]


def statements(view: View, asked: Asked) -> Statements:
    """The statements of the session, the same for everybody."""
    view = as_public(view)
    everything = () if view.is_reported else speeches(view)
    body = asked.text("in") if asked.text("in") in view.assembly.bodies else ""
    known = dict.fromkeys(one.delegation for one in everything if one.delegation)
    delegation = asked.text("of") if asked.text("of") in known else ""
    found = [
        one for one in everything if body in ("", one.body) and delegation in ("", one.delegation)
    ]
    shown, leaf = leaf_of(found, asked, on_each=ON_A_LEAF)
    return Statements(
        heard=shown,
        leaf=leaf,
        bodies=tuple(view.assembly.bodies.values()),
        delegations=list(known),
        body=BodyId(body),
        delegation=DelegationId(delegation),
        is_reported=view.is_reported,
        told=told_of(view, *SAID),
    )
