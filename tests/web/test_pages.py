"""Every page in every language at every turn of the day: whole, marked, linked, true to itself."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import pytest
from demo_house import CLERK, PRESIDENT, REHEARSAL, REPORTED, TELLER, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, read, text_of

import hemicycle.demo
from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.screens.item_attendance import part_of

DEMO = Path(hemicycle.demo.__file__).parent
LANGUAGES = ("en", "fr", "ar")
MOMENTS = {
    "before the first sitting": "08:57:45",
    "a guest speaks": "08:59:10",
    "a question is put": "09:09:10",
    "a vote is open": "09:10:45",
    "a vote is closed": "09:13:40",
    "a result is declared": "09:14:20",
    "a point of order": "09:37:22",
    "committees sit beside the plenary": "10:02",
    "the sitting is suspended": "11:38",
    "after a consensus": "15:22",
    "all is over": "17:18",
}
# What a page says where a session that is recorded here has nothing of a kind.
DENIALS = (
    *("public.nothing_decided", "textpage.none", "speeches.none", "site.no_requests"),
    "emergency.none_filed",
)
RECEIVED = "Was among the heads of parliament received by the host"
OPEN_PAGES = ("", "/hall", "/minutes", "/decisions", "/rights", "/verify")
DELEGATE_PAGES = ("/vote", "/floor", "/today", "/questions")
BANDS = {
    REHEARSAL: {
        "en": "REHEARSAL - invented parliaments",
        "fr": "RÉPÉTITION - parlements inventés",
    },
    REPORTED: {
        "en": "Reconstructed from press reports, not a record of the institution",
        "fr": "Reconstitué d’après des articles de presse, non un document de l’institution",
    },
}
BAND_KEYS = {REHEARSAL: "public.band_rehearsal", REPORTED: "public.band_reported"}
CLOCK_TIME = re.compile(r"\b[0-2]?\d[:h][0-5]\d\b")


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The demo, moved on through its day by the tests in their order."""
    with demo_house(tmp_path_factory.mktemp("pages")) as running:
        running.forward("08:57:40")
        yield running


def band_faults(html: str, session: str, language: str) -> list[str]:
    """Whether a page says what kind of session it is about; Arabic has its own words or English."""
    in_arabic = load_phrases().say(BAND_KEYS[session], "ar", NO_NAMES).strip("\u2068\u2069")
    wanted = BANDS[session].get(language, in_arabic)
    return [] if wanted in text_of(html) else ["it does not say what it is"]


def page_faults(answer: httpx.Response, session: str, language: str) -> list[str]:
    """Everything that is wrong with one page."""
    if answer.status_code != 200:
        return [f"status {answer.status_code}"]
    html = answer.text
    return [
        *frame_faults(html, language),
        *policy_faults(html),
        *band_faults(html, session, language),
    ]


