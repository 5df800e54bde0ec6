"""A delegation's secretary at the file of the delegation, and the clerk who decides on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from installed import submit
from lakes import CLERK, PRESIDENT, SESSION, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, text_of
from register_desk import Clerk

OWN = f"/a/{SESSION}/delegation"
DESK = f"/a/{SESSION}/desk"
LIST = "short name (English);status\nThornmark;member\nQuillshire;member\n"
ADDRESS = re.compile(r'<bdi class="typed" dir="ltr">http[^<]*/enrol/([a-z2-7-]+)</bdi>')


@dataclass
class Secretary:
    """One who keeps a file, in a browser without scripts."""

    browser: httpx.Client

    def page(self, path: str = "", language: str = "en") -> httpx.Response:
        """A page of the file."""
        return self.browser.get(f"/{language}{OWN}{path}")

    def text(self) -> str:
        """What the page of the file says."""
        return text_of(self.page().text)

    def person(self, key: str = "new", **fields: str) -> httpx.Response:
        """Fill in the form of a person and send it."""
        return submit(self.browser, self.page(f"/people/{key}"), f"/people/{key}$", **fields)

    def press(self, do: str, **fields: str) -> httpx.Response:
        """Press a button of the file's page."""
        form = dict(forms_of(self.page("/people/new").text)[-1].fields)
        told = {"csrf": form["csrf"], "version": form["version"], "do": do}
        return self.browser.post(OWN, data=told | fields)

    def people(self) -> dict[str, str]:
        """The ids of the people on the page, by what their lines say first."""
        listed = self.page().text.partition('class="people-list"')[2].partition("</ul>")[0]
        found = re.findall(r"<b><bdi>([^<]*)</bdi>.*?/people/(n-\d+)", listed, re.DOTALL)
        return {name.strip(): key for name, key in found}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes, with two more parliaments invited."""
    with lakes(tmp_path_factory.mktemp("own-file")) as running:
        clerk = clerk_at(running)
        clerk.write("parliaments", LIST)
        votes = {f"votes.{clerk.ids()[name]}": "12" for name in ("Thornmark", "Quillshire")}
        told = {"edition": "0", "dated": "2027-02-01", "source": "invented for this test"}
        assert clerk.post("votes", do="keep", **told, **votes).status_code == 303
        assert clerk.post("delegations", do="invite").status_code == 303
        yield running


def clerk_at(here: Lakes) -> Clerk:
    """The clerk in a browser without scripts."""
    client = here.sign_in(CLERK)
    csrf = re.findall(r'name="csrf" value="([^"]+)"', client.get(f"{DESK}/import").text)[0]
    return Clerk(client, csrf, desk=DESK)


@pytest.fixture(scope="module")
def clerk(here) -> Clerk:
    return clerk_at(here)


@pytest.fixture(scope="module")
def parliament(clerk) -> str:
    return clerk.ids()["Thornmark"]


def code_of(clerk: Clerk, parliament: str) -> str:
    """A code for the secretary of a delegation, from the page that shows it once."""
    version = clerk.version(parliament)
    done = clerk.post(f"delegations/{parliament}", do="keeper_code", version=version)
    assert done.status_code == 303, text_of(done.text)
    [code] = ADDRESS.findall(clerk.get(f"delegations/{parliament}").text)
    return code


def opened(here: Lakes, code: str, name: str = "Wren Halloway") -> Secretary:
    """Somebody uses a code and says who they are."""
    browser = here.house.browser()
    answer = submit(browser, browser.get(f"/enrol/{code}"), "/enrol$", use="1", name=name)
    assert answer.status_code == 303, text_of(answer.text)
    return Secretary(browser)


@pytest.fixture(scope="module")
def secretary(here, clerk, parliament) -> Secretary:
    return opened(here, code_of(clerk, parliament))


def decide(clerk: Clerk, parliament: str, do: str, **fields: str) -> httpx.Response:
    """Press a button of a clerk's page of a file."""
    version = clerk.version(parliament)
    return clerk.post(f"delegations/{parliament}", do=do, version=version, **fields)


# -- who gets in ---------------------------------------------------------------------------------


