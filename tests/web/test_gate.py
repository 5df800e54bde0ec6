"""The gate without scripts: who may stand there, what is told, what is counted."""

import re
import secrets

import pytest
from at_the_gate import (
    GATE,
    Officer,
    badges,
    code_of,
    officer_of,
    rows,
    verdict_of,
    withdrawn_by_clerk,
)
from demo_house import CLERK, PRESIDENT, REHEARSAL, demo_house
from page_reader import frame_faults, policy_faults, text_of
from paper_people import fill
from register_desk import cells_of

HOUR_MS = 3_600_000
WORDS = {
    "valid": "Valid",
    "withdrawn": "Withdrawn",
    "expired": "Expired",
    "other_session": "Another session",
    "foreign_key": "Not ours",
    "tampered": "Not ours: altered",
    "unreadable": "Not ours: unreadable",
    "unlisted": "Not on the list",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("gate")) as house:
        house.forward("09:14:20")
        yield house


@pytest.fixture(scope="module")
def empty_page(house):
    """The page before anybody came."""
    officer_of(house)
    return Officer(house).get().text


@pytest.fixture(scope="module")
def ids(house, empty_page):
    return fill(house)


@pytest.fixture(scope="module")
def members(house, ids):
    """Two members of the rehearsal: one who stands, and one whose credentials are withdrawn."""
    one, other = house.present_delegations()[2:4]
    gone = house.assembly.delegations[other].members[-1]
    withdrawn_by_clerk(house, gone)
    return house.assembly.delegations[one].members[0], gone


@pytest.fixture
def officer(house, members):
    return Officer(house)


def name_of(house, member: str) -> str:
    """What somebody is called in the session."""
    return house.server.application.house.names_of(REHEARSAL).label(member, "en")


# -- who may -------------------------------------------------------------------------------------


def test_an_officer_of_the_doors_reaches_the_gate_and_no_desk(house, officer):
    assert officer.get().status_code == 200
    for page in ("", "/delegations", "/attendance", "/papers", "/enrol"):
        assert officer.client.get(f"/a/{REHEARSAL}/desk{page}").status_code == 403
    assert officer.client.get(f"/a/{REHEARSAL}/names.json").status_code == 200
    assert house.visitor(CLERK).get(GATE).status_code == 200
    assert house.visitor(PRESIDENT).get(GATE).status_code == 403
    assert house.visitor().get(f"{GATE}/list").status_code == 303


def test_the_page_is_whole_before_anybody_came(empty_page):
    assert "Nobody was read at a door today" in text_of(empty_page)
    assert frame_faults(empty_page, "en") + policy_faults(empty_page) == []


def test_the_desk_names_an_officer_who_may_then_sign_in(house, members):
    clerk, desk = house.visitor(CLERK), f"/en/a/{REHEARSAL}/desk/officers"
    form = {"csrf": house.token_of(clerk), "name": "  Ilmari   Ostrowen "}
    assert clerk.post(desk, data=form | {"name": " "}).status_code == 422
    assert clerk.post(desk, data=form | {"csrf": ""}).status_code == 403
    assert clerk.post(desk, data=form).status_code == 303
    page = clerk.get(desk).text
    assert "Ilmari Ostrowen" in text_of(page)
    assert frame_faults(page, "en") + policy_faults(page) == []
    [number] = re.findall(r"enrol\?member=(o-door-\d+)", page)
    assert house.assembly.people[number].office == "staff"
    assert "Ilmari Ostrowen" in text_of(Officer(house, number).get("?q=ilmari").text)


def test_the_desk_names_a_guest_too_under_an_id_that_nobody_has(house, members):
    clerk, desk = house.visitor(CLERK), f"/en/a/{REHEARSAL}/desk/officers"
    form = {"csrf": house.token_of(clerk), "name": "Teller Three", "office": "other"}
    assert clerk.post(desk, data=form | {"other": "teller"}).status_code == 303
    assert "Teller Three · Teller" in text_of(clerk.get(desk).text)
    numbers = re.findall(r"enrol\?member=(o-teller-\d+)", clerk.get(desk).text)
    assert numbers == ["o-teller-1", "o-teller-2", "o-teller-3"]
    assert house.assembly.people["o-teller-3"].office == "teller"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_state_of_the_page_is_whole(house, officer, members, language):
    officer.language = language
    pages = [officer.get(), officer.get("?door=Hall+B&direction=out"), officer.get("?q=koshanev")]
    pages += [officer.get("?q=zzzz"), officer.get(f"?scan={'0' * 24}"), officer.read("")]
    found = [one.text for one in pages]
    found += [officer.answer(code) for code, _ in sorts(house, members).values()]
    faults = [frame_faults(one, language) + policy_faults(one) for one in found]
    assert [one for one in faults if one] == []


def sorts(house, members):
    """A code of each sort."""
    return badges(house, valid=members[0], withdrawn=members[1])


# -- the answer ----------------------------------------------------------------------------------


