"""Questions from outside: sent in, shown, taken up, raised, answered; and a flood of bad ones."""

import hashlib
import re
import sys
import time
from collections.abc import Iterator
from importlib import import_module

import httpx
import pytest
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, text_of

from hemicycle.web.http_sessions import Login, new_key

ASK = f"/en/a/{REHEARSAL}/ask"
DESK = f"/en/a/{REHEARSAL}/desk/questions"
MARK = "Who oils the marsh gates"
SCRIPT = '<script>document.title="taken"</script><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in its debate."""
    with demo_house(tmp_path_factory.mktemp("asking")) as house:
        house.forward("09:40:30")
        yield house


@pytest.fixture(autouse=True)
def patient(house, monkeypatch) -> None:
    """Nobody is too fast here but where a test says so; and no network has sent anything yet."""
    monkeypatch.setattr(import_module("hemicycle.web.asking"), "SOONEST_S", -1)
    sys.modules["hemicycle.web.shell"].shell[0].asked._sent.clear()


def drawn_of(client: httpx.Client) -> str:
    """What the form is signed with."""
    [drawn] = re.findall(r'name="drawn" value="([^"]+)"', client.get(ASK).text)
    return drawn


def send(house: DemoHouse, words: str, *, drawn: str = "", **fields: str) -> httpx.Response:
    """Send something in, as anybody."""
    client = house.visitor()
    form = {"kind": "question", "about": "item/plenary/3", "words": words, "language": "en"}
    return client.post(ASK, data={**form, "drawn": drawn or drawn_of(client), **fields})


def press(house: DemoHouse, client: httpx.Client, address: str, **fields: str) -> httpx.Response:
    """Press a button on a page."""
    return client.post(address, data={"csrf": house.token_of(client), **fields})


def number_of(house: DemoHouse, words: str) -> str:
    """The number of what waits, as the desk sees it."""
    page = house.visitor(CLERK).get(DESK).text
    cards = re.findall(r'<li class="card" id="q-(\d+)">(.*?)</li>', page, re.DOTALL)
    [found] = [number for number, card in cards if words in card]
    return found


def shown(house: DemoHouse, words: str, **fields: str) -> tuple[str, str]:
    """Sent in and shown: its number, and the address of the asker."""
    answer = send(house, words, **fields)
    assert answer.status_code == 303, text_of(answer.text)
    number = number_of(house, words)
    done = press(house, house.visitor(CLERK), DESK, do="show", number=number)
    assert done.status_code == 303, text_of(done.text)
    return number, answer.headers["location"]


def journal(house: DemoHouse) -> str:
    """The record as everybody has it."""
    return house.visitor().get(f"/a/{REHEARSAL}/journal.ndjson").text


def test_nobody_reads_it_before_the_secretariat_shows_it(house):
    answer = send(house, f"{MARK} in spring?", name="A neighbour")
    mine = answer.headers["location"]
    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers
    assert MARK not in house.visitor().get(ASK).text
    assert "waits for the secretariat" in text_of(house.visitor().get(mine).text)
    number = number_of(house, MARK)
    assert press(house, house.visitor(CLERK), DESK, do="show", number=number).status_code == 303
    page = house.visitor().get(ASK).text
    assert MARK in page
    assert "A neighbour" in page
    assert "It is shown" in text_of(house.visitor().get(mine).text)
    assert frame_faults(page, "en") == []


def test_the_record_holds_a_fingerprint_and_never_the_words(house):
    words = "Is the bell of the hall rung by hand?"
    number, mine = shown(house, words)
    one = house.visitor().get(f"{ASK}/{number}").text
    question = house.assembly.public_questions[int(number)]
    salt = re.findall(r"<bdi>([0-9a-f]{32})</bdi>", one)[0]
    assert hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest() == question.sha256
    assert question.sha256 in journal(house)
    assert words not in journal(house)
    visitor = house.visitor()
    assert visitor.post(mine).status_code == 303
    assert "erased" in text_of(visitor.get(mine).text)
    for address in (ASK, f"{ASK}/{number}", mine):
        assert words not in visitor.get(address).text, address
        assert salt not in visitor.get(address).text
    assert "taken back" in text_of(visitor.get(f"{ASK}/{number}").text)


