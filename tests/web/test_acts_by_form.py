"""Acts by form, without any script: done and back, or the page again with reason and rule."""

from collections.abc import Iterator
from dataclasses import MISSING

import httpx
import pytest
from acting import Actor, actor, fresh_id
from demo_house import CLERK, PRESIDENT, REHEARSAL, REPORTED, TELLER, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, read, text_of

from hemicycle.web.act_forms import ACT_TYPES, FIELDS, parse
from hemicycle.web.http import LARGEST_FORM

DIVISION = 1


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal while its first roll-call is open; the script has stopped there."""
    with demo_house(tmp_path_factory.mktemp("acts")) as running:
        running.forward("09:09:45")
        yield running


@pytest.fixture
def chair(house) -> Actor:
    """The presiding officer at the console."""
    return actor(house, PRESIDENT, "chair")


@pytest.fixture(scope="module")
def voters(house) -> list[str]:
    """Delegates who may vote, each of another delegation, the greatest first."""
    return [house.head_of(delegation) for delegation in house.present_delegations()]


@pytest.fixture
def delegate(house, voters) -> Actor:
    """A delegate of the greatest delegation at the ballot."""
    return actor(house, voters[0], "vote")


@pytest.fixture
def unchanged(house) -> Iterator[None]:
    """Nothing that a test with this fixture does may be recorded."""
    before = recorded(house)
    yield
    assert recorded(house) == before


def recorded(house: DemoHouse) -> tuple[int, object]:
    """The journal's length and the ballots that lie in the boxes."""
    state = house.server.application.house.clerk.state(house.player.current)
    return state.tail.position, [dict(opened.box.current) for opened in state.boxes.values()]


def problem_of(answer: httpx.Response) -> str:
    """The error summary of a page, in one line."""
    html = answer.text
    assert policy_faults(html) == []
    assert html.count('id="errors"') == 1
    assert "<title>Error" in html
    start = html.index('id="errors"')
    return text_of(html[start - 40 : html.index("</section>", start)])


# -- done ----------------------------------------------------------------------------------------


def test_an_act_is_recorded_and_leads_back(house, chair):
    before = house.position
    answer = chair.press("close_list")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en/a/{REHEARSAL}/chair")
    assert house.position == before + 1
    assert chair.press("reopen_list").status_code == 303


def test_the_same_press_twice_is_done_once_and_says_when(house, chair):
    pressed = {"act_id": fresh_id()}
    first = chair.press("close_list", **pressed)
    before = house.position
    again = chair.press("close_list", **pressed)
    assert house.position == before
    assert again.status_code == 303
    assert again.headers["location"].startswith(f"{first.headers['location']}?already=")
    said = text_of(chair.client.get(again.headers["location"]).text)
    assert "This was already done at 09:09" in said
    assert "This was already done" not in chair.text()
    other = chair.press("close_list")
    assert other.status_code == 409
    assert chair.press("reopen_list").status_code == 303


def test_a_ballot_is_received_with_a_receipt(house, delegate, voters):
    assert delegate.vote(DIVISION, yes=7, no=2, abstain=1).status_code == 303
    assert house.receipt_of(voters[0]) in (said := delegate.text())
    assert "7" in said


def test_a_later_ballot_replaces_the_earlier(house, delegate, voters):
    delegate.vote(DIVISION, yes=10, no=0, abstain=0)
    delegate.vote(DIVISION, yes=0, no=10, abstain=0)
    box = house.server.application.house.clerk.state(REHEARSAL).boxes[DIVISION].box
    [mine] = [b for own in box.current.values() for b in own.values() if b.member == voters[0]]
    assert (mine.for_votes, mine.against_votes) == (0, 10)


def test_a_telephone_gets_the_receipt_as_json(delegate):
    key = fresh_id()
    asked = {"accept": "application/json"}
    first = delegate.vote(DIVISION, headers=asked, yes=4, no=3, abstain=3, key=key)
    assert first.status_code == 200
    assert set(first.json()) == {"at", "receipt", "address"}
    assert delegate.client.get(first.json()["address"]).status_code == 200
    again = delegate.vote(DIVISION, headers=asked, yes=4, no=3, abstain=3, key=key)
    assert again.json() == first.json()
    late = delegate.vote(99, headers=asked, yes=4, no=3, abstain=3)
    assert late.status_code == 409
    assert late.json()["words"]


