"""The seed read: what it states is found or listed as unread, and nothing is given to the wrong."""

from pathlib import Path

import pytest

from hemicycle.press import Proposal, Reading, read
from house_style import NO_DATA

YERLAN, YERZHAN = "Yerlan Koshanov", "Yerzhan Koshanov"
GUTERRES, MIRZIYOYEV, KUSPAN = "António Guterres", "Shavkat Mirziyoyev", "Aigul Kuspan"


@pytest.fixture(scope="module")
def seed(data_dir: Path) -> str:
    path = data_dir.parent / "domain" / "seed.txt"
    if not path.is_file():
        pytest.skip(f"{NO_DATA}: {path.name} does not lie beside it")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reading(seed: str) -> Reading:
    return read(seed)


def one(reading: Reading, kind: str, beginning: str) -> Proposal:
    """The one proposal of a kind whose text begins so."""
    found = [p for p in reading.proposals if p.kind == kind and p.text.startswith(beginning)]
    assert len(found) == 1, (kind, beginning, found)
    return found[0]


def who(proposal: Proposal) -> tuple[str, str, str, str]:
    return proposal.person, proposal.capacity, proposal.via, proposal.status


def test_five_quoted_strings_are_two_titles_and_three_quotations(reading):
    quoted = [(p.kind, p.text[:20]) for p in reading.proposals if p.kind in ("title", "quotation")]
    assert quoted == [
        ("title", "Parliamentary Action"),
        ("quotation", "social contract"),
        ("quotation", "high relevance"),
        ("quotation", "They significantly e"),
        ("title", "The role of parliame"),
    ]
    assert one(reading, "title", "Parliamentary").facts["of"] == "theme"
    assert one(reading, "title", "The role").facts["of"] == "draft resolution"


def test_quotations_have_their_speakers(reading):
    assert who(one(reading, "quotation", "social contract")) == (
        GUTERRES,
        "United Nations Secretary-General",
        YERLAN,
        "stated",
    )
    assert who(one(reading, "quotation", "high relevance")) == (
        YERLAN,
        "Majilis Chairman",
        "",
        "stated",
    )
    assert who(one(reading, "quotation", "They significantly")) == (
        YERLAN,
        "Majilis Chairman",
        "",
        "inferred",
    )


FACTS = {
    "F1": ("address", "Delivering his address", YERLAN),
    "F2": ("title", "Parliamentary Action for Social Development and Justice", ""),
    "F3": ("quotation", "social contract", GUTERRES),
    "F4": ("statement", "Kazakhstan fully supports", YERLAN),
    "F5": ("statement", "President Kassym-Jomart Tokayev’s political course", YERLAN),
    "F6": ("statement", "Great attention is given", YERLAN),
    "F7": ("statement", "expressed gratitude to his colleagues", YERLAN),
    "F8": ("address", "Addressing a welcome speech", MIRZIYOYEV),
    "F9": ("meeting", "The Uzbek leader met", MIRZIYOYEV),
    "F10": ("figure", "over 140 countries", ""),
    "F11": ("meeting", "Committees on peace and security", ""),
    "F12": ("meeting", "forums of women parliamentarians", ""),
    "F13": ("chaired", "chaired by Majilis Deputy Aigul Kuspan", KUSPAN),
    "F14": ("title", "The role of parliaments in advancing a two-state solution", ""),
    "F16": ("statement", "commended Kazakhstan’s tangible achievements", YERZHAN),
}


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_is_found(reading, fact):
    kind, beginning, person = FACTS[fact]
    assert one(reading, kind, beginning).person == person


def test_three_pictures_are_credited(reading):
    pictures = [p for p in reading.proposals if p.kind == "picture_credit"]
    assert [p.facts["credit"] for p in pictures] == ["Majilis"] * 3


def test_over_140_is_a_lower_bound(reading):
    figure = one(reading, "figure", "over 140")
    assert dict(figure.facts) == {"at_least": 140, "counts": "countries", "attending": True}


def test_a_short_form_is_expanded_from_the_report_and_marked_as_inferred(reading):
    short = one(reading, "abbreviation", "CA")
    assert (short.facts["stands_for"], short.status) == ("Central Asia", "inferred")
    assert one(reading, "abbreviation", "IPU").status == "stated"


def test_another_chamber_is_kept_apart_from_the_assembly(reading):
    chamber = one(reading, "meeting", "lower chamber of the Kazakh Parliament")
    assert chamber.facts["elsewhere"] is True
    apart = [p.text for p in reading.proposals if p.kind == "meeting" and "elsewhere" in p.facts]
    assert apart == [chamber.text]


def test_unanimously_is_a_word_without_figures_about_another_body(reading):
    decision = one(reading, "decision", "unanimously supporting")
    assert dict(decision.facts) == {"method": "unanimously", "elsewhere": True}
    assert decision.status == "unresolved"


def test_names_that_are_nearly_the_same_are_a_question(reading):
    name = one(reading, "name", YERZHAN)
    assert (name.facts["near"], name.status) == (YERLAN, "unresolved")
    assert [p for p in reading.proposals if p.kind == "name"] == [name]


def test_nothing_is_given_to_whoever_is_only_named(reading):
    """Tokayev is named in a speech; what a text or a chamber says is nobody's either."""
    speakers = {p.person for p in reading.proposals if p.kind in ("quotation", "statement")}
    assert speakers - {""} == {YERLAN, YERZHAN, GUTERRES, MIRZIYOYEV}
    named = {p.person for p in reading.proposals if p.person}
    assert named == {*speakers - {""}, KUSPAN, "Kassym-Jomart Tokayev"}


def test_coverage_is_told(reading):
    assert (reading.sentences, reading.read_sentences) == (14, 14)
    assert reading.unread == ()
