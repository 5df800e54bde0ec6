"""What record clerks wrote: in documents and data under its speech, as theirs, once merged."""

import json

import pytest
from lxml import etree

from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.share_time import ShareTime
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.record.merge_takes import MergeTakes
from hemicycle.procedure.acts.record.open_takes import OpenTakes
from hemicycle.procedure.acts.record.take_down_speech import TakeDownSpeech
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.publish import Published, publish
from hemicycle.publish.documents import summary_record
from hemicycle.publish.documents.document import Note

from .documents_at_hand import made, model, numbered, pages, plain
from .sessions_of_data import akoma_faults, popolo_faults
from .small_session import SmallSession, whole_session

SPACE = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
SAID = {
    "en": "Ferries are the only road to her islands.\n\nShe asked for a common rule on lifeboats.",
    "fr": "Le ferry est la seule route vers ses îles.\n\nElle a demandé une règle commune.",
}


def written() -> SmallSession:
    """A sitting of whose speeches something was taken down, and nothing merged yet."""
    session = whole_session()
    session.act(OpenTakes)
    first, *others = speeches_of(session)
    session.act(TakeDownSpeech, speech=first, form="summary", words=SAID)
    for one in others:
        session.act(TakeDownSpeech, speech=one, form="no_text", words={"en": "Inaudible."})
    return session


@pytest.fixture(scope="module")
def merged() -> SmallSession:
    session = written()
    session.act(MergeTakes)
    session.act(CorrectRecord, corrects=text_of(session), words={"en": "Read “life rafts”."})
    return session


def speeches_of(session: SmallSession) -> list[int]:
    """Where speeches begin in the record."""
    return list(session.published().assembly.records["plenary", 1].speeches)


def text_of(session: SmallSession) -> int:
    """Where the text of the first speech stands in the record."""
    return session.published().assembly.taken_down[speeches_of(session)[0]].position


def debate(published: Published):
    return etree.fromstring(publish("debate.xml", published, part="plenary-1"))


def test_a_text_is_in_no_document_before_it_is_merged():
    published = written().published()
    assert "lifeboats" not in plain(model(summary_record, published, "plenary-1"))
    assert not debate(published).xpath("//a:p[contains(., 'lifeboats')]", namespaces=SPACE)


def test_a_summary_record_tells_it_under_the_speech_as_that_of_the_record_clerks(merged):
    document = model(summary_record, merged.published(), "plenary-1")
    at = text_of(merged)
    lines = plain(document).splitlines()
    place = lines.index("Ferries are the only road to her islands.")
    assert "Ilse Marr (Arvenia) made a statement" in "\n".join(lines[place - 3 : place])
    assert lines[place - 1] == f"Summary by the record clerks (entry {at}):"
    assert lines[place + 1] == "She asked for a common rule on lifeboats."
    assert f"Corrigendum (entry {at + len(speeches_of(merged)) + 1}): Read “life rafts”." in lines
    assert {f"e{at}", f"e{at}-2"} <= document.anchors


def test_a_speech_without_a_text_says_why(merged):
    text = plain(model(summary_record, merged.published(), "plenary-1"))
    assert "The record clerks wrote no text of this speech" in text
    assert "Inaudible." in text


def test_numbers_of_paragraphs_stay_as_they_were(merged):
    before = model(summary_record, whole_session().published(), "plenary-1")
    after = model(summary_record, merged.published(), "plenary-1")
    assert numbered(before) == numbered(after)
    assert len(said_in(after)) > len(said_in(before)) == 0


def said_in(document) -> list[Note]:
    """What stands there as said in a speech."""
    return [one for one in document.blocks if isinstance(one, Note) and one.sort == "said"]


def test_each_format_and_language_holds_it(merged):
    french = merged.published("fr")
    assert (
        "la seule route vers ses îles" in made("summary-record.html", french, "plenary-1").decode()
    )
    told = " ".join(pages(made("summary-record.pdf", merged.published(), "plenary-1")))
    assert "Ferries are the only road" in told
    assert made("summary-record.docx", french, "plenary-1")[:2] == b"PK"


def test_a_debate_of_akoma_ntoso_is_valid_and_holds_each_paragraph(merged):
    published = merged.published()
    assert akoma_faults(publish("debate.xml", published, part="plenary-1")) == []
    at = text_of(merged)
    first, second = (
        debate(published).xpath(f"//a:speech/a:p[@eId='{one}']", namespaces=SPACE)[0]
        for one in (f"e{at}", f"e{at}-2")
    )
    assert first.text == "Ferries are the only road to her islands."
    assert second.text.startswith("She asked for a common rule on lifeboats.")
    assert first.get("refersTo") == "#form-summary"
    assert second.xpath("a:noteRef", namespaces=SPACE)


def test_a_colleague_who_went_on_has_an_own_speech_in_the_debate():
    session = SmallSession()
    session.sit()
    session.act(AskForFloor, by="p-0001-1")
    session.act(GiveFloor, by="o-president", speaker="p-0001-1")
    session.act(ShareTime, by="p-0001-1", to="p-0001-2")
    session.act(YieldFloor, by="p-0001-2")
    session.act(AdjournSitting, by="o-president")
    session.act(OpenTakes)
    for words in ("Began.", "Went on."):
        session.act(TakeDownSpeech, form="verbatim", words={"en": words})
    session.act(MergeTakes)
    published = session.published()
    assert akoma_faults(publish("debate.xml", published, part="plenary-1")) == []
    by = {
        one.findtext("a:p[last()]", namespaces=SPACE): one.get("by")
        for one in debate(published).iterfind(".//a:speech", SPACE)
    }
    assert (by["Began."], by["Went on."]) == ("#p-0001-1", "#p-0001-2")
    lines = plain(model(summary_record, published, "plenary-1")).splitlines()
    assert lines.index("Began.") < lines.index("Went on.")


@pytest.mark.parametrize("name", ["popolo.json", "speakers.csv", "speakers.json"])
def test_data_lead_to_a_text_that_is_merged_and_copy_none(merged, name):
    open_still, done = written().published(), merged.published()
    address = f"debate/plenary-1.xml#e{text_of(merged)}"
    assert address in publish(name, done).decode()
    assert "debate/plenary-1.xml#" not in publish(name, open_still).decode()
    assert "Ferries are the only road" not in publish(name, done).decode()
    [place] = debate(done).xpath(f"//a:p[@eId='e{text_of(merged)}']", namespaces=SPACE)
    assert "Ferries are the only road" in "".join(place.itertext())
    # A speech that only says why there is no text leads nowhere.
    assert publish(name, done).decode().count("debate/plenary-1.xml#") == 1


def test_popolo_is_valid_with_the_places_of_texts(merged, data_dir):
    data = json.loads(publish("popolo.json", merged.published()))
    first = next(one for one in data["speeches"] if len(one["sources"]) > 1)
    assert first["sources"][1]["note"] == "text, summary: en, fr"
    assert "text" not in first
    assert popolo_faults(data_dir / "popolo" / "schemas", data) == []