def test_a_code_opens_the_file_once_and_the_desk_is_told_of_the_rest(here, clerk, secretary):
    other = clerk.ids()["Quillshire"]
    code = code_of(clerk, other)
    browser = here.house.browser()
    asked = browser.get(f"/enrol/{code}")
    assert "Quillshire" in text_of(asked.text)
    nameless = submit(browser, asked, "/enrol$", use="1", name="  ")
    assert nameless.status_code == 422
    assert "Type your name" in text_of(nameless.text)
    keeper = opened(here, code, "Ada Lind")
    assert "Quillshire" in keeper.text()
    assert here.house.browser().get(f"/enrol/{code}").status_code == 410
    assert "used already" in clerk.text(f"delegations/{other}")
    replaced = code_of(clerk, other)
    assert decide(clerk, other, "keeper_void").status_code == 303
    assert here.house.browser().get(f"/enrol/{replaced}").status_code == 410
    assert "Thornmark" in secretary.text()  # the file of the other is another


def test_the_file_opens_nothing_else(here, clerk, secretary):
    for path in ("desk", "desk/delegations", "vote", "chair"):
        assert secretary.browser.get(f"/a/{SESSION}/{path}").status_code == 403, path
    assert here.sign_in(PRESIDENT).get(OWN).status_code == 403
    assert here.house.browser().get(OWN).status_code == 303  # to the sign-in
    clerk.write("people", "parliament;capacity;family name\nQuillshire;head;Foreign\n")
    row = clerk.client.get(f"{DESK}/export/people.csv").text.split("Foreign")[0]
    foreign = re.findall(r"n-\d+", row)[-1]
    assert secretary.page(f"/people/{foreign}").status_code == 404
    assert "Foreign" not in secretary.text()
    taken = secretary.press("drop", person=str(int(foreign[2:])))
    assert taken.status_code == 303
    assert "Foreign" in clerk.client.get(f"{DESK}/export/people.csv").text


def test_no_name_of_another_file_is_told_by_its_number(clerk, secretary):
    row = clerk.client.get(f"{DESK}/export/people.csv").text.split("Foreign")[0]
    foreign = re.findall(r"n-\d+", row)[-1]
    for saved in (foreign, "x", "n-²", "n-99999999"):
        page = secretary.browser.get(f"{OWN}/people/new", params={"saved": saved})
        assert page.status_code == 200
        assert "Foreign" not in page.text


def test_a_wish_of_no_number_is_no_mistake_of_ours(secretary):
    assert secretary.press("take_back_wish", wish="²").status_code == 409


def test_whose_keeping_ends_is_out_at_the_next_request(here, clerk):
    other = clerk.ids()["Quillshire"]
    keeper = opened(here, code_of(clerk, other), "Bo Marr")
    assert keeper.page().status_code == 200
    page = clerk.get(f"delegations/{other}").text
    [number] = re.findall(r'name="keeper" value="(\d+)"><button[^>]*aria-label="[^"]*Bo Marr', page)
    assert decide(clerk, other, "keeper_end", keeper=number).status_code == 303
    assert keeper.page().status_code == 303
    assert "Bo Marr" not in clerk.text(f"delegations/{other}").partition("Who keeps")[2][:200]


# -- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("path", ["", "/people/new"])
def test_its_pages_stand_without_scripts(secretary, language, path):
    page = secretary.page(path, language)
    assert page.status_code == 200
    assert frame_faults(page.text, language) + policy_faults(page.text) == []


def test_nothing_is_handed_in_before_somebody_is_registered(secretary):
    assert "Begin with the head" in secretary.text()
    refused = secretary.press("hand_in", signed_by="The Speaker", signed_on="2027-02-15")
    assert refused.status_code == 409
    assert "no members yet" in text_of(refused.text)


BAD = [
    ({"given": "=HYPERLINK(1)"}, "This is a formula"),
    ({"family": "", "given": ""}, "empty"),
    ({"family": "x" * 600}, "500"),
    ({"capacity": "king"}, "king"),
    ({"sex": "maybe"}, "maybe"),
]


@pytest.mark.parametrize(("typed", "said"), BAD)
def test_what_cannot_be_is_refused_at_its_field_and_kept_in_the_form(secretary, typed, said):
    fields = {"capacity": "delegate", "given": "Given", "family": "Family"} | typed
    answer = secretary.person(**fields)
    assert answer.status_code == 422
    assert said in text_of(answer.text)
    assert 'aria-invalid="true"' in answer.text or "errs" in answer.text
    assert secretary.people() == {}


