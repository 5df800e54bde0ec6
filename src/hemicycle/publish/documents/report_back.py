"""The report-back pack of one delegation, for the parliament that sent it: all from the record.

Who went, what they said, how they voted, what was adopted and asks something of parliaments, model
questions, a model motion, and a questionnaire of two pages in which all that is known is filled in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly import Delegation, DelegationId
from hemicycle.publish.documents.book_chapters import dates
from hemicycle.publish.documents.document import (
    Block,
    Contents,
    Document,
    Note,
    PageBreak,
    Text,
)
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed, heading, in_words
from hemicycle.publish.documents.report_back_asked import (
    Pack,
    adopted,
    commitments,
    motion,
    questionnaire,
    questions,
)
from hemicycle.publish.documents.report_back_told import participants, reported, said, voted
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published

NAME = "report-back"


def parts(published: Published) -> Sequence[str]:
    """The delegations of the session, each by its id."""
    return list(published.assembly.delegations)


def delegation_in(published: Published) -> Delegation:
    """The delegation that a part is about.

    Errors: KeyError, where the session has none of that id
    """
    return published.assembly.delegations[DelegationId(published.part)]


def document(published: Published) -> Document:
    """The pack of a part."""
    wording, own = Wording(published), delegation_in(published)
    pack = Pack(wording, own)
    bare = framed(
        wording,
        title=wording.words("rb_title"),
        subtitle=wording.full_name(own.id),
        symbol=f"{published.session.id}/RB/{own.id}",
        blocks=blocks(pack),
    )
    return replace(bare, facts=tuple(facts(pack)))


def facts(pack: Pack) -> Iterator[tuple[Text, Text]]:
    """Where and when, and whether the session is over."""
    wording, session = pack.wording, pack.wording.published.session
    yield wording.say("rb_session_head"), wording.given(session.title)
    if session.place:
        yield wording.say("rb_place_head"), wording.given(session.place)
    yield wording.say("rb_dates_head"), dates(wording)
    yield wording.say("rb_state_head"), state(wording)


def state(wording: Wording) -> Text:
    """Whether the session is over, so far, or only reported."""
    published = wording.published
    if published.session.is_reported:
        return wording.say("rb_as_reported")
    key = "rb_after_close" if is_over(published) else "rb_so_far"
    return wording.say(key, entry=published.assembly.position)


def is_over(published: Published) -> bool:
    """Whether the last day of the session has come and no body sits."""
    assembly, session = published.assembly, published.session
    day = moment(assembly.at, session.zone).date().isoformat()
    bodies = assembly.bodies.values()
    has_sat = any(one.sittings for one in bodies)
    return has_sat and day >= session.ends_on and not any(one.sitting for one in bodies)


def blocks(pack: Pack) -> Iterator[Block]:
    """The chapters in their order; what there is nothing to tell of says so."""
    wording = pack.wording
    yield Contents(title=wording.say("contents"), depth=1)
    if wording.published.session.is_reported:
        yield from chapter(wording, "rb_reported", told=reported(pack))
        return
    yield from taken_home(pack)
    yield from in_words(wording)
    yield PageBreak()
    yield from chapter(wording, "rb_questionnaire", told=questionnaire(pack))


def taken_home(pack: Pack) -> Iterator[Block]:
    """What the record has for one parliament: who went, what they did, what is asked of it."""
    wording = pack.wording
    yield from chapter(wording, "rb_participants", told=participants(pack))
    yield from chapter(wording, "rb_said", told=said(pack))
    yield from chapter(wording, "rb_voted", told=voted(pack))
    yield from chapter(wording, "rb_adopted", told=adopted(pack))
    yield from chapter(wording, "rb_commitments", told=commitments(pack))
    yield from chapter(wording, "rb_questions", told=questions(pack))
    yield from chapter(wording, "rb_motion", told=motion(pack))


def chapter(wording: Wording, key: str, *, told: Iterator[Block]) -> Iterator[Block]:
    """A chapter under its heading."""
    found = list(told)
    yield heading(wording, key)
    yield from found or [Note(text=wording.say(f"{key}_none"))]


OUTPUTS = tuple(replace(one, is_apart=True) for one in outputs(NAME, document, parts=parts))
