"""The command line by form and by script: understood, done once, refused in place."""

import time
from collections.abc import Iterator

import pytest
from acting import Actor, actor, fresh_id
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house
from page_reader import frame_faults, text_of
from screens_at_hand import SOON_MS, Screens, comes_true, screens_of

SAID = f"/a/{REHEARSAL}/command"
SLOWEST_MS = 50


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in its general debate; somebody speaks, many wait."""
    with demo_house(tmp_path_factory.mktemp("command")) as running:
        running.forward("09:30")
        yield running


@pytest.fixture
def chair(house) -> Actor:
    """The presiding officer at the console."""
    return actor(house, PRESIDENT, "chair")


def type_in(who: Actor, typed: str, *, headers: dict[str, str] | None = None, **fields: str):
    """Post a typed phrase as the form of the page would."""
    form = {
        "csrf": who.csrf,
        "act_id": fresh_id(),
        "body": "plenary",
        "back": f"/en/a/{REHEARSAL}/chair?body=plenary",
        "typed": typed,
        **fields,
    }
    return who.client.post(SAID, data=form, headers=headers)


def offered(who: Actor, typed: str) -> str:
    """What the server offers for a typed text."""
    answer = who.client.get(f"/en{SAID}", params={"body": "plenary", "typed": typed})
    assert answer.status_code == 200
    return answer.text


def test_a_typed_phrase_is_done_and_leads_back(house, chair):
    before = house.position
    answer = type_in(chair, "extends the time by 30 s")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/en/a/{REHEARSAL}/chair?body=plenary"
    assert house.position == before + 1


def test_the_same_press_twice_is_done_once(house, chair):
    before, press = house.position, fresh_id()
    for _ in range(2):
        answer = type_in(chair, "extends the time by 45 s", act_id=press)
        assert answer.status_code == 303
    assert "already=" in answer.headers["location"]
    assert house.position == before + 1


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ("gives the floor to Jalqaran/1", 409, "is speaking"),
        ("gives the floor to Jalquran", 422, "Did you mean “Jalqaran”?"),
        ("gives floor to Jalqaran", 422, "Did you mean “gives the floor to …”?"),
        ("extends the time by 99999 s", 409, "extended"),
        ('puts the question ""', 422, "is not understood"),
        ("", 422, "is not understood"),
        ("x" * 2001, 422, "characters at most"),
    ],
)
def test_a_refusal_is_said_on_the_page_and_the_line_is_kept(house, chair, typed, status, sentence):
    before = house.position
    answer = type_in(chair, typed)
    assert answer.status_code == status
    assert sentence in text_of(answer.text)
    assert f'value="{typed}"'.replace('""', "") in answer.text or '"' in typed
    assert 'href="#command"' in answer.text
    assert frame_faults(answer.text, "en") == []
    assert house.position == before


def test_a_script_is_told_the_same_in_words(chair):
    answer = type_in(chair, "resumes the sitting", headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["words"] == "No sitting of this body is suspended."
    done = type_in(chair, "extends the time by 31 s", headers={"accept": "application/json"})
    assert done.json() == {"at": "09:30:00"}


def test_a_line_without_its_token_or_its_site_does_nothing(house, chair):
    before = house.position
    assert type_in(chair, "extends the time by 30 s", csrf="x").status_code == 403
    origin = {"origin": "https://elsewhere.example"}
    assert type_in(chair, "extends the time by 30 s", headers=origin).status_code == 403
    assert house.position == before


def test_a_line_of_nobody_does_nothing(house, chair):
    nobody = Actor(house.visitor(), "chair", chair.csrf)
    answer = type_in(nobody, "extends the time by 30 s")
    assert (answer.status_code, answer.headers["location"][:6]) == (303, "/login")
    assert nobody.client.get(SAID).status_code == 303


def test_who_only_looks_at_the_console_has_no_line_and_is_offered_nothing(house, chair):
    delegate = actor(house, house.head_of(house.present_delegations()[5]), "floor")
    page = delegate.client.get(f"/en/a/{REHEARSAL}/chair").text
    assert 'id="command"' not in page
    assert 'role="option"' not in offered(delegate, "adjourns")
    assert 'role="option"' in offered(chair, "adjourns")
    assert type_in(delegate, "adjourns the sitting").status_code == 409


def test_the_clerk_is_offered_the_acts_of_the_secretariat(house):
    clerk = actor(house, CLERK, "chair")
    told = text_of(offered(clerk, ""))
    assert "calls the roll, all present" in told
    assert "yields the floor" not in told


def test_what_is_offered_is_named_as_its_button_in_the_language_of_the_page(chair):
    answer = chair.client.get(f"/fr{SAID}", params={"body": "plenary", "typed": "adjourns"})
    assert "Lever la séance" in answer.text
    assert 'lang="en"' in answer.text


def test_what_it_would_do_is_said_before(chair):
    told = text_of(offered(chair, "extends the time by 60 s"))
    assert "Enter records:" in told
    assert "was extended by 60 seconds" in told


@pytest.mark.quiet
def test_an_answer_takes_no_time_worth_naming(chair, house):
    lines = ["", "g", "gives the floor to ", "gives the floor to a", "lists a", "zzz"]
    clerk = actor(house, CLERK, "chair")
    for who in (chair, clerk):
        for typed in lines:
            took = min(timed(who, typed) for _ in range(5))
            assert took < SLOWEST_MS, (typed, took)


def timed(who: Actor, typed: str) -> float:
    """How long one answer takes, in milliseconds."""
    begun = time.perf_counter()
    offered(who, typed)
    return 1000 * (time.perf_counter() - begun)


# -- in a browser ---------------------------------------------------------------------


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


@pytest.fixture
def page(screens):
    """The console of the presiding officer, live, once the script of its line has come."""
    page = screens.sit("chair")
    comes_true(page, "document.documentElement.dataset.net === 'live'")
    page.locator("#command[role=combobox]").wait_for()
    return page


def said(page, text: str) -> None:
    """Wait until the sentence under the line says this."""
    page.locator("#command-said").filter(has_text=text).wait_for(timeout=SOON_MS)


ON = """() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))
  ?.dataset.text ?? ''"""


def on(page, text: str) -> None:
    """Wait until the field is on this option."""
    comes_true(page, f"text => ({ON})().startsWith(text)", text, within_ms=SOON_MS)


@pytest.mark.browser
def test_the_line_is_a_combobox(page):
    line = page.locator("#command")
    assert line.get_attribute("role") == "combobox"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "command"
    page.keyboard.type("ex")
    page.locator("[role=option]").first.wait_for()
    assert line.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    on(page, "extends the time by 30 s")
    chosen = page.locator("[aria-selected=true]")
    assert chosen.get_attribute("data-text") == "extends the time by 30 s"
    page.keyboard.press("Enter")
    assert line.input_value() == "extends the time by 30 s"
    said(page, "Enter records:")
    assert line.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Escape")
    assert line.input_value() == ""


@pytest.mark.browser
def test_what_stands_in_the_line_before_its_script_comes_is_answered_once_it_has(page):
    page.evaluate("""async () => {
      const form = document.querySelector("form[data-command]");
      form.replaceWith(form.cloneNode(true));  // a line that no script has seen yet
      document.getElementById("command").value = "extends the time by 30 s";
      const loaded = performance.getEntriesByType("resource").map(one => one.name);
      (await import(loaded.find(name => name.includes("/command")))).look();
    }""")
    said(page, "Enter records:")


@pytest.mark.browser
def test_places_are_filled_in_one_after_the_other(page):
    page.keyboard.press("/")
    page.keyboard.type("hands")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("[role=option]").filter(has_text="Tomasun").wait_for()
    page.keyboard.press("ArrowDown")
    on(page, "hands the chair to Tomasun")


@pytest.mark.browser
def test_enter_does_it_and_the_console_follows_without_being_loaded_again(house, page):
    before = house.position
    page.evaluate("window.same = true")
    page.keyboard.press("/")
    page.keyboard.type("extends the time by 33 s")
    page.keyboard.press("Enter")
    said(page, "Recorded. 09:30:00 · extends the time by 33 s")
    assert house.position == before + 1
    page.locator("#log").filter(has_text="33 seconds").wait_for(timeout=SOON_MS)
    assert page.evaluate("window.same")
    assert page.evaluate("document.activeElement.id") == "command"
    assert page.locator("#command").input_value() == ""
    page.keyboard.press("ArrowUp")
    assert page.locator("#command").input_value() == "extends the time by 33 s"
    page.keyboard.press("ArrowDown")
    assert page.locator("#command").input_value() == ""
    page.keyboard.press("ArrowUp")
    said(page, "Enter records:")
    page.keyboard.press("Enter")
    said(page, "Recorded.")
    assert house.position == before + 2


@pytest.mark.browser
def test_a_grave_act_asks_twice(house, page):
    before = house.position
    page.keyboard.press("/")
    page.keyboard.type("closes the list")
    page.keyboard.press("Enter")
    said(page, "Recorded.")
    page.keyboard.type("adjourns the sitting")
    page.keyboard.press("Enter")
    page.locator("#command-do.armed").wait_for(timeout=SOON_MS)
    assert page.locator("#command-do").inner_text() == "Press again to adjourn the sitting"
    page.keyboard.press("Escape")
    page.locator("#command-do:not(.armed)").wait_for()
    assert house.position == before + 1
    assert house.assembly.bodies["plenary"].sitting
    page.keyboard.type("reopens the list")
    page.keyboard.press("Enter")
    said(page, "Recorded.")


@pytest.mark.browser
def test_a_press_that_is_quicker_than_the_answer_asks_all_the_same(house, page):
    before = house.position
    page.evaluate("""() => {
      document.getElementById("command").value = "adjourns the sitting";
      document.getElementById("command-do").click();
    }""")
    page.locator("#command-do.armed").wait_for(timeout=SOON_MS)
    assert house.position == before
    page.locator("#command").press("Escape")


@pytest.mark.browser
def test_what_is_typed_outlives_what_happens_meanwhile(house, page, chair):
    page.keyboard.press("/")
    page.keyboard.type("gives the floor to Jal")
    page.locator("[role=option]").first.wait_for()
    assert type_in(chair, "extends the time by 35 s").status_code == 303
    page.locator("#log").filter(has_text="35 seconds").wait_for(timeout=SOON_MS)
    assert page.evaluate("document.activeElement.id") == "command"
    assert page.locator("#command").input_value() == "gives the floor to Jal"
    assert page.locator("#command").get_attribute("role") == "combobox"
    page.locator("[role=option]").first.wait_for()


@pytest.mark.browser
def test_a_refusal_is_said_in_place_and_the_line_stays(screens, page):
    page.keyboard.press("/")
    page.keyboard.type("gives the floor to Jalquran")
    page.keyboard.press("Enter")
    said(page, "Did you mean “Jalqaran”?")
    page.locator("#command[aria-invalid=true]").wait_for()
    assert page.locator("#command").input_value() == "gives the floor to Jalquran"
    screens.complaints.clear()  # the browser notes each answer that is a refusal


@pytest.mark.browser
def test_a_finger_may_choose(page):
    page.locator("#command").click()
    option = page.locator("[role=option]").filter(has_text="calls the speaker to order")
    option.click()
    assert page.locator("#command").input_value() == "calls the speaker to order"
    assert page.evaluate("document.activeElement.id") == "command"
