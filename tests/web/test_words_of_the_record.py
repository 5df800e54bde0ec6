"""The eight words on the pages are those that the verifier finds in the record as it is served."""

import pytest
from demo_house import REHEARSAL, demo_house

from hemicycle_verify.check import Verdict, check
from hemicycle_verify.findings import Exit
from hemicycle_verify.signed import read_kept

DECLARED, OPEN = "09:14:20", "09:10:45"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("words")) as running:
        yield running


def served(house, name):
    """A file of the rehearsal, as anybody may take it."""
    return house.visitor().get(f"/a/{REHEARSAL}/{name}").content


def judged(house, kept=()):
    """What the verifier says of the record as it is served."""
    verdict = Verdict()
    check(served(house, "journal.ndjson").splitlines(keepends=True), verdict, kept=kept)
    return verdict


def test_pages_with_a_result_bear_the_words_of_the_record(house):
    house.forward(OPEN)
    early = read_kept(served(house, "checkpoint.txt").decode())
    is_open = house.visitor().get(f"/en/a/{REHEARSAL}/divisions/1").text
    assert judged(house).words not in is_open
    house.forward(DECLARED)
    verdict = judged(house, early)
    assert (verdict.code, len(verdict.earlier)) == (Exit.WHOLE, 1), verdict.sentence
    assert len(verdict.words.split()) == 8
    for page in ("hall", "divisions/1", "minutes", "verify"):
        for language in ("en", "fr", "ar"):
            shown = house.visitor().get(f"/{language}/a/{REHEARSAL}/{page}").text
            assert verdict.words in shown, (page, language)


def test_the_result_that_the_demo_declares_is_counted_again(house):
    house.forward(DECLARED)
    assert judged(house).figures["recounted"] == 1


def test_printed_results_bear_them_at_any_moment(house):
    house.forward(DECLARED)
    for clock in (DECLARED, "09:21"):  # whether or not a checkpoint was signed at that entry
        house.forward(clock)
        words = judged(house).words
        for name in ("decisions-list.html", "results-book.html", "daily-journal/2026-03-02.html"):
            assert words in served(house, name).decode(), (clock, name)
