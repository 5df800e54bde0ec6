"""The programme from the desk to the calendars: clashes seen, releases out, every hour right."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from acting import tokens_of
from demo_house import PRESIDENT, REHEARSAL, DemoHouse
from page_reader import text_of
from programme_desk import DAY, DESK, ProgrammeDesk, programme_desk, six_rooms, unplanned_house
from test_permissions import login_of

HERE = f"/en/a/{REHEARSAL}"
ZONES = {"Asia/Tashkent": "2026-03-03 09:00", "America/Montreal": "2026-03-02 23:00"}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal on its first morning."""
    with unplanned_house(tmp_path_factory.mktemp("programme")) as house:
        house.forward("09:20")
        yield house


@pytest.fixture(scope="module")
def desk(house) -> ProgrammeDesk:
    """The clerk, with a day of six rooms drafted."""
    own = programme_desk(house)
    assert "Nothing is planned yet" in text_of(own.page())
    six_rooms(own)
    return own


def calendar(house: DemoHouse, address: str) -> dict[str, icalendar.Event]:
    """A calendar as another program reads it, by the last words of the titles."""
    answer = house.visitor().get(address)
    assert answer.status_code == 200, address
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["SUMMARY"]).rpartition(": ")[2]: one for one in events}


def test_the_desk_is_for_the_secretariat_alone(house):
    assert house.visitor().get(DESK).status_code != 200
    assert house.visitor("p-0001-1").get(DESK).status_code == 403


def test_what_was_planted_is_found_before_anything_is_published(house, desk):
    page = text_of(desk.page())
    assert "Hall D is taken twice, 3 March 2026, 10:00–10:30" in page
    assert "Team B of interpreters is in two places, 3 March 2026, 09:30–11:00" in page
    assert "3 bodies sit at once, 3 March 2026, 09:30–11:00, and some delegations" in page
    assert "Clashes: 3" in page
    assert house.assembly.programme == ()
    assert "Hall D" not in house.visitor().get(f"{HERE}/programme").text


def test_a_form_that_is_wrong_says_where_and_keeps_what_was_typed(desk):
    answer = desk.slot("10:00", "11:00")
    assert answer.status_code == 422
    assert 'id="title.en"' in answer.text
    wrong = desk.post("/new", do="save", kind="event", title__en="Kept words", begins_at="never")
    assert wrong.status_code == 422
    assert "Kept words" in wrong.text
    ends = desk.post(
        "/new",
        do="save",
        kind="event",
        title__en="Kept words",
        begins_at=f"{DAY}T10:00",
        ends_at=f"{DAY}T09:00",
    )
    assert "It ends before it begins" in text_of(ends.text)


def test_a_step_is_undone_before_publishing(desk):
    before = text_of(desk.page())
    assert desk.slot("16:00", "17:00", kind="event", title__en="Mistake").status_code == 303
    assert "Mistake" in text_of(desk.page())
    assert desk.post(do="undo").status_code == 303
    assert text_of(desk.page()) == before
    assert desk.post("/s-1", do="drop").status_code == 303
    assert desk.post(do="undo").status_code == 303
    assert text_of(desk.page()) == before


def test_publishing_over_clashes_needs_them_acknowledged(house, desk):
    refused = desk.publish()
    assert refused.status_code == 422
    assert "There are 3 clashes. Tick that you publish in spite of them" in text_of(refused.text)
    stale = desk.post(do="publish", act_id="press-stale", seen="0" * 16, acknowledged="yes")
    assert stale.status_code == 409
    assert "The draft was changed since you looked at it" in text_of(stale.text)
    assert house.assembly.programme == ()
    assert desk.publish(acknowledged="yes").status_code == 303
    [release] = house.assembly.programme
    assert (release.number, len(release.slots), release.clashes) == (1, 9, 3)
    assert "The draft is as release 1 has it" in text_of(desk.page())
    assert desk.post(do="undo").status_code == 303
    assert "The draft is as release 1 has it" in text_of(desk.page())


def test_closed_sittings_tell_no_title_of_a_body(house, desk):
    assert desk.slot(
        "15:00", "16:00", body="committee-1", title__en="Names of cases", is_closed="yes"
    )
    assert "Names of cases" in desk.page()
    assert desk.publish(acknowledged="yes").status_code == 303
    page = house.visitor().get(f"{HERE}/programme").text
    assert "Closed sitting" in page
    assert "Names of cases" not in page
    assert "Names of cases" not in house.visitor().get(f"{HERE}/programme.ics").text
    assert "Names of cases" not in house.visitor().get(f"/a/{REHEARSAL}/journal.ndjson").text


