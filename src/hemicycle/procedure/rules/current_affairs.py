"""Debates on current affairs: so many of a session, and nothing is decided at their end.

Article: current_affairs.max_items, current_affairs.vote_at_end
"""

from hemicycle.procedure.assembly import Body, ItemId
from hemicycle.procedure.assembly.agenda import CURRENT_AFFAIRS
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook


def require_current_affairs(rules: Rulebook, body: Body) -> None:
    """One more debate on current affairs may be placed.

    Out of order: the rules know none; there are as many as they allow.
    """
    most = rules.number("current_affairs.max_items")
    if not most:
        raise OutOfOrder("current_affairs.max_items", "no_current_affairs")
    if sum(one.kind == CURRENT_AFFAIRS for one in body.items.values()) >= most:
        raise OutOfOrder("current_affairs.max_items", "enough_current_affairs", n=most)


def require_decides(rules: Rulebook, body: Body, item: ItemId) -> None:
    """Something may be decided on an item.

    Out of order: it is a debate on current affairs, and the rules end that without a vote.
    """
    found = body.items.get(item)
    is_debate_only = found is not None and found.kind == CURRENT_AFFAIRS
    if is_debate_only and not rules.is_on("current_affairs.vote_at_end"):
        raise OutOfOrder("current_affairs.vote_at_end", "debate_without_vote", item=item)