def visitors(house: DemoHouse) -> Iterator[tuple[str, httpx.Client, Iterable[str]]]:
    """Who looks at which pages: nobody in particular, the desk, delegates of two delegations."""
    numbers = [f"/divisions/{number}" for number in house.assembly.divisions]
    sittings = [f"/minutes/{part_of(one)}" for one in house.assembly.records.values()]
    yield "public", house.visitor(), (*OPEN_PAGES, *numbers, *sittings)
    bodies = [f"/chair?body={body}" for body in house.assembly.bodies]
    for name, member in {"chair": PRESIDENT, "clerk": CLERK, "teller": TELLER}.items():
        yield name, house.visitor(member), bodies
    first, *_, last = house.present_delegations() or ["p-0001", "p-0004"]
    for delegation in (first, last):
        present = house.assembly.bodies["plenary"].present
        member = house.head_of(delegation) if present else f"{delegation}-1"
        yield member, house.visitor(member), (*DELEGATE_PAGES, "", "/hall", "/chair")


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_page_is_whole_in_every_language(house, moment):
    house.forward(MOMENTS[moment])
    faults = []
    for name, visitor, paths in visitors(house):
        for language in LANGUAGES:
            for path in paths:
                answer = visitor.get(f"/{language}/a/{REHEARSAL}{path}")
                found = page_faults(answer, REHEARSAL, language)
                faults += [f"{name} {language} {path}: {fault}" for fault in found]
    assert sorted(set(faults)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_the_reported_session_says_what_it_is(house, path, language):
    answer = house.visitor().get(f"/{language}/a/{REPORTED}{path}")
    assert page_faults(answer, REPORTED, language) == []


@pytest.mark.parametrize("path", ["/", "/login", "/new", "/demo/sit/delegate", "/help"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_no_session_are_whole(house, path, language):
    answer = house.visitor().get(f"/{language}{path}", params={"key": house.first_key})
    assert answer.status_code == 200
    assert frame_faults(answer.text, language) + policy_faults(answer.text) == []


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ('<p style="color:red">', "<p style>"),
        ('<button onclick="x()">', "<button onclick>"),
        ("<style>p{}</style>", "<style>"),
        ("<script>1</script>", "<script>"),
        ('<a href="javascript:void 0">', "javascript:"),
        ('<script src="https://elsewhere.example/x.js"></script>', "elsewhere.example"),
    ],
)
def test_what_the_policy_forbids_is_found(house, planted, complaint):
    html = house.visitor().get(f"/en/a/{REHEARSAL}").text
    assert policy_faults(html) == []
    assert complaint in " ".join(policy_faults(html.replace("</main>", f"{planted}</main>")))


@pytest.mark.parametrize(
    ("was", "planted"),
    [
        ('lang="en"', 'lang="fr"'),
        ("<h1", "<h1>Twice</h1><h1"),
        ("</h1>", "</bdi></h1>"),
        ("REHEARSAL - invented parliaments", "An assembly"),
        ('id="main"', 'id="hero"'),
    ],
)
def test_a_page_that_is_not_whole_is_found(house, was, planted):
    html = house.visitor().get(f"/en/a/{REHEARSAL}").text
    damaged = httpx.Response(200, text=html.replace(was, planted))
    assert page_faults(damaged, REHEARSAL, "en") != []


# -- what others reported is told where one looks for it -----------------------------------------


def test_what_is_reported_says_of_whom_or_of_what(house):
    """A day tells of four persons whom the host received: each line names its own."""
    told = text_of(house.visitor().get(f"/en/a/{REPORTED}/programme").text)
    assert told.count(RECEIVED) == 4
    for name in ("Turgunbek uulu", "Idizoda", "Gulmanova", "Yerlan Koshanov"):
        assert f"{name} – {RECEIVED}" in told, name


def test_the_reports_begin_with_what_there_is_of_them(house):
    """Twenty-five screens of a telephone are read by their contents."""
    page = house.visitor().get(f"/en/a/{REPORTED}/minutes").text
    for kind in re.findall(r'<h2 id="(g-[a-z]+)"', page):
        assert kind == "g-unreported" or f'<a class="chip" href="#{kind}">' in page, kind


@pytest.mark.parametrize("path", ["decisions", "texts", "documents", "speeches", "emergency"])
def test_a_page_of_a_reported_session_does_not_say_that_nothing_happened(house, path):
    """What was not recorded here may have happened all the same: the page leads to the reports."""
    page = house.visitor().get(f"/en/a/{REPORTED}/{path}").text
    phrases = load_phrases()
    denied = [key for key in DENIALS if phrases.say(key, "en", NO_NAMES) in text_of(page)]
    assert denied == []
    assert f'href="/en/a/{REPORTED}/minutes' in page


def test_decisions_and_texts_of_a_reported_session_are_those_reported(house):
    for path in ("decisions", "texts"):
        told = text_of(house.visitor().get(f"/en/a/{REPORTED}/{path}").text)
        assert told.count("Adopted by consensus. The heading carries an asterisk") == 2, path


# -- nothing invented beside what is real, and no time that nobody reported ----------------------


def reported_pages(house: DemoHouse) -> Iterator[tuple[str, str]]:
    """All pages of the reported session, as text."""
    visitor = house.visitor()
    for path in OPEN_PAGES:
        for language in LANGUAGES:
            address = f"/{language}/a/{REPORTED}{path}"
            yield address, text_of(visitor.get(address).text)


def test_no_clock_time_stands_in_the_reported_session_but_what_a_source_gives(house):
    sourced = times_in((DEMO / "as-reported-150.minutes").read_text(encoding="utf-8"))
    found = {
        address: times
        for address, text in reported_pages(house)
        if (times := times_in(text) - sourced)
    }
    assert found == {}


def times_in(text: str) -> set[str]:
    """Times of day in a text, those inside addresses of sources left aside."""
    return set(CLOCK_TIME.findall(re.sub(r"https?://\S+", "", text)))


def test_a_clock_time_is_found():
    assert times_in("Opened at 10:07 by nobody") == {"10:07"}
    assert times_in("Ouvert à 9h30") == {"9h30"}


def rows_of(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the demo."""
    return iter(csv.DictReader((DEMO / table).read_text(encoding="utf-8").splitlines()))


def invented_names() -> set[str]:
    """The short names of parliaments and the persons of the rehearsal."""
    names = set()
    for row in rows_of("parliaments.csv"):
        names |= {row["en_short"], row["fr_short"], *row["people"].split(";")}
    for row in rows_of("officers.csv"):
        names.add(row["name"])
    return {name for name in names if len(name) > 4}


def real_names() -> set[str]:
    """The persons of the reported session."""
    persons = [row for row in rows_of("as-reported-150.csv") if row["kind"] == "person"]
    return {row["label"] for row in persons} | {row["en"] for row in persons}


def mentioned(text: str, names: Iterable[str]) -> set[str]:
    """The names that occur in a text as words of their own."""
    return {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}


def test_nothing_invented_stands_beside_what_was_reported(house):
    names = invented_names()
    found = {address: mentioned(text, names) for address, text in reported_pages(house)}
    assert {address: names for address, names in found.items() if names} == {}


def test_nobody_real_stands_in_the_rehearsal(house):
    names = real_names()
    assert len(names) > 5
    for name, visitor, paths in visitors(house):
        for path in paths:
            text = text_of(visitor.get(f"/en/a/{REHEARSAL}{path}").text)
            assert mentioned(text, names) == set(), (name, path)


def test_a_name_out_of_place_is_found(house):
    text = text_of(house.visitor().get(f"/en/a/{REHEARSAL}/delegations").text)
    assert mentioned(text, invented_names()) != set()


# -- links, languages, caches --------------------------------------------------------------------


def links_of(html: str) -> set[str]:
    """The addresses of ours that a page links to."""
    found = {one.attrs["href"] for one in read(html).elements if "href" in one.attrs}
    return {link.partition("#")[0] for link in found if link.startswith("/")} - {""}


def test_no_link_leads_nowhere(house):
    broken = {}
    for name, visitor, paths in visitors(house):
        links = set()
        for path in paths:
            links |= links_of(visitor.get(f"/fr/a/{REHEARSAL}{path}").text)
        links |= links_of(visitor.get("/fr/").text)
        for link in links:
            answer = visitor.get(link)
            if answer.status_code not in (200, 303):
                broken[name, link] = answer.status_code
    assert broken == {}


def test_a_link_to_nowhere_is_found(house):
    assert links_of('<a href="/nowhere#x">a</a><a href="#y">b</a>') == {"/nowhere"}
    assert house.visitor().get("/nowhere").status_code == 404


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("de, ar;q=0.5, en;q=0.4", "ar"),
        ("de", "en"),
        ("", "en"),
        ("en;q=0.1, fr;q=nonsense", "en"),
        (",;q=,;;q=1" * 50, "en"),
    ],
)
def test_the_browser_is_answered_in_its_language(house, asked, language):
    answer = house.visitor().get(f"/a/{REHEARSAL}", headers={"accept-language": asked})
    assert read(answer.text).attribute("html", "lang") == language
    assert "Accept-Language" in answer.headers["vary"]


def test_an_address_with_a_language_does_not_negotiate(house):
    answer = house.visitor().get(f"/fr/a/{REHEARSAL}", headers={"accept-language": "ar"})
    assert read(answer.text).attribute("html", "lang") == "fr"
    assert "Accept-Language" not in answer.headers.get("vary", "")


def test_a_page_that_has_not_changed_is_not_sent_again(house):
    visitor = house.visitor()
    for path in ("", "/minutes", "/hall"):
        first = visitor.get(f"/en/a/{REHEARSAL}{path}")
        known = {"if-none-match": first.headers["etag"]}
        again = visitor.get(f"/en/a/{REHEARSAL}{path}", headers=known)
        assert (again.status_code, again.content) == (304, b"")
        other = visitor.get(f"/fr/a/{REHEARSAL}{path}", headers=known)
        assert other.status_code == 200


def test_a_page_of_a_person_is_kept_by_no_cache(house):
    for path in (*DELEGATE_PAGES, "", "/fragment/vote"):
        answer = house.visitor("p-0001-1").get(f"/en/a/{REHEARSAL}{path}")
        assert answer.headers["cache-control"] == "no-store", path


@pytest.mark.parametrize(
    ("who", "page"),
    [(PRESIDENT, "chair"), (TELLER, "chair"), ("p-0001-1", "vote"), (None, "")],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_every_public_page_leads_a_way_back_to_where_one_acts(house, who, page, language):
    visitor = house.visitor(who) if who else house.visitor()
    for path in ("/minutes", "/texts", "/documents"):
        html = visitor.get(f"/{language}/a/{REHEARSAL}{path}").text
        header = html[html.index('id="header"') : html.index("</header>")]
        ways = re.findall(rf'href="(/{language}/a/{REHEARSAL}/(chair|vote)\?body=[^"]+)"', header)
        assert [name for _, name in ways] == [page] * bool(page), path
        for way, _ in ways:
            assert visitor.get(way).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/a",
        "/a/",
        "/a/nothing",
        "/a/nothing/live",
        f"/a/{REHEARSAL}/nothing",
        f"/a/{REHEARSAL}/divisions",
        f"/a/{REHEARSAL}/divisions/",
        f"/a/{REHEARSAL}/fragment",
        f"/a/{REHEARSAL}/fragment/nothing",
        f"/a/{REHEARSAL}/live?view=nothing",
        f"/a/{REHEARSAL}/live?view=vote",
        "/demo",
        "/demo/sit/nobody",
        "/static/x/none.css",
        "/de/",
        "/%00",
        "/a/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_an_address_without_a_page_says_so(house, path):
    answer = house.visitor().get(path)
    assert answer.status_code == 404
    assert frame_faults(answer.text, "en") + policy_faults(answer.text) == []


@pytest.mark.parametrize("number", ["0", "99", "9" * 40, "-1", "one", "１"])
def test_a_division_that_is_not_there_is_not_shown(house, number):
    answer = house.visitor().get(f"/en/a/{REHEARSAL}/divisions/{number}")
    assert answer.status_code in (200, 404)
    assert frame_faults(answer.text, "en") == []


def test_pages_for_persons_ask_to_sign_in(house):
    for path in (*DELEGATE_PAGES, "/chair"):
        answer = house.visitor().get(f"/fr/a/{REHEARSAL}{path}")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/fr/login?next=")


def test_a_login_without_a_seat_is_told_who_may_look(house):
    visitor = house.visitor(PRESIDENT)  # has a seat in the rehearsal, none in the other session
    answer = visitor.get(f"/en/a/{REPORTED}/chair")
    assert answer.status_code == 403
    assert frame_faults(answer.text, "en") == []