def test_the_second_release_tells_what_changed(house, desk):
    assert desk.slot(
        "15:00", "16:30", where="/s-3", body="committee-2", room="r-3", chair="o-chair-2"
    )
    assert desk.slot("10:00", "12:00", where="/s-5", title__en="Youth Forum", room="r-5")
    assert desk.post("/s-6", do="drop").status_code == 303
    page = text_of(desk.page())
    assert "is taken twice" not in page
    assert "is in two places" not in page
    assert "2 bodies sit at once" in page
    assert desk.publish(acknowledged="yes").status_code == 303
    last = house.assembly.programme[-1].number
    told = text_of(house.visitor().get(f"{HERE}/programme/{last}").text)
    assert "now 3 March 2026, 15:00–16:30; it was 3 March 2026, 09:30–11:00" in told
    assert "now Hall E; it was Hall D" in told
    assert "Cancelled: Briefing" in told
    assert house.visitor().get(f"{HERE}/programme/{last + 1}").status_code == 404
    assert house.visitor().get(f"{HERE}/programme/x").status_code == 404
    shown = text_of(house.visitor().get(f"{HERE}/programme").text)
    assert f"Release {last}" in shown
    assert "Moved" in shown


def test_every_calendar_is_right_to_the_minute_in_two_zones(house):
    whole = calendar(house, f"{HERE}/programme.ics")
    own = calendar(house, f"{HERE}/delegation-programme/p-0001.ics")
    of_body = calendar(house, f"{HERE}/body-programme/plenary.ics")
    for events in (whole, own, of_body):
        opening = next(e for e in events.values() if e["DTSTART"].dt.hour == 4)
        for zone, clock in ZONES.items():
            assert f"{opening['DTSTART'].dt.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" == clock
        night = events["Night sitting"]["DTEND"].dt.astimezone(ZoneInfo("Asia/Tashkent"))
        assert night == datetime(2026, 3, 4, 1, 30, tzinfo=ZoneInfo("Asia/Tashkent"))
    assert whole["Briefing"]["STATUS"] == "CANCELLED"
    assert house.visitor().get(f"{HERE}/body-programme/none.ics").status_code == 404


def test_a_reader_sees_both_times(house):
    page = text_of(house.visitor().get(f"{HERE}/programme?zone=America/Montreal").text)
    assert "23:00–02:00 in America/Montreal · 2 March 2026" in page
    wrong = text_of(house.visitor().get(f"{HERE}/programme?zone=Atlantis").text)
    assert "There is no time zone “Atlantis”" in wrong


def test_what_goes_past_midnight_stays_on_its_day(house):
    page = house.visitor().get(f"{HERE}/programme").text
    of_day = page.partition(f'id="plan-{DAY}"')[2]
    assert "Night sitting" in of_day
    assert 'id="plan-2026-03-04"' not in page


def test_a_personal_calendar_has_a_secret_address_that_can_be_withdrawn(house):
    assert house.visitor().get(f"{HERE}/calendar").status_code != 200
    client = house.visitor(PRESIDENT)
    [csrf] = tokens_of(client, "calendar")
    made = client.post(f"{HERE}/calendar", data={"csrf": csrf, "do": "make"})
    address = re.search(r"http\S+\.ics", text_of(made.text))[0]
    path = address[address.index("/en/a/") :]
    events = calendar(house, path)
    assert "You preside." in events["Night sitting"]["DESCRIPTION"]
    assert house.visitor().get(path).headers["cache-control"] == "private, no-store"
    assert "http" not in re.findall(r"<code[^>]*>(.*?)</code>", client.get(f"{HERE}/calendar").text)
    again = client.post(f"{HERE}/calendar", data={"csrf": csrf, "do": "make"})
    assert house.visitor().get(path).status_code == 404
    newer = re.search(r"http\S+\.ics", text_of(again.text))[0]
    newer = newer[newer.index("/en/a/") :]
    assert house.visitor().get(newer).status_code == 200
    assert client.post(f"{HERE}/calendar", data={"csrf": csrf, "do": "withdraw"}).status_code == 303
    assert house.visitor().get(newer).status_code == 404


def test_a_room_that_is_used_stays(desk):
    answer = desk.post(do="drop_room", room="r-1")
    assert answer.status_code == 409
    assert "Something is planned in this room" in text_of(answer.text)


def test_a_shared_tablet_makes_no_secret_address(house):
    client = login_of(house, tablet="tablet-p-0001-1")
    logins = house.server.application.house.http_sessions
    key = client.cookies[house.cookie_name]
    logins.act_as(key, REHEARSAL, member="p-0001-1")
    answer = client.get(f"{HERE}/calendar")
    assert answer.status_code == 403
    assert "Not on a tablet that others use too" in text_of(answer.text)
