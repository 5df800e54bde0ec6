"""When somebody on the list will have the floor: about, at the soonest and at the latest.

The time allowed to those before is taken, in the share that speeches took of theirs so far. What
is not known yet is filled with a guess that counts as a few speeches and fades as more are heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from hemicycle.procedure.assembly import Body, Listed
from hemicycle.procedure.assembly.pace import Pace
from hemicycle.screens.view import View

GUESSED_SPEECHES = 3
GUESSED_SHARE, GUESSED_SPREAD = 0.95, 0.25  # of the time allowed
GUESSED_GAP_S = 15
WITHOUT_LIMIT_S = 300
FOUR_OF_FIVE = 1.28  # standard deviations on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long somebody will wait; four times of five between the two ends. Units: seconds."""

    about_s: int = 0
    soonest_s: int = 0
    latest_s: int = 0


def share_and_spread(pace: Pace) -> tuple[float, float]:
    """What part of the time allowed a speech takes, and how far that varies."""
    n = GUESSED_SPEECHES + pace.speeches
    share = (GUESSED_SPEECHES * GUESSED_SHARE + pace.shares / 1000) / n
    guessed = GUESSED_SPEECHES * (GUESSED_SPREAD**2 + GUESSED_SHARE**2)
    squares = (guessed + pace.squares / 1_000_000) / n
    return share, sqrt(max(0.0, squares - share**2))


def gap_s(pace: Pace) -> float:
    """What lies between two speeches."""
    counted = GUESSED_SPEECHES + pace.gaps
    return (GUESSED_SPEECHES * GUESSED_GAP_S + pace.gaps_s) / counted


def wait_for(view: View, body: Body, before: Sequence[Listed]) -> Wait:
    """How long it takes until those before have spoken, whoever speaks now included."""
    floor = body.floor
    left_s = floor.left_s(view.at) if floor.holder else floor.interrupted_left_s
    limits = [allowed_s(view, one) for one in before]
    share, spread = share_and_spread(body.pace)
    gaps = len(limits) + bool(floor.holder or floor.interrupted)
    about_s = left_s + share * sum(limits) + gaps * gap_s(body.pace)
    width_s = FOUR_OF_FIVE * spread * sqrt(sum(limit * limit for limit in limits))
    return Wait(
        about_s=round(about_s),
        soonest_s=round(max(0.0, about_s - width_s)),
        latest_s=round(about_s + width_s),
    )


def allowed_s(view: View, listed: Listed) -> int:
    """Seconds that somebody on the list may speak, or a guess where no limit applies."""
    limit_s = view.rules.speaking_time_s(view.assembly, listed.member, "speech")
    return (limit_s or WITHOUT_LIMIT_S) * (1 + listed.further)
