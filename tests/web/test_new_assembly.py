"""A stranger sets up an assembly, opens a sitting and takes a weighted vote, with forms alone."""

import re
from collections.abc import Iterator

import httpx
import pytest
from installed import Installed, installed, submit
from page_reader import frame_faults, policy_faults, text_of

DELEGATIONS = "Arvenia; 12; 2; Arvénie\nBoltara; 7; 1\nCadria; 3; 1; Cadrie\n"
PASSWORD = "a long enough sentence"
FORM = {
    "title.en": "Assembly of the Lakes",
    "title.fr": "Assemblée des lacs",
    "place.en": "Lakeside",
    "id": "lakes-1",
    "starts_on": "2027-03-02",
    "ends_on": "2027-03-04",
    "zone": "Asia/Tashkent",
    "rulebook": "plain",
    "committees": "Committee on Water | Commission de l’eau",
    "delegations": DELEGATIONS,
    "username": "registrar",
    "password": PASSWORD,
}
SESSION = FORM["id"]
TALLY = {"for_votes": "4", "against_votes": "8", "abstention_votes": "1"}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Installed]:
    """An installation that nobody has used before."""
    with installed(tmp_path_factory.mktemp("first") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def sheet(house) -> tuple[httpx.Client, httpx.Response]:
    """The sign-in sheet of the new assembly, and the browser that set it up."""
    browser = house.browser()
    answer = submit(browser, browser.get(house.first_page), "/new$", **FORM)
    assert answer.status_code == 200, text_of(answer.text)[:600]
    return browser, answer


def passwords(sheet: httpx.Response) -> dict[str, str]:
    """User name and first password of each line of the sheet."""
    cells = re.findall(r'<td class="sym">([^<]+)</td><td class="sym">([^<]+)</td>', sheet.text)
    return dict(cells)


def sign_in(house: Installed, username: str, password: str, page: str) -> httpx.Client:
    """A browser that signs in with its form, and is led to where it wanted to go."""
    browser = house.browser()
    wanted = browser.get(f"/a/{SESSION}/{page}")
    assert wanted.status_code == 303
    form = browser.get(wanted.headers["location"])
    answer = submit(browser, form, "/login$", username=username, password=password)
    assert answer.status_code == 303, text_of(answer.text)
    assert answer.headers["location"] == f"/a/{SESSION}/{page}"
    return browser


def test_the_first_page_leads_to_setting_up(house):
    start = house.browser().get("/")
    assert start.status_code == 200
    assert 'href="/new"' in start.text or "lakes-1" in start.text


@pytest.mark.parametrize(
    ("changed", "where", "said"),
    [
        ({"delegations": "Arvenia; twelve; 2"}, "delegations", "Line 1"),
        ({"delegations": "Arvenia; 12\nBoltara; -1"}, "delegations", "Line 2"),
        ({"delegations": "Arvenia; 12; 99"}, "delegations", "Line 1"),
        ({"delegations": "Arvenia; 12\nBoltara; 7\nArvenia; 1"}, "delegations", "Line 3"),
        ({"delegations": "Arvenia; 12\n; 7"}, "delegations", "Line 2"),
        ({"delegations": ""}, "delegations", "at least one"),
        ({"title.en": "", "title.fr": ""}, "title.en", "Fill this in"),
        ({"id": "Lakes 1"}, "id", "short name"),
        ({"id": ""}, "id", "short name"),
        ({"zone": "Atlantis/Lost"}, "zone", "not a time zone"),
        ({"starts_on": "soon"}, "starts_on", "not a date"),
        ({"ends_on": "2027-03-01"}, "ends_on", "comes before the first"),
        ({"rulebook": "none"}, "rulebook", "no rulebook"),
        ({"password": "short"}, "password", "ten characters"),
        ({"password": "password123"}, "password", "ten characters"),
        ({"username": ""}, "username", "Fill this in"),
    ],
)
def test_a_fault_is_shown_at_its_place_and_nothing_is_lost(house, changed, where, said):
    browser = house.browser()
    form = {**FORM, "id": "lakes-0", **changed}
    answer = submit(browser, browser.get(house.first_page), "/new$", **form)
    assert answer.status_code == 422
    assert frame_faults(answer.text, "en") + policy_faults(answer.text) == []
    errors = answer.text.partition('id="errors"')[2].partition("</section>")[0]
    assert said in text_of(f"<p>{errors}")
    assert f'href="#{where}"' in errors
    kept = text_of(answer.text) + " ".join(re.findall(r'value="([^"]*)"', answer.text))
    for name, text in form.items():
        if name not in ("password", "rulebook") and text:
            assert all(line in kept for line in text.splitlines()), name
    assert PASSWORD not in answer.text
    assert browser.get("/a/lakes-0").status_code == 404


def test_a_fault_is_told_in_french(house):
    browser = house.browser("fr")
    form = {**FORM, "id": "lakes-0", "delegations": "Arvenia; douze"}
    answer = submit(browser, browser.get(f"/fr{house.first_page}"), "/fr/new$", **form)
    assert answer.status_code == 422
    assert "Ligne 1" in text_of(answer.text)


def test_another_site_cannot_set_anything_up(house):
    browser = house.browser()
    browser.headers["origin"] = "https://elsewhere.example"
    answer = submit(browser, browser.get(house.first_page), "/new$", **FORM | {"id": "lakes-0"})
    assert answer.status_code == 403
    assert house.browser().get("/a/lakes-0").status_code == 404


def test_the_sheet_names_everyone_once_and_is_kept_by_no_cache(sheet):
    _, answer = sheet
    known = passwords(answer)
    officers = {"o-secretary-general", "o-president", "o-teller-1", "o-chair-1"}
    delegates = {"p-0001-1", "p-0001-2", "p-0002-1", "p-0003-1"}
    assert set(known) == {f"{SESSION}.{one}" for one in officers | delegates}
    assert len(set(known.values())) == len(known)
    assert all(re.fullmatch(r"([a-z2-7]{4}-){3}[a-z2-7]{4}", one) for one in known.values())
    assert answer.headers["cache-control"] == "no-store"
    assert frame_faults(answer.text, "en") + policy_faults(answer.text) == []


def test_a_file_is_taken_as_well_as_pasted_lines(house, sheet):
    browser, _ = sheet
    form = {
        name: text
        for name, text in FORM.items()
        if name not in ("delegations", "username", "password")
    }
    rows = "name,votes,delegates,French\nÎle d'Écume,4,1,Île d'Écume\n".encode("utf-8-sig")
    answer = browser.post(
        "/new", data={**form, "id": "lakes-2"}, files={"file": ("list.csv", rows, "text/csv")}
    )
    assert answer.status_code == 200
    assert "Île d'Écume" in text_of(answer.text)
    again = browser.post("/new", data={**form, "id": "lakes-2", "delegations": "X; 1"})
    assert again.status_code == 422
    assert "already" in text_of(again.text)


def test_after_the_first_only_the_operator_sets_up(house, sheet):
    assert house.browser().get("/new").headers["location"].startswith("/login?next=")
    username = f"{SESSION}.p-0001-1"
    member = sign_in(house, username, passwords(sheet[1])[username], "vote")
    assert member.get("/new").status_code in (302, 303, 403)
    operator, _ = sheet
    assert operator.get("/new").status_code == 200


@pytest.mark.parametrize(
    ("username", "password"),
    [
        (f"{SESSION}.p-0001-1", "wrong"),
        ("nobody", PASSWORD),
        ("", ""),
        ("registrar", ""),
        ("x" * 400, "y" * 4000),
        ("registrar\x00", PASSWORD),
    ],
)
def test_a_wrong_password_does_not_say_which_part_is_wrong(house, sheet, username, password):
    browser = house.browser()
    answer = submit(browser, browser.get("/login"), "/login$", username=username, password=password)
    assert answer.status_code == 403
    assert "do not belong together" in text_of(answer.text)
    assert "set-cookie" not in answer.headers


def test_signing_in_leads_to_pages_of_ours_only(house, sheet):
    for target in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"):
        browser = house.browser()
        form = {"username": "registrar", "password": PASSWORD, "next": target}
        answer = browser.post("/login", data=form)
        own = "/a/lakes-1/chair"
        assert (answer.status_code, answer.headers["location"]) == (303, own), target


def test_signing_in_changes_the_key_and_signing_out_ends_it(house, sheet):
    browser = sign_in(house, "registrar", PASSWORD, "chair")
    first = browser.cookies["hemi"]
    cookie = browser.post("/login", data={"username": "registrar", "password": PASSWORD})
    flags = cookie.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=lax" in flags
    second = browser.cookies["hemi"]
    assert browser.post("/logout").status_code == 303
    for key in (first, second):
        old = house.browser()
        old.cookies.set("hemi", key)
        assert old.get(f"/a/{SESSION}/chair").status_code == 303


def test_a_stranger_opens_a_sitting_and_takes_a_weighted_vote(house, sheet):
    known = passwords(sheet[1])

    def seat(member: str, page: str) -> httpx.Client:
        username = f"{SESSION}.{member}"
        return sign_in(house, username, known[username], page)

    secretary, president = seat("o-secretary-general", "chair"), seat("o-president", "chair")

    def press(browser: httpx.Client, act: str, page: str = "chair", **fields: str) -> None:
        shown = browser.get(f"/a/{SESSION}/{page}")
        answer = submit(browser, shown, f"/acts/{act}$", **fields)
        assert answer.status_code == 303, (act, text_of(answer.text)[:900])
        assert browser.get(answer.headers["location"]).status_code == 200

    press(president, "open_sitting")
    press(secretary, "call_roll")
    press(
        president,
        "put_question",
        **{"title.en": "Shall the lakes be protected?", "yes_means.en": "The lakes are protected."},
    )
    press(president, "open_division")
    hall = text_of(house.browser().get(f"/a/{SESSION}/hall").text)
    assert "Shall the lakes be protected?" in hall
    first, second = seat("p-0001-1", "vote"), seat("p-0002-1", "vote")
    short = {"for": "4", "against": "1", "abstain": "1"}
    refused = submit(first, first.get(f"/a/{SESSION}/vote"), "/ballots$", **short)
    assert refused.status_code == 409
    assert "6 more votes" in text_of(refused.text)
    assert submit(first, refused, "/ballots$", **short, unused="6").status_code == 303
    against = {"for": "0", "against": "7", "abstain": "0"}
    shown = second.get(f"/a/{SESSION}/vote")
    assert submit(second, shown, "/ballots$", **against).status_code == 303
    press(president, "close_division")
    press(seat("o-teller-1", "chair"), "report_tally", **TALLY)
    press(president, "declare_result")
    result = text_of(house.browser().get(f"/a/{SESSION}/divisions/1").text)
    assert re.search(r"\b4\b.*\b8\b", result)
    minutes = text_of(house.browser().get(f"/fr/a/{SESSION}/minutes").text)
    assert "Boltara" in minutes or "Arvénie" in minutes
