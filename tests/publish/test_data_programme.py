"""The programme as calendars and as a feed, read back by other programs, to the minute."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import icalendar
import pytest
from lxml import etree

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import MemberId
from hemicycle.publish import Published, files_of, publish
from hemicycle.publish.data.programme_ics import personal

from .rehearsed_sessions import SCENARIOS, rehearsed
from .test_data_calendar import line_faults

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TASHKENT, MONTREAL = ZoneInfo("Asia/Tashkent"), ZoneInfo("America/Montreal")
ARVENIA, BOLTARA, EXECUTIVE_CHAIR = "p-0001", "p-0002", MemberId("p-0004-1")


@cache
def day_of_six_rooms() -> Published:
    """The session of the scenario, after its second release."""
    return rehearsed(SCENARIOS / "programme.minutes")


def after_first_release() -> Published:
    """The same while only the first release was out."""
    published = day_of_six_rooms()
    first = published.assembly.programme[:1]
    return replace(published, assembly=replace(published.assembly, programme=first))


def read(content: bytes) -> dict[str, icalendar.Event]:
    """The entries of a calendar by their titles, as another program reads them."""
    assert line_faults(content) == []
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(one["SUMMARY"]).rpartition("parliaments: ")[2]: one for one in events}


def clocks(event: icalendar.Event, zone: ZoneInfo) -> tuple[str, str]:
    """From when to when an entry lasts, on the clocks of a zone."""
    ends = (event["DTSTART"].dt, event["DTEND"].dt)
    return tuple(f"{at.astimezone(zone):%d %H:%M}" for at in ends)


def test_every_hour_is_right_to_the_minute_in_two_zones():
    events = read(publish("programme.ics", day_of_six_rooms()))
    assert len(events) == 10
    told = {name: (clocks(one, TASHKENT), clocks(one, MONTREAL)) for name, one in events.items()}
    assert told["Assembly: General debate"] == (("02 09:00", "02 12:00"), ("01 23:00", "02 02:00"))
    assert told["Committee on Roads"] == (("02 15:00", "02 16:30"), ("02 05:00", "02 06:30"))
    assert told["Assembly: Night sitting"] == (("02 22:00", "03 01:30"), ("02 12:00", "02 15:30"))
    assert events["Lunch"]["DTSTART"].dt == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


def test_a_release_counts_in_what_it_changed_and_the_uid_stays():
    before = read(publish("programme.ics", after_first_release()))
    after = read(publish("programme.ics", day_of_six_rooms()))
    moved, cancelled = "Committee on Roads", "Forum of Women"
    assert [before[one]["SEQUENCE"] for one in (moved, cancelled)] == [0, 0]
    assert [after[one]["SEQUENCE"] for one in (moved, cancelled)] == [1, 1]
    assert after["Assembly: General debate"]["SEQUENCE"] == 0
    assert {n: e["UID"] for n, e in before.items()}.items() <= {
        n: e["UID"] for n, e in after.items()
    }.items()
    assert (before[cancelled]["STATUS"], after[cancelled]["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after[moved]["LAST-MODIFIED"].dt == datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
    assert before[moved]["LAST-MODIFIED"].dt == datetime(2026, 3, 2, 2, 10, tzinfo=UTC)


def test_a_closed_sitting_tells_body_room_and_hours_and_that_it_is_closed():
    closed = read(publish("programme.ics", day_of_six_rooms()))["Executive Committee (closed)"]
    assert clocks(closed, TASHKENT) == ("02 09:00", "02 10:30")
    assert str(closed["LOCATION"]).startswith("Hall F")
    assert "Closed sitting" in closed["DESCRIPTION"]


def test_a_body_and_a_delegation_have_calendars_of_their_own():
    published = day_of_six_rooms()
    files = {output.place_of(part) for output, part in files_of(published)}
    assert {"body-programme/bridges.ics", f"delegation-programme/{ARVENIA}.ics"} <= files
    assert "body-programme/council.ics" not in files
    body = read(publish("body-programme.ics", published, part="bridges"))
    assert list(body) == ["Committee on Bridges"]
    own = read(publish("delegation-programme.ics", published, part=ARVENIA))
    assert {"Assembly: General debate", "Committee on Bridges", "Reception", "Lunch"} <= set(own)
    assert "Executive Committee (closed)" not in own


def test_a_person_has_what_the_delegation_has_and_where_the_person_presides():
    published = day_of_six_rooms()
    own = read(personal(published, EXECUTIVE_CHAIR))
    assert "You preside." in own["Executive Committee (closed)"]["DESCRIPTION"]
    assert "You preside." not in own["Assembly: General debate"]["DESCRIPTION"]
    assert "Executive Committee (closed)" not in read(personal(published, MemberId("p-0002-1")))


def test_before_a_programme_is_published_calendars_are_empty():
    published = day_of_six_rooms()
    none = replace(published, assembly=replace(published.assembly, programme=()))
    assert read(publish("programme.ics", none)) == {}
    assert not [part for output, part in files_of(none) if "programme" in output.name and part]


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("en", "Release 2 of the programme", "Moved: Committee on Roads, now 2 March 2026, 15:00"),
        ("fr", "Version 2 du programme", "Annulé : Forum des femmes, 2 mars 2026, 09:00"),
    ],
)
def test_the_feed_tells_what_each_release_changed(language, title, line):
    published = replace(day_of_six_rooms(), language=language)
    feed = etree.fromstring(publish("programme-changes.atom", published))
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 2
    assert entries[0].findtext("a:title", namespaces=ATOM) == title
    told = entries[0].findtext("a:content", namespaces=ATOM).replace("\u00a0", " ")
    assert line in told
    assert len(told.splitlines()) == 5
    assert entries[0].find("a:link", ATOM).get("href") == "programme/2"


def test_what_a_delegation_named_decides_where_it_sits():
    published = day_of_six_rooms()
    bridges = published.assembly.bodies["bridges"]
    named = {DelegationId(ARVENIA): {MemberId("p-0001-1"): "titular"}}
    assembly = published.assembly.with_body(replace(bridges, seats=named))
    published = replace(published, assembly=assembly)
    assert "Committee on Bridges" in read(personal(published, MemberId("p-0001-1")))
    assert "Committee on Bridges" not in read(personal(published, MemberId("p-0001-2")))
    assert "Committee on Bridges" in read(personal(published, MemberId("p-0002-1")))
