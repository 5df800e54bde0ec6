"""The tellers' desk: a roll called aloud, a vote that goes on on paper, and who sees what of it."""

import re
from collections.abc import Iterator

import pytest
from acting import Actor, actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, TELLER, DemoHouse, demo_house
from page_reader import forms_of

from hemicycle.web.live import changed_delegations
from hemicycle.web.paper_pack import body_voting, pack_lines, pack_state

AFTER_A_VOTE = "09:14:20"
OTHER_TELLER = "o-teller-2"
QUESTION = {"title.en": "Tea", "yes_means.en": "There is tea."}
LANGUAGES = ("en", "fr", "ar")


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal after its first vote, nobody speaking."""
    with demo_house(tmp_path) as house:
        house.forward(AFTER_A_VOTE)
        actor(house, PRESIDENT, "chair").press("yield_floor")
        yield house


def opened(house: DemoHouse, method: str) -> Actor:
    """The chair, once a question is put by a method and its division open."""
    chair = actor(house, PRESIDENT, "chair")
    assert chair.press("put_question", **QUESTION, method=method).status_code == 303
    assert chair.press("open_division").status_code == 303
    return chair


def number_of(house: DemoHouse) -> int:
    """The division before the house."""
    return max(house.assembly.divisions)


def called(house: DemoHouse) -> list[str]:
    """Whom the tellers call, in the order of the roll."""
    roll = house.assembly.divisions[number_of(house)].roll
    return [row.delegation for row in roll.values() if row.castable]


def enter(house: DemoHouse, teller: str, delegation: str, **entry: object):
    """What a teller enters."""
    desk = actor(house, teller, "tellers")
    return desk.press("enter_answer", division=number_of(house), delegation=delegation, **entry)


def castable(house: DemoHouse, delegation: str) -> int:
    """What a delegation can cast."""
    return house.assembly.divisions[number_of(house)].roll[delegation].castable


def test_the_next_name_follows_and_a_press_enters_all_its_votes(house):
    opened(house, "voice")
    first, second, *_ = called(house)
    desk = actor(house, TELLER, "tellers")
    form = desk.shown("enter_answer")
    assert form["delegation"] == first
    assert int(form["for_votes"]) == castable(house, first)
    form.pop("csrf"), form.pop("act_id")
    assert desk.press("enter_answer", **form).status_code == 303
    assert desk.shown("enter_answer")["delegation"] == second
    assert "Take back" in desk.text()


def test_what_stands_at_one_desk_is_told_to_nobody_else(tmp_path):
    seen = []
    for number, answer in enumerate(({"for_votes": 1}, {"against_votes": 1})):
        folder = tmp_path / str(number)
        folder.mkdir()
        with demo_house(folder) as house:
            house.forward(AFTER_A_VOTE)
            actor(house, PRESIDENT, "chair").press("yield_floor")
            opened(house, "voice")
            for delegation in called(house)[:5]:
                assert enter(house, TELLER, delegation, **answer).status_code == 303
            own = house.visitor(TELLER).get(f"/en/a/{REHEARSAL}/tellers")
            seen.append((looked_at(house), plain(house, own)))
    (others, own), (others_again, own_again) = seen
    assert others == others_again
    assert own != own_again


def looked_at(house: DemoHouse) -> dict[tuple[str, str, str], str]:
    """What everybody but the first teller is told."""
    first, *_ = house.present_delegations()
    lookers = {
        "public": house.visitor(),
        "chair": house.visitor(PRESIDENT),
        "clerk": house.visitor(CLERK),
        "other": house.visitor(OTHER_TELLER),
        "delegate": house.visitor(house.head_of(first)),
    }
    pages = ("", "hall", "minutes", f"divisions/{number_of(house)}", "decisions.json", "now")
    seated = ("chair", "vote", "tellers", "fragment/tellers")
    return {
        (who, language, page): plain(house, client.get(f"/{language}/a/{REHEARSAL}/{page}"))
        for who, client in lookers.items()
        for language in LANGUAGES
        for page in (*pages, *seated)
    }


def plain(house: DemoHouse, answer) -> str:
    """An answer without what is drawn by lot in each house and each page."""
    assert answer.status_code < 500
    text = re.sub(r'(name="(?:act_id|key|csrf)" value=)"[\w-]*"', r"\1", answer.text)
    text = re.sub(r"[0-9a-f]{32,}|[A-Za-z0-9+/]{40,}=*", "", text)
    text = re.sub(rf"(?<![0-9]){house.server.port}(?![0-9])", "", text)
    return re.sub(r"(?:\b[a-z]{3,8}\b[ -]){3,}[a-z]{3,8}", "", text)


def test_a_roll_is_called_settled_read_back_and_declared(house):
    chair = opened(house, "voice")
    first, second, *others = called(house)
    for teller in (TELLER, OTHER_TELLER):
        for delegation in (first, *others):
            votes = castable(house, delegation)
            enter(house, teller, delegation, for_votes=votes)
    enter(house, TELLER, second, for_votes=1)
    enter(house, OTHER_TELLER, second, against_votes=1)
    desk = actor(house, TELLER, "tellers")
    assert "heard differently at the two desks" in desk.text()
    assert "To be read back" not in desk.text()
    refused = chair.press("close_division")
    assert refused.status_code == 409
    assert "Two tellers have not entered the same for 1 delegation" in refused.text
    enter(house, OTHER_TELLER, second, for_votes=1)
    assert "To be read back" in desk.text()
    for language in LANGUAGES:
        for who in (TELLER, CLERK, PRESIDENT):
            page = house.visitor(who).get(f"/{language}/a/{REHEARSAL}/tellers")
            assert page.status_code == 200
    assert "waits for the tellers’ report" not in desk.text()
    assert chair.press("close_division").status_code == 303
    assert "waits for the tellers’ report" in desk.text()
    actor(house, TELLER, "chair").press("report_tally")
    assert "waits for the tellers’ report" not in desk.text()
    assert chair.press("declare_result").status_code == 303
    total = sum(castable(house, one) for one in (first, *others)) + 1
    tally = house.assembly.divisions[number_of(house)].tally
    assert (tally.for_votes, tally.against_votes) == (total, 0)
    page = house.visitor().get(f"/en/a/{REHEARSAL}/divisions/{number_of(house)}").text
    assert "roll call by voice" in page


def test_a_sheet_replaces_what_was_cast_on_a_screen_and_says_so(house):
    chair = opened(house, "roll_call")
    first, *_ = house.present_delegations()
    delegate = actor(house, house.head_of(first), "vote")
    assert delegate.vote(number_of(house), yes=10, no=0, abstain=0).status_code == 303
    refused = enter(house, TELLER, first, against_votes=1)
    assert refused.status_code == 409
    assert chair.press("go_on_paper").status_code == 303
    assert "the sheet counts instead of ballots from telephones" in delegate.text()
    for teller in (TELLER, OTHER_TELLER):
        assert "Your delegation votes on paper" not in delegate.text()
        before = house.server.application.house.clerk.state(REHEARSAL)
        assert enter(house, teller, first, against_votes=1).status_code == 303
        after = house.server.application.house.clerk.state(REHEARSAL)
        assert changed_delegations(before, after) == {first}
    assert "Your delegation votes on paper" in delegate.text()
    looked_at(house)
    assert chair.press("close_division").status_code == 303
    assert "Your vote counted" not in delegate.text()
    assert "This ballot was not counted" in delegate.text()
    actor(house, TELLER, "chair").press("report_tally")
    assert chair.press("declare_result").status_code == 303
    page = house.visitor().get(f"/en/a/{REHEARSAL}/divisions/{number_of(house)}").text
    assert "on paper" in page
    tally = house.assembly.divisions[number_of(house)].tally
    assert (tally.for_votes, tally.against_votes) == (0, 1)
    data = house.visitor().get(f"/en/a/{REHEARSAL}/decisions.json").json()
    latest = data["decisions"][-1]["division"]["delegations"]
    assert [one["delegation"] for one in latest if one.get("on_paper")] == [first]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"for_votes": 999}, "can cast"),
        ({"for_votes": -1}, "below zero"),
        ({"answer": "shouted"}, "is no answer"),
        ({"delegation": "p-nowhere", "for_votes": 1}, "not on the roll"),
        ({"division": 99, "for_votes": 1}, "99"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(house, entry, reason):
    opened(house, "voice")
    desk = actor(house, TELLER, "tellers")
    fields = {"division": number_of(house), "delegation": called(house)[0], **entry}
    answer = desk.press("enter_answer", **fields)
    assert answer.status_code == 409
    assert reason in answer.text


def test_who_keeps_no_desk_enters_nothing(house):
    opened(house, "voice")
    first, *_ = called(house)
    for who in (PRESIDENT, house.head_of(house.present_delegations()[0])):
        answer = enter(house, who, first, for_votes=1)
        assert answer.status_code in (403, 409)
    for teller in (TELLER, OTHER_TELLER):
        enter(house, teller, first, for_votes=1)
    answer = enter(house, CLERK, first, for_votes=1)
    assert answer.status_code == 409
    assert "Two tellers keep the desks" in answer.text
    page = house.visitor(CLERK).get(f"/en/a/{REHEARSAL}/tellers").text
    assert "Two others keep the desks" in page
    assert not [one for one in forms_of(page) if one.action.endswith("/enter_answer")]


def test_the_same_press_twice_is_entered_once(house):
    opened(house, "voice")
    first, *_ = called(house)
    desk = actor(house, TELLER, "tellers")
    fields = {"division": number_of(house), "delegation": first, "for_votes": 1}
    for _ in range(2):
        assert desk.press("enter_answer", **fields, act_id="press-once").status_code == 303
    state = house.server.application.house.clerk.state(REHEARSAL)
    assert state.boxes[number_of(house)].box.received == 1
    other = desk.press("enter_answer", **{**fields, "for_votes": 2}, act_id="press-once")
    assert other.status_code == 409


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_paper_pack_holds_the_roll_of_the_vote_under_way(house, language):
    opened(house, "roll_call")
    inside = house.server.application.house
    body = body_voting(inside, REHEARSAL)
    lines = pack_lines(inside, REHEARSAL, body, language=language)
    assert len(lines) == len(house.assembly.divisions[number_of(house)].roll)
    assert [one["castable"] for one in lines if one["castable"]] == [
        castable(house, one) for one in called(house)
    ]
    state = pack_state(inside, REHEARSAL, body, language=language)
    assert (state["question"], state["division"]) == ("Tea", number_of(house))
