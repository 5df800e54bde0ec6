"""How many booths ask for slower speech: counted once a booth, for one speech, and nobody's."""

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.assembly.floor import NOBODY, Floor
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.web.slower import Slower

HERE = (SessionId("one"), BodyId("plenary"))
ELSEWHERE = (SessionId("one"), BodyId("committee-1"))
BOOTHS = ("en", "fr", "ar", "es")
BROWSERS = tuple(f"browser-{n}" for n in range(6))
PRESSES = st.lists(st.tuples(st.sampled_from(BOOTHS), st.sampled_from(BROWSERS)), max_size=30)


def speech(member: str = "p-0001-1", since: int = 1000) -> Floor:
    """Somebody's speech."""
    return Floor(holder=MemberId(member), since=Instant(since))


@given(PRESSES)
def test_a_booth_counts_once_and_a_browser_for_one_booth_only(presses):
    slower, first = Slower(), {}
    for booth, browser in presses:
        before = slower.count(HERE, speech())
        changed = slower.ask(HERE, speech(), booth=booth, browser=browser)
        first.setdefault(browser, booth)
        assert slower.count(HERE, speech()) == len(set(first.values())) == before + changed
    assert slower.count(ELSEWHERE, speech()) == 0
    for browser in BROWSERS:
        assert slower.has_asked(HERE, speech(), browser=browser) == (browser in first)


@given(PRESSES, st.sampled_from([speech("p-0002-1"), speech(since=2000), Floor()]))
def test_the_next_speech_begins_with_none(presses, later):
    slower = Slower()
    for booth, browser in presses:
        slower.ask(HERE, speech(), booth=booth, browser=browser)
    assert slower.count(HERE, later) == 0
    assert slower.count(HERE, speech()) == 0, "what is over does not come back"
    assert repr(slower) == repr(Slower())


@given(PRESSES)
def test_in_whose_order_and_from_where_they_asked_cannot_be_read(presses):
    slower = Slower()
    for booth, browser in presses:
        slower.ask(HERE, speech(), booth=booth, browser=browser)
    kept = repr(slower)
    assert not [one for one in (*BROWSERS, *(f"'{booth}'" for booth in BOOTHS)) if one in kept]


def test_control_a_name_that_is_kept_would_be_found():
    slower = Slower()
    slower.ask(HERE, speech("browser-1"), booth="en", browser="browser-2")
    assert "browser-1" in repr(slower)
    assert "browser-2" not in repr(slower)


def test_two_speeches_know_the_same_booth_by_other_marks():
    marks = []
    for since in (1000, 2000):
        slower = Slower()
        slower.ask(HERE, speech(since=since), booth="en", browser="browser-1")
        marks.append(slower._asked[HERE].booths)
    assert not marks[0] & marks[1]


def test_while_nobody_speaks_nothing_is_counted():
    slower, silence = Slower(), Floor(holder=NOBODY)
    assert not slower.ask(HERE, silence, booth="en", browser="browser-1")
    assert slower.count(HERE, silence) == 0
    assert slower.ask(HERE, speech(), booth="en", browser="browser-1")
