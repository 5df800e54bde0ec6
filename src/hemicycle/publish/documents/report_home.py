"""What a Speaker reports home of an Assembly: words to be read aloud, and what stands behind them.

All of it is drawn from the record of the Assembly, whose fingerprint it bears; the chapters on
who went, what was said, voted and adopted are those of the report-back pack.
"""

from collections.abc import Iterator
from dataclasses import replace

from hemicycle.publish.documents.document import (
    Block,
    Clause,
    Document,
    Note,
    Paragraph,
)
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed, heading
from hemicycle.publish.documents.report_back import (
    chapter,
    delegation_in,
    facts,
    parts,
    taken_home,
)
from hemicycle.publish.documents.report_back_asked import (
    Pack,
)
from hemicycle.publish.documents.report_back_told import reported
from hemicycle.publish.documents.report_home_said import record_root, to_be_read
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published

NAME = "report-home"


def document(published: Published) -> Document:
    """The report home of the delegation that a part names."""
    wording, own = Wording(published), delegation_in(published)
    pack = Pack(wording, own)
    bare = framed(
        wording,
        title=wording.words("rh_title"),
        subtitle=wording.full_name(own.id),
        symbol=f"{published.session.id}/RH/{own.id}",
        blocks=blocks(pack),
    )
    return replace(bare, facts=tuple(facts(pack)))


def blocks(pack: Pack) -> Iterator[Block]:
    """The words first, then what they rest on; of a reported session only what sources tell."""
    wording = pack.wording
    if wording.published.session.is_reported:
        yield from chapter(wording, "rb_reported", told=reported(pack))
        return
    yield from chapter(wording, "rh_words", told=words(pack))
    yield from chapter(wording, "rh_next", told=what_next(pack))
    yield from taken_home(pack)
    yield from checked(pack)


def words(pack: Pack) -> Iterator[Block]:
    """What the Speaker may read aloud, paragraph by paragraph."""
    for number, text in enumerate(to_be_read(pack), 1):
        yield Paragraph(text=text, number=number, anchor=f"r{number}")


def what_next(pack: Pack) -> Iterator[Block]:
    """What a chamber can do with the report, and how the Assembly learns of it."""
    for mark, key in (("1.", "rh_can_refer"), ("2.", "rh_can_question"), ("3.", "rh_can_decide")):
        yield Clause(text=pack.wording.say(key), sort="operative", mark=mark)
    told = pack.wording.say("rh_can_answer", text=pack.address("answers"))
    yield Clause(text=told, sort="operative", mark="4.")


def checked(pack: Pack) -> Iterator[Block]:
    """From which record all of it was drawn, and how anybody checks that."""
    wording = pack.wording
    size, root = record_root(wording.published)
    yield heading(wording, "rh_check")
    yield Paragraph(text=wording.say("rh_root", size=size, root=root))
    yield Note(text=wording.say("rh_how", text=pack.address("journal.ndjson"), part=pack.own.id))


OUTPUTS = tuple(replace(one, is_apart=True) for one in outputs(NAME, document, parts=parts))
