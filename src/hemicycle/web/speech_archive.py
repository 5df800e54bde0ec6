"""Speeches that are open go into the archive of statements, where they are found beside others.

Never those of a rehearsal: what was only rehearsed is no statement of anybody.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hemicycle.archive.index import filling
from hemicycle.archive.shelf import ShelfRefused
from hemicycle.archive.statements import RECORD, Collection, Statement
from hemicycle.archive.states import code_of
from hemicycle.clerk.outcomes import Change
from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly import Assembly, Body, Session, WrittenSpeech
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.house import House

mistakes = logging.getLogger("hemicycle.mistakes")
LANGUAGES = ("en", "fr", "ar")
IN_WORDS = "en"  # of names and offices, of which the archive keeps one


class Open(NamedTuple):
    """A speech that everyone may read, where it belongs, and its words."""

    session: Session
    body: Body
    written: WrittenSpeech
    paragraphs: Sequence[str]


@dataclass(slots=True)
class SpeechArchive:
    """Brings open speeches to the shelf; one that was missed comes at the next start.

    `countries` tells the two letters of the State of each parliament that has any.
    """

    house: House
    shelf: Path
    countries: Callable[[], Mapping[str, str]]
    _putting: set[asyncio.Task[None]] = field(default_factory=set)

    async def begin(self) -> None:
        """Bring all that is open, at the start."""
        for session, state in list(self.house.clerk.states.items()):
            await self.put(session, state.assembly)

    def follow(self, change: Change) -> None:
        """A commit: what it opened is brought, beside the requests."""
        if open_numbers(change.after.assembly) == open_numbers(change.before.assembly):
            return
        task = asyncio.ensure_future(self.put(change.session, change.after.assembly))
        self._putting.add(task)
        task.add_done_callback(self._putting.discard)

    async def put(self, session: SessionId, assembly: Assembly) -> None:
        """Bring what is open in a session that really sat; what is there already stays."""
        if assembly.session is None or assembly.session.basis != "acted":
            return
        speeches = list(self.speeches(assembly.session, assembly))
        if speeches:
            await asyncio.to_thread(self._put, session, assembly, speeches=speeches)

    def speeches(self, session: Session, assembly: Assembly) -> Iterator[Open]:
        """Every open speech whose words are held here."""
        for body in assembly.bodies.values():
            for one in body.written.values():
                sealed = self.house.written_texts.of(session.id, one) if one.is_open else None
                if sealed is not None:
                    yield Open(session, body, one, sealed.paragraphs)

    def _put(self, session: SessionId, assembly: Assembly, *, speeches: Sequence[Open]) -> None:
        try:
            countries = self.countries()
            with filling(self.shelf) as filled:
                for one in speeches:
                    delegation = assembly.people[one.written.member].delegation
                    country = code_of(countries.get(delegation, ""))
                    filled.put_collection(self.collection(one))
                    filled.put(self.statement(one, country))
        except (ShelfRefused, OSError):
            mistakes.exception("the speeches of %s for the archive", session)

    def collection(self, one: Open) -> Collection:
        """The speeches of one body of a session."""
        return Collection(
            id=f"{one.session.id}-{one.body.id}",
            kind=RECORD,
            title=one.session.title,
            body=one.body.title,
            source=self.in_languages("speeches.source"),
            licence=self.in_languages("speeches.licence"),
        )

    def statement(self, one: Open, country: str) -> Statement:
        """A speech with who made it, in which capacity, when and on what.

        Note: where no State is known the delegation stands for it by its name, or the speaker.
        """
        session, body, written, paragraphs = one
        names, member = self.house.names_of(session.id), written.member
        item = body.items.get(written.item)
        day = moment(written.opened_at, session.zone).date()
        delegation = names.delegation(member)
        named = names.short(delegation, IN_WORDS) if delegation else names.label(member, IN_WORDS)
        return Statement(
            id=f"{session.id}-speech-{written.number}",
            collection=f"{session.id}-{body.id}",
            state=country or named,
            item=item.title if item else body.title,
            item_key=f"{session.id}-{body.id}-{written.item}",
            year=day.year,
            day=day.isoformat(),
            language=written.language,
            speaker=names.label(member, IN_WORDS),
            capacity=names.title(member, IN_WORDS) or self.capacity(written),
            paragraphs=paragraphs,
            file=f"/a/{session.id}/speech/{written.number}",
        )

    def capacity(self, written: WrittenSpeech) -> str:
        """The office in words."""
        key = f"word.capacity.{written.capacity}"
        return self.house.phrases.say(key, IN_WORDS, self.house.no_names)

    def in_languages(self, key: str) -> Mapping[str, str]:
        """A phrase in every language that has it."""
        phrases = self.house.phrases
        known = (one for one in LANGUAGES if phrases.has(key, one))
        return {one: phrases.say(key, one, self.house.no_names) for one in known}


def open_numbers(assembly: Assembly) -> frozenset[int]:
    """The numbers of the speeches that everyone may read."""
    bodies = assembly.bodies.values()
    return frozenset(one.number for body in bodies for one in body.written.values() if one.is_open)
