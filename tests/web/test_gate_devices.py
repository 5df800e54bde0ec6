"""What devices send to the gate, well-formed or not; what is kept of it, and for how long."""

import contextlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from at_the_gate import (
    GATE,
    Officer,
    code_of,
    now_ms,
    officer_of,
    rows,
    tampered,
    verdict_of,
    withdrawn_by_clerk,
)
from demo_house import CLERK, REHEARSAL, demo_house
from page_reader import text_of
from paper_people import fill, in_django

from hemicycle.web import house_clock
from hemicycle.web.asgi import LARGEST

HOUR_MS = 3_600_000


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("gate")) as house:
        house.forward("09:14:20")
        yield house


@pytest.fixture(scope="module")
def ids(house):
    officer_of(house)
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


# -- what devices send ---------------------------------------------------------------------------


def test_the_list_holds_names_and_nothing_that_is_nobodys_business(officer, ids):
    told = officer.client.get(f"/en{GATE}/list").json()
    rows_of = [one for one in told["people"] if "Azamat" in one[2] and one[3] == "Évenia"]
    [[number, also, name, _, capacity, category, state, words]] = rows_of
    assert (name, capacity) == ("Turgunbek uulu Azamat", "adviser")
    assert (also, category, state) == ([], "accompanying", "not_accepted")
    assert words == [number, "Тургунбек уулу Азамат", "Évenia", "Événie"]
    assert set(told) == {"as_of", "csrf", "key", "key_id", "mark", "people"}
    same = officer.client.get(f"/en{GATE}/list", params={"mark": told["mark"]}).json()
    assert "people" not in same
    assert same["as_of"] >= told["as_of"]


def test_a_withdrawal_is_on_the_list_at_once(house, officer, members):
    before = officer.client.get(f"/en{GATE}/list").json()["mark"]
    delegation = house.present_delegations()[5]
    member = house.assembly.delegations[delegation].members[-1]
    withdrawn_by_clerk(house, member)
    told = officer.client.get(f"/en{GATE}/list", params={"mark": before}).json()
    assert [one[6] for one in told["people"] if one[0] == member] == ["withdrawn"]


def test_scans_are_kept_once_from_whatever_device_and_however_often(house, officer, members):
    before = len(rows())
    scans = [officer.scan(code_of(house, members[0])) for _ in range(3)]
    for _ in range(2):
        answer = officer.send(*scans)
        assert answer.json() == {"received": [one["id"] for one in scans], "refused": []}
    replayed = {**scans[0], "door": "Elsewhere", "told": "withdrawn"}
    Officer(house, CLERK).send(replayed, device="d-other")
    kept = rows()[before:]
    assert [one["scan_id"] for one in kept] == [one["id"] for one in scans]
    assert {one["door"] for one in kept} == {"Main entrance"}


def test_two_devices_that_send_at_once_lose_nothing(house, members):
    before = len(rows())
    officers = [Officer(house, door=f"Door {name}") for name in "ABCD"]
    code = code_of(house, members[0])

    def send(officer) -> int:
        return officer.send(*[officer.scan(code) for _ in range(25)]).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, officers)) == {200}
    assert len(rows()) == before + 100


def test_what_a_device_told_stands_beside_what_we_find(house, officer, members):
    officer.send(officer.scan(code_of(house, members[1]), told="valid"))
    last = rows()[-1]
    assert (last["told"], last["found"]) == ("valid", "withdrawn")
    text = text_of(officer.get().text)
    assert "the device said valid" in text
    assert "we found: Withdrawn" in text


def test_who_could_not_be_checked_at_the_door_is_counted_by_what_we_find(house, officer, members):
    def counted(door: str) -> list[str]:
        page = officer.get().text
        row = re.search(rf"<bdi>{door}</bdi></th>(.*?)</tr>", page, re.DOTALL)
        return re.findall(r'class="num">(\d+)<', row[1])

    good, altered = code_of(house, members[0]), tampered(code_of(house, members[0]))
    scans = [officer.scan(one, told="unchecked", door="Old phone") for one in (good, altered)]
    officer.send(*scans)
    assert counted("Old phone") == ["1", "0", "1"]


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_wrong_clock_is_told_and_our_time_counts(house, officer, members, hours):
    wrong = now_ms() + hours * HOUR_MS
    officer.send(officer.scan(members[0], at=wrong - 60_000), device="d-wrong", at=wrong)
    last = rows()[-1]
    assert abs(last["clock_off_ms"] - hours * HOUR_MS) < 60_000
    assert last["at_ms"] == last["received_at_ms"]
    assert last["scanned_at_ms"] == wrong - 60_000
    assert ("ahead" if hours > 0 else "behind") in text_of(officer.get().text)


def test_a_right_clock_is_believed(officer, members):
    officer.send(officer.scan(members[0], at=now_ms() - 60_000))
    last = rows()[-1]
    assert last["at_ms"] == last["scanned_at_ms"] < last["received_at_ms"]


# -- bad input -----------------------------------------------------------------------------------


BAD_BATCHES = [
    "",
    "null",
    "[]",
    "{}",
    "x",
    "\ud800",
    '{"device":"d","at":1}',
    '{"device":"d","at":-1,"scans":[]}',
    '{"device":"<b>","at":1,"scans":[]}',
    '{"device":"d","at":1e400,"scans":[]}',
    '{"device":"d","at":1,"scans":[' + "1," * 100 + "1]}",
    "[" * 20_000,
]


