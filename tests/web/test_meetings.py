"""Two invented heads of parliament meet: wished for in secret, agreed, held, and told by both."""

import re
from collections.abc import Iterator

import httpx
import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house
from meeting_people import (
    ARVENIA,
    CALVESSA,
    HALVESSIA,
    INTERPRETER,
    MEETINGS,
    PROTOCOL_DESK,
    PROTOCOL_OFFICER,
    READOUTS,
    SEE,
    XUELAI,
    Side,
    accredited,
    anybody,
    side,
)
from page_reader import frame_faults, policy_faults, text_of

CONFLICT, UNSOUND, MISSING = httpx.codes.CONFLICT, 422, httpx.codes.NOT_FOUND


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in the middle of its general debate."""
    with demo_house(tmp_path_factory.mktemp("meetings")) as house:
        house.forward("09:40")
        yield house


@pytest.fixture(scope="module")
def calvessa(house) -> Side:
    return side(house, CALVESSA)


@pytest.fixture(scope="module")
def arvenia(house) -> Side:
    return side(house, ARVENIA)


@pytest.fixture(scope="module")
def officer(house) -> Side:
    accredited(house, INTERPRETER, office="interpreter")
    return accredited(house, PROTOCOL_OFFICER, office="protocol_officer")


def test_nothing_is_there_at_first_and_the_page_says_whose_it_is(house, calvessa):
    assert "No meeting yet that both sides want" in calvessa.text()
    assert "No wish waits" in calvessa.text()
    assert "Only the head of a delegation" in side(house, CALVESSA, 2).text()
    assert side(house, CALVESSA, 2).wish(ARVENIA).status_code == CONFLICT
    assert anybody(house).client.get(MEETINGS).headers["location"].startswith("/en/login")


def test_a_wish_of_one_side_shows_nowhere_on_the_other(calvessa, arvenia):
    before = arvenia.text()
    assert calvessa.wish(ARVENIA, subject="Viaducts", language=["fr", "en"]).status_code == SEE
    assert "Only you see this" in calvessa.text()
    assert arvenia.text() == before


def test_a_wish_is_taken_back_without_a_trace(house, calvessa, arvenia):
    [address] = re.findall(rf'action="({MEETINGS}/[^"]+)"', calvessa.client.get(MEETINGS).text)
    answer = calvessa.post(address, do="drop")
    assert answer.headers["location"].endswith("/meetings?did=drop")
    assert "Viaducts" not in calvessa.text()
    assert calvessa.client.get(address).status_code == MISSING
    assert arvenia.wish(CALVESSA, subject="Old maps").status_code == SEE
    assert "Old maps" not in calvessa.text()


def test_once_both_want_it_both_learn_of_it(calvessa, arvenia):
    assert arvenia.meetings() == []
    assert calvessa.wish(ARVENIA, subject="Viaducts", language=["fr"]).status_code == SEE
    [meeting] = calvessa.meetings()
    assert arvenia.meetings() == [meeting]
    assert "Viaducts" in arvenia.text(meeting)
    assert "Old maps" in calvessa.text(meeting)
    again = calvessa.wish(ARVENIA)
    assert again.status_code == UNSOUND
    assert "a wish or a meeting with the delegation of Arvenia already" in text_of(again.text)


def test_hours_avoid_the_own_floor_and_what_is_past(house, calvessa, arvenia):
    [meeting] = calvessa.meetings()
    hours = [int(one) for one in calvessa.hours(meeting)]
    now = house.server.application.house.clock_of(REHEARSAL).now()
    assert hours
    assert min(hours) > now
    assert all(one % (15 * 60_000) == 0 for one in hours)
    late = arvenia.post(meeting, do="choose", start=now - 60_000)
    assert late.status_code == CONFLICT
    assert "That hour is over" in text_of(late.text)
    odd = arvenia.post(meeting, do="choose", start=hours[0] + 1)
    assert "That hour is not free any more" in text_of(odd.text)


def test_both_confirm_one_hour(calvessa, arvenia):
    [meeting] = calvessa.meetings()
    start = calvessa.hours(meeting)[-1]
    assert calvessa.post(meeting, do="choose", start=start).status_code == SEE
    assert "waits for the other side" in calvessa.text()
    assert "yours to confirm" in arvenia.text()
    assert arvenia.client.get(f"{meeting}/card").status_code == MISSING
    assert arvenia.post(meeting, do="confirm", start="1").status_code == CONFLICT
    assert arvenia.post(meeting, do="confirm", start=start).status_code == SEE
    assert "room to come" in arvenia.text(meeting)
    assert arvenia.post(meeting, do="give_back").status_code == SEE
    assert "yours to confirm" in arvenia.text()
    assert arvenia.post(meeting, do="confirm", start=start).status_code == SEE


def test_protocol_finds_a_room_and_learns_no_subject(house, calvessa, officer):
    [meeting] = calvessa.meetings()
    identity = meeting.rpartition("/")[2]
    desk = officer.text(PROTOCOL_DESK)
    assert "Calvessa" in desk
    assert "Viaducts" not in desk
    assert "Old maps" not in desk
    empty = officer.post(PROTOCOL_DESK, do="arrange", meeting=identity, room=" ")
    assert empty.status_code == UNSOUND
    answer = officer.post(
        PROTOCOL_DESK, do="arrange", meeting=identity, room="Blue room", interpreter=[INTERPRETER]
    )
    assert answer.status_code == SEE
    card = calvessa.text(f"{meeting}/card")
    for word in ("Blue room", "Calvessa", "Arvenia", "Graciana Rocasalva", "French"):
        assert word in card
    assert "Viaducts" not in card
    assert "Blue room" in officer.text(f"{PROTOCOL_DESK}/{identity}")
    assert officer.client.get(f"{PROTOCOL_DESK}/unknown").status_code == MISSING
    assert anybody(house, "o-clerk").client.get(PROTOCOL_DESK).status_code == 403


def test_a_room_is_not_given_twice_and_a_side_is_not_in_two_places(house, calvessa, officer):
    [first] = calvessa.meetings()
    xuelai, halvessia = side(house, XUELAI), side(house, HALVESSIA)
    xuelai.wish(HALVESSIA, subject="Currents")
    halvessia.wish(XUELAI, subject="Currents")
    [second] = xuelai.meetings()
    taken = start_of(calvessa, first)
    assert taken in xuelai.hours(second)
    xuelai.post(second, do="choose", start=taken)
    halvessia.post(second, do="confirm", start=taken)
    identity = second.rpartition("/")[2]
    arrange = {"do": "arrange", "meeting": identity}
    twice = officer.post(PROTOCOL_DESK, **arrange, room="blue ROOM")
    assert twice.status_code == CONFLICT
    assert "has another meeting then" in text_of(twice.text)
    busy = officer.post(PROTOCOL_DESK, **arrange, room="Red room", interpreter=[INTERPRETER])
    assert "interprets another meeting then" in text_of(busy.text)
    assert officer.post(PROTOCOL_DESK, **arrange, room="Red room").status_code == SEE
    calvessa.wish(XUELAI)
    xuelai.wish(CALVESSA)
    [third] = set(calvessa.meetings()) & set(xuelai.meetings())
    hours = set(calvessa.hours(third))
    assert hours
    assert taken not in hours
    assert xuelai.post(second, do="off").status_code == SEE
    assert "The meeting does not take place" in halvessia.text()
    assert "Red room" not in officer.text(PROTOCOL_DESK)
    assert xuelai.post(third, do="off").status_code == SEE


def start_of(one: Side, meeting: str) -> str:
    """The hour of a meeting, as the button tells that gives it back."""
    page = one.client.get(meeting).text
    return page.partition('name="start" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"invited": ""}, "Choose with whom"),
        ({"invited": CALVESSA}, "does not meet itself"),
        ({"invited": "p-9999"}, "Nobody is accredited"),
        ({"subject": " "}, "Say what it is about"),
        ({"from-1": "11:00", "to-1": "10:00"}, "from an earlier hour to a later one"),
        ({"from-1": "soon", "to-1": "10:00"}, "from an earlier hour to a later one"),
        ({"from-1": "08:00", "to-1": "09:00"}, "That time is over"),
        ({"day-1": "2026-02-30", "from-1": "08:00", "to-1": "09:00"}, "an earlier hour to a later"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_and_what_was_typed_stays(calvessa, fields, told):
    form = {"kind": "pair", "invited": HALVESSIA, "subject": "Kept words", "told": "0", **fields}
    answer = calvessa.post(**form)
    assert answer.status_code in (UNSOUND, CONFLICT)
    assert told in text_of(answer.text)
    assert f'value="{form["subject"].strip()}"' in answer.text
    assert "Kept words" not in calvessa.text()


def test_hours_of_both_sides_are_kept_to(house):
    xuelai, halvessia = side(house, XUELAI), side(house, HALVESSIA)
    xuelai.wish(HALVESSIA, **{"from-1": "15:00", "to-1": "17:00"})
    halvessia.wish(XUELAI, **{"from-1": "16:00", "to-1": "18:00"})
    [meeting] = [one for one in xuelai.meetings() if xuelai.hours(one)]
    assert len(xuelai.hours(meeting)) == 3  # 16:00, 16:15 and 16:30, for half an hour
    assert "16:30" in xuelai.text(meeting)
    assert halvessia.post(meeting, do="off").status_code == SEE


def test_asked_openly_a_refusal_looks_like_silence(house):
    xuelai, halvessia = side(house, XUELAI), side(house, HALVESSIA)
    answer = xuelai.post(kind="pair", invited=HALVESSIA, subject="Trawling", told="1")
    assert answer.status_code == SEE
    before = xuelai.text()
    assert "They know that you ask. No answer yet." in before
    [asked] = [one for one in halvessia.meetings() if "Trawling" in halvessia.text(one)]
    assert halvessia.post(asked, do="aside").status_code == SEE
    assert xuelai.text() == before
    assert "Put aside" in halvessia.text()
    assert halvessia.post(asked, do="restore").status_code == SEE
    assert halvessia.post(asked, do="answer", subject="Trawling too").status_code == SEE
    assert "Trawling too" in xuelai.text(asked)
    assert xuelai.post(asked, do="off").status_code == SEE


def test_a_group_sees_only_those_who_said_yes(house, calvessa):
    guests = [side(house, one) for one in (XUELAI, HALVESSIA, ARVENIA)]
    assert calvessa.wish(XUELAI, HALVESSIA, ARVENIA, subject="The region").status_code == SEE
    meeting = next(one for one in guests[0].meetings() if "The region" in guests[0].text(one))
    assert "Halvessia" not in guests[0].text(meeting)
    assert guests[0].post(meeting, do="answer", subject="Yes").status_code == SEE
    assert guests[1].post(meeting, do="answer", subject="Yes").status_code == SEE
    assert "Halvessia" in guests[0].text(meeting)
    assert "Arvenia" not in guests[0].text(meeting)
    start = calvessa.hours(meeting)[-2]
    calvessa.post(meeting, do="choose", start=start)
    assert guests[0].post(meeting, do="confirm", start=start).status_code == SEE
    assert guests[1].post(meeting, do="off").status_code == SEE
    assert "The meeting does not take place" not in calvessa.text(meeting)
    assert calvessa.post(meeting, do="off").status_code == SEE
    assert "The meeting does not take place" in guests[0].text(meeting)


def test_a_delegation_that_nobody_stands_for_meets_nobody(house):
    xuelai, belisande = side(house, XUELAI), side(house, "p-0013")
    xuelai.wish("p-0013", subject="Brine quotas")
    belisande.wish(XUELAI, subject="Brine quotas")
    meeting = next(one for one in xuelai.meetings() if "Brine quotas" in xuelai.text(one))
    members = house.assembly.delegations["p-0013"].members
    for member in members:
        form = {"act_id": f"gone-{member}", "member": member, "body": "plenary"}
        anybody(house, "o-clerk").post(f"/a/{REHEARSAL}/acts/withdraw_credentials", **form)
    assert all(house.assembly.people[one].is_withdrawn for one in members)
    assert "The meeting does not take place" in xuelai.text(meeting)
    assert "Nobody is accredited" in text_of(xuelai.wish("p-0013").text)
    assert belisande.client.get(MEETINGS).status_code == 403


def test_who_acts_for_the_head_leads_the_delegation(house):
    head, deputy = side(house, "p-0016"), side(house, "p-0016", 2)
    act = {"act_id": "deputy", "body": "plenary", "to": "p-0016-2", "member": "p-0016-1"}
    answer = head.post(f"/a/{REHEARSAL}/acts/deputise", **act, ends_at="2026-03-02T12:00")
    assert answer.status_code == SEE, text_of(answer.text)
    assert "Only the head" in head.text()
    assert "No wish waits" in deputy.text()


def test_a_readout_is_of_both_or_there_is_none(house, calvessa, arvenia):
    [meeting] = [one for one in arvenia.meetings() if "Viaducts" in arvenia.text(one)]
    early = calvessa.post(meeting, do="word", readout="We met.", before="")
    assert early.status_code == CONFLICT
    house.forward("19:59")
    assert calvessa.post(meeting, do="off").status_code == CONFLICT
    assert calvessa.post(meeting, do="word", readout="We met.", before="").status_code == SEE
    changed = {"do": "word", "readout": "We met and agreed.\r\n\r\nOn viaducts.", "before": ""}
    assert arvenia.post(meeting, **changed).status_code == CONFLICT
    assert arvenia.post(meeting, **{**changed, "before": "We met."}).status_code == SEE
    assert calvessa.post(meeting, do="publish").status_code == CONFLICT
    stale = calvessa.post(meeting, do="agree", before="We met.")
    assert "The text has changed meanwhile" in text_of(stale.text)
    text = "We met and agreed.\r\n\r\nOn viaducts."
    assert calvessa.post(meeting, do="agree", before=text).status_code == SEE
    assert calvessa.post(meeting, do="publish").status_code == SEE
    assert "Nothing has been published" in anybody(house).text(READOUTS)
    assert calvessa.post(meeting, do="unpublish").status_code == SEE
    assert arvenia.post(meeting, do="publish").status_code == SEE
    assert "Nothing has been published" in anybody(house).text(READOUTS)
    assert calvessa.post(meeting, do="publish").status_code == SEE
    out = anybody(house).text(READOUTS)
    assert "We met and agreed." in out
    assert "Old maps" not in out
    assert calvessa.post(meeting, do="unpublish").status_code == CONFLICT


def test_the_pages_keep_to_the_policy_in_every_language_and_nobody_keeps_them(
    house, calvessa, officer
):
    addresses = [MEETINGS, *calvessa.meetings(), READOUTS]
    for who, address in [*((calvessa, one) for one in addresses), (officer, PROTOCOL_DESK)]:
        for language in ("en", "fr", "ar"):
            page = who.client.get(address.replace("/en/", f"/{language}/"))
            assert page.status_code == httpx.codes.OK
            assert page.headers["cache-control"] == "no-store"
            assert policy_faults(page.text) == []
            assert frame_faults(page.text, language) == []
