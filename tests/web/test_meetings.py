"""Two invented heads of parliament meet: wished for in secret, agreed, held, and told by both."""

import re
from collections.abc import Iterator

import httpx
import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house
from meeting_people import (
    BOLTARA,
    GRELMOND,
    INTERPRETER,
    MEETINGS,
    NAKUREMBE,
    PROTOCOL_DESK,
    PROTOCOL_OFFICER,
    QUILMORA,
    READOUTS,
    SEE,
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
def boltara(house) -> Side:
    return side(house, BOLTARA)


@pytest.fixture(scope="module")
def quilmora(house) -> Side:
    return side(house, QUILMORA)


@pytest.fixture(scope="module")
def officer(house) -> Side:
    accredited(house, INTERPRETER, office="interpreter")
    return accredited(house, PROTOCOL_OFFICER, office="protocol_officer")


def test_nothing_is_there_at_first_and_the_page_says_whose_it_is(house, boltara):
    assert "No meeting yet that both sides want" in boltara.text()
    assert "No wish waits" in boltara.text()
    assert "Only the head of a delegation" in side(house, BOLTARA, 2).text()
    assert side(house, BOLTARA, 2).wish(QUILMORA).status_code == CONFLICT
    assert anybody(house).client.get(MEETINGS).headers["location"].startswith("/en/login")


def test_a_wish_of_one_side_shows_nowhere_on_the_other(boltara, quilmora):
    before = quilmora.text()
    assert boltara.wish(QUILMORA, subject="Viaducts", language=["fr", "en"]).status_code == SEE
    assert "Only you see this" in boltara.text()
    assert quilmora.text() == before


def test_a_wish_is_taken_back_without_a_trace(house, boltara, quilmora):
    [address] = re.findall(rf'action="({MEETINGS}/[^"]+)"', boltara.client.get(MEETINGS).text)
    answer = boltara.post(address, do="drop")
    assert answer.headers["location"].endswith("/meetings?did=drop")
    assert "Viaducts" not in boltara.text()
    assert boltara.client.get(address).status_code == MISSING
    assert quilmora.wish(BOLTARA, subject="Old maps").status_code == SEE
    assert "Old maps" not in boltara.text()


def test_once_both_want_it_both_learn_of_it(boltara, quilmora):
    assert quilmora.meetings() == []
    assert boltara.wish(QUILMORA, subject="Viaducts", language=["fr"]).status_code == SEE
    [meeting] = boltara.meetings()
    assert quilmora.meetings() == [meeting]
    assert "Viaducts" in quilmora.text(meeting)
    assert "Old maps" in boltara.text(meeting)
    again = boltara.wish(QUILMORA)
    assert again.status_code == UNSOUND
    assert "a wish or a meeting with the delegation of Quilmora already" in text_of(again.text)


def test_hours_avoid_the_own_floor_and_what_is_past(house, boltara, quilmora):
    [meeting] = boltara.meetings()
    hours = [int(one) for one in boltara.hours(meeting)]
    now = house.server.application.house.clock_of(REHEARSAL).now()
    assert hours
    assert min(hours) > now
    assert all(one % (15 * 60_000) == 0 for one in hours)
    late = quilmora.post(meeting, do="choose", start=now - 60_000)
    assert late.status_code == CONFLICT
    assert "That hour is over" in text_of(late.text)
    odd = quilmora.post(meeting, do="choose", start=hours[0] + 1)
    assert "That hour is not free any more" in text_of(odd.text)


def test_both_confirm_one_hour(boltara, quilmora):
    [meeting] = boltara.meetings()
    start = boltara.hours(meeting)[-1]
    assert boltara.post(meeting, do="choose", start=start).status_code == SEE
    assert "waits for the other side" in boltara.text()
    assert "yours to confirm" in quilmora.text()
    assert quilmora.client.get(f"{meeting}/card").status_code == MISSING
    assert quilmora.post(meeting, do="confirm", start="1").status_code == CONFLICT
    assert quilmora.post(meeting, do="confirm", start=start).status_code == SEE
    assert "room to come" in quilmora.text(meeting)
    assert quilmora.post(meeting, do="give_back").status_code == SEE
    assert "yours to confirm" in quilmora.text()
    assert quilmora.post(meeting, do="confirm", start=start).status_code == SEE


def test_protocol_finds_a_room_and_learns_no_subject(house, boltara, officer):
    [meeting] = boltara.meetings()
    identity = meeting.rpartition("/")[2]
    desk = officer.text(PROTOCOL_DESK)
    assert "Boltara" in desk
    assert "Viaducts" not in desk
    assert "Old maps" not in desk
    empty = officer.post(PROTOCOL_DESK, do="arrange", meeting=identity, room=" ")
    assert empty.status_code == UNSOUND
    answer = officer.post(
        PROTOCOL_DESK, do="arrange", meeting=identity, room="Blue room", interpreter=[INTERPRETER]
    )
    assert answer.status_code == SEE
    card = boltara.text(f"{meeting}/card")
    for word in ("Blue room", "Boltara", "Quilmora", "Vesnina Zagorets", "French"):
        assert word in card
    assert "Viaducts" not in card
    assert "Blue room" in officer.text(f"{PROTOCOL_DESK}/{identity}")
    assert officer.client.get(f"{PROTOCOL_DESK}/unknown").status_code == MISSING
    assert anybody(house, "o-clerk").client.get(PROTOCOL_DESK).status_code == 403


def test_a_room_is_not_given_twice_and_a_side_is_not_in_two_places(house, boltara, officer):
    [first] = boltara.meetings()
    grelmond, nakurembe = side(house, GRELMOND), side(house, NAKUREMBE)
    grelmond.wish(NAKUREMBE, subject="Currents")
    nakurembe.wish(GRELMOND, subject="Currents")
    [second] = grelmond.meetings()
    taken = start_of(boltara, first)
    assert taken in grelmond.hours(second)
    grelmond.post(second, do="choose", start=taken)
    nakurembe.post(second, do="confirm", start=taken)
    identity = second.rpartition("/")[2]
    arrange = {"do": "arrange", "meeting": identity}
    twice = officer.post(PROTOCOL_DESK, **arrange, room="blue ROOM")
    assert twice.status_code == CONFLICT
    assert "has another meeting then" in text_of(twice.text)
    busy = officer.post(PROTOCOL_DESK, **arrange, room="Red room", interpreter=[INTERPRETER])
    assert "interprets another meeting then" in text_of(busy.text)
    assert officer.post(PROTOCOL_DESK, **arrange, room="Red room").status_code == SEE
    boltara.wish(GRELMOND)
    grelmond.wish(BOLTARA)
    [third] = set(boltara.meetings()) & set(grelmond.meetings())
    hours = set(boltara.hours(third))
    assert hours
    assert taken not in hours
    assert grelmond.post(second, do="off").status_code == SEE
    assert "The meeting does not take place" in nakurembe.text()
    assert "Red room" not in officer.text(PROTOCOL_DESK)
    assert grelmond.post(third, do="off").status_code == SEE


def start_of(one: Side, meeting: str) -> str:
    """The hour of a meeting, as the button tells that gives it back."""
    page = one.client.get(meeting).text
    return page.partition('name="start" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"invited": ""}, "Choose with whom"),
        ({"invited": BOLTARA}, "does not meet itself"),
        ({"invited": "p-9999"}, "Nobody is accredited"),
        ({"subject": " "}, "Say what it is about"),
        ({"from-1": "11:00", "to-1": "10:00"}, "from an earlier hour to a later one"),
        ({"from-1": "soon", "to-1": "10:00"}, "from an earlier hour to a later one"),
        ({"from-1": "08:00", "to-1": "09:00"}, "That time is over"),
        ({"day-1": "2026-02-30", "from-1": "08:00", "to-1": "09:00"}, "an earlier hour to a later"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_and_what_was_typed_stays(boltara, fields, told):
    form = {"kind": "pair", "invited": NAKUREMBE, "subject": "Kept words", "told": "0", **fields}
    answer = boltara.post(**form)
    assert answer.status_code in (UNSOUND, CONFLICT)
    assert told in text_of(answer.text)
    assert f'value="{form["subject"].strip()}"' in answer.text
    assert "Kept words" not in boltara.text()


def test_hours_of_both_sides_are_kept_to(house):
    grelmond, nakurembe = side(house, GRELMOND), side(house, NAKUREMBE)
    grelmond.wish(NAKUREMBE, **{"from-1": "15:00", "to-1": "17:00"})
    nakurembe.wish(GRELMOND, **{"from-1": "16:00", "to-1": "18:00"})
    [meeting] = [one for one in grelmond.meetings() if grelmond.hours(one)]
    assert len(grelmond.hours(meeting)) == 3  # 16:00, 16:15 and 16:30, for half an hour
    assert "16:30" in grelmond.text(meeting)
    assert nakurembe.post(meeting, do="off").status_code == SEE


def test_asked_openly_a_refusal_looks_like_silence(house):
    grelmond, nakurembe = side(house, GRELMOND), side(house, NAKUREMBE)
    answer = grelmond.post(kind="pair", invited=NAKUREMBE, subject="Trawling", told="1")
    assert answer.status_code == SEE
    before = grelmond.text()
    assert "They know that you ask. No answer yet." in before
    [asked] = [one for one in nakurembe.meetings() if "Trawling" in nakurembe.text(one)]
    assert nakurembe.post(asked, do="aside").status_code == SEE
    assert grelmond.text() == before
    assert "Put aside" in nakurembe.text()
    assert nakurembe.post(asked, do="restore").status_code == SEE
    assert nakurembe.post(asked, do="answer", subject="Trawling too").status_code == SEE
    assert "Trawling too" in grelmond.text(asked)
    assert grelmond.post(asked, do="off").status_code == SEE


def test_a_group_sees_only_those_who_said_yes(house, boltara):
    guests = [side(house, one) for one in (GRELMOND, NAKUREMBE, QUILMORA)]
    assert boltara.wish(GRELMOND, NAKUREMBE, QUILMORA, subject="The region").status_code == SEE
    meeting = next(one for one in guests[0].meetings() if "The region" in guests[0].text(one))
    assert "Nakurembe" not in guests[0].text(meeting)
    assert guests[0].post(meeting, do="answer", subject="Yes").status_code == SEE
    assert guests[1].post(meeting, do="answer", subject="Yes").status_code == SEE
    assert "Nakurembe" in guests[0].text(meeting)
    assert "Quilmora" not in guests[0].text(meeting)
    start = boltara.hours(meeting)[-2]
    boltara.post(meeting, do="choose", start=start)
    assert guests[0].post(meeting, do="confirm", start=start).status_code == SEE
    assert guests[1].post(meeting, do="off").status_code == SEE
    assert "The meeting does not take place" not in boltara.text(meeting)
    assert boltara.post(meeting, do="off").status_code == SEE
    assert "The meeting does not take place" in guests[0].text(meeting)


def test_a_delegation_that_nobody_stands_for_meets_nobody(house):
    grelmond, belisande = side(house, GRELMOND), side(house, "p-0013")
    grelmond.wish("p-0013", subject="Brine quotas")
    belisande.wish(GRELMOND, subject="Brine quotas")
    meeting = next(one for one in grelmond.meetings() if "Brine quotas" in grelmond.text(one))
    members = house.assembly.delegations["p-0013"].members
    for member in members:
        form = {"act_id": f"gone-{member}", "member": member, "body": "plenary"}
        anybody(house, "o-clerk").post(f"/a/{REHEARSAL}/acts/withdraw_credentials", **form)
    assert all(house.assembly.people[one].is_withdrawn for one in members)
    assert "The meeting does not take place" in grelmond.text(meeting)
    assert "Nobody is accredited" in text_of(grelmond.wish("p-0013").text)
    assert belisande.client.get(MEETINGS).status_code == 403


def test_who_acts_for_the_head_leads_the_delegation(house):
    head, deputy = side(house, "p-0010"), side(house, "p-0010", 2)
    act = {"act_id": "deputy", "body": "plenary", "to": "p-0010-2", "member": "p-0010-1"}
    answer = head.post(f"/a/{REHEARSAL}/acts/deputise", **act, ends_at="2026-03-02T12:00")
    assert answer.status_code == SEE, text_of(answer.text)
    assert "Only the head" in head.text()
    assert "No wish waits" in deputy.text()


def test_a_readout_is_of_both_or_there_is_none(house, boltara, quilmora):
    [meeting] = [one for one in quilmora.meetings() if "Viaducts" in quilmora.text(one)]
    early = boltara.post(meeting, do="word", readout="We met.", before="")
    assert early.status_code == CONFLICT
    house.forward("19:59")
    assert boltara.post(meeting, do="off").status_code == CONFLICT
    assert boltara.post(meeting, do="word", readout="We met.", before="").status_code == SEE
    changed = {"do": "word", "readout": "We met and agreed.\r\n\r\nOn viaducts.", "before": ""}
    assert quilmora.post(meeting, **changed).status_code == CONFLICT
    assert quilmora.post(meeting, **{**changed, "before": "We met."}).status_code == SEE
    assert boltara.post(meeting, do="publish").status_code == CONFLICT
    stale = boltara.post(meeting, do="agree", before="We met.")
    assert "The text has changed meanwhile" in text_of(stale.text)
    text = "We met and agreed.\r\n\r\nOn viaducts."
    assert boltara.post(meeting, do="agree", before=text).status_code == SEE
    assert boltara.post(meeting, do="publish").status_code == SEE
    assert "Nothing has been published" in anybody(house).text(READOUTS)
    assert boltara.post(meeting, do="unpublish").status_code == SEE
    assert quilmora.post(meeting, do="publish").status_code == SEE
    assert "Nothing has been published" in anybody(house).text(READOUTS)
    assert boltara.post(meeting, do="publish").status_code == SEE
    out = anybody(house).text(READOUTS)
    assert "We met and agreed." in out
    assert "Old maps" not in out
    assert boltara.post(meeting, do="unpublish").status_code == CONFLICT


def test_the_pages_keep_to_the_policy_in_every_language_and_nobody_keeps_them(
    house, boltara, officer
):
    addresses = [MEETINGS, *boltara.meetings(), READOUTS]
    for who, address in [*((boltara, one) for one in addresses), (officer, PROTOCOL_DESK)]:
        for language in ("en", "fr", "ar"):
            page = who.client.get(address.replace("/en/", f"/{language}/"))
            assert page.status_code == httpx.codes.OK
            assert page.headers["cache-control"] == "no-store"
            assert policy_faults(page.text) == []
            assert frame_faults(page.text, language) == []