@pytest.mark.parametrize("batch", BAD_BATCHES, ids=range(len(BAD_BATCHES)))
def test_what_is_no_batch_is_refused(officer, batch):
    before = len(rows())
    form = {"csrf": officer.csrf, "batch": batch.encode(errors="surrogatepass")}
    assert officer.client.post(f"{GATE}/scans", data=form).status_code == 422
    assert len(rows()) == before


def test_of_a_batch_what_is_a_scan_is_kept_and_the_rest_is_named(house, officer, members):
    good = officer.scan(members[0])
    bad = [
        1,
        None,
        {},
        {**good, "id": "../x"},
        {**good, "direction": "up"},
        {**good, "told": "king"},
        {**good, "door": "\u200b \n"},
        {**good, "at": "noon"},
        {**good, "text": "x" * 1001},
        {**good, "passport": "X"},
    ]
    before = len(rows())
    answer = officer.send(*bad, good)
    assert answer.json() == {"received": [good["id"]], "refused": list(range(len(bad)))}
    assert len(rows()) == before + 1


@pytest.mark.parametrize("text", ["HB1:" + "A" * 990, "HB1:\x00", "HB1:", "💥" * 200, "'; --", "é"])
def test_codes_that_are_garbage_are_answered_calmly(officer, text):
    assert officer.read(text).status_code == 303
    sent = officer.send(officer.scan(text, told="unreadable"))
    assert sent.json()["refused"] == []
    assert rows()[-1]["member"] == ""


def test_a_megabyte_is_not_read(officer):
    """Whether the answer arrives depends on who is faster: the server hangs up in the middle."""
    before = len(rows())
    assert officer.post("x" * (LARGEST["gate"] + 1)).status_code == 413
    for send in (officer.read, officer.post):
        with contextlib.suppress(httpx.TransportError):
            assert send("HB1:" + "A" * 1_000_000).status_code == 413
    assert len(rows()) == before


def test_nothing_is_sent_to_the_gate_by_looking(officer):
    assert officer.client.get(f"{GATE}/scans").status_code == 404


# -- erasing -------------------------------------------------------------------------------------


def test_scans_go_with_the_person(house, officer, ids):
    clerk = house.visitor(CLERK)

    def seated():
        from hemicycle.secretariat.models import Place  # noqa: PLC0415 (once Django is set up)

        place = Place.objects.select_related("file").exclude(member="").first()
        return place.member, place.person_id, place.file.version

    member, person, version = in_django(seated)
    other = house.assembly.delegations[house.present_delegations()[2]].members[1]
    code = code_of(house, member)
    officer.answer(code)
    officer.answer(code_of(house, f"n-{person:05d}"))
    officer.answer(other)
    assert {member, other} <= {one["member"] for one in rows()}
    form = {"csrf": officer.csrf, "do": "forget_sure", "person": str(person)}
    form |= {"csrf": house.token_of(clerk), "version": str(version)}
    answer = clerk.post(f"/en/a/{REHEARSAL}/desk/delegations/{ids[0]}", data=form)
    assert answer.status_code == 303, text_of(answer.text)
    left = {one["member"] for one in rows()}
    assert member not in left
    assert other in left
    assert verdict_of(officer.answer(code)) == "Not on the list"
    assert rows()[-1]["member"] == ""


def test_a_clock_that_is_set_takes_no_scan_a_day_too_soon(house, officer, members, monkeypatch):
    """It is half past eleven at night, and the clock of the computer is set an hour forward."""
    from hemicycle.secretariat.models import GateScan  # noqa: PLC0415 (once Django is set up)
    from hemicycle.web import gate_retention  # noqa: PLC0415 (the same)

    officer.answer(members[0])
    kept = len(rows())
    night = datetime.now(ZoneInfo(house.assembly.session.zone)).replace(hour=23, minute=30)
    first = night.replace(hour=0, minute=10) - timedelta(days=gate_retention.KEPT_DAYS)
    received = int(first.timestamp() * 1000)
    in_django(lambda: GateScan.objects.update(received_at_ms=received))
    wall, on = [int(night.timestamp() * 1000)], [0]
    clock = house_clock.SystemClock(lambda: wall[0], lambda: on[0])
    monkeypatch.setattr(gate_retention, "COMPUTER", clock)
    here = house.server.application.house
    wall[0] += HOUR_MS
    assert in_django(gate_retention.erase_what_is_over, here) == 0
    on[0] += HOUR_MS
    assert in_django(gate_retention.erase_what_is_over, here) == kept


def test_scans_go_some_weeks_after_the_session(house, officer, members):
    """The last one here: all scans go."""
    from hemicycle.web.gate_retention import erase_what_is_over  # noqa: PLC0415 (the same)

    officer.answer(members[0])
    kept = len(rows())
    here = house.server.application.house
    assert in_django(erase_what_is_over, here) == 0
    assert len(rows()) == kept

    def grow_old() -> None:
        from django.db.models import F  # noqa: PLC0415 (the same)

        from hemicycle.secretariat.models import GateScan  # noqa: PLC0415 (the same)

        GateScan.objects.update(received_at_ms=F("received_at_ms") - 31 * 24 * HOUR_MS)

    in_django(grow_old)
    assert in_django(erase_what_is_over, here) == kept
    assert rows() == []


def test_the_form_of_a_batch_is_what_the_page_sends(officer):
    """Control: the well-formed neighbour of the bad batches is taken."""
    empty = json.dumps({"device": "d", "at": 1, "scans": []})
    assert officer.post(empty).json() == {"received": [], "refused": []}