def test_marks_in_a_name_stay_marks(secretary):
    assert secretary.person(given="<b>A\u202eB</b>", family="<script>").status_code == 303
    page = secretary.page()
    assert policy_faults(page.text) == []
    [(name, key)] = secretary.people().items()
    assert name == "&lt;b&gt;AB&lt;/b&gt; &lt;script&gt;"  # without the sign that turns text round
    assert secretary.press("drop", person=str(int(key[2:]))).status_code == 303


def test_people_are_registered_changed_and_taken_off(secretary):
    assert secretary.person(given="Ilsabet", family="Óðinsson").status_code == 303
    assert secretary.person(given="Nurbek", family="Turgunbek uulu").status_code == 303
    assert secretary.person(given="Late", family="Comer", capacity="adviser").status_code == 303
    keys = secretary.people()
    assert list(keys) == ["Ilsabet Óðinsson", "Nurbek Turgunbek uulu", "Late Comer"]
    changed = secretary.person(keys["Late Comer"], given="Early", young="yes")
    assert changed.status_code == 303
    assert secretary.people()["Early Comer"] == keys["Late Comer"]
    number = str(int(keys["Late Comer"][2:]))
    assert secretary.press("drop", person=number).status_code == 303
    assert "Early Comer" not in secretary.people()
    assert secretary.press("drop", person=number).status_code == 303  # pressed twice


def test_a_second_of_the_same_name_is_asked_about(secretary):
    asked = secretary.person(given="Nurbeck", family="Turgunbek uulu")
    assert asked.status_code == 422
    assert "Is it the same person?" in text_of(asked.text)
    [question] = set(re.findall(r'name="(same\.[^"]+)"', asked.text))
    same = submit(secretary.browser, asked, "/people/new$", **{question: "same"})
    assert same.status_code == 303
    assert list(secretary.people()) == ["Ilsabet Óðinsson", "Nurbeck Turgunbek uulu"]


def test_two_at_one_file_the_second_sees_the_first_and_loses_nothing(clerk, secretary, parliament):
    key = secretary.people()["Ilsabet Óðinsson"]
    form = secretary.page(f"/people/{key}")
    clerks = clerk.get(f"delegations/{parliament}/people/{key}")
    done = submit(clerk.client, clerks, f"/people/{key}$", honorific="Dr")
    assert done.status_code == 303
    late = submit(secretary.browser, form, f"/people/{key}$", pronunciation="il-sa-BET")
    assert late.status_code == 409
    text = text_of(late.text)
    assert "changed this file" in text
    assert "Secretary General" in text
    assert 'value="il-sa-BET"' in late.text
    again = submit(secretary.browser, late, f"/people/{key}$", honorific="Dr")
    assert again.status_code == 303
    stored = clerk.client.get(f"{DESK}/export/people.csv").text
    assert "il-sa-BET" in stored


def test_it_is_handed_in_taken_back_returned_and_handed_in_again(clerk, secretary, parliament):
    unsigned = secretary.press("hand_in", signed_by=" ", signed_on="2027-02-15")
    assert unsigned.status_code == 422
    undated = secretary.press("hand_in", signed_by="The Speaker", signed_on="soon")
    assert undated.status_code == 422
    assert 'value="The Speaker"' in undated.text
    signed = {"signed_by": "The Speaker", "signed_on": "2027-02-15"}
    assert secretary.press("hand_in", **signed).status_code == 303
    assert "with the secretariat" in secretary.text()
    again = secretary.press("hand_in", **signed)
    assert again.status_code == 409
    assert secretary.press("take_back").status_code == 303
    assert secretary.press("hand_in", **signed).status_code == 303
    assert "The Speaker" in clerk.text(f"delegations/{parliament}")
    returned = decide(clerk, parliament, "return", reason="The letter names another head.")
    assert returned.status_code == 303
    assert "The letter names another head." in secretary.text()
    assert secretary.press("hand_in", **signed).status_code == 303
    assert decide(clerk, parliament, "check").status_code == 303
    assert secretary.press("take_back").status_code == 409  # the secretariat has it in hand
    assert decide(clerk, parliament, "accept").status_code == 303
    assert "is accredited" in secretary.text()


