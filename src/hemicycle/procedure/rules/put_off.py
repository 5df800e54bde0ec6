"""A vote that goes to the next sitting, because the quorum was not there.

Article: quorum.effect, quorum.missing_then
"""

from hemicycle.procedure.assembly import Body, ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.replacing import replace


def put_off(body: Body) -> Body:
    """The body without the item whose vote goes to the next sitting; another is taken next."""
    if not body.item or body.sitting is None:
        return body
    item = replace(body.items[body.item], stage="adjourned")
    return replace(
        body,
        item=NO_ITEM,
        items={**body.items, item.id: item},
        put_off={**body.put_off, item.id: body.sitting.number},
    )


def require_not_put_off(body: Body, item: ItemId) -> None:
    """Nothing on the item is put in the sitting in which the quorum for it was not there.

    Out of order: it was put off in this sitting.
    """
    sitting = body.sitting.number if body.sitting else 0
    if item and body.put_off.get(item) == sitting:
        raise OutOfOrder("quorum.effect", "vote_in_next_sitting", item=item)
