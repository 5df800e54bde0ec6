"""Closed sittings of a group: that it sits is on record, and what is said there is in no record.

Article: groups.closed, programme.closed
"""

from collections.abc import Collection, Sequence

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder
from hemicycle.procedure.rules.groups import GROUP
from hemicycle.procedure.rules.rulebook import Rulebook


def require_not_closed(assembly: Assembly, act: Act) -> None:
    """The record is public, so nothing goes into it from a sitting that is closed.

    Out of order: the act's body has a closed sitting now.
    """
    body = assembly.bodies.get(act.body)
    if body is not None and body.sitting is not None and body.sitting.is_closed:
        raise OutOfOrder("groups.closed", "sitting_is_closed", title=body.title)


def require_open_by_programme(assembly: Assembly, body: Body, *, at: Instant) -> None:
    """A group does not sit in the open by mistake when the programme has a closed sitting of it.

    Out of order: the last release of the programme has one now.
    """
    slots = assembly.programme[-1].slots if assembly.programme else ()
    own = (one for one in slots if one.body == body.id and one.is_closed)
    if body.organ == GROUP and any(one.begins_at <= at < one.ends_at for one in own):
        raise OutOfOrder("programme.closed", "closed_by_programme", title=body.title)


def require_can_close(body: Body) -> None:
    """Only groups sit behind closed doors here; of other bodies the record is public.

    Out of order: the body is no group.
    """
    if body.organ != GROUP:
        raise OutOfOrder("groups.closed", "not_a_group", title=body.title)


def silent_while_closed(kinds: Sequence[Kind], *, but: Collection[Kind]) -> Sequence[Kind]:
    """The same kinds of act, all out of order `but` some while their body has a closed sitting.

    Note: a kind that is added later is so too, unless somebody says otherwise.
    """
    return [kind if kind in but else silent(kind) for kind in kinds]


def silent(kind: Kind) -> Kind:
    """A kind of act that leaves no trace of a closed sitting."""

    def decide(rules: Rulebook, assembly: Assembly, act: Act) -> Sequence[Entry]:
        require_not_closed(assembly, act)
        return kind.decide(rules, assembly, act)

    return kind._replace(decide=decide)
