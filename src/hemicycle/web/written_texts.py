"""The words of speeches in writing, at hand for the pages, and who may read them when."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async

from hemicycle.clerk.outcomes import Change
from hemicycle.handed_in.sealed import SealedSpeech
from hemicycle.procedure.assembly import Assembly, WrittenSpeech
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.view import View
from hemicycle.web.permissions import INTERPRETER

Kept = dict[tuple[str, str], SealedSpeech]


def may_read(written: WrittenSpeech, member: MemberId, *, roles: frozenset[str]) -> bool:
    """Whether somebody may read a speech: everyone once it is open, before that the booths.

    Note: the secretariat is none of them. Whoever handed it in may look at the own text.
    """
    return written.is_open or INTERPRETER in roles or (bool(member) and written.member == member)


def own_eyes(view: View) -> MemberId:
    """Who looks, for what is for the own eyes; nobody on a device that others use too."""
    return NOBODY if view.viewer.is_shared else view.viewer.member


def is_of(sealed: SealedSpeech, written: WrittenSpeech) -> bool:
    """Whether a file is that of a speech in the record, and of no other."""
    said = tuple(sealed.about.get(name, "") for name in ("member", "item", "language"))
    return said == (written.member, written.item, written.language)


def nothing(*_what: object) -> None:
    """Where no table stands behind the texts, nothing is written."""


@dataclass(slots=True)
class WrittenTexts:
    """All texts by session and fingerprint, in memory; `write` and `erase` reach the table.

    `find` knows the words of sessions that are kept in no table.
    """

    write: Callable[[str, SealedSpeech], None] = nothing
    erase: Callable[[str, Iterable[str]], None] = nothing
    find: Callable[[str], SealedSpeech | None] = lambda _sha256: None
    _kept: Kept = field(default_factory=dict)
    _forgetting: set[asyncio.Task[None]] = field(default_factory=set)

    def load(self, texts: Iterable[tuple[str, SealedSpeech]]) -> None:
        """Those of the table, at the start."""
        self._kept = {(session, one.sha256): one for session, one in texts}

    def of(self, session: SessionId, written: WrittenSpeech) -> SealedSpeech | None:
        """The words of a speech; None where only a fingerprint was handed in.

        Note: fingerprints are public, so one may be handed in again, to read or to open what
        belongs to it; the file says whose it is and for what.
        """
        found = self._kept.get((session, written.sha256)) or self.find(written.sha256)
        return found if found is not None and is_of(found, written) else None

    async def keep(self, session: SessionId, sealed: SealedSpeech) -> None:
        """Keep a text, in the table first."""
        await sync_to_async(self.write)(session, sealed)
        self._kept[session, sealed.sha256] = sealed

    def put(self, session: SessionId, sha256: str, *, sealed: SealedSpeech | None) -> None:
        """A text as another process has left it in the table, or gone from there."""
        if sealed is None:
            self._kept.pop((session, sha256), None)
        else:
            self._kept[session, sha256] = sealed

    async def forget(self, session: SessionId, fingerprints: Iterable[str]) -> None:
        """Texts that were taken back or replaced, or never came into the record."""
        gone = list(fingerprints)
        for sha256 in gone:
            self._kept.pop((session, sha256), None)
        await sync_to_async(self.erase)(session, gone)

    async def forget_unless_held(
        self, session: SessionId, sealed: SealedSpeech, *, assembly: Assembly
    ) -> None:
        """A text whose act was not done is gone, unless the record has it all the same."""
        if (sealed.sha256, sealed.about.get("member", "")) not in held(assembly):
            await self.forget(session, [sealed.sha256])

    def drop_strays(self, session: SessionId, assembly: Assembly) -> list[str]:
        """Texts of a session that stand in no record: something broke off while they came."""
        own = held(assembly)
        strays = [
            sha256
            for (kept_in, sha256), one in self._kept.items()
            if kept_in == session and (sha256, one.about.get("member", "")) not in own
        ]
        for sha256 in strays:
            del self._kept[session, sha256]
        return strays

    def follow(self, change: Change) -> None:
        """A commit: the words of what is not in the assembly any more are forgotten."""
        gone = held(change.before.assembly) - held(change.after.assembly)
        own = [
            sha256
            for sha256, member in gone
            if (kept := self._kept.get((change.session, sha256)))
            and kept.about.get("member") == member
        ]
        if own:
            task = asyncio.ensure_future(self.forget(change.session, own))
            self._forgetting.add(task)
            task.add_done_callback(self._forgetting.discard)


def held(assembly: Assembly) -> frozenset[tuple[str, MemberId]]:
    """The fingerprints that stand in an assembly, each with whose it is said to be."""
    bodies = assembly.bodies.values()
    return frozenset((one.sha256, one.member) for body in bodies for one in body.written.values())
