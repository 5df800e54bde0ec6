"""The sums of who was heard on real pages: what is on file weighs in them, and shows of nobody."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house, wait_until
from listening import listening
from page_reader import frame_faults, policy_faults, text_of
from paper_people import in_django
from playwright.sync_api import expect
from screens_at_hand import Screens, screens_of
from test_accessibility import found_by_axe

from screens.little_house import with_choice

HERE = f"/a/{REHEARSAL}"
# When a few were heard, and when the script has ended.
FEW, MANY = "09:40:00", "17:50"
PLACES = ("", "/speakers", "/minutes", "/journal.ndjson", "/names.json", "/fragment/chair")
DRAWN_EACH_TIME = re.compile(r"\b[0-9a-f]{24}\b|\b[0-9a-f]{32}\b")  # presses and tokens


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal, moved on by the tests in their order."""
    with demo_house(tmp_path_factory.mktemp("ledger")) as running:
        running.forward(FEW)
        yield running


def told(house: DemoHouse, page: str = "/speakers", language: str = "en") -> str:
    """What a page says to everybody."""
    return text_of(house.visitor().get(f"/{language}{HERE}{page}").text)


def members(house: DemoHouse) -> list[str]:
    """The members of the delegations."""
    return [one.id for one in house.assembly.people.values() if one.delegation]


def put_on_file(members: list[str], sex_of: Callable[[int], str]) -> None:
    """The files say of each member a sex; nothing else is in them."""
    from hemicycle.secretariat.models import (  # noqa: PLC0415 (once Django is set up)
        DelegationFile,
        Parliament,
        ParliamentName,
        Person,
        Place,
    )
    from hemicycle.web.delegation_names import refresh_names  # noqa: PLC0415 (the same)

    Place.objects.all().delete()
    for number, member in enumerate(members):
        parliament, is_new = Parliament.objects.get_or_create(id=member.rpartition("-")[0])
        if is_new:
            ParliamentName.objects.create(parliament=parliament, language="en", short="Arvenia")
        file, _ = DelegationFile.objects.get_or_create(session=REHEARSAL, parliament=parliament)
        person = Person.objects.create(given="N", family=str(number), sex=sex_of(number))
        Place.objects.create(file=file, person=person, member=member, capacity="delegate")
    refresh_names(REHEARSAL)


def test_the_rehearsal_tells_what_is_known_and_what_is_not(house):
    text = told(house)
    assert "By geopolitical group" in text
    assert "By declared sex · not known of any of the" in text
    assert "Par sexe déclaré · inconnu pour les" in told(house, language="fr")
    assert "For information only" in text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_stands_without_scripts(house, language):
    html = house.visitor().get(f"/{language}{HERE}/speakers").text
    assert frame_faults(html, language) + policy_faults(html) == []
    assert "…" not in text_of(html)


def everything(house: DemoHouse) -> dict[str, str]:
    """What anybody gets, and what the chair gets, at each place."""
    seated, anybody = house.visitor(PRESIDENT), house.visitor()
    found = {place: anybody.get(f"/en{HERE}{place}").text for place in PLACES[:-1]}
    found |= {f"chair{place}": seated.get(f"/en{HERE}{place}").text for place in PLACES}
    with listening(anybody, "view=speakers&body=plenary&lang=en") as stream:
        wait_until(lambda: "ledger-declared" in stream.text)
        found["stream"] = stream.text[stream.text.index("<hx-partial") :]
    return {place: DRAWN_EACH_TIME.sub("", text) for place, text in found.items()}


def test_what_somebody_declares_is_told_of_nobody(house):
    known = members(house)
    in_django(put_on_file, known, lambda number: "fm"[number % 2])
    one_way = everything(house)
    in_django(put_on_file, known, lambda number: "mf"[number % 2])
    assert everything(house) == one_way
    assert "too few were heard" in text_of(one_way["/speakers"])
    in_django(put_on_file, known, lambda _number: "")
    assert everything(house) != one_way  # a control: that anybody declares anything does show


