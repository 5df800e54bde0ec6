"""The public site as it is served: navigation, filters, search, helpful 404s, the small page."""

import gzip
import re
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, read, text_of

from hemicycle.archive.questions import asked
from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.phrases.formats import by_letters
from hemicycle.publish import OUTPUTS, Output
from hemicycle.screens.passages import Passage
from hemicycle.web.missing import lost
from hemicycle.web.public_files import called, grouped, phrase_key
from hemicycle.web.session_search import MOST_KEPT, Index, kept

LANGUAGES = ("en", "fr", "ar")
PAGES = (
    *("programme", "delegations", "delegations/p-0001", "bodies", "bodies/plenary", "statements"),
    *("documents", "data", "search", "search?q=assembly", "follow", "items/plenary-1"),
)
OF_REPORTED = [page for page in PAGES if page not in ("delegations/p-0001", "items/plenary-1")]
HERE, THERE = f"/a/{REHEARSAL}", f"/a/{REPORTED}"
FIGURES_OF_PRESENCE = re.compile(r"\d in the room|In the room")
LARGEST_FOLLOW = 30_000
HOSTILE = (
    *("a" * 5000, "(.*)+$", "[", "\\", "<script>alert(1)</script>", '"><img src=x onerror=1>'),
    *("' OR 1=1 --", '"" "', "\x00\x07", "\u202eassembly\u202c", "*", "-", "-assembly", "a*"),
    *("NEAR(a b)", "assembly AND", "%", "{{ 7*7 }}", "😀", "\ud7ff", "ا" * 300, "q=1&kind=x"),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its first decisions."""
    with demo_house(tmp_path_factory.mktemp("site")) as running:
        running.forward("15:25")
        yield running


def page_of(house: DemoHouse, address: str, *, status: int = 200) -> str:
    """A page as the public gets it, whole and within the policy."""
    answer = house.visitor().get(address)
    assert answer.status_code == status, address
    language = address.split("/")[1]
    assert frame_faults(answer.text, language) + policy_faults(answer.text) == []
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_is_whole_and_says_what_session_it_is_of(house, language):
    say = load_phrases().say
    for session, pages in ((HERE, PAGES), (THERE, OF_REPORTED)):
        band = "rehearsal" if session == HERE else "reported"
        wanted = say(f"public.band_{band}", language, NO_NAMES).strip("\u2068\u2069")
        for path in pages:
            assert wanted in text_of(page_of(house, f"/{language}{session}/{path}")), path


def test_the_navigation_marks_where_one_is(house):
    marked = {
        "programme": "programme",
        "delegations/p-0001": "delegations",
        "divisions/1": "decisions",
        "bodies/plenary": "bodies",
        "items/plenary-1": "programme",
        "data": "data",
    }
    for path, name in marked.items():
        links = read(page_of(house, f"/en{HERE}/{path}")).elements
        here = [one.attrs["href"] for one in links if one.attrs.get("aria-current") == "page"]
        assert here == [f"/en{HERE}/{name}"]


def test_a_reported_session_shows_no_figures_of_votes_and_nobodys_presence(house):
    for path in OF_REPORTED:
        told = text_of(page_of(house, f"/en{THERE}/{path}"))
        assert "not cast" not in told
        assert not FIGURES_OF_PRESENCE.search(told)
        assert not re.search(r"sitting now|has the floor", told)
    assert FIGURES_OF_PRESENCE.search(text_of(page_of(house, f"/en{HERE}/delegations")))


def test_delegations_are_narrowed_without_script(house):
    everything = page_of(house, f"/en{HERE}/delegations")
    assert "140 delegations" in text_of(everything)
    found = text_of(page_of(house, f"/en{HERE}/delegations?name=ALDER"))
    assert "1 delegation" in found
    assert "Aldermoor" in found
    nobody = text_of(page_of(house, f"/en{HERE}/delegations?name={quote('<b>x')}"))
    assert "No delegation has that name" in nobody
    by_name, by_votes = (
        re.findall(r'<th scope="row"[^>]*><a href="[^"]*/(p-\d+)"', html)
        for html in (everything, page_of(house, f"/en{HERE}/delegations?sort=votes"))
    )
    assert by_name != by_votes != []


def test_the_page_of_a_delegation_can_be_passed_on(house):
    html = page_of(house, f"/en{HERE}/delegations/p-0001")
    heads = {one.attrs.get("property"): one.attrs.get("content") for one in read(html).elements}
    assert "The delegation of Aldermoor has not spoken" in heads["og:description"]
    assert heads["og:title"].startswith("Aldermoor")
    assert heads["og:url"].endswith(f"/en{HERE}/delegations/p-0001")


def test_a_division_leads_to_each_delegation_and_home_to_all(house):
    assert f'href="/en{HERE}/delegations/p-0001"' in page_of(house, f"/en{HERE}/divisions/1")
    assert "What did your parliament do here?" in text_of(page_of(house, f"/en{HERE}"))


def test_the_roll_is_read_by_the_alphabet_of_the_page(house):
    french = page_of(house, f"/fr{HERE}/divisions/1")
    named = re.findall(r'rowheader"><a [^>]*><bdi[^>]*>([^<]+)</bdi>', french)
    assert len(named) > 100
    assert named == sorted(named, key=by_letters)
    backwards = page_of(house, f"/fr{HERE}/divisions/1?sort=-delegation")
    assert re.findall(r'rowheader"><a [^>]*><bdi[^>]*>([^<]+)</bdi>', backwards) == named[::-1]


def test_the_groups_that_report_in_a_year_are_named_in_the_language_of_the_page(house):
    french = text_of(page_of(house, f"/fr{HERE}/follow-up"))
    assert "africain" in french
    assert "Douze Plus" in french
    assert "Twelve Plus" not in french
    assert "Twelve Plus" in text_of(page_of(house, f"/en{HERE}/follow-up"))


def test_languages_of_interpretation_are_named_in_the_language_of_the_page(house):
    french = text_of(page_of(house, f"/fr{HERE}/programme"))
    assert "anglais, français et arabe" in french


def test_the_zone_of_the_times_is_told(house):
    assert "Times in Asia/Tashkent" in text_of(page_of(house, f"/en{HERE}/programme"))


# -- search --------------------------------------------------------------------------------------


def test_search_finds_in_every_kind_and_marks_what_it_found(house):
    html = page_of(house, f"/en{HERE}/search?q=resolution")
    assert "<mark>" in html
    kinds = set(re.findall(r'id="kind-(\w+)"', html))
    assert {"decision", "minutes"} <= kinds
    assert "kind-person" in page_of(house, f"/en{HERE}/search?q=Faolrin")
    assert "kind-delegation" in page_of(house, f"/en{HERE}/search?q=ALDERMOOR")


def test_accents_and_forms_of_letters_do_not_matter(house):
    for typed in ("Ó Faolrin", "o faolrin", "Ó FÁOLRIN"):
        assert "kind-person" in page_of(house, f"/en{HERE}/search?q={quote(typed)}")
    assert "kind-decision" in page_of(house, f"/fr{HERE}/search?q={quote('resolution')}")


def test_one_kind_is_shown_leaf_by_leaf(house):
    first = page_of(house, f"/en{HERE}/search?q=floor&kind=minutes")
    assert "page=2" in first
    second = page_of(house, f"/en{HERE}/search?q=floor&kind=minutes&page=2")
    assert "page=1" in second
    assert first != second
    beyond = page_of(house, f"/en{HERE}/search?q=floor&kind=minutes&page=99999")
    assert 'rel="next"' not in beyond


def test_nothing_found_says_what_to_try(house):
    told = text_of(page_of(house, f"/en{HERE}/search?q=zzzzqqq"))
    assert "0 places" in told
    assert "Type a word" in text_of(page_of(house, f"/en{HERE}/search"))
    assert "no word in that" in text_of(page_of(house, f"/en{HERE}/search?q=%28%29"))


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_can_be_typed_does_harm(house, typed):
    for address in (HERE, THERE):
        html = page_of(house, f"/en{address}/search?q={quote(typed)}")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "49" not in html.partition('name="q"')[2].partition(">")[0]
    page_of(house, f"/en{HERE}/search?q=assembly&kind={quote(typed)}&page={quote(typed)}")
    page_of(house, f"/en{HERE}/delegations?name={quote(typed)}&group={quote(typed)}")
    page_of(house, f"/en{HERE}/statements?in={quote(typed)}&of={quote(typed)}&page={quote(typed)}")


def test_a_new_entry_is_found_at_once(house):
    search = house.server.application.drawing.search
    _, lines = search.ready(REHEARSAL, "en", view=search.snapshot(REHEARSAL))
    assert lines.upto == house.position
    assert len(lines.passages) == house.position


def test_ten_thousand_sentences_are_read_once_and_searched_soon():
    told = [
        (
            Passage(kind="minutes", link=f"minutes#p{n}"),
            "en",
            f"The delegate of parliament {n % 140} spoke of water, item {n % 12}, at {n}.",
        )
        for n in range(10_000)
    ]
    index = Index()
    begun = time.perf_counter()
    index.read(told)
    read_s = time.perf_counter() - begun
    begun = time.perf_counter()
    for typed in ("water", '"spoke of water" 137', "wat* -139", "9999"):
        assert list(index.found(asked(typed)))
    searched_s = time.perf_counter() - begun
    assert read_s < 10  # measured 0.5 s; a machine that does other work as well may be slow
    assert searched_s < 5  # measured 0.06 s for the four


def test_of_many_indexes_only_the_latest_are_kept():
    indexes: dict[tuple[object, ...], Index] = {}
    first = kept(indexes, ("first",))
    assert kept(indexes, ("first",)) is first
    for number in range(MOST_KEPT):
        kept(indexes, (number,))
    assert len(indexes) == MOST_KEPT
    assert kept(indexes, ("first",)) is not first


def test_words_in_quotation_marks_follow_each_other_and_others_are_left_out():
    index = Index()
    texts = ("water is life", "life is water", "oil and water", "Eau et pétrole")
    index.read((Passage(kind="minutes", link=str(n)), "en", text) for n, text in enumerate(texts))
    assert list(index.found(asked('"is water"'))) == [1]
    assert list(index.found(asked("water -oil"))) == [0, 1]
    assert list(index.found(asked("petr*"))) == [3]
    assert list(index.found(asked("-oil"))) == []


# -- documents and data --------------------------------------------------------------------------


def unnamed(outputs) -> list[str]:
    """Outputs that have no name or no lead on the pages of files, in English or French."""
    phrases = load_phrases()
    return [
        f"{phrase_key(one.name, lead=lead)} in {language}"
        for one in outputs
        for lead in (False, True)
        for language in ("en", "fr")
        if not phrases.has(phrase_key(one.name, lead=lead), language)
    ]


def test_every_output_has_a_name_and_a_lead():
    assert unnamed(OUTPUTS.values()) == []


def test_an_output_without_its_phrases_is_found_and_still_shown(house):
    new = Output(name="made-up", extension="pdf", media_type="application/pdf", write=len)
    assert unnamed([new]) != []
    assert called(house.server.application.house.phrases, "made-up") == ""
    [file] = grouped([(new, "plenary-1"), (new, "plenary-2")])
    assert list(file.pieces) == ["plenary-1", "plenary-2"]
    assert file.pieces["plenary-2"].formats[0].place == "made-up/plenary-2.pdf"


def test_formats_of_one_document_stand_together():
    files = grouped(
        (Output(name="book", extension=one, media_type="x/y", write=len, sort="document"), "")
        for one in ("html", "pdf", "docx")
    )
    assert [file.formats for file in files] == [("html", "pdf", "docx")]


@pytest.mark.parametrize("session", [HERE, THERE])
def test_every_file_is_listed_and_can_be_had(house, session):
    html = page_of(house, f"/en{session}/documents") + page_of(house, f"/en{session}/data")
    for output in OUTPUTS.values():
        is_elsewhere = output.is_in_parts or output.is_apart
        assert is_elsewhere or f"{session}/{output.file_name}" in html
    for address in set(re.findall(r'href="([^"]*\.(?:html|txt|csv|json|ndjson|pdf|docx))"', html)):
        answer = house.visitor().get(address.replace("http://localhost", "http://127.0.0.1"))
        assert answer.status_code == 200, address


# -- from one thing to the next -------------------------------------------------------------------


def test_one_comes_from_the_agenda_to_a_vote_and_a_text_and_back(house):
    """Item, division, delegation; item, text: no step needs a search."""
    steps = (
        ("", "items/plenary-2"),
        *(("programme", "items/plenary-2"), ("bodies/plenary", "items/plenary-2")),
        *(("items/plenary-2", "divisions/2"), ("items/plenary-2", "emergency?body=plenary")),
        *(("divisions/2", "items/plenary-2"), ("divisions/2", "bodies/plenary")),
        *(("divisions/2", "delegations/p-0003"), ("delegations/p-0003", "divisions/2#p-0003")),
        *(("items/plenary-4", "texts/C-I-150-DR"), ("texts/C-I-150-DR", "items/plenary-4")),
        ("search?q=accessible+parliaments", "items/plenary-4"),
    )
    missing = [
        (page, target)
        for page, target in steps
        if f'href="/en{HERE}/{target}"' not in page_of(house, f"/en{HERE}/{page}".rstrip("/"))
    ]
    assert missing == []


def test_a_text_that_is_in_step_says_so_once(house):
    """Not under each paragraph: on a telephone that was a third of the page."""
    assert text_of(page_of(house, f"/fr{HERE}/texts/C-I-150-DR")).count("à jour") == 1


# -- 404 -----------------------------------------------------------------------------------------

LOST = {
    "/delegations/p-9999": ("There is no such delegation here", "delegations"),
    "/bodies/nowhere": ("There is no such body here", "bodies"),
    "/items/plenary-99": ("There is no such item here", "programme"),
    "/divisions/99": ("There is no division of that number", "decisions"),
    "/speech/99": ("There is no speech of that number", "documents"),
    "/entries/99999": ("There is no entry of that number", "minutes"),
    "/minutes.docx": ("There is no such format of this document", "minutes.html"),
    "/budget.pdf": ("There is no such document here", "documents"),
    "/nothing": ("There is no such page in this session", ""),
    "/delegations/%3Cscript%3E": ("There is no such delegation here", "delegations"),
}


@pytest.mark.parametrize("path", LOST)
def test_a_404_says_what_is_wrong_and_where_to_look(house, path):
    sentence, link = LOST[path]
    html = page_of(house, f"/en{HERE}{path}", status=404)
    assert sentence in text_of(html)
    assert f'href="/en{HERE}/{link}"'.replace('/"', '"') in html
    assert f'href="/en{HERE}/search"' in html
    assert "noindex" in html
    assert "canonical" not in html
    assert "<script>" not in html


def test_a_language_that_is_not_offered_is_told(house):
    answer = house.visitor().get(f"/de{HERE}/decisions")
    assert answer.status_code == 404
    assert "not offered in that language" in text_of(answer.text)
    assert f'href="/fr{HERE}/decisions"' in answer.text


def test_elsewhere_a_404_stays_as_it_is(house):
    running = house.server.application.house
    assert lost(running, "/nothing") is None
    assert lost(running, "/a/no-such-session/minutes") is None
    assert lost(running, f"/en{HERE}/nothing") is not None
    assert "nothing at this address" in text_of(page_of(house, "/en/a/no-such/x", status=404))


# -- the page without script ---------------------------------------------------------------------


def transferred(house: DemoHouse, address: str) -> int:
    """What comes over the wire for a page with all that it asks for, packed."""
    html = house.visitor().get(address).text
    wanted = [one.attrs for one in read(html).elements if one.tag in ("link", "script", "img")]
    parts = [
        one.get("src") or one["href"]
        for one in wanted
        if one.get("rel") in ("stylesheet", "icon", None, "preload", "modulepreload")
    ]
    bodies = [html, *(house.visitor().get(part).text for part in parts)]
    fonts = re.findall(r"url\(", " ".join(bodies))
    return sum(len(gzip.compress(one.encode())) for one in bodies) + 36_000 * bool(fonts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_to_follow_is_small_and_has_no_script(house, language):
    address = f"/{language}{HERE}/follow"
    assert transferred(house, address) < LARGEST_FOLLOW / 2
    assert "<script" not in house.visitor().get(address).text


def test_a_page_that_is_too_large_to_follow_is_found(house):
    assert transferred(house, f"/en{HERE}") > LARGEST_FOLLOW


def test_the_page_to_follow_loads_itself_again_until_it_is_told_not_to(house):
    html = page_of(house, f"/en{HERE}/follow")
    assert '<meta http-equiv="refresh" content="30">' in html
    assert f'href="/en{HERE}/follow?refresh=off"' in html
    still = page_of(house, f"/en{HERE}/follow?refresh=off")
    assert 'http-equiv="refresh"' not in still
    assert f'href="/en{HERE}/follow"' in still
    assert 'http-equiv="refresh"' not in page_of(house, f"/en{THERE}/follow")


def test_the_page_to_follow_tells_what_the_public_page_tells(house):
    told = text_of(page_of(house, f"/en{HERE}/follow"))
    now = text_of(page_of(house, f"/en{HERE}"))
    speaker = re.search(r"([A-Z][\w’' -]+) has the floor", now)
    assert speaker is not None
    assert f"{speaker[1].strip()} has the floor" in told
    assert "Adopted" in told
