"""What the two machines of a house ask each other, under `/second/`; nobody else has the key."""

import asyncio
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from hemicycle.clerk import system_now
from hemicycle.clerk.copies import Copies
from hemicycle.operation.backup import alone
from hemicycle.operation.beside import mark_of, packed
from hemicycle.operation.copying import SENDING, SENDING_LOCK
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.other_machine import Standing, Term
from hemicycle.operation.shown_keys import NO_LONGER_GOOD, SCHEME, Numbers, Told, is_same
from hemicycle.store import StoreRefused
from hemicycle.store.parcels import Head, Parcel, Parted, parcel_of, since
from hemicycle.store.writer import SECOND, Link, keep, link_in
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request
from hemicycle.web.second.asker import Asker, asker_in

PATH = "second"
POLL_S = 2.0
MOST_DIGITS = 18  # of a number; no run of batches comes near
LARGEST_HEADS = 4 * 1024 * 1024
PLAIN, JSON, PACK = "text/plain; charset=utf-8", "application/json", "application/gzip"
KEY_WANTED = [(b"www-authenticate", SCHEME.encode())]


KEY_VOID = "Another key was made for the second machine since."
KEY_SENT = (
    b"This key is shown and never sent: install the newer Hemicycle on the machine that asks.\n"
)
NOT_MEANT = (
    "{asked} leads to the house {own}. Ask it at that address; or name this one there, with"
    " `hemicycle second --here`."
)


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What was recorded up to a number of a run; `heads` is where the writer has come."""

    run: str
    number: int
    parcels: list[Parcel]
    heads: dict[str, int]


class Door:
    """Answers the other machine; without a folder there is none."""

    def __init__(self, house: House, folder: Path | None = None) -> None:
        self.house, self.folder = house, folder
        self.numbers = Numbers()

    @property
    def copies(self) -> Copies:
        """What was recorded last."""
        return self.house.queue.copies

    async def answer(self, request: Request, parts: list[str]) -> Answer:
        """What is answered at an address below `/second/`."""
        folder = self.folder
        asker = asker_in(folder, request) if folder is not None else None
        if folder is None or asker is None:
            return Answer(401, b"This is for the other machine of the house.\n", PLAIN, KEY_WANTED)
        what = f"{request.method} {'/'.join(parts[1:])}"
        if asker.has_sent_key:
            if not asker.link.was_sent:
                return Answer(401, KEY_SENT, PLAIN, KEY_WANTED)
            return await self.told_to(asker, request, what=what)
        refused = self.refused(asker, is_standing=what in ("GET hello", "GET standing"))
        if refused or what == "GET hello":
            return self.signed(asker, Answer(204, media_type=""), refused=refused)
        if not self.numbers.take(asker.number):
            return self.signed(asker, Answer(NO_LONGER_GOOD, b"Ask with another number.\n", PLAIN))
        return self.signed(asker, await self.told_to(asker, request, what=what))

    def refused(self, asker: Asker, *, is_standing: bool) -> str:
        """Why a machine that has the key is told nothing, in a sentence; nothing where it is.

        Note: who signs for another address than this machine's was led here by somebody between.
        """
        if not asker.is_meant(self.house.base_url):
            return NOT_MEANT.format(asked=asker.to, own=self.house.base_url)
        return "" if is_standing or self.is_valid(asker.link) else KEY_VOID

    def signed(self, asker: Asker, answer: Answer, *, refused: str = "") -> Answer:
        """An answer with what shows that this machine has the key too."""
        return replace(
            answer,
            headers=[
                *answer.headers,
                *asker.shown(Told(answer.status, self.numbers.give(), asker.at, refused)),
            ],
        )

    async def told_to(self, asker: Asker, request: Request, *, what: str) -> Answer:
        """What the other machine is told."""
        folder, link = asker.folder, asker.link
        if what == "GET standing":
            return packed_json(self.standing())
        if not self.is_valid(link):
            return Answer(401, KEY_VOID.encode() + b"\n", PLAIN, KEY_WANTED)
        if what not in ("GET house", "GET beside", "GET after", "POST since"):
            return Answer(404, b"There is nothing here.\n", PLAIN)
        if self.house.shut is not None or self.house.clerk.store.is_shared:
            return Answer(409, b"This machine does not write a record in SQLite.\n", PLAIN)
        self.meet(asker)
        try:
            if what in ("GET house", "GET beside"):
                return await self.whole(request, folder, is_whole=what == "GET house")
            if what == "GET after":
                return await self.after(request)
            return await self.since(request)
        except (BackupFault, StoreRefused, Parted, NotUnderstood, OSError) as fault:
            return Answer(409, f"{fault}\n".encode(), PLAIN)

    def is_valid(self, link: Link) -> bool:
        """Whether a key opens the record still; one that was made later makes it void.

        Note: who was overtaken may ask with the old one how things stand, to learn of it.
        """
        second = link_in(self.folder, SECOND) if self.folder is not None else None
        return second is None or is_same(second.key, link.key)

    def meet(self, asker: Asker) -> None:
        """From now on the other machine can have taken over; and what it can is known."""
        met = asker.met()
        if met != asker.link:
            keep(asker.folder / SECOND, met)

    def standing(self) -> Standing:
        """What this machine says of itself."""
        sessions = {}
        for session, state in self.house.clerk.states.items():
            begun = [
                one.position
                for one in self.house.clerk.history.get(session, ())
                if one.header.kind == "term_begun"
            ]
            after = begun[-1] - 1 if begun else 0
            sessions[str(session)] = Term(term=state.tail.term, after=after)
        return Standing(writes=self.house.shut is None, sessions=sessions)

    async def whole(self, request: Request, folder: Path, *, is_whole: bool) -> Answer:
        """The house, or what is beside its record; nothing where that has not changed.

        Errors: BackupFault, StoreRefused, OSError
        """
        mark = await asyncio.to_thread(mark_of, folder)
        headers = [(b"x-mark", mark.encode()), (b"content-encoding", b"identity")]
        if not is_whole and request.query.get("known") == mark:
            return Answer(204, media_type="", headers=headers)
        body = await asyncio.to_thread(read_packed, folder, is_whole=is_whole)
        return Answer(200, body, PACK, headers)

    async def after(self, request: Request) -> Answer:
        """What came after a number, as soon as anything comes."""
        run, number = request.query.get("run", ""), request.query.get("number", "")
        is_number = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
        if not (is_number and self.copies.has(run, int(number))):
            return Answer(410, b"Ask for everything since.\n", PLAIN)
        came = await self.copies.after(int(number), within_s=POLL_S)
        return self.told(int(number) + len(came), [parcel_of(batch) for batch in came])

    async def since(self, request: Request) -> Answer:
        """Everything beyond what the other machine has.

        Errors: Parted, NotUnderstood
        """
        try:
            told = await request.body(LARGEST_HEADS)
            known = msgspec.json.decode(told, type=dict[str, Head])
        except msgspec.DecodeError:
            return Answer(400, b"These are no heads.\n", PLAIN)
        parcel, number = await self.house.queue.between(lambda: self.begin(known))
        return self.told(number, [parcel])

    def begin(self, known: dict[str, Head]) -> tuple[Parcel, int]:
        """Everything beyond what is known, and the number from which on batches are kept.

        Errors: Parted
        """
        return since(self.house.clerk.store, known), self.copies.begin()

    def told(self, number: int, parcels: list[Parcel]) -> Answer:
        """What is sent."""
        states = self.house.clerk.states
        heads = {str(session): state.tail.position for session, state in states.items()}
        told = Sent(run=self.copies.run, number=number, parcels=parcels, heads=heads)
        return packed_json(told)


def read_packed(folder: Path, *, is_whole: bool) -> bytes:
    """A house as it is sent.

    Errors: BackupFault, OSError
    """
    with (
        alone(folder, at=SENDING, by=SENDING_LOCK) as work,
        TemporaryDirectory(dir=work) as place,
    ):
        return packed(folder, Path(place), now=system_now(), is_whole=is_whole).read_bytes()


def packed_json(told: Any) -> Answer:
    """An answer for the other machine."""
    return Answer(200, msgspec.json.encode(told), JSON)