def test_asked_raised_answered(house):
    taken = next(one for one in house.assembly.people.values() if one.delegation == "p-0001")
    number, _ = shown(house, "Which bridges are closed to wheelchairs?", to="p-0001")
    address = f"{ASK}/{number}"
    delegate = house.visitor(house.head_of("p-0001"))
    other = next(one for one in house.present_delegations() if one != taken.delegation)
    assert "Take up" not in text_of(house.visitor().get(address).text)
    assert "It is addressed to" in text_of(house.visitor(house.head_of(other)).get(address).text)
    step = {"act_id": "a" * 24, "body": "plenary", "number": number}
    press(house, delegate, address, do="take_up_public_question", **step)
    assert house.assembly.public_questions[int(number)].step == "taken_up"
    step["act_id"] = "b" * 24
    refused = press(house, delegate, address, do="raise_public_question", speech="3", **step)
    assert refused.status_code == 409
    assert "gave nobody the floor" in text_of(refused.text)
    answer = {"words.en": f"All but two. {SCRIPT}"}
    press(house, delegate, address, do="answer_public_question", **step, **answer)
    page = house.visitor().get(address).text
    assert "All but two." in text_of(page)
    assert "<script>document" not in page
    assert "Answered" in text_of(house.visitor().get(f"{ASK}?of=p-0001").text)


def test_on_a_tablet_it_is_one_act_after_which_the_next_person_is_asked_who_it_is(house):
    number, _ = shown(house, "Who winds the clock of the upper lock?")
    sessions, key = house.server.application.house.http_sessions, new_key()
    member, tablet = house.head_of(house.present_delegations()[0]), house.visitor()
    named = f"tablet-{house.assembly.people[member].delegation}-1"
    login = Login(account=0, label=named, seats={}, secret=b"s" * 32, tablets={REHEARSAL: named})
    sessions.put(key, login)
    sessions.act_as(key, REHEARSAL, member=member)
    tablet.cookies.set(house.cookie_name, key)
    page = tablet.get(f"{ASK}/{number}")
    [csrf, *_] = re.findall(r'name="csrf" value="([^"]+)"', page.text)
    step = {"act_id": "f" * 24, "body": "plenary", "number": "999", "csrf": csrf}
    wanted = {"do": "take_up_public_question", **step}
    assert tablet.post(f"{ASK}/{number}", data=wanted).status_code == 409
    assert tablet.get(f"/a/{REHEARSAL}/vote").status_code == 200, "who was refused may try again"
    done = tablet.post(f"{ASK}/{number}", data={**wanted, "number": number})
    assert done.status_code == 303, text_of(done.text)
    assert house.assembly.public_questions[int(number)].step == "taken_up"
    assert tablet.get(f"/a/{REHEARSAL}/vote").status_code == 303
    taken_up = house.server.application.house.clerk.history[REHEARSAL][-1]
    assert (taken_up.header.by, taken_up.header.through) == (member, named)


def test_it_is_not_shown_on_a_published_ground_and_that_can_be_undone(house):
    clerk = house.visitor(CLERK)
    mine = send(house, "Buy the best lamps of the lakes today!").headers["location"]
    number = number_of(house, "Buy the best lamps")
    assert press(house, clerk, DESK, do="refuse", number=number).status_code == 422
    press(house, clerk, DESK, do="refuse", number=number, ground="advertising")
    assert "advertising or links" in text_of(house.visitor().get(mine).text)
    assert "Not shown: advertising or links" in text_of(house.visitor().get(ASK).text)
    position = house.position
    press(house, clerk, DESK, do="put_back", number=number)
    assert "waits" in text_of(house.visitor().get(mine).text)
    assert house.position == position  # nothing of this is in the record
    press(house, clerk, DESK, do="refuse", number=number, ground="advertising")


def test_what_was_shown_leaves_a_trace_when_it_is_hidden(house):
    number, _ = shown(house, "Does the miller of Lower Street take bribes?")
    press(house, house.visitor(CLERK), DESK, do="hide", number=number, ground="private_life")
    house.visitor(CLERK).get(DESK)
    page = house.visitor().get(f"{ASK}/{number}").text
    assert "miller" not in page
    assert "private life" in text_of(page)
    assert f'"number":{number}' in journal(house).replace(" ", "")


