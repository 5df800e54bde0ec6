"""The seed of a drawing: dice thrown in the room, and a number that was published elsewhere.

Article: speaking.order, division.voice_start
"""

import re

from hemicycle.procedure.kernel import OutOfOrder

THROWN = re.compile(r"[1-6]( ?[1-6]){4,39}")
PUBLISHED = re.compile(r"[0-9][0-9 .-]{2,59}")


def seed_of(rule_key: str, *, dice: str, published: str) -> str:
    """The seed, which nobody could choose.

    Out of order: fewer than five dice; no published number.
    """
    if not THROWN.fullmatch(dice.strip()):
        raise OutOfOrder(rule_key, "no_dice")
    if not PUBLISHED.fullmatch(published.strip()):
        raise OutOfOrder(rule_key, "no_published_number")
    return f"{dice.replace(' ', '')} {published.strip()}"
