"""Outputs by address: `/a/150/minutes.html`, `/a/150/summary-record/plenary-1.pdf`."""

import asyncio
import itertools
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.names import write_names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish import OUTPUTS, Output, Published, publish
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.languages import negotiated, split_prefix

NAMES = "names.json"
CHECKPOINT = "checkpoint.txt"
MOST_KEPT = 24
# Documents take time to set; the hall does not wait for them, and they wait for each other.
MAKERS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="outputs")


async def answer(
    house: House, request: Request, session: SessionId, rest: list[str]
) -> Answer | None:
    """The output that an address names, or None where it names a page.

    Note: what the public may not see yet is withheld by the outputs themselves.
    """
    if rest == [NAMES]:
        return Answer(200, write_names(house.names_of(session)), "application/json")
    if rest == [CHECKPOINT]:
        kept = house.clerk.store.checkpoints(session)
        return Answer(200, kept[-1].note.encode(), "text/plain; charset=utf-8")
    output, part = named(rest)
    if output is None:
        return None
    language = split_prefix(request.path)[0] or negotiated(request)
    content = await content_of(house, session, output, part=part, language=language)
    if content is None:
        return None
    own = [(b"content-security-policy", output.policy.encode())] if output.policy else []
    return Answer(200, content, output.media_type, own)


def named(rest: list[str]) -> tuple[Output | None, str]:
    """The output that an address names, and which part of it."""
    match rest:
        case [file_name]:
            output = OUTPUTS.get(file_name)
            return (None if output is None or output.is_in_parts else output), ""
        case [name, file_name]:
            part, _, extension = file_name.rpartition(".")
            output = OUTPUTS.get(f"{name}.{extension}")
            return (output if output is not None and output.is_in_parts else None), part
        case _:
            return None, ""


async def content_of(
    house: House, session: SessionId, output: Output, *, part: str, language: str
) -> bytes | None:
    """The bytes of an output as the session stands, made once; None for a part there is not."""
    position = house.clerk.state(session).tail.position
    revision = house.names_of(session).revision
    key = (session, output.file_name, part, language, position, revision)
    content = house.made.get(key)
    if content is None:
        of_session = published(house, session, language)
        if output.is_in_parts and part not in output.parts(of_session):
            return None
        make = partial(publish, output.file_name, of_session, part=part)
        loop = asyncio.get_running_loop()
        content = await loop.run_in_executor(MAKERS, lambda: house.made.get(key) or make())
        if len(house.made) >= MOST_KEPT:
            house.made.clear()
        house.made[key] = content
    return content


def published(house: House, session: SessionId, language: str) -> Published:
    """What outputs of a session are made from, as it stands."""
    clerk = house.clerk
    state = clerk.state(session)
    assert state.rules is not None
    position = state.tail.position
    kept = [one for one in clerk.store.checkpoints(session) if one.size == position]
    return Published(
        assembly=state.assembly,
        written=tuple(clerk.history[session]),
        records=list(itertools.islice(clerk.store.read(session), position)),
        checkpoints=[SignedCheckpoint(one.note, clerk.verification_key(session)) for one in kept],
        names=house.names_of(session),
        language=language,
        phrases=house.phrases,
        rules=state.rules,
    )
