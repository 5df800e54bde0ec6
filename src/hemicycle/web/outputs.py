"""Outputs by address: `/a/150/minutes.html`, `/a/150/journal.ndjson`, `/a/150/roll-call.csv`."""

import itertools

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.names import write_names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish import OUTPUTS, Published, publish
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.languages import negotiated, split_prefix

NAMES = "names.json"
CHECKPOINT = "checkpoint.txt"
MOST_KEPT = 24


def answer(house: House, request: Request, session: SessionId, rest: list[str]) -> Answer | None:
    """The output that an address names, or None where it names a page.

    Note: what the public may not see yet is withheld by the outputs themselves.
    """
    if len(rest) != 1:
        return None
    name = rest[0]
    if name == NAMES:
        return Answer(200, write_names(house.names_of(session)), "application/json")
    if name == CHECKPOINT:
        kept = house.clerk.store.checkpoints(session)
        return Answer(200, kept[-1].note.encode(), "text/plain; charset=utf-8")
    output = OUTPUTS.get(name)
    if output is None:
        return None
    language = split_prefix(request.path)[0] or negotiated(request)
    position = house.clerk.state(session).tail.position
    key = (session, name, language, position, house.names_of(session).revision)
    content = house.made.get(key)
    if content is None:
        content = publish(name, published(house, session, language))
        if len(house.made) >= MOST_KEPT:
            house.made.clear()
        house.made[key] = content
    own = [(b"content-security-policy", output.policy.encode())] if output.policy else []
    return Answer(200, content, output.media_type, own)


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
