"""Outputs by address: `/a/150/minutes.html`, `/a/150/summary-record/plenary-1.pdf`."""

import asyncio
import itertools
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.names import write_names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish import OUTPUTS, Output, Published, publish
from hemicycle.web.beside import verifier_sources
from hemicycle.web.house import House, MadeOf
from hemicycle.web.http import Answer, Request
from hemicycle.web.kept_answers import tagged
from hemicycle.web.languages import OFFERED, negotiated, split_prefix

NAMES = "names.json"
CHECKPOINT = "checkpoint.txt"
MOST_KEPT = 64 * 1024 * 1024  # bytes: all formats of a session in several languages
MOST_LISTINGS = 100

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
    language = split_prefix(request.path)[0] or negotiated(request, request.query.get("lang", ""))
    if part not in parts_of(house, session, output):
        return None
    content = await content_of(house, session, output, part=part, language=language)
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


def parts_of(house: House, session: SessionId, output: Output) -> Sequence[str]:
    """Which parts of an output there are, looked up once as long as nothing is recorded."""
    if not output.is_in_parts:
        return ("",)
    key = (session, output.parts, house.clerk.state(session).tail.position)
    known = house.parts.get(key)
    if known is None:
        known = tuple(output.parts(listed(house, session, OFFERED[0])))
        if len(house.parts) >= MOST_LISTINGS:
            house.parts.clear()
        house.parts[key] = known
    return known


async def content_of(
    house: House, session: SessionId, output: Output, *, part: str, language: str
) -> bytes:
    """The bytes of an output as the session stands: whoever asks at the same time shares them."""
    language = OFFERED[0] if output.is_in_no_language else language
    standing = (session, house.clerk.state(session).tail.position, house.names_of(session).revision)
    key = (standing, (output.file_name, part, language))
    content = house.made.get(key)
    if content is not None:
        return content
    making = house.making.get(key)
    if making is None:
        ready = {file: one for (then, file), one in house.made.items() if then == standing}
        bare = replace(listed(house, session, language), ready=ready)

        def make() -> bytes:
            return publish(output.file_name, complete(house, bare), part=part)

        making = asyncio.get_running_loop().run_in_executor(LANES[output.takes_long], make)
        house.making[key] = making
        making.add_done_callback(lambda made: finish(house, key, made=made))
    return await asyncio.shield(making)  # who goes away takes it from nobody


def finish(house: House, key: MadeOf, *, made: asyncio.Future[bytes]) -> None:
    """What was made is kept; what could not be made is tried again by whoever asks next."""
    del house.making[key]
    if not made.cancelled() and made.exception() is None:
        keep(house, key, made.result())


def keep(house: House, key: MadeOf, content: bytes) -> None:
    """Keep the bytes of an output for whoever asks next."""
    if sum(map(len, house.made.values())) + len(content) > MOST_KEPT:
        house.made.clear()
    house.made[key] = content


def listed(house: House, session: SessionId, language: str) -> Published:
    """What a session tells as it stands, without the bytes of its record, which are not read.

    Note: enough for which files there are, and for the rows of tables.
    """
    state = house.clerk.state(session)
    assert state.rules is not None
    return Published(
        assembly=state.assembly,
        written=tuple(house.clerk.history[session]),
        records=(),
        checkpoints=(),
        names=house.told_names(session),
        language=language,
        phrases=house.phrases,
        rules=state.rules,
        root=house.clerk.root(session),
        base_url=house.base_url,
    )


def complete(house: House, bare: Published) -> Published:
    """The same with the bytes of its record and its checkpoints, read in any thread."""
    session, position = SessionId(bare.session.id), bare.assembly.position
    store, key = house.clerk.store, house.clerk.verification_key(session)
    kept = [one for one in store.checkpoints(session) if one.size == position]
    return replace(
        bare,
        records=list(itertools.islice(store.read(session), position)),
        checkpoints=[SignedCheckpoint(one.note, key) for one in kept],
        beside=verifier_sources(),
    )


def published(house: House, session: SessionId, language: str) -> Published:
    """What outputs of a session are made from, as it stands."""
    return complete(house, listed(house, session, language))
