"""A booth of interpreters: who speaks and how the name is said, who is next, the exact words."""

from collections.abc import Iterator

import pytest
from acting import actor
from booths import Interpreter, interpreter_of
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house
from page_reader import forms_of, text_of
from paper_people import in_django
from playwright.sync_api import Browser, Page, expect
from screens_at_hand import PHONE, SOON_MS, WALL, Screens, live, screens_of
from test_accessibility import found_by_axe

HERE = f"/a/{REHEARSAL}"
ASKED = "Booths ask: slower ({})"
SPEECH = "09:28:40"  # somebody speaks for five minutes, and twelve wait


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal in the middle of a speech, with twelve who wait."""
    with demo_house(tmp_path) as running:
        running.forward(SPEECH)
        yield running


@pytest.fixture(scope="module")
def resting(tmp_path_factory) -> Iterator[DemoHouse]:
    """The same for tests that do not move it on; what files say of the speaker is known."""
    with demo_house(tmp_path_factory.mktemp("resting")) as running:
        running.forward(SPEECH)
        body = running.assembly.bodies["plenary"]
        in_django(written_in_files, (body.floor.holder, *body.speakers_list.waiting[:4]))
        yield running


def floor_of(house: DemoHouse):
    """The floor of the plenary."""
    return house.assembly.bodies["plenary"].floor


def written_in_files(members: tuple[str, ...]) -> None:
    """The files say how these members are called, what they speak and how they are said."""
    from hemicycle.secretariat.models import (  # noqa: PLC0415 (once Django is set up)
        DelegationFile,
        Parliament,
        ParliamentName,
        Person,
        Place,
    )
    from hemicycle.web.delegation_names import refresh_names  # noqa: PLC0415 (the same)

    for number, member in enumerate(members):
        parliament, _ = Parliament.objects.get_or_create(id=member.rpartition("-")[0])
        ParliamentName.objects.create(parliament=parliament, language="en", short="Arvenia")
        file, _ = DelegationFile.objects.get_or_create(session=REHEARSAL, parliament=parliament)
        person = Person.objects.create(
            given="Omar",
            family=f"al-Farouqi {number}",
            given_own="عمر",
            family_own="الفاروقي",
            own_language="ar",
            languages="Arabic, French",
            pronunciation=f"OH-mar {number}",
        )
        Place.objects.create(file=file, person=person, member=member, capacity="delegate")
    refresh_names(REHEARSAL)


def test_a_booth_names_who_speaks_and_who_is_next(resting):
    booth = Interpreter(resting, "en")
    html = booth.page("").text
    text = text_of(html)
    assert '<html lang="en"' in html
    for number in range(4):  # the speaker and three
        assert f"Omar al-Farouqi {number}" in text
        assert f"OH-mar {number}" in text
    assert "Omar al-Farouqi 4" not in text
    assert html.count('<p class="own"><bdi lang="ar">عمر الفاروقي</bdi></p>') == 4
    assert text.count("Arabic, French") == 4
    assert "Speaker of Parliament" in text
    assert "until 09:32:12" in text
    # What people speak is for the booths; it travels with no record and stands on no other page.
    everywhere = ("", "/hall", "/minutes", "/names.json", "/journal.ndjson")
    assert not [one for one in everywhere if "Arabic, French" in booth.client.get(HERE + one).text]


def test_a_booth_speaks_its_own_language_unless_another_is_chosen(resting):
    french = Interpreter(resting, "fr")
    assert '<html lang="fr"' in french.page("").text
    assert '<html lang="en"' in french.page("/en").text
    assert '<html lang="ar" dir="rtl"' in Interpreter(resting, "ar").page("").text
    spanish = Interpreter(resting, "es").page("")
    assert '<html lang="en"' in spanish.text
    assert "Español" in spanish.text
    assert Interpreter(resting, "xx").page().status_code == 404


def test_the_question_stands_there_word_for_word(tmp_path):
    with demo_house(tmp_path) as house:
        house.forward("09:09:10")
        question = house.assembly.bodies["plenary"].question
        text = Interpreter(house, "ar").text()
        for words in (*question.title.values(), *question.yes_means.values()):
            assert " ".join(words.split()) in text
        assert "authentic text" in text
        assert "not put in the language of this booth" in text
        assert "not put in the language of this booth" not in Interpreter(house, "fr").text()
        house.forward("09:10:45")
        assert question.title["en"] in Interpreter(house, "fr").text(), "during the vote as well"


def test_before_and_between_a_booth_says_so(tmp_path):
    with demo_house(tmp_path) as house:
        house.forward("08:57:45")
        assert "The sitting is not open yet" in Interpreter(house, "en").text()
        house.forward("11:38")
        booth = Interpreter(house, "en")
        assert "Sitting suspended" in booth.text()
        assert not booth.can_ask()


def test_booths_are_for_interpreters_and_the_secretariat(resting):
    page = f"/en{HERE}/booth/fr"
    delegate = resting.visitor(resting.head_of(resting.present_delegations()[0]))
    assert resting.visitor().get(page).headers["location"].startswith("/en/login")
    assert delegate.get(page).status_code == 403
    assert resting.visitor(CLERK).get(page).status_code == 200
    assert Interpreter(resting, "fr").can_ask()
    staff = [
        one for one in forms_of(resting.visitor(CLERK).get(page).text) if "booth" in one.action
    ]
    assert staff == [], "who could try which booths have asked does not ask"
    clerk = resting.visitor(CLERK)
    answer = clerk.post(page, data={"csrf": resting.token_of(clerk), "body": "plenary"})
    assert answer.status_code == 403
    assert resting.visitor(interpreter_of(resting)).get(f"/en{HERE}").text.count("/booth/en") == 1


def test_the_chair_sees_how_many_ask_and_the_record_nothing(house):
    position = house.position
    chair = actor(house, PRESIDENT, "chair")
    speaker = actor(house, floor_of(house).holder, "floor")
    assert "Booths ask" not in chair.text()
    english, french = Interpreter(house, "en"), Interpreter(house, "fr", "i-2")
    assert english.can_ask()
    assert english.ask().status_code == 303
    english.ask()
    assert ASKED.format(1) in chair.text()
    assert not english.can_ask()
    assert "Asked." in english.text()
    assert french.can_ask(), "nobody is told who asked, not even another booth"
    french.ask()
    Interpreter(house, "en", "i-3").ask()  # the same booth from another seat
    assert ASKED.format(2) in chair.text()
    assert ASKED.format(2) in speaker.text()
    assert house.position == position + 3, "three accreditations, and no request"
    seen = house.visitor(house.head_of(house.present_delegations()[5]))
    for page in ("", "/hall", "/floor", "/minutes", "/journal.ndjson"):
        assert "slower" not in text_of(seen.get(f"/en{HERE}{page}").text).lower()
    assert not {"fr", "i-2"} & set(text_of(chair.text()).split())
    house.forward("09:31:50")  # the speech has ended
    assert "Booths ask" not in chair.text()
    house.forward("09:32:15")
    assert english.can_ask()


def test_what_cannot_be_counted_is_told(house):
    booth = Interpreter(house, "en")
    assert booth.ask(csrf="stale").status_code == 403
    assert "Booths ask" not in booth.text()
    house.forward("09:31:50")
    answer = booth.ask()
    assert answer.status_code == 409
    assert "Nobody is speaking in this body." in text_of(answer.text)
    assert Interpreter(house, "xx").ask().status_code == 404


# -- in real browsers ----------------------------------------------------------------------------


@pytest.fixture
def screens(browser: Browser, house: DemoHouse) -> Iterator[Screens]:
    """The screens of the rehearsal."""
    with screens_of(browser, house) as shown:
        yield shown


@pytest.mark.browser
def test_a_request_comes_to_the_chair_by_itself_and_goes_with_the_speaker(screens, house):
    booth = live(screens.sit_as(interpreter_of(house), "booth/fr"))
    chair = live(screens.sit_as(PRESIDENT, "chair"))
    expect(chair.locator("#slower")).to_have_count(0)
    booth.locator("#slower").click()
    expect(booth.locator(".done")).to_be_visible()
    expect(chair.locator("#slower")).to_have_text(ASKED.format(1), timeout=SOON_MS)
    speaker = booth.locator("h1").inner_text()
    house.forward("09:32:15")
    expect(booth.locator("h1")).not_to_have_text(speaker, timeout=SOON_MS)
    expect(chair.locator("#slower")).to_have_count(0, timeout=SOON_MS)
    expect(booth.locator("#slower")).to_be_visible()


@pytest.mark.browser
def test_a_booth_without_network_says_so_and_counts_on(browser, resting):
    with screens_of(browser, resting) as screens:
        booth = live(screens.sit_as(interpreter_of(resting), "booth/en"))
        booth.context.set_offline(offline=True)
        expect(booth.locator(".band.offline")).to_be_visible(timeout=SOON_MS)
        expect(booth.locator("time.time")).to_be_visible()
        booth.context.set_offline(offline=False)
        expect(booth.locator(".band.offline")).to_be_hidden(timeout=SOON_MS)
        screens.complaints.clear()  # of the network, as it should


@pytest.mark.browser
def test_without_script_the_button_works_and_the_end_is_told(browser, resting):
    with screens_of(browser, resting) as screens:
        booth = screens.sit_as(interpreter_of(resting), "booth/en", java_script_enabled=False)
        expect(booth.locator(".until")).to_have_text("until 09:32:12")
        booth.locator("#slower").click()
        expect(booth.locator(".done")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing_in_a_booth(browser, resting, language):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    member = interpreter_of(resting)
    key = resting.visitor(member).cookies[resting.cookie_name]
    context.add_cookies([{"name": resting.cookie_name, "value": key, "url": resting.url}])
    page = context.new_page()
    found = []
    for size in (PHONE, {"width": 320, "height": 700}, {"width": 1280, "height": 800}):
        page.set_viewport_size(size)
        page.goto(f"{resting.url}/{language}{HERE}/booth/{language}")
        page.wait_for_selector("html[data-clock]", state="attached")
        found += found_by_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.locator("#slower").click()
    page.wait_for_selector(".done")
    found += found_by_axe(page)
    context.close()
    assert found == []
    assert is_found(browser, resting)


def is_found(browser: Browser, house: DemoHouse) -> bool:
    """The control: what cannot be read on the dark page is found."""
    page: Page = browser.new_page(bypass_csp=True)
    page.route("**/live?*", lambda stream: stream.abort())  # or a frame puts back what is taken out
    page.goto(f"{house.url}/en{HERE}/hall")
    page.evaluate("document.querySelector('h1').outerHTML = '<p style=\"color:#123\">gone</p>'")
    found = found_by_axe(page)
    page.close()
    return any(one.startswith("page-has-heading-one") for one in found)


# -- the hall ------------------------------------------------------------------------------------


def test_the_hall_shows_the_next_six(resting):
    waiting = resting.assembly.bodies["plenary"].speakers_list.waiting
    names = resting.server.application.house.names_of(REHEARSAL)
    text = text_of(resting.visitor().get(f"/en{HERE}/hall").text)
    shown = [member for member in waiting if names.label(member, "en") in text]
    assert tuple(shown) == waiting[:6]
    assert f"and {len(waiting) - 6} more" in text
    assert "until 09:32:12" in text


FITS = """Math.max(...[...document.querySelectorAll(".who > *")].map(
  one => one.getBoundingClientRect().bottom)) <= document.querySelector(".foot").offsetTop"""
LEFT = """ms => document.querySelectorAll("[data-ends-at]").forEach(
  one => { one.dataset.endsAt = Number(document.body.dataset.now) + ms; })"""


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_clock_of_the_hall_says_what_its_colours_mean(browser, resting, language):
    page = browser.new_page(viewport=WALL, bypass_csp=True)
    page.goto(f"{resting.url}/{language}{HERE}/hall")
    page.wait_for_selector("html[data-clock]", state="attached")
    colours = {}
    for phase, left in (("", 60_000), ("in-last", 21_000), ("in-over", -71_000)):
        page.evaluate(LEFT, left)
        page.wait_for_timeout(300)
        shown = [one for one in ("in-last", "in-over") if page.locator(f".who .{one}").is_visible()]
        assert shown == ([phase] if phase else [])
        assert page.locator(".limit").is_visible() == (not phase)
        colours[phase] = page.evaluate("getComputedStyle(document.querySelector('.time')).color")
        assert page.evaluate(FITS)
        assert found_by_axe(page) == []
    assert len(set(colours.values())) == 3
    assert page.locator("time.time").inner_text() == "+1:11"
    page.evaluate("document.querySelector('.who').prepend(document.querySelector('.nx'))")
    assert not page.evaluate(FITS), "a control: what stands below the edge is found"
    page.close()
