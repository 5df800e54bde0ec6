"""The desk of the record clerks in the rehearsal, filled as they would fill it.

Once takes are opened, the first is handed in, the second is being written and the others are free;
once they are merged, who wrote and who revised them stands beside what the record has.
"""

import asyncio
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.db import connections

from hemicycle.clerk.outcomes import Change
from hemicycle.procedure.acts.record.merge_takes import TakesMerged
from hemicycle.procedure.acts.record.open_takes import TakesOpened
from hemicycle.procedure.assembly import SittingRecord, TakenDown
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.takes import Stretch, stretches
from hemicycle.web.house import House

if TYPE_CHECKING:  # Django is set up later
    from hemicycle.secretariat.takes import TakeKey

FILE = Path(__file__).parent / "takes.toml"
CLERKS = (MemberId("o-record-clerk-1"), MemberId("o-record-clerk-2"))
REVISER = MemberId("o-clerk")
TAKEN, HANDED_IN, REVISED = "taken", "handed_in", "revised"


@dataclass(slots=True)
class DemoTakes:
    """Fills the tables when the record of the rehearsal has come so far."""

    house: House
    _filling: set[asyncio.Task[None]] = field(default_factory=set)

    def follow(self, change: Change) -> None:
        """A commit: takes were opened, or merged, once the rehearsal has its record clerks."""
        people = change.after.assembly.people
        for written in change.written if people.keys() >= set(CLERKS) else ():
            entry = written.entry
            if isinstance(entry, TakesOpened | TakesMerged):
                record = change.after.assembly.records[entry.body, entry.sitting]
                task = asyncio.ensure_future(sync_to_async(self.fill)(change.session, record))
                self._filling.add(task)
                task.add_done_callback(self._filling.discard)

    def fill(self, session: SessionId, record: SittingRecord) -> None:
        """Write the takes of a sitting as far as they are; what somebody has taken stays as it is.

        Note: it runs beside the requests, and leaves no connection behind.
        """
        from hemicycle.secretariat.takes import TakeKey, takes_of

        view = self.house.view(session, None)
        try:
            known = takes_of(session, record.body, sitting=record.sitting)
            texts = written_in(stretches(view, record), view.assembly.taken_down)
            for number, clerk in zip(texts, cycle(CLERKS), strict=False):
                if number not in known:
                    key = TakeKey(session, record.body, record.sitting, number)
                    step = REVISED if record.merged else HANDED_IN if number == 1 else TAKEN
                    bring(key, texts[number], clerk=clerk, at_ms=view.at, step=step)
        finally:
            connections.close_all()


def written_in(
    takes: Sequence[Stretch], taken_down: Mapping[int, TakenDown]
) -> dict[int, dict[int, tuple[str, str]]]:
    """For each take that somebody has, the language and the words of each speech."""
    spare = [str(one["words"]) for one in tomllib.loads(FILE.read_text(encoding="utf-8"))["text"]]
    found: dict[int, dict[int, tuple[str, str]]] = {}
    for take in takes:
        for one in take.speeches:
            taken = taken_down.get(one.position)
            if taken is not None:
                words = next(iter(taken.words.items()))
            elif spare:
                words = ("en", spare.pop(0))
            else:
                return found
            found.setdefault(take.number, {})[one.position] = words
    return found


def bring(
    key: "TakeKey", texts: Mapping[int, tuple[str, str]], *, clerk: MemberId, at_ms: int, step: str
) -> None:
    """One take as a record clerk wrote it, handed in and revised where it is so far."""
    from hemicycle.secretariat.takes import TakeText, hand_in, revise, save_texts, take_up

    take_up(key, clerk, at_ms=at_ms)
    written = {n: TakeText(text=words, language=code) for n, (code, words) in texts.items()}
    save_texts(key, written, revision=0, by=clerk, at_ms=at_ms)
    if step in (HANDED_IN, REVISED):
        hand_in(key, at_ms=at_ms)
    if step == REVISED:
        revise(key, REVISER, at_ms=at_ms)
