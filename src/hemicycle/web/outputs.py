"""Outputs by address: `/a/150/minutes.html`, `/a/150/summary-record/plenary-1.pdf`."""

import asyncio
import itertools
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.names import write_names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish import OUTPUTS, Output, Published, publish
from hemicycle.web.beside import verifier_sources
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.kept_answers import tagged
from hemicycle.web.languages import negotiated, split_prefix

NAMES = "names.json"
CHECKPOINT = "checkpoint.txt"
MOST_KEPT = 64 * 1024 * 1024  # bytes: all formats of a session in several languages


# Nobody waits for an output but who asked for it. One is made at a time in each lane, so that a
# flood of wishes takes no more than that, and a table is not kept waiting by a zip.
LANES: Mapping[bool, ThreadPoolExecutor] = {
    takes_long: ThreadPoolExecutor(max_workers=1, thread_name_prefix="outputs")
    for takes_long in (False, True)
}


async def answer(
    house: House, request: Request, session: SessionId, rest: list[str]
) -> Answer | None:
    """The output that an address names, or None where it names a page.

    Note: what the public may not see yet is withheld by the outputs themselves.
    """
    if rest == [NAMES]:
        names = write_names(house.names_of(session))
        return tagged(Answer(200, names, "application/json"), request.path)
    if rest == [CHECKPOINT]:
        kept = house.clerk.store.checkpoints(session)
        note = kept[-1].note.encode()
        return tagged(Answer(200, note, "text/plain; charset=utf-8"), request.path)
    output, part = named(rest)
    if output is None:
        return None
    language = split_prefix(request.path)[0] or negotiated(request)
    content = await content_of(house, session, output, part=part, language=language)
    if content is None:
        return None
    own = [(b"content-security-policy", output.policy.encode())] if output.policy else []
    return tagged(Answer(200, content, output.media_type, own), request.path)


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
    if content is not None:
        return content
    of_session = published(house, session, language)
    if output.is_in_parts and part not in output.parts(of_session):
        return None

    def make() -> bytes:
        """The bytes; whoever waited in the lane meanwhile finds them made."""
        content = house.made.get(key)
        if content is None:
            content = publish(output.file_name, of_session, part=part)
            keep(house, key, content)
        return content

    return await asyncio.get_running_loop().run_in_executor(LANES[output.takes_long], make)


def keep(house: House, key: tuple[object, ...], content: bytes) -> None:
    """Keep the bytes of an output for whoever asks next."""
    if sum(map(len, list(house.made.values()))) + len(content) > MOST_KEPT:
        house.made.clear()
    house.made[key] = content


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
        beside=verifier_sources(),
        root=clerk.root(session),
    )
