"""Seats shared among groups by their votes, as the command line says it."""

from collections.abc import Iterator, Sequence

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import Phrases
from hemicycle.procedure.rules.apportionment import sainte_lague
from hemicycle.procedure.rules.lots import drawn
from hemicycle.recount.votes import RecountFault

LANGUAGE = "en"  # of the command line
MOST_DIGITS = 9


def read_groups(texts: Sequence[str]) -> dict[str, int]:
    """Groups with their votes, each written NAME=VOTES.

    Errors: RecountFault at what is no group with its votes, or a group that is named twice
    """
    votes: dict[str, int] = {}
    for text in texts:
        name, _, number = (part.strip() for part in text.rpartition("="))
        is_number = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
        if not name or not is_number or name in votes:
            raise RecountFault("groups_unread", said=text)
        votes[name] = int(number)
    return votes


def apportioned_lines(
    phrases: Phrases, votes: dict[str, int], *, seats: int, seed: str
) -> Iterator[str]:
    """The seats of each group, and the seed where lots gave the last ones.

    Errors: RecountFault where groups are level for the last seats and no lots are drawn, or there
    is nothing to share
    """
    if seats < 1 or not any(votes.values()):
        raise RecountFault("groups_nothing", n=seats)
    shared = sainte_lague(votes, seats)
    if shared.level:
        if not seed:
            raise RecountFault("groups_level", names=shared.level, n=shared.seats_between)
        level = shared.level
        shared = sainte_lague(votes, seats, drawn=drawn(level, seed))
        facts = {"names": level, "seed_words": seed}
        yield phrases.say("apportioned.lots", LANGUAGE, NO_NAMES, **facts)
    width = len(f"{seats:,}")
    for name, own in shared.seats.items():
        of_votes = phrases.say("apportioned.of_votes", LANGUAGE, NO_NAMES, n=votes[name])
        yield f"{own:>{width},}  {name}  {of_votes}"
    yield phrases.say("apportioned.in_all", LANGUAGE, NO_NAMES, n=seats)
