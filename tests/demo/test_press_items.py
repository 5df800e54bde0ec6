"""What stands in the press rooms of the demo: short, attributed, none of it made up by us."""

import tomllib
from itertools import chain

import pytest

from hemicycle.demo.press_items import FILE, SPEECHES
from hemicycle.demo.reading import read_scenario
from hemicycle.demo.sessions import AS_REPORTED
from hemicycle.handed_in.sealed import opened
from hemicycle.web.press_cards import passages

ITEMS = tomllib.loads(FILE.read_text(encoding="utf-8"))["item"]
REPORTED = [one for one in ITEMS if one["session"] == "reported"]
REHEARSED = [one for one in ITEMS if one["session"] == "rehearsal"]
MOST_WORDS = 12  # of a report that is not ours to copy


def quotations(items):
    """All quotations of some items."""
    return list(chain.from_iterable(one.get("quotation", ()) for one in items))


def test_what_is_quoted_of_real_persons_is_short_and_attributed():
    names = read_scenario(AS_REPORTED).names
    quoted = quotations(REPORTED)
    assert len(quoted) == 2
    for one in quoted:
        assert not {"speech", "entry", "file"} & set(one)
        assert len(one["words"].split()) <= MOST_WORDS
        assert names.has(one["member"])
        assert one["publisher"]
        assert one["day"]


def test_every_reported_item_says_by_whom_and_when_in_both_languages():
    assert REPORTED
    for one in REPORTED:
        assert one["publisher"]
        assert one["day"]
        assert "full_text" not in one
        for words in (one["headline"], *one["facts"]):
            assert set(words) == {"en", "fr"}


def test_no_picture_comes_with_the_demo_and_each_frame_says_why():
    frames = list(chain.from_iterable(one.get("picture", ()) for one in ITEMS))
    assert [one["credit"] for one in frames].count("Majilis") == 3
    for one in frames:
        assert set(one) == {"credit", "reason"}
        assert set(one["reason"]) == {"en", "fr"}


@pytest.mark.parametrize("quoted", [one for one in quotations(REHEARSED) if "file" in one])
def test_what_the_rehearsal_quotes_stands_in_its_speeches(quoted):
    speech = opened((SPEECHES / f"{quoted['file']}.txt").read_bytes(), {})
    places = {(one.paragraph, one.sentence) for one in passages(speech.paragraphs)}
    assert (quoted["paragraph"], quoted["sentence"]) in places
    assert (quoted["paragraph"], 99) not in places