# -- refused -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("votes", "status"),
    [
        ({"yes": 11, "no": 0, "abstain": 0}, 409),
        ({"yes": 7, "no": 7, "abstain": 7}, 409),
        ({"yes": -1, "no": 5, "abstain": 6}, 409),
        ({"yes": 7, "no": 2, "abstain": 0}, 409),
        ({"yes": 0, "no": 0, "abstain": 0}, 409),
        ({"yes": "2.5", "no": 0, "abstain": 0}, 422),
        ({"yes": "9" * 30, "no": 0, "abstain": 0}, 422),
        ({"yes": "1e3", "no": 0, "abstain": 0}, 422),
        ({"yes": "ten", "no": 0, "abstain": 0}, 422),
        ({"yes": "٧", "no": 3, "abstain": 0}, 422),
        ({"yes": "0x10", "no": 0, "abstain": 0}, 422),
        ({"yes": 999_999_999, "no": 999_999_999, "abstain": 999_999_999}, 409),
        ({"yes": 10, "no": 0, "abstain": 0, "key": ""}, 422),
        ({"yes": 10, "no": 0, "abstain": 0, "key": "a b"}, 422),
        ({"yes": 10, "no": 0, "abstain": 0, "key": "x" * 65}, 422),
        ({"yes": 10, "no": 0, "abstain": 0, "unused": "many"}, 422),
        ({"yes": 10, "no": 0, "abstain": 0, "unused": 3}, 409),
    ],
)
def test_a_ballot_that_is_not_right_is_refused_with_its_reason(delegate, votes, status):
    answer = delegate.vote(DIVISION, **votes)
    assert answer.status_code == status
    assert len(problem_of(answer)) > 20
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("number", ["2", "99", "0", "-1", "one", "1.0", "9" * 40])
def test_a_ballot_in_a_division_that_is_not_there_is_refused(delegate, number):
    answer = delegate.vote(number, yes=10, no=0, abstain=0)
    assert answer.status_code in (409, 422)
    assert problem_of(answer)


@pytest.mark.usefixtures("unchanged")
def test_what_was_filled_in_is_not_lost_in_a_refusal(delegate):
    answer = delegate.vote(DIVISION, yes=7, no=2, abstain=0)
    values = {
        one.attrs["name"]: one.attrs.get("value")
        for one in read(answer.text).elements
        if one.tag == "input" and one.attrs.get("type") == "number"
    }
    assert values == {"for": "7", "against": "2", "abstain": "0"}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("act", "fields", "status"),
    [
        ("no_such_act", {}, 422),
        ("x" * 300, {}, 422),
        ("__init__", {}, 422),
        ("open_division", {"period_s": "-5"}, 409),
        ("open_division", {"period_s": "1.5"}, 422),
        ("give_floor", {}, 422),
        ("give_floor", {"speaker": "a b"}, 422),
        ("give_floor", {"speaker": "p-9999-1"}, 409),
        ("give_floor", {"speaker": "../../etc"}, 422),
        ("close_list", {"act_id": ""}, 422),
        ("close_list", {"act_id": "né"}, 422),
        ("close_list", {"body": "no-such-body"}, 409),
        ("close_list", {"body": "<b>"}, 422),
        ("put_question", {"title.en": "", "meaning.en": "x"}, 422),
        ("put_question", {"title.en": "t" * 2001, "meaning.en": "x"}, 422),
        ("put_question", {"title.en": "a\x00b", "meaning.en": "x"}, 422),
        ("put_question", {"title.<b>": "x", "meaning.en": "x"}, 422),
        ("suspend_sitting", {"expected": "never"}, 409),
        ("declare_result", {"division": DIVISION}, 409),
        ("adjourn_sitting", {}, 409),
        ("take_up_item", {"item": "4"}, 409),
    ],
)
def test_an_act_that_is_not_right_is_refused_with_its_reason(chair, act, fields, status):
    answer = chair.press(act, **fields)
    assert (answer.status_code, status) in ((422, 422), (409, 409))
    assert len(problem_of(answer)) > 20


@pytest.mark.usefixtures("unchanged")
def test_a_refusal_cites_its_rule(chair):
    answer = chair.press("adjourn_sitting")
    assert answer.status_code == 409
    said = problem_of(answer)
    assert "Rule" in said or "rule" in said


NEEDS_A_FIELD = [
    name
    for name, fields in FIELDS.items()
    if any(one.default is MISSING and one.default_factory is MISSING for one in fields)
]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", sorted(NEEDS_A_FIELD))
def test_an_act_with_no_field_filled_in_is_refused(chair, name):
    answer = chair.press(name)
    assert answer.status_code == 422
    assert "Fill this in" in problem_of(answer)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("page", ["chair", "chair?body=committee-1", "hall", "", "vote", "floor"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_of_a_refusal_is_whole(chair, page, language):
    for act in ("adjourn_sitting", "no_such_act"):
        answer = chair.press(act, back=f"/{language}/a/{REHEARSAL}/{page}")
        assert answer.status_code in (409, 422)
        assert frame_faults(answer.text, language) == []


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("act", ["close_division", "close_list", "open_sitting", "give_floor"])
@pytest.mark.parametrize("who", ["delegate", TELLER, CLERK])
def test_the_wrong_person_is_refused(house, voters, who, act):
    person = actor(house, voters[1], "vote") if who == "delegate" else actor(house, who, "chair")
    answer = person.press(act, division=DIVISION, speaker="p-0086-2")
    assert answer.status_code in (409, 422)
    assert problem_of(answer)


def test_nobody_votes_for_another(house, delegate, voters):
    answer = delegate.press(
        "cast_ballot",
        division=DIVISION,
        for_votes=10,
        against_votes=0,
        abstention_votes=0,
        member=voters[1],
        by="",
        capacity="clerk",
        at="1",
    )
    assert answer.status_code == 303  # the fields that name another are passed over
    boxes = house.server.application.house.clerk.state(REHEARSAL).boxes
    members = {b.member for own in boxes[DIVISION].box.current.values() for b in own.values()}
    assert voters[1] not in members
    delegate.vote(DIVISION, yes=4, no=3, abstain=3)


def test_an_officer_has_no_ballot(house, unchanged):
    chair = actor(house, PRESIDENT, "chair")
    assert chair.vote(DIVISION, yes=1, no=0, abstain=0).status_code == 409


# -- whose press it is ---------------------------------------------------------------------------


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "", "sec-fetch-site": "none"},
        {"origin": "http://127.0.0.1:1"},
    ],
)
def test_a_press_on_another_site_does_nothing(chair, headers):
    answer = chair.press("close_list", headers=headers)
    assert answer.status_code == 403
    assert "too old or comes from elsewhere" in problem_of(answer)