def test_each_sort_of_code_gets_its_answer(house, officer, members):
    told = {}
    for name, (code, _) in sorts(house, members).items():
        told[name] = verdict_of(officer.answer(code))
    assert told == {name: WORDS[verdict] for name, (_, verdict) in sorts(house, members).items()}


def test_a_good_badge_tells_who_it_is(house, officer, members):
    page = officer.answer(code_of(house, members[0]))
    text = text_of(page)
    assert name_of(house, members[0]) in text
    assert "Read from the badge" in text
    assert "Delegate" in text


def test_who_is_behind_a_false_code_is_never_told(house, officer, members):
    name = name_of(house, members[0])
    for sort in ("altered", "strange key", "elsewhere"):
        answer = officer.answer(sorts(house, members)[sort][0])
        assert name not in answer[: answer.index('id="figures"')]
        assert rows()[-1]["member"] == ""


def test_a_number_is_enough_and_is_told_to_be_typed(house, officer, members):
    text = text_of(officer.answer(members[0].upper()))
    assert name_of(house, members[0]) in text
    assert "Typed by hand" in text
    assert rows()[-1]["how"] == "hand"


@pytest.mark.parametrize("typed", ["Koshanov", "koshanev yerlan", "ЕРЛАН", "Yerlam Koshanev"])
def test_a_name_is_found_with_its_spelling_forgiven(house, officer, typed):
    page = officer.client.get(officer.read(typed).headers["location"]).text
    assert "Yerlan Koshanev" in text_of(page)
    assert page.count('name="member"') > 0


def test_whoever_is_not_accepted_yet_is_told_apart(officer):
    page = officer.client.get(officer.read("Narbaeva").headers["location"])
    assert "Not accredited yet" in text_of(page.text)


def test_nobody_is_recorded_before_somebody_says_who(officer):
    before = len(rows())
    page = officer.client.get(officer.read("nobody of this name").headers["location"])
    assert "Nobody is found" in text_of(page.text)
    assert len(rows()) == before


def test_without_a_door_nothing_is_kept(house, officer, members):
    before = len(rows())
    answer = officer.read(code_of(house, members[0]), door="  ")
    assert answer.status_code == 422
    assert "name the door" in text_of(answer.text)
    assert len(rows()) == before


def test_one_press_is_one_scan_however_often_it_is_sent(house, officer, members):
    before, same = len(rows()), secrets.token_hex(12)
    for _ in range(3):
        assert officer.read(code_of(house, members[0]), scan_id=same).status_code == 303
    assert len(rows()) == before + 1


def test_another_site_cannot_make_scans(house, officer, members):
    before = len(rows())
    assert officer.read(code_of(house, members[0]), csrf="x").status_code == 403
    officer.client.headers["origin"] = "https://elsewhere.example"
    assert officer.read(code_of(house, members[0])).status_code == 403
    assert officer.send(officer.scan(members[0])).status_code == 403
    assert len(rows()) == before


# -- facts and figures ---------------------------------------------------------------------------


def facts_in(html: str) -> list[str]:
    """The facts about scans that a page tells."""
    return re.findall(r'<li class="flag">(.*?)</li>', html, re.DOTALL)


def test_the_same_badge_at_two_doors_is_a_fact_and_no_refusal(house, ids):
    member = house.assembly.delegations[house.present_delegations()[4]].members[0]
    code = code_of(house, member)
    one, other = Officer(house, door="Door A"), Officer(house, door="Door B")
    assert verdict_of(one.answer(code)) == "Valid"
    second = other.answer(code)
    assert verdict_of(second) == "Valid"
    assert "This badge was read already at" in text_of(second)
    lines = [line for line in facts_in(second) if name_of(house, member) in line]
    assert any("Door A" in line and "Door B" in line for line in lines)
    once = house.assembly.delegations[house.present_delegations()[4]].members[1]
    page = one.answer(code_of(house, once))
    assert not any(name_of(house, once) in line for line in facts_in(page))


def test_people_inside_are_counted_once_and_leave(house, ids):
    def inside(officer) -> int:
        return int(text_of(officer.get().text).partition("inside")[0].split()[-2])

    officer = Officer(house, door="Side door")
    member = house.assembly.delegations[house.present_delegations()[6]].members[0]
    officer.read(code_of(house, member))
    before = inside(officer)
    officer.read(code_of(house, member))
    assert inside(officer) == before
    officer.read(code_of(house, member), direction="out")
    assert inside(officer) == before - 1


def test_a_door_keeps_one_name(house, members):
    Officer(house, door="North gate").read(members[0])
    Officer(house, door="  NORTH   GATE ").read(members[0])
    assert [one["door"] for one in rows()[-2:]] == ["North gate"] * 2


def test_the_desk_shows_a_fourth_figure_that_is_its_own(house, officer, members):
    officer.read(code_of(house, members[0]))
    text = cells_of(house.visitor(CLERK).get(f"/en/a/{REHEARSAL}/desk/attendance").text)
    seen = {one["member"] for one in rows() if one["told"] == "valid"} - {""}
    assert "Seen at the doors" in text
    assert text.rpartition("Seen at the doors")[2].split()[1] == str(len(seen))
