"""The calendar, read back by another program; the feed, linked data and the news for newsrooms."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hemicycle.journal.header import header_hash
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.publish import Published, publish
from hemicycle.publish.data.calendar_ics import escaped, folded
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.sittings import sittings_of

from .records_at_random import published_at_random
from .sessions_of_data import demonstration
from .small_session import SmallSession, reported_session, whole_session

NOTICE = "REHEARSAL - invented parliaments"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
URN = re.compile("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def line_faults(content: bytes) -> list[bytes]:
    """The lines of a calendar that are too long, or do not end as they must."""
    *lines, rest = content.split(b"\r\n")
    unended = [rest] if rest else []
    return [line for line in lines if len(line) > 75 or b"\n" in line] + unended


def events(published: Published) -> list[icalendar.Event]:
    """The calendar as another program reads it; every line is short enough and ends as it must."""
    content = publish("calendar.ics", published)
    assert line_faults(content) == []
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_a_sitting_stands_in_the_calendar_in_its_real_times():
    days, sitting = events(whole_session().published())
    assert (days["DTSTART"].dt, days["DTEND"].dt) == (date(2026, 3, 2), date(2026, 3, 5))
    assert sitting["DTSTART"].dt == datetime(2026, 3, 2, 5, 1, 50, tzinfo=UTC)
    assert sitting["DTEND"].dt == datetime(2026, 3, 2, 5, 5, 30, tzinfo=UTC)
    assert sitting["SUMMARY"] == f"{NOTICE}: Assembly: Sitting 1, 2 March 2026"
    assert sitting["DESCRIPTION"] == f"{NOTICE}\nRehearsal 1\n3 General debate"
    assert (sitting["STATUS"], sitting["LOCATION"]) == ("CONFIRMED", "Tashkent")


def test_a_change_counts_and_the_uid_stays():
    session = SmallSession()
    session.sit()
    seen = []

    def look() -> None:
        sitting = events(session.published())[1]
        seen.append((sitting["UID"], sitting["SEQUENCE"], "DTEND" in sitting))

    look()
    session.act(SuspendSitting, by="o-president")
    look()
    session.act(ResumeSitting, by="o-president")
    look()
    session.finish()
    look()
    assert len({uid for uid, _, _ in seen}) == 1
    assert [(number, has_end) for _, number, has_end in seen] == [
        (0, False),
        (1, False),
        (2, False),
        (3, True),
    ]


def test_a_reported_session_has_only_the_times_that_a_source_gives():
    days, report = events(reported_session().published())
    assert (days["STATUS"], report["STATUS"]) == ("TENTATIVE", "TENTATIVE")
    assert report["DTSTART"].dt == date(2026, 3, 2)
    assert "https://reports.example/150" in report["DESCRIPTION"]
    assert report["SUMMARY"].startswith("Reconstructed from press reports")
    assert not any(isinstance(one["DTSTART"].dt, datetime) for one in (days, report))


@settings(max_examples=8, deadline=None)
@given(published_at_random())
def test_any_calendar_can_be_read(published):
    found = events(published)
    assert len(found) > len(sittings_of(published))
    for one in found:
        assert str(one["SUMMARY"]).startswith(published.band)


@given(st.text("a,;\\\n\r\té漢🎈:", max_size=120))
def test_any_text_comes_back_as_it_was(text):
    line = f"SUMMARY:{escaped(text)}"
    pieces = list(folded(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    body = "\r\n".join(["BEGIN:VEVENT", *pieces, "END:VEVENT", ""])
    read = str(icalendar.Event.from_ical(body)["SUMMARY"])
    kept = text.replace("\r\n", "\n").replace("\r", "").replace("\t", "")
    assert read == kept


def test_a_line_that_is_not_folded_is_found():
    unfolded = b"SUMMARY:" + b"x" * 80
    assert line_faults(unfolded + b"\r\n") == [unfolded]
    assert line_faults(b"SUMMARY:x\n\r\n") == [b"SUMMARY:x\n"]
    assert line_faults(b"SUMMARY:x") == [b"SUMMARY:x"]
    assert list(folded("SUMMARY:" + "x" * 80)) == ["SUMMARY:" + "x" * 67, " " + "x" * 13]


# The feed.


def feed(published: Published) -> etree._Element:
    return etree.fromstring(publish("decisions.atom", published))


def feed_faults(root: etree._Element) -> list[str]:
    """What RFC 4287 asks of a feed and its entries and is not there."""
    faults = []
    for one in (root, *root.iterfind("a:entry", ATOM)):
        name = etree.QName(one).localname
        asked = ("id", "title", "updated", "author")
        faults += [f"{name}: {tag}" for tag in asked if len(one.findall(f"a:{tag}", ATOM)) != 1]
        faults += [t.text for t in one.findall("a:id", ATOM) if not URN.fullmatch(t.text)]
        for when in one.findall("a:updated", ATOM):
            datetime.fromisoformat(when.text)
    ids = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}id")]
    return faults + (["twice"] if len(set(ids)) < len(ids) else [])


def test_the_feed_is_whole_and_the_newest_decision_comes_first():
    root = feed(whole_session().published())
    assert feed_faults(root) == []
    titles = [one.text for one in root.iterfind("a:entry/a:title", ATOM)]
    assert titles == ["The <draft> resolution", "Emergency item 1"]
    assert root.findtext("a:title", namespaces=ATOM).startswith(NOTICE)
    for one in root.iterfind("a:entry/a:content", ATOM):
        assert one.text.startswith(NOTICE)


def test_the_feeds_of_other_sessions_are_whole():
    for published in (demonstration(), reported_session().published("fr")):
        assert feed_faults(feed(published)) == []
    assert feed(reported_session().published()).find("a:entry", ATOM) is None


def test_a_feed_that_is_not_whole_is_found():
    root = feed(whole_session().published())
    root.remove(root.find("a:updated", ATOM))
    root.find("a:entry/a:id", ATOM).text = root.findtext("a:id", namespaces=ATOM)
    assert feed_faults(root) == ["feed: updated", "twice"]


def test_an_entry_is_updated_by_what_comes_beside_it_and_keeps_its_id():
    session = SmallSession()
    session.sit()
    session.finish()
    full = session.published()
    adopted = next(one.position for one in full.assembly.decisions.values())
    early = replace(full, written=full.written[:adopted])
    entries = [feed(one).find("a:entry", ATOM) for one in (early, full)]
    ids, updated, published = (
        [one.findtext(f"a:{tag}", namespaces=ATOM) for one in entries]
        for tag in ("id", "updated", "published")
    )
    assert ids[0] == ids[1]
    assert published[0] == published[1] == updated[0] < updated[1]


def test_the_links_of_the_feed_lead_into_the_minutes():
    published = whole_session().published()
    page = publish("minutes.html", published).decode()
    links = [one.get("href") for one in feed(published).iterfind("a:entry/a:link", ATOM)]
    assert links
    for link in links:
        name, _, anchor = link.partition("#")
        assert name == "minutes.html"
        assert f'id="{anchor}"' in page


# Linked data.


def graph(published: Published) -> list[dict]:
    data = json.loads(publish("session.jsonld", published))
    context = data["@context"]
    assert context["@vocab"] == "https://schema.org/"
    for one in data["@graph"]:  # what is in no language is not said to be in one
        for key in {"identifier", "startDate", "h:basis", "h:outcome", "h:status"} & set(one):
            assert context[key]["@language"] is None
    return data["@graph"]


def references(thing: object) -> list[str]:
    """Every reference below a thing, the names of things included."""
    if isinstance(thing, list):
        return [one for part in thing for one in references(part)]
    if not isinstance(thing, dict):
        return []
    own = [thing["@id"]] if "@id" in thing else []
    return own + [one for part in thing.values() for one in references(part)]


@pytest.mark.parametrize("session", [whole_session, reported_session])
def test_linked_data_name_each_thing_once_and_refer_to_nothing_else(session):
    things = graph(session().published("fr"))
    ids = [one["@id"] for one in things]
    assert len(set(ids)) == len(ids)
    assert set(references(things)) == set(ids)
    assert all(URN.fullmatch(one) for one in ids)
    assert things[0]["disambiguatingDescription"]


def test_only_what_was_really_adopted_is_legislation():
    things = graph(whole_session().published())
    decisions = [one for one in things if "h:Decision" in one["@type"]]
    assert len(decisions) == 2
    assert not any("Legislation" in one["@type"] for one in decisions)
    assert decisions[0]["h:yes"] == 21
    acted = SmallSession("acted")
    acted.sit()
    acted.finish()
    [decision] = [one for one in graph(acted.published()) if "h:Decision" in one["@type"]]
    assert decision["@type"] == ["h:Decision", "Legislation"]
    assert "disambiguatingDescription" not in decision


# Names that hold everywhere.


def test_names_follow_from_the_journal_and_differ_between_journals():
    one, again, other = (
        kind().published() for kind in (whole_session, whole_session, reported_session)
    )
    assert urn_of(one, "decision/26") == urn_of(again, "decision/26")
    assert urn_of(one, "decision/26") == urn_of(replace(one, language="fr"), "decision/26")
    assert urn_of(one, "decision/26") != urn_of(other, "decision/26")
    assert urn_of(one, "decision/26") != urn_of(one, "decision/24")
    first = header_hash(one.records[0].header_bytes)
    assert urn_of(one).removeprefix("urn:uuid:")[:8] == first[:8]


# The news for newsrooms: a list of the fields of ninjs 2.1 that we use, with their values.

ALLOWED = {
    "uri": URN.fullmatch,
    "standard": lambda one: set(one) == {"name", "version", "schema"},
    "type": lambda one: one == "text",
    "representationtype": lambda one: one in ("full", "partial"),
    "profile": lambda one: one == "text-only",
    "version": str.isdigit,
    "firstcreated": datetime.fromisoformat,
    "versioncreated": datetime.fromisoformat,
    "pubstatus": lambda one: one in ("usable", "withheld", "canceled"),
    "language": lambda one: one in ("en", "fr"),
    "headlines": lambda one: all(set(part) == {"role", "value"} for part in one),
    "bodies": lambda one: all(
        set(part) == {"role", "contenttype", "charcount", "wordcount", "value"} for part in one
    ),
    "places": lambda one: all(set(part) == {"name"} for part in one),
    "events": lambda one: all(set(part) == {"name", "uri"} for part in one),
    "usageterms": bool,
    "ednote": bool,
}


def news_faults(data: dict) -> list[str]:
    """Fields that ninjs does not have, or that hold something else."""
    return [key for key, value in data.items() if key not in ALLOWED or not ALLOWED[key](value)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_news_item_has_the_fields_of_ninjs_and_the_text_of_the_news(language):
    for session in (whole_session(), reported_session()):
        published = session.published(language)
        data = json.loads(publish("news.ninjs.json", published))
        assert news_faults(data) == []
        assert data["bodies"][0]["value"] == publish("news.txt", published).decode()
        assert data["pubstatus"] == "withheld"
        assert data["usageterms"] == data["ednote"]
        assert data["headlines"][0]["value"].startswith(data["usageterms"])


def test_a_session_that_was_acted_may_be_printed():
    acted = SmallSession("acted")
    acted.sit()
    data = json.loads(publish("news.ninjs.json", acted.published()))
    assert data["pubstatus"] == "usable"
    assert "usageterms" not in data
    assert news_faults({**data, "author": "x", "type": "poem"}) == ["type", "author"]
