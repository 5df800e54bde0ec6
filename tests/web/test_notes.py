"""Notes to the Chair: from the secretariat, to whoever presides, and to nobody else."""

from collections.abc import Iterator

import httpx
import pytest
from acting import Actor, actor, fresh_id
from asgiref.sync import sync_to_async
from demo_house import CLERK, PRESIDENT, REHEARSAL, TELLER, DemoHouse, demo_house, wait_until
from page_reader import text_of
from screens_at_hand import SOON_MS, Screens, comes_true, screens_of

from hemicycle.secretariat.chair_note import LONGEST_NOTE
from hemicycle.web.notes import MOST_UNSEEN

NOTES = f"/a/{REHEARSAL}/notes"
WORDS = "The next speaker is not in the room."
SEES_THE_BUTTON = """() => addEventListener("submit", event =>
  sessionStorage.setItem("was", event.submitter.textContent))"""
BACK = f"/en/a/{REHEARSAL}/chair?body=plenary"


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in its general debate."""
    with demo_house(tmp_path_factory.mktemp("notes")) as running:
        running.forward("09:30")
        yield running


@pytest.fixture
def house(running) -> DemoHouse:
    """The same without any note."""
    notes = running.server.application.house.notes
    running.server.run(sync_to_async(notes.erase)([note.id for note in kept(running)]))
    notes.load([])
    return running


@pytest.fixture
def chair(house) -> Actor:
    """The presiding officer at the console."""
    return actor(house, PRESIDENT, "chair")


@pytest.fixture
def clerk(house) -> Actor:
    """The clerk at the same console."""
    return actor(house, CLERK, "chair")


def send(who: Actor, words: str = WORDS, **fields: str) -> httpx.Response:
    """Send a note as the form of the page would."""
    form = {"csrf": who.csrf, "act_id": fresh_id(), "body": "plenary", "back": BACK}
    return who.client.post(NOTES, data={**form, "about": "speaker", "note": words, **fields})


def move(who: Actor, note: str, do: str = "seen") -> httpx.Response:
    """Put a note away, or take it out again."""
    form = {"csrf": who.csrf, "back": BACK, "note_id": note, "do": do}
    return who.client.post(f"{NOTES}/seen", data=form)


def kept(house: DemoHouse) -> list:
    """The notes in the table, as a restart would find them."""
    notes = __import__("hemicycle.secretariat.notes", fromlist=["all_notes"])
    return house.server.run(sync_to_async(notes.all_notes)())


def test_a_note_lies_before_the_chair_until_it_is_put_away(house, chair, clerk):
    assert "There are no notes." in chair.text()
    before = house.position
    assert send(clerk).headers["location"] == BACK
    [note] = kept(house)
    told = chair.text()
    assert WORDS in told
    assert "09:30:00 · Speaker · Ingram Tolvey-Sand" in told
    assert "Sent, not seen yet" in clerk.text()
    assert move(chair, note.id).status_code == 303
    assert "1 put away" in chair.text()
    assert "Seen 09:30:00" in clerk.text()
    assert move(chair, note.id, "back").status_code == 303
    assert "Sent, not seen yet" in clerk.text()
    assert house.position == before


def test_a_note_sent_twice_is_kept_once(house, clerk):
    press = fresh_id()
    for _ in range(2):
        assert send(clerk, act_id=press).status_code == 303
    assert len(kept(house)) == 1
    assert send(clerk).status_code == 303
    assert len(kept(house)) == 2


def test_nobody_else_reads_a_note(house, chair, clerk):
    send(clerk)
    delegate = actor(house, house.head_of(house.present_delegations()[3]), "floor")
    teller = actor(house, TELLER, "chair")
    nobody = Actor(house.visitor(), "hall", "")
    for who in (delegate, teller, nobody):
        for page in ("", "hall", "chair", "floor", "minutes", "journal.ndjson", "fragment/chair"):
            assert WORDS not in who.client.get(f"/en/a/{REHEARSAL}/{page}".rstrip("/")).text, page
    assert WORDS in chair.client.get(f"/en/a/{REHEARSAL}/fragment/chair").text
    assert WORDS not in chair.client.get(f"/en/a/{REHEARSAL}/chair?body=committee-1").text


def test_nobody_else_sends_or_puts_away(house, chair, clerk):
    delegate = actor(house, house.head_of(house.present_delegations()[3]), "floor")
    assert send(chair).status_code == 403
    assert send(delegate).status_code == 403
    assert send(Actor(house.visitor(), "chair", clerk.csrf)).status_code == 303
    assert kept(house) == []
    send(clerk)
    [note] = kept(house)
    for who in (clerk, delegate):
        answer = move(who, note.id)
        assert answer.status_code == 403
    assert not kept(house)[0].seen_at
    assert send(clerk, csrf="x").status_code == 403
    assert len(kept(house)) == 1


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"words": ""}, 422, "The note is empty."),
        ({"words": " \n "}, 422, "The note is empty."),
        ({"words": "x" * (LONGEST_NOTE + 1)}, 422, "280 characters at most"),
        ({"words": "a\u202eb"}, 422, "signs that cannot be shown"),
        ({"words": "x", "about": "weather"}, 422, ""),
        ({"words": "x", "body": "nowhere"}, 422, ""),
    ],
)
def test_a_note_that_is_not_right_is_refused_and_its_words_are_kept(
    house, clerk, fields, status, sentence
):
    answer = send(clerk, **fields)
    assert answer.status_code == status
    assert sentence in text_of(answer.text)
    assert fields["words"].strip() in answer.text
    assert kept(house) == []


def test_a_note_of_the_greatest_length_and_in_any_script_is_kept(house, clerk):
    words = ("<b>" + "م" * LONGEST_NOTE)[:LONGEST_NOTE]
    assert send(clerk, words).status_code == 303
    assert kept(house)[0].text == words
    assert "<b>م" not in clerk.client.get(f"/en/a/{REHEARSAL}/chair").text


def test_more_than_the_chair_can_read_is_not_sent(house, clerk):
    for _ in range(MOST_UNSEEN):
        assert send(clerk).status_code == 303
    answer = send(clerk)
    assert answer.status_code == 409
    assert "20 notes wait for the Chair already" in text_of(answer.text)


def test_a_restart_loses_no_note_and_keeps_none_too_long(house, clerk):
    application = house.server.application
    send(clerk)
    [note] = kept(house)
    application.house.notes.load(kept(house))
    application.notes_desk.__post_init__()
    assert application.house.notes.get(note.id) == note
    old = note.__class__(
        **{name: getattr(note, name) for name in note.__slots__} | {"id": "old", "sitting": 0}
    )
    committee = old.__class__(
        **{name: getattr(old, name) for name in old.__slots__} | {"body": "committee-9"}
    )
    application.house.notes.load([note, committee])
    application.notes_desk.__post_init__()
    assert application.house.notes.get("old") is None
    assert application.house.notes.get(note.id) == note


@pytest.mark.browser
def test_a_note_arrives_by_itself_and_is_told_seen(browser, house):
    with screens_of(browser, house) as screens:
        chair, clerk = consoles(screens, house)
        clerk.locator("#note").fill(WORDS)
        clerk.evaluate(SEES_THE_BUTTON)
        clerk.locator("#note-send").click()
        clerk.get_by_text("Sent, not seen yet").wait_for(timeout=SOON_MS)
        assert clerk.evaluate("() => sessionStorage.getItem('was')") == "Sending…"
        assert clerk.locator("#note").input_value() == ""
        chair.locator("#notes").get_by_text(WORDS).wait_for(timeout=SOON_MS)
        chair.locator("#notes button").click()
        chair.get_by_text("1 put away").wait_for(timeout=SOON_MS)
        clerk.locator("#notes-away summary").click()
        clerk.get_by_text("Seen 09:30:00").wait_for(timeout=SOON_MS)


@pytest.mark.browser
def test_a_note_half_written_outlives_what_happens(browser, house, chair):
    with screens_of(browser, house) as screens:
        _, clerk = consoles(screens, house)
        clerk.locator("#note").press_sequentially("The next")
        assert chair.press("extend_time", extra_s=30).status_code == 303
        clerk.locator("#log").filter(has_text="30 seconds").wait_for(timeout=SOON_MS)
        clerk.keyboard.type(" speaker")
        assert clerk.locator("#note").input_value() == "The next speaker"
        clerk.reload()
        comes_true(clerk, "document.getElementById('note').value !== ''")
        assert clerk.locator("#note").input_value() == "The next speaker"


def test_notes_end_with_their_sitting(house, chair, clerk):
    send(clerk)
    [note] = kept(house)
    assert chair.press("adjourn_sitting").status_code == 303
    assert WORDS not in chair.text()
    wait_until(lambda: kept(house) == [])
    assert move(chair, note.id).status_code == 409
    send(clerk, "For the next sitting.")
    assert chair.press("open_sitting", number=2).status_code == 303
    assert "For the next sitting." in chair.text()


def consoles(screens: Screens, house: DemoHouse):
    """The console of the Chair and of the clerk, both live."""
    chair, clerk = screens.sit("chair"), screens.sit("clerk")
    clerk.goto(f"{screens.origin('clerk')}/a/{house.player.current}/chair")
    for page in (chair, clerk):
        comes_true(page, "document.documentElement.dataset.net === 'live'")
    return chair, clerk
