"""Public pages that are kept: never old, never somebody else's, and not without end."""

from collections.abc import Iterator

import httpx
import pytest
from acting import actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house

HERE = f"/a/{REHEARSAL}"
PUBLIC = ("", "/hall", "/minutes", "/decisions", "/decisions.json", "/minutes.html", "/names.json")


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal in the middle of its debate."""
    with demo_house(tmp_path) as house:
        house.forward("09:20")
        yield house


def fetched(house: DemoHouse, path: str, **headers: str) -> httpx.Response:
    """What nobody in particular gets."""
    return house.visitor().get(path, headers=headers)


def kept(house: DemoHouse) -> int:
    """How many answers are kept now."""
    return len(house.server.application.kept._kept)


@pytest.mark.parametrize("page", PUBLIC)
def test_what_is_kept_is_what_was_made(house, page):
    first = fetched(house, f"/en{HERE}{page}")
    before = kept(house)
    again = fetched(house, f"/en{HERE}{page}")
    assert before == kept(house) == 1
    assert (first.status_code, again.status_code) == (200, 200)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert set(again.headers) == set(first.headers)
    plain = fetched(house, f"/en{HERE}{page}", **{"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content


def test_an_entry_makes_every_kept_page_new(house):
    before = {page: fetched(house, f"/en{HERE}{page}") for page in ("", "/minutes")}
    clerk = actor(house, CLERK, "chair")
    clerk.press("correct_record", corrects="1", **{"words.en": "Read: opened.", "words.fr": ""})
    after = fetched(house, f"/en{HERE}/minutes")
    assert "Read: opened." in after.text
    assert "Read: opened." not in before["/minutes"].text
    assert after.headers["etag"] != before["/minutes"].headers["etag"]


def test_a_browser_that_has_a_page_is_told_so_until_it_changes(house):
    first = fetched(house, f"/en{HERE}/minutes")
    known = {"if-none-match": first.headers["etag"]}
    same = fetched(house, f"/en{HERE}/minutes", **known)
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == first.headers["etag"]
    actor(house, CLERK, "chair").press("correct_record", corrects="1", **{"words.en": "Read: so."})
    assert fetched(house, f"/en{HERE}/minutes", **known).status_code == 200


def test_who_is_signed_in_neither_gets_nor_leaves_a_kept_page(house):
    signed_in = house.visitor(PRESIDENT)
    own = signed_in.get(f"/en{HERE}")
    assert kept(house) == 0
    assert own.headers["cache-control"] == "no-store"
    public = fetched(house, f"/en{HERE}")
    assert kept(house) == 1  # the control: nobody's page is kept
    assert "no-store" not in public.headers["cache-control"]
    assert own.text != public.text
    assert signed_in.get(f"/en{HERE}").text != public.text


def test_languages_and_bodies_are_told_apart_and_nothing_else_of_a_query_is(house):
    french = fetched(house, HERE, **{"accept-language": "fr"})
    english = fetched(house, HERE, **{"accept-language": "en"})
    wished = fetched(house, f"{HERE}?lang=fr", **{"accept-language": "en"})
    assert '<html lang="fr"' in french.text
    assert '<html lang="en"' in english.text
    assert '<html lang="fr"' in wished.text
    assert "Accept-Language" in english.headers["vary"]
    assert fetched(house, f"/en{HERE}?body=committee-1").text != english.text
    before = kept(house)
    for noise in range(50):
        fetched(house, f"/en{HERE}?x={noise}")
    assert kept(house) <= before + 1


def test_the_addresses_of_a_language_may_be_kept_by_others_and_only_those(house):
    assert "s-maxage=1" in fetched(house, f"/fr{HERE}").headers["cache-control"]
    assert fetched(house, HERE).headers["cache-control"] == "no-cache"
    for page in ("/chair", "/receipt"):
        assert "public" not in fetched(house, f"/en{HERE}{page}").headers["cache-control"]


def test_what_was_asked_for_longest_ago_goes_when_there_is_too_much(house):
    answers = house.server.application.kept
    first = fetched(house, f"/en{HERE}/minutes")
    answers.most_bytes = answers._bytes + 10
    for language in ("fr", "ar"):
        fetched(house, f"/{language}{HERE}/minutes")
    assert answers._bytes <= answers.most_bytes
    assert kept(house) <= 2
    assert fetched(house, f"/en{HERE}/minutes").content == first.content