# -- closed: asked for, decided ------------------------------------------------------------------


def wishes_at(clerk: Clerk, parliament: str) -> list[str]:
    """The numbers of the wishes that wait, in the order of the clerk's page."""
    found = re.findall(r'name="wish" value="(\d+)"', clerk.get(f"delegations/{parliament}").text)
    return list(dict.fromkeys(found))


def test_after_acceptance_a_change_is_asked_for_and_nothing_changes_by_itself(
    clerk, secretary, parliament
):
    before = clerk.client.get(f"{DESK}/export/people.csv").text
    key = secretary.people()["Nurbeck Turgunbek uulu"]
    assert secretary.person(key, family="Turgunbek-Uulu").status_code == 303
    assert secretary.person(given="Quillon", capacity="adviser").status_code == 303
    assert secretary.press("drop", person=str(int(key[2:]))).status_code == 303
    assert clerk.client.get(f"{DESK}/export/people.csv").text == before
    text = clerk.text(f"delegations/{parliament}")
    assert "The delegation asks" in text
    # Whoever is to leave is not to be renamed first: the later wish took the earlier one's place.
    assert "Turgunbek-Uulu" not in text
    assert len(wishes_at(clerk, parliament)) == 2


def test_a_wish_is_declined_with_a_reason_or_not_at_all(clerk, secretary, parliament):
    adding, leaving = wishes_at(clerk, parliament)
    bare = decide(clerk, parliament, "wish_declined", wish=leaving, wish_reason=" ")
    assert bare.status_code == 422
    told = decide(clerk, parliament, "wish_declined", wish=leaving, wish_reason="She votes today.")
    assert told.status_code == 303
    assert "She votes today." in secretary.text()
    gone = decide(clerk, parliament, "wish_done", wish=leaving)
    assert gone.status_code == 409
    assert wishes_at(clerk, parliament) == [adding]


def test_a_wish_is_granted_and_the_record_follows(here, clerk, secretary, parliament):
    [adding] = wishes_at(clerk, parliament)
    assert decide(clerk, parliament, "wish_done", wish=adding).status_code == 303
    assert "Quillon" in secretary.people()
    assert decide(clerk, parliament, "admit").status_code == 303
    person = str(int(secretary.people()["Nurbeck Turgunbek uulu"][2:]))
    assert secretary.press("drop", person=person).status_code == 303
    [leaving] = wishes_at(clerk, parliament)
    assert decide(clerk, parliament, "wish_done", wish=leaving).status_code == 303
    assert "has left" in secretary.text()
    minutes = text_of(here.house.browser().get(f"/a/{SESSION}/minutes").text)
    assert "Turgunbek uulu" in minutes
    assert "withdr" in minutes


def test_who_was_asked_about_is_who_is_asked_for(clerk, secretary, parliament):
    [(name, key), *_] = secretary.people().items()
    given, family = name.rsplit(" ", 1)
    asked = secretary.person(given=given, family=family, capacity="adviser")
    assert asked.status_code == 303, text_of(asked.text)
    wish = wishes_at(clerk, parliament)[-1]
    assert decide(clerk, parliament, "wish_done", wish=wish).status_code == 303
    assert list(secretary.people().values()).count(key) == 1
    assert sum(name == one for one in secretary.people()) == 1


def test_the_secretary_takes_a_wish_back(clerk, secretary, parliament):
    assert secretary.person(given="Never", family="Mind", capacity="adviser").status_code == 303
    [wish] = wishes_at(clerk, parliament)
    assert secretary.press("take_back_wish", wish=wish).status_code == 303
    assert wishes_at(clerk, parliament) == []
    assert secretary.press("take_back_wish", wish=wish).status_code == 409


def test_a_page_of_another_origin_writes_nothing(secretary):
    page = secretary.page("/people/new")
    forged = secretary.browser.post(
        f"{OWN}/people/new",
        data=dict(forms_of(page.text)[-1].fields) | {"given": "Forged", "csrf": "made up"},
    )
    assert forged.status_code == 403
    assert "Forged" not in secretary.text()