@pytest.mark.usefixtures("unchanged")
def test_a_press_without_origin_or_site_does_nothing(house, chair):
    del chair.client.headers["origin"]
    assert chair.press("close_list").status_code == 403


def test_a_press_that_the_browser_calls_its_own_is_done(house, chair):
    del chair.client.headers["origin"]
    assert chair.press("close_list", headers={"sec-fetch-site": "same-origin"}).status_code == 303
    chair.client.headers["origin"] = house.url
    assert chair.press("reopen_list").status_code == 303


@pytest.mark.usefixtures("unchanged")
def test_the_token_of_another_login_or_session_does_nothing(house, chair, delegate):
    for token in ("", "0" * 32, delegate.csrf, "é", chair.csrf[:-1]):
        answer = chair.press("close_list", csrf=token)
        assert answer.status_code == 403, token
        assert problem_of(answer)


@pytest.mark.usefixtures("unchanged")
def test_nobody_in_particular_is_asked_to_sign_in(house, chair):
    stranger = Actor(house.visitor(), "chair", chair.csrf)
    answer = stranger.press("close_list")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")
    asked = stranger.press("close_list", headers={"accept": "application/json"})
    assert asked.status_code == 401


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "/a/x\r\nset-cookie: a=b",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "",
    ],
)
def test_an_act_leads_back_to_pages_of_ours_only(house, chair, back):
    for act in ("close_list", "reopen_list"):
        answer = chair.press(act, back=back)
        assert answer.status_code == 303
        assert answer.headers["location"] in (f"/a/{REHEARSAL}", f"/a/{REHEARSAL}/")
        assert "set-cookie" not in answer.headers


@pytest.mark.usefixtures("unchanged")
def test_a_form_that_is_too_large_is_refused(chair):
    answer = chair.press("close_list", reason="x" * LARGEST_FORM)
    assert answer.status_code == 400
    assert "too large" in text_of(answer.text)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "body", [b"\xff\xfe=1", b"a=%ff%fe", b"&" * 500 + b"=", b"a=1&" * 300, b"", b"{}"]
)
def test_a_form_that_cannot_be_read_is_refused(chair, body):
    answer = chair.client.post(
        f"/a/{REHEARSAL}/acts/close_list",
        content=body,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code in (400, 403)
    assert frame_faults(answer.text, read(answer.text).attribute("html", "lang")) == []


@pytest.mark.usefixtures("unchanged")
def test_the_reported_session_takes_no_act(house, chair):
    before = house.server.application.house.clerk.state(REPORTED).tail.position
    for member in (PRESIDENT, CLERK, ""):
        reporter = Actor(house.visitor(member), "chair", chair.csrf, session=REPORTED)
        for name in ACT_TYPES:
            assert reporter.press(name).status_code in (303, 401, 403)
    assert house.server.application.house.clerk.state(REPORTED).tail.position == before


# -- after the close (last: the division is closed here) -----------------------------------------


def test_a_vote_after_the_close_is_refused_with_its_time(house, chair, delegate):
    assert chair.press("close_division", division=DIVISION).status_code == 303
    before = recorded(house)
    answer = delegate.vote(DIVISION, yes=10, no=0, abstain=0)
    assert answer.status_code == 409
    assert "closed at 09:09" in problem_of(answer)
    assert recorded(house) == before


def test_what_the_clerk_fills_in_is_read_from_no_form():
    lifted = {"addressee": "parliaments", "verb.en": "Urges", "today_on": "1999-01-01"}
    act = parse("lift_commitment", {"act_id": fresh_id(), **lifted}, by=PRESIDENT)
    assert (act.addressee, act.today_on) == ("parliaments", "")
    closed = {"act_id": fresh_id(), "unsettled": "p-0001", "on_paper": "p-0002"}
    act = parse("close_division", closed, by=PRESIDENT)
    assert (act.unsettled, act.on_paper) == ((), ())
