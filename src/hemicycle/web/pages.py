"""The pages of a session: which screen and template each has, and who may see it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hemicycle.screens import (
    booth,
    chair,
    decisions,
    delegate,
    division,
    elections,
    emergency,
    hall,
    minutes,
    now,
    polling,
    press,
    record,
    rights,
    speakers,
    tellers,
    vote,
    written,
)
from hemicycle.screens.view import View

Screen = Callable[[View, str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: what it shows, how it is drawn, and which of its blocks are live.

    A page that needs a seat fetches its own blocks; the others are drawn once for everyone. One
    that speaks its argument is in the language its address ends with, unless it begins with one.
    """

    template: str
    screen: Screen
    blocks: tuple[str, ...] = ()
    needs_seat: bool = False
    needs_argument: bool = False
    speaks_argument: bool = False

    @property
    def is_live(self) -> bool:
        """Whether anything on it changes by itself."""
        return bool(self.blocks)


def numbered(argument: str) -> int:
    """The number in an address, 0 where it is none."""
    return int(argument) if re.fullmatch(r"[0-9]{1,9}", argument, re.ASCII) else 0


PAGES: Mapping[str, Page] = {
    "": Page(
        template="now.html",
        screen=lambda view, _: now.now(view),
        blocks=("hero", "agenda", "decided", "bodies", "records"),
    ),
    "hall": Page(
        template="hall.html",
        screen=lambda view, _: hall.hall(view),
        blocks=("header", "main", "footer"),
    ),
    "minutes": Page(template="minutes.html", screen=lambda view, _: minutes.minutes(view)),
    "record": Page(template="record.html", screen=lambda view, _: record.record(view)),
    "entries": Page(
        template="entry.html",
        screen=lambda view, number: record.entry(view, numbered(number)),
        needs_argument=True,
    ),
    "corrections": Page(
        template="corrections.html",
        screen=lambda view, _: record.corrections(view),
        needs_seat=True,
    ),
    "divisions": Page(
        template="division.html",
        screen=lambda view, number: division.division(view, numbered(number)),
        needs_argument=True,
    ),
    "decisions": Page(template="decisions.html", screen=lambda view, _: decisions.decisions(view)),
    "emergency": Page(
        template="emergency.html",
        screen=lambda view, _: emergency.emergency(view),
        blocks=("requests",),
    ),
    "requests": Page(
        template="requests.html",
        screen=lambda view, _: emergency.own_requests(view),
        blocks=("standing",),
        needs_seat=True,
    ),
    "elections": Page(
        template="elections.html",
        screen=lambda view, _: elections.elections(view),
        blocks=("elections",),
    ),
    "polling": Page(
        template="polling.html",
        screen=lambda view, _: polling.polling(view),
        needs_seat=True,
    ),
    "speakers": Page(
        template="speakers.html",
        screen=lambda view, _: speakers.speakers(view),
        blocks=("lists",),
    ),
    "speeches": Page(
        template="speeches.html",
        screen=lambda view, _: written.shelf(view),
        blocks=("shelf",),
    ),
    "speech": Page(
        template="speech.html",
        screen=lambda view, number: written.one_speech(view, numbered(number)),
        needs_argument=True,
    ),
    "hand-in": Page(
        template="hand-in.html",
        screen=lambda view, _: written.hand_in(view),
        needs_seat=True,
    ),
    "press": Page(template="press.html", screen=lambda view, _: press.press(view)),
    "rights": Page(template="rights.html", screen=lambda view, _: rights.rights(view)),
    "verify": Page(template="verify.html", screen=lambda _view, _: None),
    "chair": Page(
        template="chair.html",
        screen=lambda view, _: chair.chair(view),
        blocks=("console",),
        needs_seat=True,
    ),
    "tellers": Page(
        template="tellers.html",
        screen=lambda view, _: tellers.tellers(view),
        blocks=("desk",),
        needs_seat=True,
    ),
    "booth": Page(
        template="booth.html",
        screen=booth.booth,
        blocks=("booth",),
        needs_seat=True,
        needs_argument=True,
        speaks_argument=True,
    ),
    "vote": Page(
        template="vote.html",
        screen=lambda view, _: vote.vote(view),
        blocks=("ballot",),
        needs_seat=True,
    ),
    "floor": Page(
        template="floor.html",
        screen=lambda view, _: delegate.floor(view),
        blocks=("floor",),
        needs_seat=True,
    ),
    "today": Page(
        template="today.html",
        screen=lambda view, _: delegate.today(view),
        blocks=("today",),
        needs_seat=True,
    ),
    "texts": Page(
        template="texts.html",
        screen=lambda view, _: delegate.texts(view),
        blocks=("texts",),
        needs_seat=True,
    ),
}
