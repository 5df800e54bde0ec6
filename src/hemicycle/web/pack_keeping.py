"""The paper pack of each body, made anew beside the requests, so that it lies there on paper."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from asgiref.sync import sync_to_async

from hemicycle.operation.kept_papers import KeptPapers, Moment
from hemicycle.operation.names import PAPER
from hemicycle.phrases.formats import moment as moment_in
from hemicycle.procedure.assembly import Body, Session
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant
from hemicycle.publish.papers.paper_pack import paper_pack
from hemicycle.publish.papers.typesetting import Paper, typeset
from hemicycle.secretariat.paper_texts import LANGUAGES
from hemicycle.web.house import House
from hemicycle.web.paper_pack import body_voting, pack_lines, pack_state, pack_texts
from hemicycle.web.paper_values import Record

mistakes = logging.getLogger("hemicycle.papers")
LOOK_EVERY_S = 5.0
# What setting a paper may run into besides the disk: the setter says RuntimeError.
FAULTS = (OSError, RuntimeError, ValueError, LookupError)


@dataclass(frozen=True, slots=True)
class Due:
    """One pack: of a body, in a language."""

    session: SessionId
    body: BodyId
    language: str

    @property
    def name(self) -> str:
        """The name of its file, always the same: the newest is the one that is there."""
        return f"{PAPER}{self.session}-{self.body}-{self.language}.pdf"


def packs(house: House, now: Instant) -> Iterator[tuple[Due, Moment]]:
    """Every pack that should lie there, with what it depends on."""
    for session, state in house.clerk.states.items():
        opened = state.assembly.session
        if opened is None or opened.is_reported:
            continue
        for body in bodies_at_work(house, opened, now=now):
            moment = Moment(state.assembly.position, matter_of(body))
            yield from ((Due(session, body.id, one), moment) for one in LANGUAGES)


def bodies_at_work(house: House, opened: Session, *, now: Instant) -> list[Body]:
    """The bodies that sit; where none does, the first one, so that a sitting begins with a pack.

    Note: after the last day of a session there is one only while a body still sits.
    """
    bodies = house.clerk.state(opened.id).assembly.bodies.values()
    sitting = [one for one in bodies if one.sitting is not None]
    today = moment_in(now, opened.zone).date().isoformat()
    is_over = bool(opened.ends_on) and opened.ends_on < today
    first = body_voting(house, opened.id)
    return sitting or ([first] if first is not None and not is_over else [])


def matter_of(body: Body) -> tuple[object, ...]:
    """What is before a body: another one makes the pack that lies there worthless."""
    sitting = body.sitting.number if body.sitting else 0
    return (sitting, body.item, body.questions_put, body.division, body.presiding)


def put_together(house: House, due: Due) -> Paper | None:
    """The pack as it is now, not yet set; None where nobody is on the roll."""
    body = house.clerk.state(due.session).assembly.bodies[due.body]
    lines = pack_lines(house, due.session, body, language=due.language)
    if not lines:
        return None
    return paper_pack(
        Record.of(due.session).occasion(due.language),
        pack_state(house, due.session, body, language=due.language),
        roll=lines,
        texts=pack_texts(house, due.session, body, language=due.language),
    )


async def keep_packs(house: House, kept: KeptPapers, now: Callable[[], Instant]) -> None:
    """Make what is due, one after the other, until cancelled."""
    while True:
        there = dict(packs(house, now()))
        kept.only({one.name: moment for one, moment in there.items()})
        for due, moment in there.items():
            if kept.is_due(due.name, now(), moment=moment):
                await keep_pack(house, kept, due, at=now(), moment=moment)
        await asyncio.sleep(LOOK_EVERY_S)  # a pause is over by the clock, and no event tells that


async def keep_pack(
    house: House, kept: KeptPapers, due: Due, *, at: Instant, moment: Moment
) -> None:
    """Make one and put it where it belongs; what goes wrong is told, and stops nothing."""
    try:
        paper = await sync_to_async(put_together)(house, due)
        if paper is not None:
            content = await asyncio.to_thread(typeset, paper)
            await asyncio.to_thread(kept.keep, due.name, content, now=at, moment=moment)
    except FAULTS as fault:
        kept.failed(due.name, at, fault=fault)
        mistakes.error("No paper pack was made: %s", kept.failure)
