"""The desk's papers: empty, published, different, issued, withdrawn; and whether one is genuine."""

import hashlib
import io
import re
import time

import httpx
import pypdf
import pytest
from demo_house import CLERK, REHEARSAL, REPORTED, demo_house
from page_reader import text_of
from paper_people import fill, in_django

PAPERS = f"/en/a/{REHEARSAL}/desk/papers"
TEXTS = {
    "institution.en": "Union of the Lakes",
    "signatory.en": "Aysu Tarn",
    "signatory_title.en": "Secretary General",
    "disclaimer.en": "A name on this list says nothing of the status of a territory.",
    "disclaimer.fr": "Un nom sur cette liste ne dit rien du statut d’un territoire.",
}
SECONDS = 20


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("papers")) as house:
        house.forward("09:14:20")
        yield house


@pytest.fixture(scope="module")
def empty_page(house):
    """The desk's page before anybody has a file."""
    return text_of(house.visitor(CLERK).get(PAPERS).text)


@pytest.fixture(scope="module")
def ids(house, empty_page):
    return fill(house)


@pytest.fixture(scope="module")
def clerk(house, ids):
    return Clerk(house)


class Clerk:
    """The secretariat at this page."""

    def __init__(self, house) -> None:
        self.client = house.visitor(CLERK)
        self.token = house.token_of(self.client)

    def post(self, path: str = PAPERS, **form: str):
        """What a form of the page sends."""
        return self.client.post(path, data={"csrf": self.token, **form})

    def page(self, query: str = "") -> str:
        """The page as it is now."""
        return self.client.get(PAPERS + query).text

    def mark(self, query: str = "") -> dict[str, str]:
        """What the form for publishing carries."""
        html = self.page(query)
        found = re.search(r'name="number" value="(\d+)">.*?name="mark" value="(\w+)"', html)
        return {"number": found[1], "mark": found[2]}

    def made(self, **form: str) -> bytes:
        """A paper, once it is made."""
        answer = self.post(**form)
        assert answer.status_code == 303, text_of(answer.text)
        deadline = time.monotonic() + SECONDS
        while (file := self.client.get(answer.headers["location"])).status_code == 202:
            assert time.monotonic() < deadline
        assert file.headers["content-type"] == "application/pdf"
        return file.content

    def codes(self) -> list[str]:
        """The codes of the papers that were issued, the newest first."""
        return re.findall(r'/genuine/(\w{10})"', self.page())


