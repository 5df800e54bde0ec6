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


NOISE = (
    *("/en{here}?x={n}", "/en{here}?body=b{n}", "/en{here}?lang=l{n}", "/en{here}/hall?page={n}"),
    *("/en{here}/press-room?q={n}", "/en{here}/hall{slashes}", "/en{here}/divisions/{noughts}1"),
    *("/api/v1/sessions/{id}/speakers?limit={n}", "/api/v1/sessions/{id}/speakers{slashes}"),
    *("{here}?lang=en&x={n}", "{here}/minutes.html?v={n}"),
)


def test_addresses_without_end_fill_nothing(house):
    usual = ("", "?lang=fr", "?body=committee-1", "/hall", "/press-room", "/minutes.html")
    programs = f"/api/v1/sessions/{REHEARSAL}/speakers"
    known = [*(f"{HERE}{one}" for one in usual), f"/en{HERE}", programs]
    for address in known:
        assert fetched(house, address).status_code == 200
    before = kept(house)
    assert before == len(known)  # the control: these are kept
    for noise in NOISE:
        for n in range(2, 5):
            told = {"here": HERE, "id": REHEARSAL, "n": n, "slashes": "/" * n, "noughts": "0" * n}
            assert fetched(house, noise.format(**told)).status_code in (200, 404)
        assert kept(house) == before, noise


def test_of_a_parameter_that_is_given_twice_the_last_counts(house):
    answers = [
        fetched(house, f"{HERE}/minutes.html?lang={one}&lang={other}", **{"accept-language": "ar"})
        for one, other in (("fr", "en"), ("en", "fr"), ("fr", "en"), ("en", "fr"))
    ]
    told = ["fr" if '<html lang="fr"' in one.text else "en" for one in answers]
    assert told == ["en", "fr", "en", "fr"]
    assert kept(house) == 2
    wished = fetched(house, f"{HERE}/minutes.html?lang=fr", **{"accept-language": "en"})
    assert wished.text == answers[1].text  # kept under the language in which it is


def test_the_host_tells_pages_apart_only_where_it_tells_seats_apart(house):
    sessions = house.server.application.house.http_sessions
    names = [f"{name}:{house.server.port}" for name in ("127.0.0.1", "localhost")]
    for name in names:
        assert fetched(house, f"/en{HERE}", host=name).status_code == 200
    assert kept(house) == 2
    sessions.is_by_port = False
    for name in names:
        assert fetched(house, f"/en{HERE}/minutes", host=name).status_code == 200
    assert kept(house) == 3


def test_a_kept_page_does_not_outlive_the_minute(house):
    """Whatever is recorded meanwhile: what a page says of time is another."""
    clock = house.player.clock

    def stood() -> tuple[object, ...]:
        """What the page that is kept depends on, but for the record."""
        assert fetched(house, f"/en{HERE}").status_code == 200
        [one] = house.server.application.kept._kept.values()
        return one.standing[1:]

    first, now = stood(), clock.now()
    clock.move_to(now // 60_000 * 60_000 + 59_999)
    assert stood() == first
    clock.move_to(now // 60_000 * 60_000 + 60_000)
    assert stood() != first


def test_what_is_packed_in_itself_is_not_packed_again(house):
    files = ("results-book.pdf", "results-book.docx", "session.zip", "tables.xlsx")
    for output in files * 2:  # as it is made, and as it is kept
        answer = fetched(house, f"/en{HERE}/{output}", **{"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert "content-encoding" not in answer.headers, output
        table = fetched(house, f"/en{HERE}/delegations.csv", **{"accept-encoding": "gzip"})
        assert table.headers["content-encoding"] == "gzip"  # the control


def test_the_interface_of_programs_has_no_address_in_a_language(house):
    for path in ("/fr/api/v1/sessions", "/en/api", "//api/v1/sessions"):
        answer = fetched(house, path)
        assert answer.status_code == 404
        assert "html" in answer.headers["content-type"]
    assert fetched(house, "/api/v1/sessions").status_code == 200


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