def test_a_changed_file_is_on_the_page_without_an_entry(house):
    from hemicycle.secretariat.models import GroupSeat  # noqa: PLC0415 (once Django is set up)
    from hemicycle.web.delegation_names import refresh_names  # noqa: PLC0415 (the same)

    def regroup(name: str) -> None:
        GroupSeat.objects.all().delete()
        for parliament in {one.rpartition("-")[0] for one in members(house)}:
            GroupSeat.objects.create(parliament_id=parliament, group=name, until="2199")
        refresh_names(REHEARSAL)

    position = house.position
    in_django(regroup, "Twelve Plus")
    first = told(house)
    in_django(regroup, "Eurasia")
    assert house.position == position
    assert "Twelve Plus" in first
    assert "Eurasia" not in first
    assert "Eurasia" in told(house)


def test_the_first_time_is_known_from_earlier_sessions_of_the_same_kind(house):
    from hemicycle.secretariat.models import DelegationFile, Person, Place  # noqa: PLC0415 (same)
    from hemicycle.web.on_file import load_on_file  # noqa: PLC0415 (the same)

    states = dict(house.server.application.house.clerk.states)
    now = states[REHEARSAL]

    def of(day: str, basis: str):
        session = replace(now.assembly.session, starts_on=day, basis=basis)
        return replace(now, assembly=replace(now.assembly, session=session))

    def was_there(member: str) -> None:
        parliament = member.rpartition("-")[0]
        file = DelegationFile.objects.create(session="before", parliament_id=parliament)
        person = Person.objects.get(places__file__session=REHEARSAL, places__member=member)
        Place.objects.create(file=file, person=person, member="p-9-1", capacity="delegate")

    first, colleague, *_ = members(house)
    other = next(one for one in members(house) if one[:6] != first[:6])
    in_django(was_there, first)
    loaded = in_django(load_on_file, REHEARSAL, states | {"before": of("2020-01-01", "rehearsal")})
    assert (loaded[first].is_first, loaded[first].is_new) == (False, False)
    assert (loaded[colleague].is_first, loaded[colleague].is_new) == (True, False)
    assert (loaded[other].is_first, loaded[other].is_new) == (True, True)
    for none in (of("2020-01-01", "acted"), of("2199-01-01", "rehearsal")):
        unknown = in_django(load_on_file, REHEARSAL, states | {"before": none})
        assert {one.is_first for one in unknown.values()} == {None}
        assert {one.is_new for one in unknown.values()} == {None}
    assert in_django(Person.objects.count) > 0


def test_what_the_rules_let_the_chair_weigh_is_marked(house):
    states, mark = house.server.application.house.clerk.states, '<span class="tag b">'
    as_it_was = states[REHEARSAL]

    def page() -> str:
        return house.visitor().get(f"/en{HERE}/speakers?sort=fresh").text

    rules = with_choice(as_it_was.rules, "speaking.weighed", ["group", "sex"])
    states[REHEARSAL] = replace(as_it_was, rules=rules)
    marked = page()
    states[REHEARSAL] = as_it_was
    assert f"By geopolitical group {mark}" in marked
    assert "let the chair weigh what is marked" in text_of(marked)
    assert marked.count(mark) == 2
    assert mark not in page()  # a control: these rules let nothing be weighed


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_sums_are_there_for_everybody_and_for_the_chair(house, screens, language):
    if language == "en":
        in_django(put_on_file, members(house), lambda number: "ffmmm"[number % 5])
        house.forward(MANY)
    page = screens.visitor({"width": 390, "height": 844})
    page.goto(f"{house.url}/{language}{HERE}/speakers")
    expect(page.locator("#ledger-sums tbody")).not_to_have_count(0)
    expect(page.locator("#ledger-sex tbody tr")).to_have_count(2)
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chair = screens.sit_as(PRESIDENT, "chair")
    chair.set_viewport_size({"width": 1280, "height": 900})
    chair.goto(f"{house.url}/{language}{HERE}/chair")
    chair.locator("#bal-sex summary").click()
    expect(chair.locator("#bal-sex dl > div")).to_have_count(2)
    assert found_by_axe(chair) == []


def test_the_sums_agree_with_the_minutes(house):
    seconds = re.findall(r'"spoke_s":(\d+)', journal(house.visitor()))
    text = told(house)
    in_all = sum(map(int, seconds))
    assert in_all > 3600
    assert f"{in_all // 3600} h {in_all // 60 % 60:02} min {in_all % 60:02} s in all" in text


def journal(client: httpx.Client) -> str:
    """The entries of the plenary alone."""
    lines = client.get(f"{HERE}/journal.ndjson").text.splitlines()
    return "\n".join(one for one in lines if '"body":"plenary"' in one)
