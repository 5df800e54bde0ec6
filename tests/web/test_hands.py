"""A show of hands on every surface: who has counted is told, and never what, before both agree."""

import re
from collections.abc import Iterator, Mapping

import pytest
from acting import Actor, actor
from demo_house import PRESIDENT, REHEARSAL, TELLER, DemoHouse, demo_house

AFTER_A_VOTE = "09:14:20"
OTHER_TELLER = "o-teller-2"
OPEN_PAGES = ("", "hall", "minutes", "decisions", "verify")
OUTPUTS = ("journal.ndjson", "minutes.html", "news.txt", "roll-call.csv", "decisions.json")
SEATED = ("chair", "vote", "floor", "today")
LANGUAGES = ("en", "fr", "ar")
QUESTION = {"title.en": "Tea", "yes_means.en": "There is tea.", "method": "show_of_hands"}


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal after its first vote, nobody speaking and nothing put."""
    with demo_house(tmp_path) as house:
        house.forward(AFTER_A_VOTE)
        chair = actor(house, PRESIDENT, "chair")
        chair.press("yield_floor")
        assert chair.press("put_question", **QUESTION).status_code == 303
        assert chair.press("open_division").status_code == 303
        yield house


def number_of(house: DemoHouse) -> int:
    """The division of hands."""
    return house.assembly.bodies["plenary"].division or max(house.assembly.divisions)


def looked_at(house: DemoHouse) -> Mapping[tuple[str, str, str], str]:
    """What everybody but a teller is told, at every address and in every language."""
    first, *_ = house.present_delegations()
    lookers = {
        "public": house.visitor(),
        "chair": house.visitor(PRESIDENT),
        "delegate": house.visitor(house.head_of(first)),
        "other": house.visitor(OTHER_TELLER),
    }
    division = f"divisions/{number_of(house)}"
    pages = (*OPEN_PAGES, division, *OUTPUTS, *SEATED)
    return {
        (who, language, page): told(client, f"/{language}/a/{REHEARSAL}/{page}".rstrip("/"))
        for who, client in lookers.items()
        for language in LANGUAGES
        for page in pages
    }


def told(client, address: str) -> str:
    """A page without what is drawn by lot each time."""
    answer = client.get(address)
    assert answer.status_code in (200, 302, 303, 403, 404), address
    text = re.sub(r'(name="(?:act_id|key|csrf)" value=)"[\w-]*"', r"\1", answer.text)
    return re.sub(r"[0-9a-f]{32,}|[A-Za-z0-9+/]{40,}=*", "", text)


def counted(house: DemoHouse, teller: str, *figures: int) -> Actor:
    """A teller enters a count."""
    one = actor(house, teller, "chair")
    names = ("for_votes", "against_votes", "abstention_votes")
    form = dict(zip(names, figures, strict=True))
    assert one.press("count_hands", **form).status_code == 303
    return one


def test_what_one_teller_counted_is_told_to_nobody_else(tmp_path):
    seen = []
    for number, figures in enumerate(((61, 17, 3), (17, 61, 3))):
        folder = tmp_path / str(number)
        folder.mkdir()
        with demo_house(folder) as house:
            house.forward(AFTER_A_VOTE)
            chair = actor(house, PRESIDENT, "chair")
            chair.press("yield_floor")
            chair.press("put_question", **QUESTION)
            chair.press("open_division")
            teller = counted(house, TELLER, *figures)
            assert f"Your own count: {figures[0]} in favour, {figures[1]} against" in teller.text()
            seen.append(dict(looked_at(house)))
            ports = re.compile(rf"{house.server.port}")
            seen[-1] = {at: signed(ports.sub("", text)) for at, text in seen[-1].items()}
    one, other = seen
    assert {at for at in one if one[at] != other[at]} == set()


def signed(text: str) -> str:
    """A text without roots in words, which are those of another journal."""
    text = re.sub(r"(?:\b[a-z]{3,8}\b[ -]){3,}[a-z]{3,8}", "", text)
    return re.sub(r"\d\d:\d\d(:\d\d)?(\.\d+)?", "", text)


def test_two_counts_that_differ_say_by_how_much_and_are_counted_again(house):
    counted(house, TELLER, 9, 4, 1)
    counted(house, OTHER_TELLER, 8, 4, 1)
    chair = actor(house, PRESIDENT, "chair")
    assert "The two counts differ: in favour by 1, against by 0, abstentions by 0." in chair.text()
    public = house.visitor().get(f"/en/a/{REHEARSAL}/minutes").text
    assert "differ: in favour by 1" in public
    assert chair.press("count_again").status_code == 303
    counted(house, OTHER_TELLER, 9, 4, 1)
    counted(house, TELLER, 9, 4, 1)
    looked_at(house)
    assert chair.press("declare_result").status_code == 303
    page = house.visitor().get(f"/en/a/{REHEARSAL}/divisions/{number_of(house)}").text
    assert "By show of hands" in page
    looked_at(house)


def test_a_plain_result_has_no_figure_anywhere(house):
    chair = actor(house, PRESIDENT, "chair")
    assert chair.press("find_majority", outcome="adopted").status_code == 303
    assert "ask for a count" in chair.text()
    looked_at(house)
    assert chair.press("declare_result").status_code == 303
    page = house.visitor().get(f"/en/a/{REHEARSAL}/divisions/{number_of(house)}").text
    assert "The votes were not counted." in page
    assert "There are no figures of this division." in page
    told_everybody = looked_at(house)
    assert '"is_counted": false' in told_everybody["public", "en", "decisions.json"]


def test_a_delegation_doubts_on_its_own_page(house):
    first, *_ = house.present_delegations()
    chair = actor(house, PRESIDENT, "chair")
    chair.press("find_majority", outcome="rejected")
    delegate = actor(house, house.head_of(first), "vote")
    assert "No majority" in delegate.text() or "finds no majority" in delegate.text()
    assert delegate.press("ask_for_count").status_code == 303
    assert house.assembly.divisions[number_of(house)].stage == "open"
    looked_at(house)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [((2000, 0, 0), "in the hall may vote"), ((-1, 0, 0), "below zero"), (("x", 0, 0), "whole")],
)
def test_a_count_that_cannot_be_is_refused(house, figures, reason):
    teller = actor(house, TELLER, "chair")
    names = ("for_votes", "against_votes", "abstention_votes")
    answer = teller.press("count_hands", **dict(zip(names, figures, strict=True)))
    assert answer.status_code in (400, 409, 422)
    assert reason in answer.text


def test_who_is_no_teller_cannot_count(house):
    chair = actor(house, PRESIDENT, "chair")
    form = {"for_votes": 1, "against_votes": 1, "abstention_votes": 0}
    answer = chair.press("count_hands", **form)
    assert answer.status_code in (403, 409)
    assert "neither a teller nor of the Secretariat" in answer.text