def test_identical_words_stand_once(house):
    number, _ = shown(house, "Are there lifts in the new library?")
    again = send(house, "ARE THERE lifts, in the new library")
    assert again.status_code == 409
    assert f"number {number}" in text_of(again.text)
    assert send(house, "Are there ramps at the library too?").status_code == 303
    assert send(house, "are there ramps at the library too").status_code == 409


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"words": "Why?"}, 422, "at least 12 characters"),
        ({"words": "x" * 1001}, 422, "at most 1,000"),
        ({"words": "See http://a.example http://b.example www.c.example"}, 422, "addresses"),
        ({"about": "item/plenary/99"}, 422, "Choose an item or a text"),
        ({"address": "http://spam.example"}, 422, "people leave empty"),
        ({"drawn": "nonsense"}, 409, "open too long"),
        ({"name": "www.spam.example"}, 422, "A name has at most"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(house, fields, status, told):
    answer = send(house, **{"words": "Will there be a bench at each stop?", **fields})
    assert answer.status_code == status
    assert told in text_of(answer.text)
    assert len(house.visitor().get(DESK).text) < len(answer.text)  # the desk is not for strangers


def test_who_is_faster_than_a_hand_is_told(house, monkeypatch):
    monkeypatch.setattr(sys.modules["hemicycle.web.asking"], "SOONEST_S", 3)
    answer = send(house, "Will there be a lamp at each stop?")
    assert answer.status_code == 429
    assert "faster than anybody writes" in text_of(answer.text)


def test_a_network_may_send_so_many_a_day_and_its_address_is_nowhere(house):
    counts = sys.modules["hemicycle.web.shell"].shell[0].asked
    answers = [send(house, f"Is there a ramp at stop number {n}?").status_code for n in range(21)]
    assert answers == [*([303] * 20), 429]
    assert all(b"127.0.0.1" not in key for key in counts._sent)
    counts.clock = lambda: time.time() + 86_400
    assert send(house, "Is there a ramp at the last stop?").status_code == 303
    counts.clock = time.time


def test_the_form_is_closed_by_the_desk(house):
    clerk, visitor = house.visitor(CLERK), house.visitor()
    drawn = drawn_of(visitor)
    press(house, clerk, DESK, do="close")
    assert 'name="words"' not in visitor.get(ASK).text
    answer = send(house, "May I still ask something here?", drawn=drawn)
    assert answer.status_code == 409
    assert "takes no questions" in text_of(answer.text)
    press(house, clerk, DESK, do="open")
    assert 'name="words"' in visitor.get(ASK).text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_language_has_its_page(house, language):
    page = house.visitor().get(ASK.replace("/en/", f"/{language}/"))
    assert page.status_code == 200
    assert frame_faults(page.text, language) == []
    assert f'lang="{language}"' in page.text


def test_the_speech_where_it_was_raised_is_linked(house):
    number, _ = shown(house, "Who measures the doors of the old halls?")
    before = house.position
    house.forward("10:20:00")
    [record] = [one for one in house.assembly.records.values() if one.body == "plenary"]
    people = house.assembly.people
    later = {at: who for at, who in record.speeches.items() if at > before}
    speech, member = next((at, who) for at, who in later.items() if people[who].delegation)
    delegate, address = house.visitor(member), f"{ASK}/{number}"
    step = {"body": "plenary", "number": number}
    for act_id, do, more in (
        ("c" * 24, "take_up_public_question", {}),
        ("d" * 24, "raise_public_question", {"speech": str(speech)}),
        ("e" * 24, "answer_public_question", {"speech": str(speech)}),
    ):
        assert f'value="{do}"' in delegate.get(address).text
        done = press(house, delegate, address, do=do, act_id=act_id, **step, **more)
        assert done.status_code == 303, text_of(done.text)
    page = house.visitor().get(address).text
    assert page.count(f'href="/en/a/{REHEARSAL}/entries/{speech}"') == 2
    taken_up = house.visitor().get(f"/en/a/{REHEARSAL}/entries/{house.position - 2}").text
    assert f"took up the public question {number}" in text_of(taken_up)


def test_a_thousand_bad_posts_fill_a_bounded_queue_and_nothing_runs(house):
    counts = sys.modules["hemicycle.web.shell"].shell[0].asked
    counts.most = 5000
    client = house.visitor()
    drawn = drawn_of(client)
    form = {"kind": "comment", "about": "item/plenary/3", "language": "en", "drawn": drawn}
    statuses = [
        client.post(
            ASK, data={**form, "words": f"{n} {SCRIPT} https://spam{n}.example"}
        ).status_code
        for n in range(1000)
    ]
    counts.most = 20
    assert set(statuses) == {303, 409}
    assert statuses[-1] == 409  # and people are told that it is full
    page = house.visitor(CLERK).get(DESK)
    assert page.status_code == 200
    assert "The queue is full" in text_of(page.text)
    assert "<script>document" not in page.text
    assert "onerror=alert" in page.text.replace("&#34;", '"')  # as text: it is there to be read
    assert "<img src=x" not in page.text
    assert 'href="https://spam' not in page.text
    assert policy_faults(page.text) == []
    numbers = re.findall(r'id="q-(\d+)"', page.text)
    assert len(numbers) == 50
    clerk = house.visitor(CLERK)
    [number] = numbers[-1:]
    press(house, clerk, DESK, do="show", number=number)
    seen = house.visitor().get(ASK)
    assert "<script>document" not in seen.text
    assert 'href="https://spam' not in seen.text
    assert policy_faults(seen.text) == []
