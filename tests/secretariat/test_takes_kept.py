"""Takes in their tables: one has a take, and no version of its texts is ever changed."""

import importlib
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.db import connections

from hemicycle.secretariat.django_setup import start_django
from ready_tables import work_in


@pytest.fixture
def takes(tmp_path) -> Iterator[ModuleType]:
    """What the web may ask of takes, over tables of its own."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    yield importlib.import_module("hemicycle.secretariat.takes")  # once Django is set up
    connections.close_all()


@pytest.fixture
def key(takes):
    return takes.TakeKey("lakes-1", "plenary", 1, 3)


def kept(takes):
    return takes.takes_of("lakes-1", "plenary", sitting=1)[3]


def said(takes, words: str):
    return {28: takes.TakeText(text=words, language="en")}


def test_a_take_is_given_once(takes, key):
    assert takes.take_up(key, "o-1", at_ms=5)
    assert not takes.take_up(key, "o-2", at_ms=6)
    assert kept(takes).taken_by == "o-1"
    takes.give_back(key)
    assert takes.take_up(key, "o-2", at_ms=7)


def test_what_was_written_from_an_older_revision_is_kept_aside(takes, key):
    takes.take_up(key, "o-1", at_ms=5)
    assert takes.save_texts(key, said(takes, "First."), revision=0, by="o-1", at_ms=6)
    assert not takes.save_texts(key, said(takes, "Second."), revision=0, by="o-2", at_ms=7)
    now = kept(takes)
    assert now.texts == said(takes, "First.")
    assert [(one.texts[28].text, one.is_aside) for one in now.versions] == [
        ("First.", False),
        ("Second.", True),
    ]
    assert takes.save_texts(key, said(takes, "Both."), revision=1, by="o-2", at_ms=8)
    assert kept(takes).texts == said(takes, "Both.")
    assert len(kept(takes).versions) == 3


def test_a_take_goes_from_hand_to_hand_in_its_order(takes, key):
    takes.take_up(key, "o-1", at_ms=5)
    takes.revise(key, "o-9", at_ms=6)
    assert kept(takes).stage == takes.TAKEN
    takes.hand_in(key, at_ms=7)
    takes.give_back(key)
    assert kept(takes).stage == takes.HANDED_IN
    takes.revise(key, "o-9", at_ms=8)
    assert (kept(takes).stage, kept(takes).revised_by) == (takes.REVISED, "o-9")
    takes.send_back(key)
    assert (kept(takes).stage, kept(takes).taken_by) == (takes.TAKEN, "o-1")
