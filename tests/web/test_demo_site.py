"""The demonstration's own pages: one-press seats, the player, one byte of the record changed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house
from page_reader import forms_of, text_of

from hemicycle.demo.live import seat_lines

SEATS = {"chair": "/chair", "clerk": "/desk", "teller": "/tellers", "delegate": "/vote"}


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal in its first minutes."""
    with demo_house(tmp_path) as running:
        running.forward("08:59:10")
        yield running


@pytest.mark.parametrize("seat", SEATS)
def test_one_press_sits_a_visitor_down(house, seat):
    visitor = house.visitor()
    form = next(one for one in forms_of(visitor.get(f"/demo/sit/{seat}").text) if one.fields)
    sat = visitor.post("/demo/sit", data={"seat": seat})
    assert form.action in ("/demo/player", "/demo/sit")
    assert sat.headers["location"] == f"/a/{REHEARSAL}{SEATS[seat]}"
    cookie = sat.headers["set-cookie"]
    assert cookie.startswith(f"hemi-{house.server.port}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert visitor.get(sat.headers["location"]).status_code == 200
    assert visitor.get(f"/demo/sit/{seat}").headers["location"] == sat.headers["location"]


def test_the_first_page_leads_to_the_desk_of_the_secretariat(house):
    first = house.visitor().get("/").text
    assert "The secretariat’s desk" in text_of(first)
    assert f"http://clerk.localhost:{house.site.port}/demo/sit/clerk" in first


def test_each_address_that_the_terminal_prints_is_of_its_own_seat(house):
    start = text_of(house.visitor().get("/").text)
    printed = dict(line.split() for line in seat_lines(house.site))
    assert list(printed) == ["hall", "chair", "delegate", "public", "clerk", "teller"]
    seen = set()
    for role, address in printed.items():
        parts = urlsplit(address)
        assert parts.hostname == f"{role}.localhost"
        shown = house.visitor().get(parts.path, headers={"host": parts.netloc})
        assert shown.status_code == 200
        assert text_of(shown.text) != start
        seen.add(parts.path)
    assert len(seen) == len(printed)


def test_two_visitors_sit_in_two_seats(house):
    labels = set()
    for _ in range(3):
        visitor = house.visitor()
        visitor.post("/demo/sit", data={"seat": "delegate"})
        [login] = [
            one
            for key, one in house.server.application.house.http_sessions._logins.items()
            if key == visitor.cookies[house.cookie_name]
        ]
        labels.add(login.label)
    assert len(labels) == 3
    assert len(house.player.taken) == 3


def test_nobody_is_sat_down_or_moves_the_player_from_another_site(house):
    visitor = house.visitor()
    visitor.headers["origin"] = "https://elsewhere.example"
    for path in ("/demo/sit", "/demo/player", "/demo/tamper"):
        answer = visitor.post(path, data={"seat": "chair", "do": "again"})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert house.player.current == REHEARSAL


def test_a_seat_in_the_rehearsal_is_none_in_the_reported_session(house):
    visitor = house.visitor()
    visitor.post("/demo/sit", data={"seat": "chair"})
    assert visitor.get(f"/a/{REPORTED}/chair").status_code == 403


def test_the_player_forwards_and_begins_anew(house):
    visitor, before = house.visitor(), house.position
    back = f"/a/{REHEARSAL}/minutes"
    assert visitor.post("/demo/player", data={"do": "forward", "back": back}).status_code == 303
    assert house.position > before
    again = visitor.post("/demo/player", data={"do": "again", "back": f"{back}?x=1"})
    house.player.pause()
    assert house.player.current == f"{REHEARSAL}-2"
    assert again.headers["location"] == f"/a/{REHEARSAL}-2/minutes?x=1"
    old = visitor.get(back)
    assert old.status_code == 200


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", "", "/\\x"])
def test_the_player_leads_back_to_pages_of_ours_only(house, back):
    answer = house.visitor().post("/demo/player", data={"do": "pause", "back": back})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "form", [{"speed": "0"}, {"speed": "x"}, {"do": "burn"}, {}, {"do": "take"}]
)
def test_a_control_that_is_none_changes_nothing(house, form):
    before = (house.player.clock.speed, house.player.current, house.position, house.player.taken)
    assert house.visitor().post("/demo/player", data=form).status_code == 303
    after = (house.player.clock.speed, house.player.current, house.position, house.player.taken)
    assert (before[:3], before[3] - {""}) == (after[:3], after[3] - {""})


def test_one_byte_of_the_record_is_changed_and_found_every_time(house):
    visitor = house.visitor()
    house.forward("09:14:20")
    for _ in range(25):
        answer = visitor.post("/demo/tamper", data={})
        assert (answer.status_code, answer.headers["location"]) == (303, "/#tamper")
        found = house.site.tampered
        assert found is not None
        assert found.was != found.became
        assert found.problem
    assert found.problem in text_of(visitor.get("/en/").text)
    assert house.assembly.divisions[1].stage == "declared"


def test_a_script_act_that_is_out_of_order_is_skipped_and_shown(house):
    visitor = house.visitor()
    house.forward("09:09:10")
    sat = visitor.post("/demo/sit", data={"seat": "chair"})
    page = visitor.get(sat.headers["location"]).text
    fields = next(dict(f.fields) for f in forms_of(page) if f.action.endswith("/withdraw_question"))
    path = f"/a/{REHEARSAL}/acts/withdraw_question"
    assert visitor.post(path, data=fields).status_code == 303
    house.forward("09:09:40")
    assert [skipped.cause for skipped in house.player.skipped][:1] == ["out_of_order"]
    refusal = house.player.skipped[-1].refusal
    reason = house.server.application.house.phrases.say(
        f"reason.{refusal.reason_key}", "en", house.player.scenario.names, **refusal.facts
    )
    assert reason in text_of(visitor.get(f"/en/a/{REHEARSAL}").text)