def words_in(content: bytes) -> str:
    """The text of a paper, each gap one space."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_without_people_there_is_nothing_to_print(empty_page):
    assert "there is nothing to print" in empty_page
    assert "Publish" not in empty_page


def test_a_list_is_published_once_as_it_was_seen(clerk):
    seen = clerk.mark()
    assert clerk.post(do="publish", standing="provisional", number="1", mark="x").status_code == 409
    answer = clerk.post(do="publish", standing="provisional", **seen)
    assert answer.headers["location"].endswith("?published=1")
    assert clerk.post(do="publish", standing="provisional", **seen).status_code == 409


def test_the_bytes_of_an_edition_are_frozen(clerk):
    kept = re.findall(r"[0-9a-f]{64}</bdi>", clerk.page())
    files = [clerk.client.get(f"{PAPERS}/lists/1-{one}.pdf").content for one in ("en", "fr")]
    assert [f"{hashlib.sha256(one).hexdigest()}</bdi>" for one in files] == kept
    assert "Provisional list of participants" in words_in(files[0])
    assert clerk.client.get(f"{PAPERS}/lists/9-en.pdf").status_code == 404


def test_the_next_edition_first_shows_what_is_different(clerk, ids):
    assert "Nothing is different" in text_of(clerk.page())

    def change() -> None:
        from hemicycle.secretariat.models import Place  # noqa: PLC0415

        changed, gone = Place.objects.filter(file__parliament_id=ids[1])[:2]
        changed.person.family = "Koshaneva"
        changed.person.save()
        gone.delete()

    in_django(change)
    told = text_of(clerk.page())
    assert "2 differences" in told
    assert "family name: Koshanev → Koshaneva" in told
    assert "not on it any more" in told
    assert "Rev. 1" in told


def test_the_final_list_holds_accepted_delegations_only(clerk):
    final = words_in(clerk.made(kind="participants", language="en", standing="final"))
    provisional = words_in(clerk.made(kind="participants", language="en", standing="provisional"))
    assert "DRAFT" in final
    assert "Parliament, Évenia" not in final
    assert "Parliament, Évenia" in provisional


def test_letters_wait_for_somebody_to_sign_them(clerk):
    answer = clerk.post(kind="visa", language="en")
    assert answer.status_code == 409
    assert "who signs them" in text_of(answer.text)
    assert clerk.codes() == []
    assert clerk.post(f"{PAPERS}/texts", **TEXTS).status_code == 303


@pytest.mark.parametrize("page", ["register", "delegations", "votes", "attendance"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_list_bears_the_disclaimer_of_the_institution(clerk, page, language):
    """Set with the other texts of the papers, by the test before."""
    told = TEXTS[f"disclaimer.{language}"]
    desk = PAPERS.removesuffix("/papers").removeprefix("/en")
    assert told in text_of(clerk.client.get(f"/{language}{desk}/{page}").text)


@pytest.mark.parametrize("kind", ["badges", "single_badges", "delegation_plates", "person_plates"])
def test_what_bears_no_code_is_made_for_one_delegation(clerk, ids, kind):
    text = words_in(clerk.made(kind=kind, language="fr", delegation=ids[0]))
    assert "Zadrie" in text
    assert "Événie" not in text
    assert "RÉPÉTITION" in text


def test_there_is_no_badge_before_a_delegation_is_accepted(clerk, ids):
    assert clerk.post(kind="badges", language="en", delegation=ids[1]).status_code == 409


def test_a_certificate_is_for_whom_the_record_shows_present(clerk, ids):
    assert clerk.post(kind="certificate", language="en", delegation=ids[1]).status_code == 409
    text = words_in(clerk.made(kind="certificate", language="en", delegation=ids[0]))
    assert "Yerlan Koshanev" in text
    assert "2 March 2026" in text
    assert "Turgunbek" not in text  # an adviser, of whose presence the record says nothing


def test_what_a_genuine_paper_says_can_be_read_by_anybody(house, clerk):
    public = house.visitor()
    code = clerk.codes()[0]
    for language, word in (("en", "Genuine and valid"), ("fr", "Authentique"), ("ar", "صحيحة")):
        answer = public.get(f"/{language}/genuine/{code}")
        assert answer.status_code == 200
        assert word in text_of(answer.text)
    typed = f"{code[:5].lower()} - {code[5:]}"
    assert public.get("/en/genuine", params={"code": typed}).headers["location"].endswith(code)


def test_a_name_that_was_corrected_since_is_not_shown(house, clerk, ids):
    clerk.made(kind="visa", language="en", delegation=ids[2])
    code = clerk.codes()[0]

    def person():
        from hemicycle.secretariat.models import IssuedPaper  # noqa: PLC0415

        return IssuedPaper.objects.get(code=code).person

    def renamed() -> None:
        one = person()
        one.family = "Corrected"
        one.save()

    before = text_of(house.visitor().get(f"/en/genuine/{code}").text)
    assert in_django(person).given in before
    in_django(renamed)
    after = text_of(house.visitor().get(f"/en/genuine/{code}").text)
    assert "Corrected" not in after
    assert "not what we would print today" in after


def test_a_withdrawn_paper_says_so(house, clerk):
    code = clerk.codes()[-1]
    assert clerk.post(do="withdraw", code=code).status_code == 422
    assert clerk.post(do="withdraw", code=code, reason="printed twice").status_code == 303
    assert clerk.post(do="withdraw", code=code, reason="again").status_code == 409
    told = text_of(house.visitor().get(f"/en/genuine/{code}").text)
    assert "Issued by us, but withdrawn" in told
    assert "printed twice" not in told


def test_a_paper_is_kept_for_whoever_asked_for_it(house, clerk, ids):
    answer = clerk.post(kind="delegation_plates", language="en", delegation=ids[0])
    address = answer.headers["location"]
    assert house.visitor().get(address).status_code == 303
    assert clerk.client.get(f"{PAPERS}/made/{'x' * 16}").status_code == 404
    assert clerk.client.get(address).status_code == 200


def test_nothing_is_printed_of_a_session_that_was_only_reported(clerk):
    assert clerk.client.get(PAPERS.replace(REHEARSAL, REPORTED)).status_code == 403

    def is_printable(session: str) -> bool:
        from hemicycle.web.paper_values import Record  # noqa: PLC0415

        return Record.of(session).is_printable

    assert not in_django(is_printable, REPORTED)
    assert in_django(is_printable, REHEARSAL)


def guesses(browser: httpx.Client) -> list[int]:
    """What somebody is told who tries codes that are on no paper, until they have to wait."""
    told: list[int] = []
    while 429 not in told:  # a slow machine may let one wait pass; the next is twice as long
        assert len(told) < 40
        answer = browser.get(f"/en/genuine/{len(told):010}")
        assert (answer.headers.get("retry-after") is not None) == (answer.status_code == 429)
        told.append(answer.status_code)
    return told


def test_whoever_tries_codes_that_do_not_exist_waits(house):
    guesser = house.visitor()
    guesser.get("/en/genuine")  # from now on the device is known again
    told = guesses(guesser)
    assert told[:20] == [404] * 20
    assert "Too many codes that do not exist were tried" in text_of(waited(guesser).text)


def waited(guesser: httpx.Client) -> httpx.Response:
    """The page of somebody who has to wait."""
    answers = (guesser.get("/en/genuine/0000000001") for _ in range(40))
    return next(one for one in answers if one.status_code == 429)


def test_the_right_code_never_waits_even_for_who_guessed(house, clerk):
    guesser, code = house.visitor(), clerk.codes()[0]
    guesses(guesser)
    assert guesser.get(f"/en/genuine/{code}").status_code == 200


def test_a_hall_does_not_wait_for_one_guesser_in_it(house):
    """All of them have one network address; only the device that guessed waits."""
    guesser, neighbour = house.visitor(), house.visitor()
    for one in (guesser, neighbour):
        assert one.get("/en/genuine").status_code == 200
    guesses(guesser)
    assert neighbour.get("/en/genuine/0000000000").status_code == 404


def test_ballot_papers_are_made_once_somebody_stands(house, clerk):
    refused = clerk.post(kind="ballot_papers", language="en")
    assert refused.status_code == 409
    assert "No election waits" in text_of(refused.text)
    delegation = house.present_delegations()[0]
    member = f"{delegation}-1"

    def act(name: str, client: httpx.Client, **form: str) -> None:
        token = house.token_of(client)
        given = {"csrf": token, "act_id": f"e-{name}", "body": "plenary", "back": PAPERS, **form}
        answer = client.post(f"/a/{REHEARSAL}/acts/{name}", data=given)
        assert answer.status_code == 303, text_of(answer.text)

    title = {"title.en": "Auditor", "title.fr": "Vérification"}
    act("call_election", clerk.client, post="other", ballot_at="2100-01-01T09:00", **title)
    act("nominate", clerk.client, candidate=member, nominator=member)
    act("accept_candidature", house.visitor(member))
    told = words_in(clerk.made(kind="ballot_papers", language="fr"))
    assert told.count("Vérification") == 2
    assert "RÉPÉTITION" in told
