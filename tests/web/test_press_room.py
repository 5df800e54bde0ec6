"""The press room: nothing before its second, words of the record untouched, no picture unproved."""

import re
import threading
from collections.abc import Iterator
from importlib import import_module
from xml.etree import ElementTree as ET

import httpx
import pytest
from at_the_press_room import DESK, FACTS, ROOM, SAYS, PressDesk, desk_of, local, seen
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, text_of

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.press_item import Office, PressRoom
from hemicycle.web.press_rooms import PressRooms

PUBLIC = (
    *("", "minutes", "decisions", "press", "record", "news.txt", "speeches"),
    *("press-room", "press-room.atom"),
)
MARK = "Marsh marigold"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in its debate, when three speeches are open and one is sealed still."""
    with demo_house(tmp_path_factory.mktemp("press-room")) as house:
        house.forward("09:40:30")
        yield house


@pytest.fixture(scope="module")
def desk(house) -> PressDesk:
    return desk_of(house)


# -- the embargo ----------------------------------------------------------------------------------


def addresses(desk: PressDesk, number: int) -> list[str]:
    """Where an item is, once it is out."""
    own = f"{ROOM}/{number}"
    return [own, own.removeprefix("/en"), f"{own}.txt", desk.picture_of(number)]


def found_on(house: DemoHouse) -> list[str]:
    """The public pages on which the mark stands."""
    pages = [f"/en/a/{REHEARSAL}/{page}".rstrip("/") for page in PUBLIC]
    return [page for page in pages if MARK in seen(house, page).text]


def without(address: str, number: int) -> str:
    """The same address of an item that there is not."""
    return address.replace(f"press-room/{number}", "press-room/999")


def told_at(house: DemoHouse, address: str) -> tuple[int, str]:
    """What an address answers where there is nothing, whatever was asked for."""
    answer = seen(house, address)
    assert answer.status_code == httpx.codes.NOT_FOUND
    return answer.status_code, re.sub(r"asked for: \S+", "", text_of(answer.text))


def test_an_embargo_ends_to_the_second(house, desk):
    number = desk.make(**{"headline.en": MARK})
    assert desk.add_picture(number).status_code == 303
    out_at = (desk.now // 1000 + 20) * 1000
    desk.release(number, out_at)
    position = house.position
    for moment in (desk.now, out_at - 1000, out_at - 1):
        desk.until(moment)
        for address in addresses(desk, number):
            assert told_at(house, address) == told_at(house, without(address, number)), address
        assert found_on(house) == []
    desk.until(out_at)
    assert house.position == position  # nothing was recorded to let it out
    for address in addresses(desk, number):
        assert seen(house, address).status_code == 200, address
    assert found_on(house) == [ROOM, f"{ROOM}.atom"]


def test_a_kept_copy_is_neither_early_nor_late(house, desk):
    number = desk.make(**{"headline.en": "Kept copies of reeds"})
    out_at = (desk.now // 1000 + 5) * 1000
    desk.release(number, out_at)
    first = seen(house, ROOM)
    assert seen(house, ROOM).headers["etag"] == first.headers["etag"]  # from what is kept
    assert first.headers["cache-control"] == "no-cache"  # no shared cache hands it on late
    desk.until(out_at)
    later = seen(house, ROOM, **{"if-none-match": first.headers["etag"]})
    assert later.status_code == 200
    assert "Kept copies of reeds" in later.text
    assert "Kept copies of reeds" not in first.text
    desk.post(f"/{number}", do="take_back", **{"reason.en": "Wrong.", "reason.fr": "Faux."})
    assert "Kept copies of reeds" not in seen(house, ROOM).text


def test_the_desk_sees_the_clock_and_nobody_else(house, desk):
    number = desk.make()
    desk.release(number, desk.now // 1000 * 1000 + 60_000)
    assert "data-ends-at" in desk.client.get(f"{DESK}/{number}").text
    assert "Under embargo" in text_of(desk.client.get(DESK).text)
    assert desk.client.get(f"{DESK}/{number}/preview").status_code == 200
    assert desk.client.get(f"{ROOM}/{number}").status_code == 404  # not even to the clerk
    assert "data-ends-at" not in seen(house, ROOM).text


def test_an_earlier_item_under_embargo_is_not_named(house, desk):
    hidden = desk.make(**{"headline.en": "Hidden heron"})
    out_at = (desk.now // 1000 + 30) * 1000
    desk.release(hidden, out_at)
    number = desk.out(earlier=str(hidden))
    assert "heron" not in seen(house, f"{ROOM}/{number}").text
    assert f"press-room/{hidden}" not in seen(house, f"{ROOM}/{number}").text
    desk.until(out_at)
    assert "Hidden heron" in seen(house, f"{ROOM}/{number}").text


@pytest.mark.parametrize("out_at", ["yesterday", "2026-02-30T10:00:00", "2026-03-01T10:00:00"])
def test_a_moment_that_is_none_or_over_is_refused(desk, out_at):
    number = desk.make()
    refused = desk.post(f"/{number}", do="release", out_at=out_at)
    assert refused.status_code == 422
    assert 'id="out_at-w"' in refused.text
    assert "Draft" in text_of(refused.text)


# -- taking back ----------------------------------------------------------------------------------


def test_what_was_out_is_gone_with_a_sentence(house, desk):
    number = desk.make(**{"headline.en": "Taken-back teal"})
    assert desk.add_picture(number).status_code == 303
    desk.release(number)
    picture = desk.picture_of(number)
    assert seen(house, picture).status_code == 200
    unsaid = desk.post(f"/{number}", do="take_back")
    assert unsaid.status_code == 422
    assert seen(house, f"{ROOM}/{number}").status_code == 200
    because = {"reason.en": "A figure was wrong.", "reason.fr": "Un chiffre était faux."}
    assert desk.post(f"/{number}", do="take_back", **because).status_code == 303
    gone = seen(house, f"{ROOM}/{number}")
    assert gone.status_code == 410
    assert "A figure was wrong." in text_of(gone.text)
    assert "teal" not in gone.text
    assert "teal" not in seen(house, ROOM).text
    assert seen(house, picture).status_code == 404
    desk.release(number)
    assert seen(house, f"{ROOM}/{number}").status_code == 200


def test_what_nobody_could_read_becomes_a_draft_without_a_trace(house, desk):
    number = desk.make()
    desk.release(number, desk.now // 1000 * 1000 + 10_000)
    assert desk.post(f"/{number}", do="take_back").status_code == 303
    desk.until(desk.now + 20_000)
    assert seen(house, f"{ROOM}/{number}").status_code == 404
    assert desk.post(f"/{number}", do="drop").status_code == 303
    assert desk.client.get(f"{DESK}/{number}").status_code == 404


def test_what_is_out_cannot_be_deleted(house, desk):
    number = desk.out()
    desk.post(f"/{number}", do="drop")
    assert seen(house, f"{ROOM}/{number}").status_code == 200


def later(desk: PressDesk, *, by_s: int = 60) -> str:
    """A moment that is still to come, as the form posts it."""
    return local(desk.now // 1000 * 1000 + by_s * 1000)


def test_what_everybody_could_read_is_not_hidden_again(house, desk):
    """Hidden until a later moment it would become a draft from there, and be deleted from there."""
    number = desk.out(**{"headline.en": "Seen snipe"})
    refused = desk.post(f"/{number}", do="release", out_at=later(desk))
    assert refused.status_code == 422
    assert "at once or not at all" in text_of(refused.text)
    assert 'id="out_at-w"' in refused.text
    assert seen(house, f"{ROOM}/{number}").status_code == 200
    because = {"reason.en": "A figure was wrong.", "reason.fr": "Un chiffre était faux."}
    assert desk.post(f"/{number}", do="take_back", **because).status_code == 303
    assert 'name="out_at"' not in desk.client.get(f"{DESK}/{number}").text
    assert desk.post(f"/{number}", do="release", out_at=later(desk)).status_code == 422
    for wish in ("take_back", "drop"):
        desk.post(f"/{number}", do=wish, **because)
        assert seen(house, f"{ROOM}/{number}").status_code == 410, wish
    desk.release(number)  # the control: at once it may come out again
    assert seen(house, f"{ROOM}/{number}").status_code == 200


def test_an_embargo_may_be_moved_as_long_as_nobody_has_read(desk):
    number = desk.make()
    for by_s in (60, 90, 30):
        assert desk.post(f"/{number}", do="release", out_at=later(desk, by_s=by_s)).is_redirect
    desk.post(f"/{number}", do="take_back")
    desk.post(f"/{number}", do="drop")
    assert desk.client.get(f"{DESK}/{number}").status_code == 404


def test_who_read_the_tables_earlier_does_not_put_down_later_what_was_so_then():
    rooms, session = PressRooms(), SessionId("lakes-1")
    begun, go_on = threading.Event(), threading.Event()

    def slowly(_session: str) -> PressRoom:
        begun.set()
        assert go_on.wait(30)
        return PressRoom(office=Office(name="Earlier"))

    def at_once(_session: str) -> PressRoom:
        return PressRoom(office=Office(name="Later"))

    first = threading.Thread(target=rooms.renew, args=(session, slowly))
    second = threading.Thread(target=rooms.renew, args=(session, at_once))
    first.start()
    assert begun.wait(30)
    second.start()
    second.join(0.3)  # long enough to overtake, where it could
    go_on.set()
    for thread in (first, second):
        thread.join(30)
    assert rooms.of(session).office == Office(name="Later")
    assert rooms.of(session).revision == 2


# -- the rest -------------------------------------------------------------------------------------


def test_hostile_words_stay_words(house, desk):
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'
    told = dict.fromkeys(("headline.en", "facts.en", "publisher"), evil[:90])
    number = desk.out(**told, **{"headline.fr": "", "facts.fr": ""}, day="2026-03-02",
                      earlier=f"https://reeds.example/ {evil}\n{evil}")  # fmt: skip
    desk.post(f"/{number}", do="frame", **{"frame-credit": evil, "frame-reason.en": evil,
                                           "frame-reason.fr": evil})  # fmt: skip
    told = {"words": evil, "speaker": evil, "q-language": "en", "q-publisher": evil}
    assert desk.post(f"/{number}", do="quote_report", **told, **{"q-day": "2026-03-02"}).is_redirect
    for page in (f"{ROOM}/{number}", ROOM):
        html = seen(house, page).text
        assert policy_faults(html) + frame_faults(html, "en") == []
        assert "&lt;script&gt;" in html
        assert "49" not in text_of(html).partition("{{")[2][:8]
    assert policy_faults(desk.client.get(f"{DESK}/{number}").text) == []
    for link in ("javascript:alert(1)", "data:text/html,x", "http://", "//x", "https://a b.c"):
        assert 'id="link-w"' in desk.post(f"/{number}", do="save", link=link, **SAYS).text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_page_is_whole(house, desk, language):
    for page in ("press-room", "press-room/1", "press-room/2", "press-room/3"):
        for session in (REHEARSAL, REPORTED):
            answer = seen(house, f"/{language}/a/{session}/{page}")
            if answer.status_code == 200:
                assert frame_faults(answer.text, language) + policy_faults(answer.text) == []
    for page in ("", "/new", "/2?speech=1", "/4", "/2/preview", "/99999"):
        html = desk.client.get(f"/{language}/a/{REHEARSAL}/desk/press-room{page}").text
        assert frame_faults(html, language) + policy_faults(html) == [], page


def test_facts_are_the_same_in_each_language(desk):
    facts = {"facts.en": "One.\nTwo.", "facts.fr": "Un."}
    refused = desk.post("/new", do="save", **SAYS, **facts)
    assert (refused.status_code, 'id="facts.fr-w"' in refused.text) == (422, True)
    empty = desk.post("/new", do="save")
    assert 'id="headline.en-w"' in empty.text
    undated = desk.post("/new", do="save", publisher="The Reed", **SAYS)
    assert 'id="day-w"' in undated.text
    number = desk.make(**{"facts.en": "", "facts.fr": ""})
    assert desk.post(f"/{number}", do="release").status_code == 422


def test_whom_to_ask_is_shown_once_the_person_agreed(house, desk):
    office = {"do": "office", "name": "Wren Ashdown", "email": "wren@reeds.example"}
    refused = desk.post("", **office)
    assert (refused.status_code, 'id="consent_note-w"' in refused.text) == (422, True)
    assert "Wren" not in seen(house, ROOM).text
    for name, wrong in (("email", "no address"), ("telephone", "call me")):
        assert f'id="{name}-w"' in desk.post("", **{**office, name: wrong}).text
    assert desk.post("", **office, consent_note="Signed sheet 7").status_code == 303
    page = seen(house, ROOM).text
    assert "mailto:wren@reeds.example" in page
    assert "Signed sheet" not in page
    assert desk.post("", do="no_office").status_code == 303
    assert "Wren" not in seen(house, ROOM).text


def test_the_feed_is_xml_with_the_newest_first(house, desk):
    desk.out(**{"headline.en": "Reeds & <rushes>", "facts.en": "One & two.", "facts.fr": ""})
    for language in ("en", "fr", "ar"):
        answer = seen(house, f"/{language}/a/{REHEARSAL}/press-room.atom")
        assert answer.headers["content-type"].startswith("application/atom+xml")
        root = ET.fromstring(answer.content)  # noqa: S314 (our own)
        titles = [one.text for one in root.findall(f"{ATOM}entry/{ATOM}title")]
        ids = {one.text for one in root.findall(f"{ATOM}entry/{ATOM}id")}
        assert len(titles) == len(ids) > 1
        assert titles[0] in ("Reeds & <rushes>", "Ponts comptés")
    assert root.find(f"{ATOM}entry/{ATOM}published").text.startswith("2026-03-02T04:")


def test_a_change_of_what_is_out_is_told(house, desk):
    number = desk.out()
    assert "changed on" not in text_of(seen(house, f"{ROOM}/{number}").text)
    desk.until(desk.now + 1000)
    assert desk.post(f"/{number}", do="quote_entry", entry="1").status_code == 303
    assert "changed on 2 March 2026" in text_of(seen(house, f"{ROOM}/{number}").text)


def test_long_lists_come_in_pages(house, desk):
    for _ in range(21):
        desk.out()
    assert text_of(seen(house, ROOM).text).count("Bridges counted") == 20
    older = seen(house, f"{ROOM}?page=2")
    assert older.status_code == 200
    assert f'href="{ROOM}?page=1" rel="prev"' in older.text
    for page in ("0", "999", "x", "-1", "01"):
        assert seen(house, f"{ROOM}?page={page}").status_code == 404
    for item in ("0", "01", "x", "1/2/3", "1/x.jpg", "1/1.jpg", "999999999999"):
        assert seen(house, f"{ROOM}/{item}").status_code == 404, item


def test_only_the_secretariat_comes_to_the_desk(house, desk):
    delegate = house.visitor(house.head_of(house.present_delegations()[0]))
    assert delegate.get(DESK).status_code == 403
    assert delegate.get(f"{DESK}/4/preview").status_code == 403
    assert seen(house, f"{DESK}/4").status_code == 303
    forged = desk.client.post(f"{DESK}/new", data={"do": "save", **SAYS, **FACTS})
    assert forged.status_code == 403


def test_the_text_for_newsrooms_says_where_words_are_from(house):
    text = seen(house, f"{ROOM}/2.txt").text
    assert text.startswith("REHEARSAL")
    assert (
        "“A record that not everybody can read is a private letter.”\n— Sholpan Bozdaghan" in text
    )
    assert f"/a/{REHEARSAL}/speech/3#p4" in text
    assert "As reported by The Tidal Gazette (invented)" in text
    assert "picture not distributed" in text


def test_what_is_kept_is_there_after_a_restart(house):
    rooms = house.server.application.house.press_rooms
    kept = import_module("hemicycle.secretariat.press_room").all_press_rooms()
    assert set(kept) == {REHEARSAL, REPORTED}
    for session, room in kept.items():
        assert dict(rooms.of(session).items) == dict(room.items)


def test_another_round_has_its_own_press_room(tmp_path):
    with demo_house(tmp_path) as house:
        house.forward("09:00")
        answer = house.visitor().post("/demo/player", data={"do": "again", "back": "/"})
        assert answer.status_code == 303
        house.forward("09:00")
        assert house.player.current != REHEARSAL
        assert seen(house, f"/en/a/{house.player.current}/press-room/1").status_code == 200
        assert seen(house, f"/en/a/{house.player.current}/press-room/2").status_code == 404
