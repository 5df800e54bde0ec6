"""Words from outside: cleaned, compared, fingerprinted, and erased when nobody may see them."""

import importlib
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.db import connections

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.public_words import Asking, cleaned, fingerprint
from hemicycle.web.asking_limits import ByNetwork, network_of
from ready_tables import work_in

SESSION = SessionId("public-words")
DAY_MS = 86_400_000


@pytest.fixture
def kept(tmp_path) -> Iterator[ModuleType]:
    """What the web may ask of words from outside, over tables of its own."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    yield importlib.import_module("hemicycle.secretariat.public_questions")
    connections.close_all()


def asking(words: str, **fields: str) -> Asking:
    """Something sent in about an item."""
    usual = {"kind": "question", "body": "plenary", "item": "1", "text": "", "to": ""}
    return Asking(**{**usual, "language": "en", "name": "", "words": words, **fields})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\t\tblanks ", "two blanks"),
        ("a\r\nb\r\n\r\n\r\n\r\nc", "a\nb\n\nc"),
        ("safe\u202etxt.exe\u2066", "safetxt.exe"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("می\u200cروم", "می\u200cروم"),  # Persian needs the sign that keeps letters apart
        ("<script>", "<script>"),  # it is words like others; the page shows them as text
    ],
)
def test_what_nobody_sees_is_taken_out(typed, kept):
    assert cleaned(typed) == kept


def test_the_same_words_are_found_however_they_are_written():
    first = asking("Are there ramps?")
    assert asking("ARE  there - RAMPS").same_sha256 == first.same_sha256
    assert asking("Are there ramps?", item="2").same_sha256 != first.same_sha256
    assert asking("Are there lamps?").same_sha256 != first.same_sha256


def test_a_fingerprint_depends_on_the_salt():
    assert fingerprint("a", "words") != fingerprint("b", "words")


def test_one_line_of_version_6_is_one_network():
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")
    assert network_of("192.0.2.1") != network_of("192.0.2.2")
    assert network_of("no address") == "unknown"


def test_the_count_of_a_network_ends_with_the_day():
    now = [0.0]
    counts = ByNetwork(most=2, clock=lambda: now[0])
    assert [counts.take("192.0.2.1") for _ in range(3)] == [True, True, False]
    assert counts.take("192.0.2.2")
    now[0] = 86_400.0
    assert counts.take("192.0.2.1")


def sent(kept, words: str) -> tuple[int, str]:
    """Sent in at the beginning of time; its number and the asker's key."""
    return kept.send_in(SESSION, asking(words), at=Instant(0), standing=())


def row(kept, number: int):
    return kept.numbered(SESSION, [number])[number]


def test_what_is_taken_back_leaves_no_word_and_keeps_its_number(kept):
    number, key = sent(kept, "Are there ramps?")
    assert row(kept, number).key_sha256 == kept.sha256_of(key)
    assert key not in str(vars(row(kept, number)))
    kept.take_back(kept.of_key(SESSION, key))
    gone = row(kept, number)
    assert (gone.words, gone.name, gone.salt, gone.same_sha256) == ("", "", "", "")
    assert kept.waiting(SESSION, standing=()) == []
    assert sent(kept, "Are there ramps?")[0] == number + 1


def test_words_that_were_not_shown_are_erased_after_seven_days(kept):
    number, _ = sent(kept, "Are there ramps?")
    kept.refuse(SESSION, number, ground="abuse", by=("Clerk", Instant(DAY_MS)))
    kept.erase_old(SESSION, now=Instant(8 * DAY_MS), hidden=())
    assert row(kept, number).words
    kept.erase_old(SESSION, now=Instant(8 * DAY_MS + 1), hidden=())
    assert not row(kept, number).words
    kept.put_back(SESSION, number)
    assert row(kept, number).state == "refused"  # there is nothing left to be shown


def test_the_queue_is_bounded_and_what_is_shown_leaves_it(kept, monkeypatch):
    monkeypatch.setattr(kept, "MOST_WAITING", 2)
    first, _ = sent(kept, "Are there ramps?")
    sent(kept, "Are there lamps?")
    with pytest.raises(kept.QueueFull):
        sent(kept, "Are there lifts?")
    kept.note_shown(SESSION, first)
    sent(kept, "Are there lifts?")


def test_what_waits_and_what_was_not_shown_is_counted(kept):
    for n, ground in enumerate(("private_life", "abuse", "private_life")):
        number, _ = sent(kept, f"Are there ramps at stop {n}?")
        kept.refuse(SESSION, number, ground=ground, by=("Clerk", Instant(DAY_MS)))
    number, _ = sent(kept, "Are there lamps?")
    assert list(kept.count_refused(SESSION).items()) == [("private_life", 2), ("abuse", 1)]
    assert kept.count_waiting(SESSION, standing=()) == 1
    assert kept.count_waiting(SESSION, standing=(number,)) == 0
